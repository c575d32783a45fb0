"""Positions on the Board, and the clocks of Article 6.1."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BoardPosition(TextChoices):
    """What somebody is on the Editorial Board (Articles 3.8, 9.2, 11.1); the decision that appoints names it."""

    CHAIR = "chair", _("Trưởng Ban")
    DEPUTY = "deputy", _("Phó Trưởng Ban")
    STANDING = "standing", _("Ủy viên Thường trực")
    SECRETARY = "secretary", _("Thư ký")
    APPROVER = "approver", _("Ủy viên duyệt tin, bài")
    MEMBER = "member", _("Ủy viên biên tập")


class ClockKind(TextChoices):
    """Which time limit an entry came in under (Article 6.1)."""

    EVENT = "event", _("Tin tức về hoạt động, sự kiện")
    DOCUMENT = "document", _("Văn bản")
    AGREED = "agreed", _("Thời hạn đã thống nhất khi đặt hàng")


class EventStart(TextChoices):
    """From when the hours of an activity count; the rule value ``event-intake-start`` says which."""

    START = "start-of-event", _("lúc bắt đầu")
    END = "end-of-event", _("lúc kết thúc")


class DocumentStart(TextChoices):
    """From when the hours of a document count; the rule value ``document-intake-start`` says which."""

    START = "start-of-issue-day", _("0 giờ ngày ban hành")
    END = "end-of-issue-day", _("24 giờ ngày ban hành")
