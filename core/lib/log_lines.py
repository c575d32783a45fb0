"""One log record, one line of JSON that nobody can forge and that names nobody (R9.4-1, R9.4-4).

Whatever a record holds comes out inside quotes: line ends, controls, separators and bidi marks are escaped, so no
text from outside can begin a line, turn one around on the screen or reach a terminal. Values that look like a mail
address, a telephone or an identity number are masked; of an exception the place is told, not its message.
"""

import json
import logging
import re
import traceback
import unicodedata
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from core.lib.acting import acting

MOST_CHARACTERS = 4_000
MOST_FRAMES = 12
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_HIDDEN = re.compile(r"[^\x20-\x7e]")
_PERSONAL = re.compile(
    r"""
    [\w.+%-]{1,64} (?:@|%40) [\w-]{1,63} (?:\.[\w-]{1,63}){1,8}   # mail address, also in a query string
    | (?<![\w-]) (?:\+84|0) (?:[\s.]?\d){9} (?![\w-])              # telephone
    | (?<![\w-]) 0\d{11} (?![\w-])                                 # identity number
    """,
    re.VERBOSE,
)
MASK = "[…]"


class JsonLines(logging.Formatter):
    """Formats records for a log that machines read."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        return line(record)


def line(record: logging.LogRecord) -> str:
    """Return a record as one line of JSON: ts, level, logger, message, request_id, user_id, and where it failed."""
    by = acting()
    entry: dict[str, Any] = {
        "ts": datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "level": record.levelname,
        "logger": record.name,
        "message": masked(_message(record)),
        "request_id": by.request_id if by else "",
        "user_id": by.user_id if by else None,
    }
    if record.exc_info and record.exc_info[0] is not None:
        entry |= {"error": record.exc_info[0].__name__, "at": _places(record.exc_info[2])}
    return escaped(json.dumps(entry, ensure_ascii=False))


def masked(text: str) -> str:
    """Return the text, cut to a bounded length, without what looks like a person's address or number."""
    cut = text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"
    return _PERSONAL.sub(MASK, cut)


def escaped(dumped: str) -> str:
    """Return JSON whose invisible characters are all written as escapes; Vietnamese letters stay readable."""
    return _HIDDEN.sub(_escape, dumped)


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if unicodedata.category(char) not in HIDDEN_CATEGORIES:
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # arguments that do not fit the text: the record is worth more than the fit
        return str(record.msg)


def _places(trace: TracebackType | None) -> list[str]:
    """Return where the exception came by, innermost last."""
    frames = traceback.extract_tb(trace)[-MOST_FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
