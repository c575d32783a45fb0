"""Proof of work: a number that a browser finds by trying and the portal knows at once (R9.4-1, decision 0015).

The scheme is ALTCHA's: a random number below ``work``, given away only as SHA-256 of token and number. The token is
signed and bound to one form, and says when the form was opened. Nothing is stored until it is used.
"""

import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_TOKEN = 200
LONGEST_NUMBER = 10


class TokenError(ValueError):
    """A token that this portal did not write for this form."""


class ExpiredTokenError(TokenError):
    """A genuine token that is too old; it still says when the form was opened."""

    def __init__(self, opened: datetime) -> None:
        super().__init__()
        self.opened = opened


@dataclass(frozen=True)
class Challenge:
    """What a form carries: find ``number`` below ``work`` so that SHA-256("token.number") is ``target``."""

    token: str
    target: str
    work: int


@dataclass(frozen=True)
class Token:
    """What a genuine token says: its own id, when the person first opened the form, when it was issued."""

    text: str
    id: uuid.UUID
    opened: datetime
    issued: datetime
    work: int


def issue(*, scope: str, key: bytes, work: int, now: datetime, opened: datetime | None = None) -> Challenge:
    """Return a new challenge for one form; ``work`` is the largest number of hashes, half of it the usual one.

    ``opened`` is kept over from an earlier challenge of the same form, so that a correction may be quick.
    """
    body = f"{_seconds(opened or now)}.{_seconds(now)}.{work}.{secrets.token_hex(16)}"
    token = f"{body}.{_sign(key, 'token', scope, body)}"
    target = hashlib.sha256(f"{token}.{_number(key, token, work)}".encode()).hexdigest()
    return Challenge(token, target, work)


def read(text: str, *, scope: str, key: bytes, now: datetime, lifetime: timedelta) -> Token:
    """Return what a token says; raises TokenError when it is not ours or another form's, ExpiredTokenError when old."""
    if len(text) > LONGEST_TOKEN or not text.isascii():
        raise TokenError
    body, _, signature = text.rpartition(".")
    if not hmac.compare_digest(signature, _sign(key, "token", scope, body)):
        raise TokenError
    opened, issued, work, name = body.split(".")
    token = Token(text, uuid.UUID(hex=name), _instant(opened), _instant(issued), int(work))
    if now - token.issued > lifetime:
        raise ExpiredTokenError(token.opened)
    return token


def is_solved(token: Token, number: str, *, key: bytes) -> bool:
    """Return whether the number is the one hidden in the token's challenge."""
    found = number[: LONGEST_NUMBER + 1].encode(errors="replace")
    return hmac.compare_digest(found, str(_number(key, token.text, token.work)).encode())


def solve(challenge: Challenge) -> int:
    """Return the number, as a browser finds it; raises ValueError when there is none (for tests and measurements)."""
    for number in range(challenge.work):
        if hashlib.sha256(f"{challenge.token}.{number}".encode()).hexdigest() == challenge.target:
            return number
    raise ValueError("no number fits")


def _number(key: bytes, token: str, work: int) -> int:
    return int(_sign(key, "number", token), 16) % work


def _sign(key: bytes, *parts: str) -> str:
    return hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _instant(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)
