"""Figures of the inbox for who leads it: punctuality and refusals, to look at and to export (R3.9-6, R6.1a-10)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from core.lib import clock, dates
from core.views import HarmlessExportMixin
from editorial.enums import StatisticsBy
from editorial.forms.statistics import StatisticsForm, unchosen
from editorial.permissions import Right, rights_in_request
from editorial.services import statistics
from editorial.services.wording import duration
from editorial.viewsets.acts import person

GROUP_COLUMNS = {
    StatisticsBy.MONTH: Column("group.month_label", label=_("Tháng")),
    StatisticsBy.AGENCY: Column("group.agency", label=_("Cơ quan, đơn vị")),
    StatisticsBy.CHANNEL: Column("group.channel", label=_("Kênh tiếp nhận")),
}


def may_oversee(request: HttpRequest) -> bool:
    """Return whether the person may see the figures of the inbox today."""
    return Right.OVERSEE in rights_in_request(person(request), dates.local_date(clock.now()))


class FiguresView(HarmlessExportMixin, WagtailAdminTemplateMixin, TemplateView):
    """A table of figures with its choice of months, agency and channel; the export holds the same lines."""

    template_name = "editorial/statistics.html"
    header_icon = "table"
    columns: list[Column] = []
    other: tuple[str, str | Promise] = ("", "")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_oversee(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export and self.form.is_valid():
            answer: Any = self.as_spreadsheet(self.rows(), request.GET["export"])
            return answer
        return super().get(request, *args, **kwargs)

    @cached_property
    def form(self) -> StatisticsForm:
        """Return the choice; nothing chosen yet is a choice as well."""
        return StatisticsForm(self.request.GET or unchosen())

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def rows(self) -> list[Any]:
        """Return the lines of the table."""
        raise NotImplementedError

    @property
    def grouped(self) -> list[StatisticsBy]:
        """Return by what the lines are told apart, in the order of the columns."""
        return [by for by in GROUP_COLUMNS if by in self.form.question["by"]]

    @property
    def list_export(self) -> list[str]:
        return [*(GROUP_COLUMNS[by].name for by in self.grouped), *(column.name for column in self.columns)]

    @property
    def export_headings(self) -> dict[str, str]:
        return {column.name: str(column.label) for column in (*GROUP_COLUMNS.values(), *self.columns)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.rows()
        shown = [*(GROUP_COLUMNS[by] for by in self.grouped), *self.columns]
        query = self.request.GET.copy()
        query.pop("export", None)
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "months": self.form.question["months"],
            "table": Table(shown, rows),
            "rows": rows,
            "computed_at": clock.now(),
            "query": query.urlencode(),
            "other_url": reverse(self.other[0]),
            "other_label": self.other[1],
        }


class PunctualityView(FiguresView):
    """How punctual agencies, months and channels are."""

    page_title = _("Đúng hạn tiếp nhận")
    export_filename = "dung-han-tiep-nhan"
    other = ("figures:refusals", _("Xem tin, bài bị từ chối"))
    columns = [
        Column("total", label=_("Số tin, bài")),
        Column("on_time", label=_("Đúng hạn")),
        Column("late", label=_("Muộn")),
        Column("percent", label=_("Tỷ lệ đúng hạn")),
        Column("mean_late", label=_("Muộn trung bình"), accessor=lambda row: duration(row.seconds_late) or "–"),
        Column("excused", label=_("Muộn do kênh gián đoạn")),
        Column("announced", label=_("Thông báo trước")),
        Column("unknown", label=_("Thiếu ngày")),
    ]

    def rows(self) -> list[Any]:
        return list(statistics.punctuality(**self.form.question))

    @property
    def list_export(self) -> list[str]:
        return ["seconds_late" if name == "mean_late" else name for name in super().list_export]

    @property
    def export_headings(self) -> dict[str, str]:
        return super().export_headings | {"seconds_late": str(_("Số giây muộn trung bình"))}


class RefusalsView(FiguresView):
    """On which grounds information was refused."""

    page_title = _("Tin, bài bị từ chối theo căn cứ")
    export_filename = "tu-choi-theo-can-cu"
    other = ("figures:index", _("Xem mức độ đúng hạn"))
    columns = [Column("words", label=_("Căn cứ (Điều 3 khoản 9)")), Column("entries", label=_("Số tin, bài"))]

    def rows(self) -> list[Any]:
        return list(statistics.refusals(**self.form.question))


class FiguresMenuItem(MenuItem):
    """The figures' entry in the menu, for people who oversee the inbox; nobody else's pages pay for asking."""

    def is_shown(self, request: HttpRequest) -> bool:
        return person(request).has_perm(f"editorial.{Right.OVERSEE}") and may_oversee(request)


class FiguresViewSet(ViewSet):
    """Two tables: punctuality and refusals."""

    icon = "table"
    menu_label = _("Thống kê")
    menu_item_class = FiguresMenuItem
    url_prefix = "thong-ke"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", PunctualityView.as_view(), name="index"),
            path("tu-choi/", RefusalsView.as_view(), name="refusals"),
        ]
