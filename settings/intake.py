"""Channels that bring things into the inbox without a form (docs/features/channels.md); without a place each is off."""

from settings import env

MEGABYTE = 1024 * 1024

# When somebody has to look: so many failures in a row, or so long without reaching the other side.
INTAKE_ALARM_FAILURES = env.integer("INTAKE_ALARM_FAILURES", 3)
INTAKE_ALARM_MINUTES = env.integer("INTAKE_ALARM_MINUTES", 60)
# How many new things one run takes; the next run goes on.
INTAKE_MOST_IN_A_RUN = env.integer("INTAKE_MOST_IN_A_RUN", 200)

# Shared folder: one folder for each agency, named by its code; a file is read when nobody has touched it for so long.
INTAKE_FOLDER = env.text("INTAKE_FOLDER", "")
INTAKE_FOLDER_QUIET_SECONDS = env.integer("INTAKE_FOLDER_QUIET_SECONDS", 60)
# What was taken stays where it lies, unless this moves it into "_da-nhan" of the agency's own folder.
INTAKE_FOLDER_MOVES = env.flag("INTAKE_FOLDER_MOVES", default=False)

# City document system: packages in a folder, or behind an address whose host stands in OUTBOUND_HOSTS.
DOCUMENT_SYSTEM_FOLDER = env.text("DOCUMENT_SYSTEM_FOLDER", "")
DOCUMENT_SYSTEM_URL = env.text("DOCUMENT_SYSTEM_URL", "")
# The City has not said yet how it names its fields: ours = theirs.
DOCUMENT_SYSTEM_FIELDS = {
    "number": "SoKyHieu",
    "excerpt": "TrichYeu",
    "issuer": "CoQuanBanHanh",
    "issued_on": "NgayBanHanh",
    "files": "TepDinhKem",
} | dict(pair.split("=", 1) for pair in env.names("DOCUMENT_SYSTEM_FIELDS"))

# Mail box, IMAP over TLS; nothing in it is changed.
MAILBOX_HOST = env.text("MAILBOX_HOST", "")
MAILBOX_PORT = env.integer("MAILBOX_PORT", 993)
MAILBOX_USER = env.text("MAILBOX_USER", "")
MAILBOX_PASSWORD = env.file_text("MAILBOX_PASSWORD", "")
MAILBOX_FOLDER = env.text("MAILBOX_FOLDER", "INBOX")
MAILBOX_CA_FILE = env.text("MAILBOX_CA_FILE", "")
MAILBOX_TIMEOUT_SECONDS = 30
MAILBOX_LETTER_BYTES = env.integer("MAILBOX_LETTER_MB", 30) * MEGABYTE
# The name under which our mail server notes whether a sender is genuine (RFC 8601); with it, only a letter that
# passed is taken for an agency's.
MAILBOX_AUTHSERV_ID = env.text("MAILBOX_AUTHSERV_ID", "")

# Feeds of the City portal; their hosts stand in OUTBOUND_HOSTS. They fill the inbox: a check refuses anything else.
CITY_FEED_URLS = env.names("CITY_FEED_URLS")
CITY_FEED_TARGET = env.text("CITY_FEED_TARGET", "inbox")
CITY_FEED_AGENCY = env.text("CITY_FEED_AGENCY", "van-phong-ubnd")
