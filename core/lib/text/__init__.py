"""Vietnamese text: canonical form, folding for search, addresses, dictionary order, excerpts (RX-2)."""

from core.lib.text.collation import sort_key
from core.lib.text.excerpt import Fragment, highlight
from core.lib.text.folding import clean, fold, nfc, slugify, words
from core.lib.text.legacy import TCVN3, from_tcvn3, legacy_encoding

__all__ = [
    "TCVN3",
    "Fragment",
    "clean",
    "fold",
    "from_tcvn3",
    "highlight",
    "legacy_encoding",
    "nfc",
    "slugify",
    "sort_key",
    "words",
]
