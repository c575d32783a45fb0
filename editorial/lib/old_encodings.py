"""Vietnamese text typed with the fonts of before Unicode: TCVN3 (ABC) is turned over, VNI is only noticed (R6.1a-7)."""

import re

_TCVN3 = (
    "µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậ®đÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõäọ«ôåồèốæổçỗéộ¬ơêờíớëởìỡîợ"
    "ïùóúñủòũôụ\xadưõừøứöử÷ữùựúỳýýûỷüỹþỵ¡Ă¢Â§Đ£Ê¤Ô¥Ơ¦Ư"
)
FROM_TCVN3 = {ord(_TCVN3[place]): _TCVN3[place + 1] for place in range(0, len(_TCVN3), 2)}
# Signs that stand inside words only in TCVN3, and letters that it has no use for.
_INSIDE_WORDS = re.compile(r"[A-Za-z][µ¸¶·¹¨»¾¼½©®ª«¬\xad]|[µ¸¶·¹¨»¾¼½©®ª«¬\xad§¦¥][A-Za-z]")
_UNICODE_LETTERS = re.compile(r"[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")
_VNI = re.compile(r"[aeouyAEOUY][ùøûõïÙØÛÕÏ]|[aA][áàåãäÁÀÅÃÄéèúüëÉÈÚÜË]")
ENOUGH = 3
LOOKED_AT = 20_000


def is_tcvn3(s: str) -> bool:
    """Return whether a text that was read as Latin-1 looks like TCVN3: several such letters and no Unicode ones."""
    start = s[:LOOKED_AT]
    return _UNICODE_LETTERS.search(start) is None and _enough(_INSIDE_WORDS, start)


def is_vni(s: str) -> bool:
    """Return whether a text looks like VNI, where the accent follows its letter."""
    start = s[:LOOKED_AT]
    return _UNICODE_LETTERS.search(start) is None and _enough(_VNI, start)


def from_tcvn3(s: str) -> str:
    """Return a TCVN3 text in Unicode; capitals with accents come out small, as the fonts had them in another face."""
    return s.translate(FROM_TCVN3)


def _enough(pattern: re.Pattern[str], s: str) -> bool:
    return sum(1 for _, _match in zip(range(ENOUGH), pattern.finditer(s), strict=False)) == ENOUGH
