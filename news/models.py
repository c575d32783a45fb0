"""Categories 2 to 5 of Article 4: what leaders, the Steering Committee and the agencies do and learn."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page

from accounts.models import Agency, Leader, LeaderTitle
from accounts.models.people import PeriodQuerySet
from core.enums import Category
from core.lib import dates, text
from core.models import ContentPage, EventTimeFields
from core.models.pages import public_path
from core.rules.personal_data import AUTHORSHIP, PUBLIC_DUTY

HOME_COUNTRY = "Việt Nam"
BELIEVABLE_YEARS = range(1945, 2101)


@dataclass(frozen=True)
class Attendance:
    """A leader who took part, with the title held at that time."""

    leader: str
    title_then: str


@dataclass(frozen=True)
class Place:
    """Where a model is applied; the address is empty when nothing tells of it."""

    name: str
    url: str


class NewsPage(ContentPage):
    """What the four kinds of news have in common: where they are filed and whose news it is."""

    parent_page_types: ClassVar[list[str]] = ["home.SectionPage", "home.YearPage"]
    subpage_types: ClassVar[list[str]] = []

    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Cơ quan, đơn vị"),
        help_text=_("Cơ quan mà tin nói tới hoặc cung cấp tin."),
    )

    agency_panels = [FieldPanel("agency")]

    class Meta:
        abstract = True

    @property
    def unit_name(self) -> str:
        return self.agency.name if self.agency else ""

    @property
    def unit_code(self) -> str:
        return self.agency.code if self.agency else ""


class EventPage(EventTimeFields, NewsPage):
    """News of an activity: a list shows it by the day it took place."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        for name in ("starts_at", "ends_at"):
            moment = getattr(self, name)
            if moment and moment.year not in BELIEVABLE_YEARS:
                raise ValidationError({name: _("Năm này không thể đúng.")})

    @property
    def listed_at(self) -> datetime:
        return self.starts_at or super().listed_at


