"""Read a letter as it came (RFC 5322, MIME), whatever its sender's program did to it; bounded in parts and length."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import getaddresses
from typing import BinaryIO

import nh3

from core.lib import text

MOST_PARTS = 100
DEEPEST = 10
LONGEST_TEXT = 200_000
LONGEST_HTML = 2_000_000
MOST_ATTACHMENTS = 30
TCVN_NAMES = ("tcvn", "x-viet-tcvn")
_LINE_ENDS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6]|/table|/blockquote)\b[^<>]*>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\xa0]+")
_EMPTY_LINES = re.compile(r"\n\s*\n\s*\n+")
_EXTENSIONS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "text/plain": "txt",
    "text/csv": "csv",
}


class LetterError(ValueError):
    """The letter is built to harm, or cannot be read at all."""


@dataclass(frozen=True)
class Attachment:
    """A file of a letter with its name as the sender gave it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """What a letter says, in Unicode NFC."""

    message_id: str
    address: str
    name: str
    subject: str
    words: str
    attachments: tuple[Attachment, ...]
    is_automatic: bool
    verdicts: tuple[str, ...]
    note: str


def read_letter(source: BinaryIO) -> Letter:
    """Return what a letter says; raises LetterError for too many or too deep parts and for what is no letter."""
    try:
        message = BytesParser(policy=default).parse(source)
        parts = list(_leaves(message, 0))
    except (RecursionError, MessageError, UnicodeError, ValueError, TypeError, AttributeError) as error:
        raise LetterError(type(error).__name__) from error
    if not isinstance(message, EmailMessage):
        raise LetterError("NoLetter")
    plain, marked, attachments = _sorted(parts)
    words = "\n\n".join(plain) if any(one.strip() for one in plain) else "\n\n".join(map(words_of_html, marked))
    words, note = _in_unicode(words)
    subject, _note = _in_unicode(_header(message, "Subject"))
    name, address = _sender(message)
    return Letter(
        message_id=_header(message, "Message-ID").strip(),
        address=address,
        name=text.clean(name)[:200],
        subject=" ".join(text.clean(subject).split()),
        words=_EMPTY_LINES.sub("\n\n", text.clean(words)).strip()[:LONGEST_TEXT],
        attachments=tuple(attachments),
        is_automatic=_is_automatic(message, address),
        verdicts=tuple(str(value) for value in message.get_all("Authentication-Results", failobj=[])),
        note=note,
    )


def is_genuine(verdicts: tuple[str, ...], authserv_id: str) -> bool:
    """Return whether our own mail server found the sender genuine (RFC 8601, dmarc=pass in its first verdict)."""
    ours = [one for one in verdicts if one.split(";")[0].split()[:1] == [authserv_id]]
    return bool(ours) and re.search(r";\s*dmarc=pass\b", ours[0]) is not None


def words_of_html(marked: str) -> str:
    """Return the words of foreign HTML: nothing of its scripts, styles and tags survives."""
    lined = _LINE_ENDS.sub("\n", marked[:LONGEST_HTML])
    bare = html.unescape(nh3.clean(lined, tags=set()))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in bare.splitlines())


def _leaves(message: EmailMessage, depth: int) -> Iterator[EmailMessage]:
    """Yield the parts that hold something; a letter within a letter is one part."""
    seen = 0
    stack = [(message, depth)]
    while stack:
        part, level = stack.pop()
        seen += 1
        if seen > MOST_PARTS or level > DEEPEST:
            raise LetterError("TooManyParts")
        inner = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inner, list):
            stack.extend((one, level + 1) for one in reversed(inner) if isinstance(one, EmailMessage))
        else:
            yield part


def _sorted(parts: list[EmailMessage]) -> tuple[list[str], list[str], list[Attachment]]:
    plain: list[str] = []
    marked: list[str] = []
    attachments: list[Attachment] = []
    for part in parts:
        kind, name = part.get_content_type(), _file_name(part)
        is_inline = not name and part.get_content_disposition() != "attachment"
        if is_inline and kind == "text/plain":
            plain.append(_decoded(part))
        elif is_inline and kind == "text/html":
            marked.append(_decoded(part))
        elif kind not in {"application/pgp-signature", "application/pkcs7-signature"}:
            attachments.append(_attachment(part, name, len(attachments) + 1))
    if len(attachments) > MOST_ATTACHMENTS:
        raise LetterError("TooManyParts")
    return plain, marked, attachments


def _attachment(part: EmailMessage, name: str, place: int) -> Attachment:
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        letter = inner[0] if isinstance(inner, list) and inner else None
        content = letter.as_bytes() if isinstance(letter, EmailMessage) else b""
        return Attachment(name or f"thu-{place}.eml", content)
    payload = part.get_payload(decode=True)
    extension = _EXTENSIONS.get(part.get_content_type(), "bin")
    return Attachment(name or f"tep-{place}.{extension}", payload if isinstance(payload, bytes) else b"")


def _file_name(part: EmailMessage) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, IndexError, LookupError, AttributeError, TypeError):
        return "tep-khong-doc-duoc-ten"
    if "=?" in name:
        name = _unwrapped(name)
    return text.clean(_in_unicode(_mended(name))[0]).replace("\n", " ").strip()


def _unwrapped(name: str) -> str:
    """Return a name that was written as an encoded word where the standard wants another form."""
    holder = EmailMessage()
    try:
        holder["Subject"] = name.replace("\r", "").replace("\n", "")
        return str(holder["Subject"])
    except (ValueError, IndexError, LookupError):
        return name


def _decoded(part: EmailMessage) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    raw = raw[: 4 * LONGEST_HTML]
    charset = (part.get_content_charset() or "").lower()
    if charset.startswith(TCVN_NAMES):
        return text.from_tcvn3(raw.decode("latin-1"))
    for name in (charset, "utf-8", "cp1258", "latin-1"):
        if not name or name in {"us-ascii", "ascii", "unknown-8bit"}:
            continue
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", errors="replace")


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = message[name]
    except (ValueError, IndexError, LookupError, AttributeError, TypeError):
        return ""
    return _mended(str(value)) if value is not None else ""


def _mended(value: str) -> str:
    """Return a header whose eight-bit letters were written bare: they are UTF-8 or Latin-1."""
    if not any("\udc80" <= char <= "\udcff" for char in value):
        return value
    raw = value.encode("utf-8", errors="surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _in_unicode(words: str) -> tuple[str, str]:
    found = text.legacy_encoding(words)
    return text.from_tcvn3(words) if found == text.TCVN3 else words, found.lower()


def _sender(message: EmailMessage) -> tuple[str, str]:
    found = [(name, address) for name, address in getaddresses([_header(message, "From")]) if "@" in address]
    if len(found) != 1:
        return "", ""
    name, address = found[0]
    return name, address.strip().lower()


def _is_automatic(message: EmailMessage, address: str) -> bool:
    """Return whether a machine answered or a letter came back (RFC 3834, RFC 3464): such a one is never answered."""
    said = _header(message, "Auto-Submitted").split(";")[0].strip().lower()
    return (
        said not in {"", "no"}
        or _header(message, "Precedence").strip().lower() in {"bulk", "junk", "auto_reply", "list"}
        or _header(message, "X-Autoreply") != ""
        or _header(message, "X-Auto-Response-Suppress").strip().lower() in {"all", "autoreply"}
        or _header(message, "Return-Path").strip() == "<>"
        or message.get_content_type() == "multipart/report"
        or address.partition("@")[0] in {"mailer-daemon", "postmaster"}
    )
