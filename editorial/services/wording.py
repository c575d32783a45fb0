"""Say in words how an entry stands against its clock."""

from django.utils.translation import gettext as _

from editorial.models import Entry
from editorial.services.intake import is_announcement

MINUTE, HOUR, DAY = 60, 3600, 86_400


def duration(seconds: int) -> str:
    """Return "2 ngày 3 giờ 5 phút" for a number of seconds, which are told below an hour only."""
    parts = [
        (seconds // DAY, _("%(n)s ngày")),
        (seconds % DAY // HOUR, _("%(n)s giờ")),
        (seconds % HOUR // MINUTE, _("%(n)s phút")),
        (seconds % MINUTE if seconds < HOUR else 0, _("%(n)s giây")),
    ]
    return " ".join(words % {"n": number} for number, words in parts if number)


def punctuality(entry: Entry) -> str:
    """Return in words whether an entry came in time (R6.1a-8, R6.1a-9)."""
    if entry.seconds_late is None:
        return _("Thiếu ngày ban hành hoặc thời điểm diễn ra")
    if is_announcement(entry):
        return _("Thông báo trước: hoạt động chưa kết thúc")
    if entry.seconds_late:
        return _("Muộn %(time)s") % {"time": duration(entry.seconds_late)}
    return _("Đúng hạn")