class LeaderActivityPage(EventPage):
    """Category 2: an activity of the City's leaders related to administrative reform (R4.2-1)."""

    belongs_to = Category.LEADERS.value
    page_description = _("Lãnh đạo Thành phố làm việc, kiểm tra, chỉ đạo về cải cách hành chính")

    programme = models.TextField(_("Chương trình"), blank=True)

    content_panels = [
        *NewsPage.head_panels,
        InlinePanel("participants", label=_("Lãnh đạo tham dự"), min_num=1),
        *EventTimeFields.event_panels,
        FieldPanel("programme"),
        *NewsPage.body_panels,
        *NewsPage.agency_panels,
        *NewsPage.source_panels,
    ]

    class Meta:
        verbose_name = _("hoạt động của Lãnh đạo Thành phố")
        verbose_name_plural = _("hoạt động của Lãnh đạo Thành phố")

    def clean(self) -> None:
        super().clean()
        if not self.starts_at and not self.is_unfinished:
            raise ValidationError({"starts_at": _("Cần thời điểm bắt đầu để tính thời hạn 48 giờ.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        is_preview = getattr(request, "is_preview", False)
        return context | {"attendances": self._attendances_as_edited() if is_preview else self.attendances()}

    def attendances(self) -> list[Attendance]:
        """Return who took part, each with the title held on the day of the activity (one query)."""
        day = dates.local_date(self.listed_at)
        held: Any = PeriodQuerySet(LeaderTitle).valid_on(day).filter(leader=OuterRef("leader_id")).values("title")
        rows = LeaderParticipation.objects.filter(page_id=self.pk).order_by("sort_order", "pk")
        titled = rows.annotate(title=Subquery(held.order_by("-valid_from", "pk")[:1]))
        return [Attendance(name, title or "") for name, title in titled.values_list("leader__name", "title")]

    def _attendances_as_edited(self) -> list[Attendance]:
        return [
            Attendance(row.leader.name, row.title_then) for row in self.participants.all() if row.leader_id is not None
        ]

    def search_body(self) -> str:
        present = (f"{row.title_then} {row.leader}" for row in self.attendances())
        return "\n".join((*present, self.place, self.programme, super().search_body()))


class LeaderParticipation(Orderable):
    """A leader who took part, shown with the title held on the day of the activity."""

    page = ParentalKey(LeaderActivityPage, on_delete=models.CASCADE, related_name="participants")
    leader = models.ForeignKey(Leader, on_delete=models.PROTECT, related_name="+", verbose_name=_("Lãnh đạo"))

    panels = [FieldPanel("leader")]

    class Meta(Orderable.Meta):
        verbose_name = _("lãnh đạo tham gia")
        verbose_name_plural = _("lãnh đạo tham gia")
        constraints = [models.UniqueConstraint(fields=["page", "leader"], name="leader_takes_part_once")]

    @property
    def title_then(self) -> str:
        """Return the title held when the activity took place."""
        return str(self.leader.title_on(dates.local_date(self.page.listed_at)))


class CommitteePage(EventPage):
    """Category 3: meetings, conclusions, plans and members of the Steering Committee (R4.3-1)."""

    belongs_to = Category.COMMITTEE.value
    page_description = _("Cuộc họp, kết luận, kế hoạch, thành viên của Ban Chỉ đạo")

    class Kind(models.TextChoices):
        MEETING = "hop", _("Cuộc họp")
        CONCLUSION = "ket-luan", _("Kết luận, chỉ đạo")
        PLAN = "ke-hoach", _("Kế hoạch")
        MEMBERS = "thanh-vien", _("Thành viên")

    kind = models.CharField(_("Loại tin"), max_length=20, choices=Kind)
    body_name = models.CharField(
        _("Tên Ban Chỉ đạo khi đó"),
        max_length=200,
        blank=True,
        help_text=_("Ghi khi Ban Chỉ đạo mang tên khác với tên hiện nay."),
    )

    content_panels = [
        *NewsPage.head_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("body_name")]),
        *EventTimeFields.event_panels,
        *NewsPage.body_panels,
        *NewsPage.agency_panels,
        *NewsPage.source_panels,
    ]

    class Meta:
        verbose_name = _("hoạt động của Ban Chỉ đạo")
        verbose_name_plural = _("hoạt động của Ban Chỉ đạo")

    def search_body(self) -> str:
        return "\n".join((self.get_kind_display(), self.body_name, self.place, super().search_body()))


class ResultPage(NewsPage):
    """Category 4: how an agency carries out the reform over a period, and with what result (R2.1-2)."""

    belongs_to = Category.RESULTS.value
    page_description = _("Báo cáo, chỉ số, kết quả của Thành phố, cơ quan, đơn vị")

    period_name = models.CharField(_("Kỳ"), max_length=60, blank=True, help_text=_("Ví dụ: Quý III/2026."))
    period_start = models.DateField(_("Từ ngày"), null=True, blank=True)
    period_end = models.DateField(_("Đến hết ngày"), null=True, blank=True)

    content_panels = [
        *NewsPage.head_panels,
        *NewsPage.agency_panels,
        MultiFieldPanel(
            [FieldPanel("period_name"), FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")])],
            heading=_("Kỳ báo cáo"),
        ),
        *NewsPage.body_panels,
        *NewsPage.source_panels,
    ]

    class Meta:
        verbose_name = _("tình hình thực hiện, kết quả")
        verbose_name_plural = _("tình hình thực hiện, kết quả")

    def clean(self) -> None:
        super().clean()
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError({"period_end": _("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.")})

    def search_body(self) -> str:
        return "\n".join((self.period_name, super().search_body()))

    @property
    def period_days(self) -> str:
        """Return the days of the period as far as they are known, or an empty text."""
        start, end = (dates.short_date(day) if day else "" for day in (self.period_start, self.period_end))
        if start and end:
            return f"{start} – {end}"
        if start:
            return gettext("từ %(day)s") % {"day": start}
        return gettext("đến %(day)s") % {"day": end} if end else ""


class ModelPage(NewsPage):
    """Category 5: an experience or model, told as problem, solution, result and cost (R4.5-1)."""

    belongs_to = Category.MODELS.value
    page_description = _("Cách làm hay trong nước và thế giới")

    problem = models.TextField(_("Vấn đề"))
    solution = models.TextField(_("Giải pháp"))
    result = models.TextField(_("Kết quả"), blank=True)
    cost = models.CharField(_("Chi phí"), max_length=300, blank=True)
    contact = models.CharField(_("Đầu mối liên hệ"), max_length=300, blank=True)
    country = models.CharField(_("Quốc gia"), max_length=100, default=HOME_COUNTRY)
    translator = models.CharField(_("Người dịch"), max_length=150, blank=True)

    personal_data = {"contact": PUBLIC_DUTY, "translator": AUTHORSHIP}

    content_panels = [
        *NewsPage.head_panels,
        *NewsPage.agency_panels,
        MultiFieldPanel(
            [
                FieldPanel("problem"),
                FieldPanel("solution"),
                FieldPanel("result"),
                FieldPanel("cost"),
                FieldPanel("contact"),
                FieldRowPanel([FieldPanel("country"), FieldPanel("translator")]),
            ],
            heading=_("Mô hình"),
        ),
        InlinePanel("applications", label=_("Áp dụng tại")),
        *NewsPage.body_panels,
        *NewsPage.source_panels,
    ]

    class Meta:
        verbose_name = _("kinh nghiệm, mô hình")
        verbose_name_plural = _("kinh nghiệm, mô hình")

    def clean(self) -> None:
        super().clean()
        self.country = " ".join(self.country.split()) or HOME_COUNTRY
        if not self.is_foreign or self.is_unfinished:
            return
        missing = {
            "source_name": _("Tư liệu nước ngoài phải ghi nguồn (Điều 3 khoản 5)."),
            "translator": _("Tư liệu nước ngoài phải ghi người dịch hoặc người tóm tắt (Điều 3 khoản 5)."),
        }
        if errors := {name: message for name, message in missing.items() if not getattr(self, name)}:
            raise ValidationError(errors)

    @property
    def is_foreign(self) -> bool:
        """Return whether the model comes from abroad, however the name of the country is typed."""
        return text.fold(self.country) != text.fold(HOME_COUNTRY)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"places": self.places()}

    def places(self) -> list[Place]:
        """Return where the model is applied, with a link where something public tells of it (one query)."""
        rows = self.applications.select_related("agency", "told_on")
        return [Place(row.agency.name, row.url) for row in rows if row.agency_id is not None]

    def search_body(self) -> str:
        told = (self.problem, self.solution, self.result, self.cost, self.contact, self.country, self.translator)
        return "\n".join((*told, *(place.name for place in self.places()), super().search_body()))


class ModelApplication(Orderable):
    """An agency that applies a model, and what tells of it: a page of the portal or an address elsewhere."""

    page = ParentalKey(ModelPage, on_delete=models.CASCADE, related_name="applications")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("Cơ quan, đơn vị áp dụng")
    )
    told_on = models.ForeignKey(
        Page, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Bài viết trên trang")
    )
    address = models.URLField(_("Hoặc địa chỉ nơi khác"), max_length=500, blank=True)

    panels = [FieldPanel("agency"), PageChooserPanel("told_on"), FieldPanel("address")]

    class Meta(Orderable.Meta):
        verbose_name = _("nơi áp dụng")
        verbose_name_plural = _("nơi áp dụng")
        constraints = [models.UniqueConstraint(fields=["page", "agency"], name="model_is_applied_once_by_an_agency")]

    def __str__(self) -> str:
        return str(self.agency)

    @property
    def url(self) -> str:
        """Return where to read about it; a page that is not public gives no address."""
        if self.told_on is None:
            return self.address
        return public_path(self.told_on) if self.told_on.live else ""
