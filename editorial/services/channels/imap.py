"""A mail box over IMAP4rev1 with TLS (RFC 3501): opened for reading only, letters fetched piece by piece."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from editorial.services.channels.parcels import ChannelDownError

PIECE = 256 * 1024
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailBox:
    """An open mail box; every error of the line or of the server is ChannelDownError, without its text."""

    def __init__(self, client: imaplib.IMAP4_SSL) -> None:
        self.client = client

    def validity(self) -> str:
        """Return the number that says whether the numbers of letters still mean the same."""
        _kind, told = self.client.response("UIDVALIDITY")
        return told[0].decode() if told and told[0] else ""

    def uids(self) -> list[str]:
        """Return the numbers of all letters, the oldest first."""
        with _down():
            answer = self._asked("SEARCH", "ALL")
        return sorted((answer[0] or b"").decode().split(), key=int)

    def size(self, uid: str) -> int:
        """Return the size of a letter in bytes, or 0 when it is gone."""
        with _down():
            answer = self._asked("FETCH", uid, "(RFC822.SIZE)")
        joined = b" ".join(part if isinstance(part, bytes) else part[0] for part in answer if part)
        found = _SIZE.search(joined)
        return int(found.group(1)) if found else 0

    def fetch(self, uid: str, into: Path, most: int) -> int:
        """Write a letter into a file without marking it as read, at most so many bytes; return how many came."""
        written = 0
        with into.open("wb") as target:
            while written <= most:
                with _down():
                    answer = self._asked("FETCH", uid, f"(BODY.PEEK[]<{written}.{PIECE}>)")
                piece = next((part[1] for part in answer if isinstance(part, tuple)), b"")
                target.write(piece)
                written += len(piece)
                if len(piece) < PIECE:
                    break
        return written

    def _asked(self, command: str, *arguments: str) -> list[Any]:
        kind, answer = self.client.uid(command, *arguments)
        if kind != "OK":
            raise ChannelDownError("IMAPRefused")
        return answer


@contextmanager
def opened() -> Iterator[MailBox]:
    """Open the mail box of the settings; raises ChannelDownError."""
    context = ssl.create_default_context(cafile=settings.MAILBOX_CA_FILE or None)
    with _down():
        client = imaplib.IMAP4_SSL(
            settings.MAILBOX_HOST, settings.MAILBOX_PORT, ssl_context=context, timeout=settings.MAILBOX_TIMEOUT_SECONDS
        )
    try:
        with _down():
            client.login(settings.MAILBOX_USER, settings.MAILBOX_PASSWORD)
            kind, _told = client.select(_quoted(settings.MAILBOX_FOLDER), readonly=True)
        if kind != "OK":
            raise ChannelDownError("NoSuchFolder")
        yield MailBox(client)
    finally:
        try:
            client.logout()
        except (imaplib.IMAP4.error, OSError):
            client.shutdown()


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@contextmanager
def _down() -> Iterator[None]:
    try:
        yield
    except (imaplib.IMAP4.error, OSError) as error:
        raise ChannelDownError(type(error).__qualname__) from error
