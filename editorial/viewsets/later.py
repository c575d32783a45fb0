"""What was approved for a later time than at once, with the reason: the list that leaders look through (R6.4a-2)."""

from typing import Any

import django_filters
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column

from accounts.models import User
from accounts.viewsets.records import RecordIndexView
from core.models import Approval
from core.viewsets import LookOnlyViewSet
from editorial.services.sealed_copies import sealed_page_ids
from editorial.viewsets.channels import MomentColumn


class LaterFilterSet(WagtailFilterSet):
    """Days of approval: a month is a range."""

    approved_at = django_filters.DateFromToRangeFilter(label=_("Ngày duyệt"), widget=DateRangePickerWidget)

    class Meta:
        model = Approval
        fields: list[str] = []


class LaterIndexView(RecordIndexView):
    """Newest first; nothing of what is sealed."""

    page_title = _("Đăng muộn")

    @cached_property
    def verbose_name_plural(self) -> Any:
        """Return what is not there when the list is empty: pages, not the book of approvals."""
        return _("trang đăng muộn")

    def get_base_queryset(self) -> QuerySet[Approval]:
        approver = User.objects.filter(pk=OuterRef("approver_id")).order_by().values("full_name")[:1]
        later = Approval.objects.filter(publish_after__isnull=False).exclude(page_id__in=sealed_page_ids())
        return later.annotate(page_title=F("page__draft_title"), approver=Subquery(approver))


class LaterPublicationViewSet(LookOnlyViewSet):
    """Approvals that say "not before"."""

    model = Approval
    icon = "time"
    menu_label = _("Đăng muộn")
    add_to_reference_index = False
    inspect_view_enabled = False
    index_view_class = LaterIndexView
    filterset_class = LaterFilterSet
    ordering = ["-approved_at", "-pk"]
    list_per_page = 50
    list_export = ["page_title", "approver", "approved_at", "publish_after", "published_at", "reason"]
    export_filename = "dang-muon"

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            Column("page_title", label=_("Trang"), width="28%"),
            Column("approver", label=_("Người duyệt")),
            MomentColumn("approved_at", label=_("Duyệt lúc"), sort_key="approved_at"),
            MomentColumn("publish_after", label=_("Chỉ đăng từ"), sort_key="publish_after"),
            MomentColumn("published_at", label=_("Đăng lúc")),
            Column("reason", label=_("Lý do"), width="26%"),
        ]
