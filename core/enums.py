"""Choices that every app shares."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """The five kinds of information of Article 4; codes are permanent, names may change (R4-1)."""

    DOCUMENTS = "van-ban", _("Văn bản")
    LEADERS = "lanh-dao", _("Hoạt động của Lãnh đạo Thành phố")
    COMMITTEE = "ban-chi-dao", _("Ban Chỉ đạo")
    RESULTS = "ket-qua", _("Tình hình thực hiện và kết quả")
    MODELS = "mo-hinh", _("Kinh nghiệm, mô hình")


NEWS_CATEGORIES = (Category.LEADERS, Category.COMMITTEE, Category.RESULTS, Category.MODELS)


class CalendarDayKind(TextChoices):
    """What an entry of the override table says of a day (RX-1)."""

    OFF = "off", _("Ngày nghỉ")
    WORKING = "working", _("Ngày làm việc")


class RuleUnit(TextChoices):
    """The unit in which a rule value counts."""

    HOURS = "hours", _("giờ")
    DAYS = "days", _("ngày")
    WORKING_DAYS = "working-days", _("ngày làm việc")
    TIMES_PER_WEEK = "times-per-week", _("lần mỗi tuần")
    COUNT = "count", _("đơn vị")
    CHOICE = "choice", _("lựa chọn")
