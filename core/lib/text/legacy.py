"""Text typed with the fonts of before Unicode: TCVN3 (ABC) and VNI are told, TCVN3 is turned over (R6.1a-7)."""

import re

MOST_LOOKED_AT = 20_000
LEAST_WORDS = 3
LEAST_SHARE = 0.25
TCVN3, VNI = "TCVN3", "VNI"
# Letters and signs of Latin-1 that no Vietnamese word in Unicode has.
_STRANGE = frozenset("äåæçëîïðñö÷øûüþßÿµ¸¶·¹¨»¾¼½©®ª«¬¡¢£¤¥¦§")
_UNICODE_LETTERS = re.compile(r"[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")
# Signs that stand inside words only in TCVN3: French and German have the letters, never these.
_SIGN_IN_WORD = re.compile(r"[A-Za-z][µ¸¶·¹¨»¾¼½©®ª«¬\xad]|[µ¸¶·¹¨»¾¼½©®ª«¬\xad§¦¥][A-Za-z]")
# VNI writes the mark as a letter of its own behind the vowel: "Vieät Nam".
_VNI_PAIR = re.compile(r"[aeiouy][ùøûõïáàåãäéèúüëöêô]|[uo][öôï]|ñ[aeiouyêô]", re.IGNORECASE)
_SPLIT = re.compile(r"\s+")
_EDGES = "“”\"'().,:;!?-–…«»"
_TCVN3_LETTERS = (
    "µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậ®đÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõäọ«ôåồèốæổçỗéộ¬ơêờíớëởìỡîợ"
    "ïùóúñủòũôụ\xadưõừøứöử÷ữùựúỳýýûỷüỹþỵ¡Ă¢Â§Đ£Ê¤Ô¥Ơ¦Ư"
)
_FROM_TCVN3 = {ord(_TCVN3_LETTERS[place]): _TCVN3_LETTERS[place + 1] for place in range(0, len(_TCVN3_LETTERS), 2)}


def legacy_encoding(s: str) -> str:
    """Return TCVN3 or VNI when a text seems to be typed in it, otherwise an empty text.

    At least three words, and a quarter of all, must hold signs that Vietnamese words in Unicode never have, and no word
    a letter that only Unicode has; foreign names in a text do not reach that.
    """
    start = s[:MOST_LOOKED_AT]
    words = [word for each in _SPLIT.split(start) if (word := each.strip(_EDGES))]
    strange = [word for word in words if not _STRANGE.isdisjoint(word.lower())]
    if len(strange) < max(LEAST_WORDS, LEAST_SHARE * len(words)) or _UNICODE_LETTERS.search(start):
        return ""
    if 2 * sum(1 for word in strange if _VNI_PAIR.search(word)) >= len(strange):
        return VNI
    return TCVN3 if any(_SIGN_IN_WORD.search(word) for word in strange) else ""


def from_tcvn3(s: str) -> str:
    """Return a TCVN3 text in Unicode; capitals with accents come out small, as the fonts had them in another face."""
    return s.translate(_FROM_TCVN3)
