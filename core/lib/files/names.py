"""File names as strangers write them: canonical, short, without a path, and never used for storage."""

import re
import secrets

from core.lib import text
from core.lib.files.verdicts import RefusedError, Rule

LONGEST_NAME = 150  # characters
LONGEST_EXTENSION = 10
_DECEPTIVE = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f]")
_SEPARATORS = re.compile(r"[/\\]")
_UNSAFE = re.compile(r'[<>:"|?*;%&$`\n\t]')
# What a system may run or a browser may show when the last extension is cut off or not understood.
# fmt: off
_DANGEROUS = frozenset({
    "exe", "com", "scr", "pif", "msi", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh",
    "hta", "jar", "jnlp", "lnk", "reg", "dll", "cpl", "sys", "msc", "inf", "sh", "bash", "py", "pl", "rb", "php",
    "php3", "php4", "php5", "phtml", "phar", "asp", "aspx", "ashx", "jsp", "jspx", "cgi", "htaccess", "html", "htm",
    "xhtml", "shtml", "svg", "svgz", "swf", "apk", "app", "dmg", "iso", "img", "docm", "xlsm", "pptm", "dotm",
    "xltm", "xlam", "ppam", "rtf", "zip", "rar", "7z", "gz", "tar", "chm", "url", "website",
})
# fmt: on


def clean_name(raw: str) -> str:
    """Return the name as it is shown and kept: NFC, no path, no signs a shell or a header could mistake.

    At most LONGEST_NAME characters, the extension kept. Raises RefusedError for control and bidi characters.
    """
    if _DECEPTIVE.search(raw):
        raise RefusedError(Rule.DECEPTIVE_NAME)
    name = _SEPARATORS.split(raw)[-1]
    name = _UNSAFE.sub("_", text.clean(name)).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if dot and len(extension) <= LONGEST_EXTENSION:
        return f"{stem[: LONGEST_NAME - len(extension) - 1].rstrip(' .')}.{extension}"
    return name[:LONGEST_NAME]


def extension_of(name: str) -> str:
    """Return the extension of a clean name in lower case.

    Raises RefusedError when the part before it ends in an extension that something might run.
    """
    parts = name.lower().split(".")
    if len(parts) < 2 or not parts[-1]:
        return ""
    hidden = next((part.strip() for part in parts[1:-1] if part.strip() in _DANGEROUS), None)
    if hidden is not None:
        raise RefusedError(Rule.DOUBLE_EXTENSION, f"{hidden}.{parts[-1]}")
    return parts[-1]


def storage_name(extension: str = "") -> str:
    """Return a random name in two levels of folders, so that no name of a stranger reaches the disk."""
    token = secrets.token_hex(20)
    return f"{token[:2]}/{token[2:4]}/{token[4:]}{f'.{extension}' if extension else ''}"
