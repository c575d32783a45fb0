"""What keeps a page from being approved, as the editor reads it (Articles 3.3 and 3.5)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing to mend: the page's field, its name as editors see it, and what is wrong."""

    field: str
    label: str
    message: str
    picture: int | None = None
    """The picture in question, so that the screen leads to it."""
