"""Say in words how an entry stands against its clock."""

from datetime import datetime

from django.utils.translation import gettext as _

from core.lib import clock
from editorial.enums import EntryState
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


def status_words(entry: Entry) -> str:
    """Return for the supplier in plain words where an entry stands; never what a sealed one is about."""
    return {
        EntryState.RECEIVED: _("Ban Biên tập đã nhận, chưa bắt đầu xử lý."),
        EntryState.PROCESSING: _("Ban Biên tập đang xem xét."),
        EntryState.VERIFYING: _("Ban Biên tập đang xác minh nguồn gốc, nội dung."),
        EntryState.ROUTED: _("Đã chuyển cho người hoặc cơ quan có trách nhiệm xử lý."),
        EntryState.RETURNED: _("Cần bạn bổ sung trước khi xử lý tiếp."),
        EntryState.REFUSAL_PROPOSED: _("Ban Biên tập đang xem xét."),
        EntryState.REFUSED: _("Không được đăng tải."),
        EntryState.MERGED: _("Đã gộp với tin, bài có cùng nội dung; Ban Biên tập xử lý chung."),
        EntryState.ACCEPTED: _("Ban Biên tập nhận đăng, đang biên tập và duyệt."),
        EntryState.PUBLISHED: _("Đã đăng trên Trang thông tin."),
        EntryState.WITHDRAWN: _("Bạn đã rút, Ban Biên tập không xử lý."),
    }.get(EntryState(entry.state), entry.get_state_display())


def time_left(deadline: datetime) -> str:
    """Return how long it is to a time limit, or by how much it has passed."""
    seconds = int((deadline - clock.now()).total_seconds())
    if seconds < 0:
        return _("đã quá %(time)s; vẫn nhận, ghi là muộn") % {"time": duration(-seconds)}
    return _("còn %(time)s") % {"time": duration(seconds) or _("chưa đến 1 giây")}
