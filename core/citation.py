"""The citation that Article 3.6 prescribes for every reuse (R3.6-1, vector T11)."""

CITATION_SOURCE = "Nguồn: Trang thông tin Cải cách hành chính"


def citation(title: str, address: str) -> str:
    """Return title, prescribed source sentence and permanent link as one line to copy."""
    return f"{title}. {CITATION_SOURCE}. {address}"
