"""Tell text in an old Vietnamese encoding (TCVN3, VNI) from Unicode: in Unicode it reads as rubbish (R6.1a-7)."""

import re

MOST_LOOKED_AT = 20_000
LEAST_WORDS = 3
LEAST_SHARE = 0.25
# Letters and signs of Latin-1 that no Vietnamese word in Unicode has.
_STRANGE = frozenset("äåæçëîïðñö÷øûüþßÿµ¸¶·¹¨»¾¼½©®ª«¬¡¢£¤¥¦§")
# VNI writes the mark as a letter of its own behind the vowel: "Vieät Nam".
_VNI_PAIR = re.compile(r"[aeiouy][ùøûõïáàåãäéèúüëöêô]|[uo][öôï]|ñ[aeiouyêô]", re.IGNORECASE)
_SPLIT = re.compile(r"\s+")
_EDGES = "“”\"'().,:;!?-–…«»"

TCVN3, VNI = "TCVN3", "VNI"


def legacy_encoding(s: str) -> str:
    """Return TCVN3 or VNI when a text seems to be typed in it, otherwise an empty text.

    At least three words, and a quarter of all, must hold signs that Vietnamese words in Unicode never have; foreign
    names in a text do not reach that.
    """
    words = [word for each in _SPLIT.split(s[:MOST_LOOKED_AT]) if (word := each.strip(_EDGES))]
    strange = [word for word in words if not _STRANGE.isdisjoint(word.lower())]
    if len(strange) < LEAST_WORDS or len(strange) < LEAST_SHARE * len(words):
        return ""
    in_pairs = sum(1 for word in strange if _VNI_PAIR.search(word))
    return VNI if 2 * in_pairs >= len(strange) else TCVN3
