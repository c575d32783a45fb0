"""What has to be known of reused material before it is approved (Articles 3.3 and 3.5)."""

from dataclasses import dataclass
from datetime import date

from core.enums import MediaLicence


@dataclass(frozen=True, slots=True)
class Permission:
    """A written permission: first day, day after the last or None, and the categories that it covers, none for all."""

    valid_from: date
    valid_until: date | None
    categories: frozenset[str]

    def covers(self, day: date, category: str) -> bool:
        """Return whether something of a category may be published on a day."""
        is_valid = self.valid_from <= day and (self.valid_until is None or day < self.valid_until)
        return is_valid and (not self.categories or category in self.categories)


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the register says of a source."""

    is_official: bool
    needs_permission: bool
    valid_from: date
    valid_until: date | None
    permissions: tuple[Permission, ...] = ()


def source_flaw(source: SourceFacts | None, *, day: date, category: str) -> str:
    """Return why a source cannot be quoted on a day, or an empty text (Article 3.5, R3.5-1, R3.5-3)."""
    if source is None:
        return "Nguồn tin chưa có trong Danh mục nguồn tin; Thường trực Ban Biên tập bổ sung kèm lý do."
    if not source.is_official:
        return "Nguồn tin này không phải nguồn chính thức (Điều 3 khoản 5)."
    if day < source.valid_from or (source.valid_until is not None and day >= source.valid_until):
        return "Nguồn tin này không còn hoặc chưa có hiệu lực trong Danh mục nguồn tin."
    if source.needs_permission and not any(one.covers(day, category) for one in source.permissions):
        return "Chưa có văn bản chấp thuận còn hiệu lực của nguồn cho chuyên mục này vào ngày đăng (Điều 3 khoản 5)."
    return ""


def licence_flaw(*, licence: str, licence_note: str, author_name: str) -> str:
    """Return what is missing of the rights in a picture, sound or film, or an empty text (Article 3.3, R3.3-3).

    What the unit made itself needs no more; anything else an author and what the right rests on.
    """
    if licence == MediaLicence.OWN:
        return ""
    if licence not in MediaLicence.values:
        return "chưa ghi quyền sử dụng hoặc “do đơn vị tự thực hiện”"
    if not author_name.strip():
        return "chưa ghi tác giả"
    if not licence_note.strip():
        return "chưa ghi căn cứ của quyền sử dụng"
    return ""
