"""How near two texts are (Article 3.9 ground 7, R3.9-3); a number to suggest by, never to decide by."""

import hashlib

from core.lib import text

NEAR = 0.6
"""Titles at least this alike are suggested; 1 is the same title after folding."""


def trigrams(folded: str) -> frozenset[str]:
    """Return the groups of three characters of a folded text, counted as PostgreSQL's pg_trgm does."""
    found: set[str] = set()
    for word in folded.split():
        padded = f"  {word} "
        found.update(padded[at : at + 3] for at in range(len(padded) - 2))
    return frozenset(found)


def similarity(one: str, other: str) -> float:
    """Return the share of trigrams that two folded texts have in common, from 0 to 1."""
    first, second = trigrams(one), trigrams(other)
    return len(first & second) / len(first | second) if first or second else 0.0


def fingerprint(*parts: str) -> str:
    """Return a hash that texts share which differ only in case, accents, punctuation and spaces, or "" for none."""
    folded = text.fold(" ".join(parts))
    return hashlib.sha256(folded.encode()).hexdigest() if folded else ""
