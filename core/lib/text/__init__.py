"""Vietnamese text: canonical form, folding for search, addresses, dictionary order, excerpts (RX-2)."""

from core.lib.text.collation import sort_key
from core.lib.text.excerpt import Fragment, highlight
from core.lib.text.folding import clean, fold, nfc, slugify, words
from core.lib.text.legacy import legacy_encoding

__all__ = ["Fragment", "clean", "fold", "highlight", "legacy_encoding", "nfc", "slugify", "sort_key", "words"]
