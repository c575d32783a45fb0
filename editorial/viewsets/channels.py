"""Channels, their runs, and the traces of what came, to look at (R6.1a-2)."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from accounts.viewsets.records import RecordIndexView
from core.lib import clock, dates
from core.viewsets import LookOnlyViewSet
from editorial.models import ChannelItem, ChannelRun, IntakeChannel
from editorial.rules.channels import Alarm
from editorial.services.channels.registry import in_use
from editorial.services.channels.watching import alarm_of

ALARM_WORDS = {
    Alarm.FAILING: _("Không kết nối được"),
    Alarm.SILENT: _("Không có liên lạc đã lâu"),
}
RUNS_SHOWN = 20


def condition(state: IntakeChannel) -> str:
    """Return in words how a channel stands."""
    if state.channel not in in_use():
        return str(_("Đã tắt"))
    alarm = alarm_of(state, now=clock.now())
    return str(ALARM_WORDS[alarm]) if alarm else str(_("Đang chạy"))


class MomentColumn(Column):
    """An instant as 14:05 23/11/2026 in Hà Nội."""

    def get_value(self, instance: Any) -> str:
        at = super().get_value(instance)
        return dates.short_datetime(at) if at else "–"


class ChannelDetailView(generic.InspectView):
    """One channel with its last runs."""

    template_name = "editorial/channel.html"

    def get_fields(self) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state: IntakeChannel = self.object
        runs = ChannelRun.objects.filter(channel=state.channel)[:RUNS_SHOWN]
        return super().get_context_data(**{"state": state, "condition": condition(state), "runs": runs, **kwargs})


class ChannelViewSet(LookOnlyViewSet):
    """How each channel stands."""

    model = IntakeChannel
    icon = "download"
    menu_label = _("Kênh tiếp nhận")
    index_view_class = RecordIndexView
    inspect_view_class = ChannelDetailView
    inspect_template_name = ChannelDetailView.template_name
    list_display = [
        "channel",
        Column("condition", label=_("Tình trạng"), accessor=condition),
        MomentColumn("last_run_at", label=_("Chạy lần cuối"), sort_key="last_run_at"),
        MomentColumn("last_success_at", label=_("Kết nối được lần cuối"), sort_key="last_success_at"),
        Column("failures", label=_("Lỗi liên tiếp")),
        Column("last_error", label=_("Loại lỗi")),
    ]
    list_export = ["channel", "last_run_at", "last_success_at", "failures", "last_error"]
    export_filename = "kenh-tiep-nhan"
    ordering = ["channel"]


class ChannelRunViewSet(LookOnlyViewSet):
    """Every run, newest first; quiet ones of a kind are one line."""

    model = ChannelRun
    icon = "history"
    menu_label = _("Lần chạy của kênh")
    index_view_class = RecordIndexView
    inspect_view_enabled = False
    list_filter = ["channel", "outcome"]
    list_display = [
        "channel",
        MomentColumn("started_at", label=_("Từ"), sort_key="started_at"),
        MomentColumn("ended_at", label=_("Đến")),
        Column("times", label=_("Số lần")),
        Column("outcome", label=_("Kết quả"), accessor="get_outcome_display"),
        Column("taken", label=_("Mới")),
        Column("repeated", label=_("Đã có")),
        Column("refused", label=_("Không nhận")),
        Column("waiting", label=_("Chờ")),
        Column("failed", label=_("Lỗi")),
    ]
    list_export = [
        "channel",
        "started_at",
        "ended_at",
        "times",
        "outcome",
        "error",
        "taken",
        "repeated",
        "refused",
        "ignored",
        "waiting",
        "failed",
    ]
    export_filename = "lan-chay-cua-kenh"
    ordering = ["-started_at", "-pk"]
    list_per_page = 50


class TraceIndexView(RecordIndexView):
    """Traces with the entries they belong to, in one query."""

    def get_base_queryset(self) -> QuerySet[ChannelItem]:
        return ChannelItem.objects.select_related("entry")


class ChannelItemViewSet(LookOnlyViewSet):
    """What came by channels, that which became no entry included."""

    model = ChannelItem
    icon = "view"
    menu_label = _("Dấu vết tiếp nhận")
    index_view_class = TraceIndexView
    inspect_view_enabled = False
    list_filter = ["channel", "state", "reason"]
    list_display = [
        Column("code", label=_("Mã"), sort_key="pk"),
        Column("channel", label=_("Kênh"), accessor="get_channel_display"),
        Column("name", label=_("Tên, mã bên gửi")),
        Column("state", label=_("Tình trạng"), accessor="get_state_display"),
        Column("reason", label=_("Lý do"), accessor="get_reason_display"),
        MomentColumn("first_seen_at", label=_("Thấy lần đầu"), sort_key="first_seen_at"),
        Column("entry", label=_("Tin, bài"), accessor=lambda trace: trace.entry.code if trace.entry else "–"),
    ]
    list_export = ["code", "channel", "state", "reason", "first_seen_at", "last_seen_at", "sha256", "size", "entry"]
    export_filename = "dau-vet-tiep-nhan"
    ordering = ["-first_seen_at", "-pk"]
    list_per_page = 50
