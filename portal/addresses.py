"""How the portal spells an address."""

from core.lib import text


def slug_form(path: str) -> str:
    """Return a path as the portal would spell it: lower case, no accents, one slash at the end."""
    parts = (text.slugify(part, max_length=255) for part in path.split("/"))
    return "/".join(("", *(part for part in parts if part), ""))
