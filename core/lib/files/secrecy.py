"""Markings of secrecy on a file (R3.3-2): stamps and titles, not every word that has “mật” in it."""

import re

from core.lib import text

LONGEST_LINE = 2_000  # characters of a line that are looked at
_STAMPS = ("tuyệt mật", "tối mật", "mật", "lưu hành nội bộ")
_ACCENTED = "|".join(_STAMPS)
_FRAME = r"[\s\[\](){}<>|/*_\-–—.:;\"'“”]*"
# A line of its own: "TỐI MẬT", "[Mật]", "Độ mật: Mật", "(Tài liệu lưu hành nội bộ)".
_LEAD = r"(?:(?:mức )?độ mật|dấu (?:chỉ )?(?:độ )?mật|tài liệu|văn bản|loại)"
_ALONE = re.compile(rf"{_FRAME}(?:{_LEAD}{_FRAME})?(?:{_ACCENTED}){_FRAME}", re.IGNORECASE)
_ALONE_BARE = re.compile(rf"{_FRAME}(?:DO MAT{_FRAME})?(?:TUYET MAT|TOI MAT|MAT|LUU HANH NOI BO){_FRAME}")
# Within a line of a letterhead, where only capitals are a stamp.
_IN_CAPITALS = re.compile(
    r"\b(?:TUYỆT MẬT|TỐI MẬT|LƯU HÀNH NỘI BỘ|TUYET MAT|LUU HANH NOI BO)\b"
    r"|(?:^|[\t]| {2,})MẬT(?:$|[\t]| {2,})"
)
_TOLD = re.compile(r"\b(?:tài liệu|văn bản|bản) (?:chỉ )?lưu hành nội bộ\b|\(lưu hành nội bộ\)", re.IGNORECASE)
_TONE_PLACES = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " "})
_NAME_WORDS = re.compile(r"[\s._\-–—+()\[\]]+")
_NAME_BARE = ("tuyet mat", "toi mat", "luu hanh noi bo", "van ban mat", "tai lieu mat", "cong van mat", "do mat")
_BEFORE_HARMLESS = frozenset({"bảo", "bí", "thân", "cơ", "trù", "tình", "nồng", "chặt", "ong", "túi", "ống", "sỏi"})
_AFTER_HARMLESS = frozenset({"khẩu", "mã", "thiết", "thư", "ong", "độ", "vụ", "thám", "danh", "gấu", "mía", "đàm"})


def marking_of_text(content: str) -> str:
    """Return the line of the text that bears a marking, shortened, or an empty text."""
    for line in text.nfc(content).translate(_TONE_PLACES).splitlines():
        kept = line[:LONGEST_LINE]
        bare = kept.strip()
        if not bare:
            continue
        if _ALONE.fullmatch(bare) or _ALONE_BARE.fullmatch(bare) or _IN_CAPITALS.search(kept) or _TOLD.search(bare):
            return bare[:100]
    return ""


def marking_of_name(name: str) -> str:
    """Return the marking that a file name bears, with or without accents, or an empty text."""
    stem = name.rpartition(".")[0] or name
    words = [word for word in _NAME_WORDS.split(text.nfc(stem)) if word]
    lowered = [word.lower() for word in words]
    joined = f" {' '.join(lowered)} "
    for stamp in ("tuyệt mật", "tối mật", "lưu hành nội bộ", *_NAME_BARE):
        if f" {stamp} " in joined:
            return stamp
    for place, word in enumerate(lowered):
        before = lowered[place - 1] if place else ""
        after = lowered[place + 1] if place + 1 < len(lowered) else ""
        if word == "mật" and before not in _BEFORE_HARMLESS and after not in _AFTER_HARMLESS:
            return "mật"
        if words[place] == "MAT" and stem != stem.upper():
            return "mat"
    return ""
