"""The register of sources in the admin, and word that a source has withdrawn or corrected something (Article 3.5)."""

from typing import Any

import django_filters
from django.db.models import Prefetch, Q, QuerySet
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from accounts.viewsets.records import RecordIndexView
from core.lib import clock, dates
from core.viewsets import DayColumn, OwnPolicyMixin
from editorial.forms.sources import SourceForm
from editorial.models import Source, SourceMark, SourcePermission
from editorial.permissions import KeptForeverPolicy
from editorial.services.sources import keep_mark, keep_source

VALID, OVER = "con-hieu-luc", "het-hieu-luc"


class SourceFilterSet(WagtailFilterSet):
    """Kind, official or not, and whether the source may be quoted today."""

    validity = django_filters.ChoiceFilter(
        label=_("Hiệu lực"),
        choices=[(VALID, _("Còn hiệu lực")), (OVER, _("Chưa hoặc không còn hiệu lực"))],
        method="filter_validity",
    )

    class Meta:
        model = Source
        fields = ["kind", "is_official", "needs_permission"]

    def filter_validity(self, queryset: QuerySet[Source], name: str, value: str) -> QuerySet[Source]:
        """Return the sources that may, or may not, be quoted today."""
        day = dates.local_date(clock.now())
        valid = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
        return queryset.filter(valid if value == VALID else ~valid)


class SourceIndexView(RecordIndexView):
    """Sources with their permissions in two queries."""

    def get_base_queryset(self) -> QuerySet[Source]:
        newest = SourcePermission.objects.order_by("-valid_from", "pk")
        sources: QuerySet[Source] = Source.objects.prefetch_related(Prefetch("permissions", newest))
        return sources


class KeepSourceMixin:
    """Store through the service, so that the act is in the audit chain."""

    log_action = ""

    def save_instance(self) -> Source:
        view: Any = self
        source = keep_source(view.form, actor=view.request.user, now=clock.now())
        view.has_content_changes = view.form.has_changed()
        log(instance=source, action=self.log_action, content_changed=view.has_content_changes)
        return source


class SourceCreateView(KeepSourceMixin, generic.CreateView):
    """Add a source, with the reason."""

    log_action = "wagtail.create"


class SourceEditView(KeepSourceMixin, generic.EditView):
    """Change a source, with the reason."""

    log_action = "wagtail.edit"


def permission_line(source: Source) -> str:
    """Return the newest permission of a source in a word, or that one is missing."""
    newest = next(iter(source.permissions.all()), None)
    if newest is not None:
        return f"{newest.number} ({dates.short_date(newest.valid_until) if newest.valid_until else '–'})"
    return str(_("Còn thiếu")) if source.needs_permission else "–"


class SourceViewSet(OwnPolicyMixin, ModelViewSet):
    """Who may be quoted, on what terms, until when (R3.5-1, R3.5-3)."""

    model = Source
    policy_class = KeptForeverPolicy
    icon = "openquote"
    menu_label = _("Danh mục nguồn tin")
    index_view_class = SourceIndexView
    add_view_class = SourceCreateView
    edit_view_class = SourceEditView
    filterset_class = SourceFilterSet
    edit_handler = ObjectList(Source.panels, base_form_class=SourceForm)
    copy_view_enabled = False
    search_fields = ["name_key", "agreement"]
    ordering = ["name", "pk"]
    list_per_page = 50
    list_export = [
        "name",
        "kind",
        "is_official",
        "needs_permission",
        "agreement",
        "republication_hours",
        "valid_from",
        "valid_until",
        "reason",
    ]
    export_filename = "nguon-tin"

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Nguồn tin"), sort_key="name", url_name=self.get_url_name("edit")),
            Column("kind", label=_("Loại"), accessor="get_kind_display", sort_key="kind"),
            BooleanColumn("is_official", label=_("Chính thức")),
            Column("permission", label=_("Văn bản chấp thuận"), accessor=permission_line),
            DayColumn("valid_from", label=_("Từ ngày"), sort_key="valid_from"),
            DayColumn("valid_until", label=_("Đến trước ngày"), sort_key="valid_until"),
        ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]


class MarkIndexView(RecordIndexView):
    """Marks with their pages in one query."""

    def get_base_queryset(self) -> QuerySet[SourceMark]:
        marks: QuerySet[SourceMark] = SourceMark.objects.select_related("page", "noted_by")
        return marks


class KeepMarkMixin:
    """Store through the service, which says who noted it and when."""

    def save_instance(self) -> SourceMark:
        view: Any = self
        return keep_mark(view.form.save(commit=False), actor=view.request.user, now=clock.now())


class MarkCreateView(KeepMarkMixin, generic.CreateView):
    """Note that a source has withdrawn or corrected what a page quotes."""


class MarkEditView(KeepMarkMixin, generic.EditView):
    """Note how it was dealt with."""


class SourceMarkViewSet(OwnPolicyMixin, ModelViewSet):
    """What sources have taken back, and what has been done about it (R3.5-4)."""

    model = SourceMark
    policy_class = KeptForeverPolicy
    icon = "warning"
    menu_label = _("Nguồn thu hồi, đính chính")
    index_view_class = MarkIndexView
    add_view_class = MarkCreateView
    edit_view_class = MarkEditView
    copy_view_enabled = False
    list_filter = ["news"]
    list_export = ["page", "news", "reference", "noted_at", "handling"]
    export_filename = "nguon-thu-hoi-dinh-chinh"
    search_fields = ["reference", "page__title"]
    ordering = ["-noted_at", "-pk"]
    list_per_page = 50

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("page", label=_("Trang"), url_name=self.get_url_name("edit")),
            Column("news", label=_("Nguồn đã"), accessor="get_news_display"),
            Column("reference", label=_("Theo")),
            Column("noted_at", label=_("Ghi lúc"), accessor=lambda mark: dates.short_datetime(mark.noted_at)),
            Column("handling", label=_("Xử lý"), accessor=lambda mark: mark.handling or str(_("Chưa xử lý"))),
        ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]
