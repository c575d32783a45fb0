"""The inbox in the admin: list with filters, search and export, the office's form, and the way to each entry."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.models import Agency
from accounts.viewsets.records import RecordIndexView
from core.lib import clock, dates
from core.viewsets import BoundedPaginator, OwnPolicyMixin
from core.widgets import PlainSelect
from editorial.forms import OfficeEntryForm
from editorial.forms.files import brought
from editorial.models import Entry
from editorial.permissions import EntryPolicy
from editorial.querysets import EntryQuerySet
from editorial.services.intake import receive
from editorial.services.wording import punctuality
from editorial.viewsets.acts import EntryActView
from editorial.viewsets.detail import EntryDetailView
from editorial.viewsets.files import EntryFileView

ON_TIME, LATE, UNKNOWN = "dung-han", "muon", "thieu-ngay"
PUNCTUALITY = [(ON_TIME, _("Đúng hạn")), (LATE, _("Muộn")), (UNKNOWN, _("Thiếu ngày"))]
CONDITIONS: dict[str, dict[str, Any]] = {
    ON_TIME: {"seconds_late": 0},
    LATE: {"seconds_late__gt": 0},
    UNKNOWN: {"seconds_late__isnull": True},
}

OFFICE_PANELS = [
    MultiFieldPanel(
        [FieldPanel("agency"), FieldRowPanel([FieldPanel("sender_name"), FieldPanel("sender_contact")])],
        heading=_("Người gửi"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("declared_category"), FieldPanel("number")]),
            FieldPanel("body"),
            FieldPanel("resubmission_of"),
        ],
        heading=_("Tin, bài"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldRowPanel([FieldPanel("issued_on"), FieldPanel("agreed_until")]),
        ],
        heading=_("Mốc tính thời hạn"),
        help_text=_(
            "Tin về hoạt động, sự kiện: thời điểm diễn ra. Văn bản: ngày ban hành. "
            "Tin, bài đặt hàng: thời hạn đã thống nhất."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("attached"),
            FieldPanel("captions"),
            FieldRowPanel([FieldPanel("file_author"), FieldPanel("file_licence")]),
            FieldPanel("file_licence_note"),
        ],
        heading=_("Tệp"),
    ),
    FieldPanel("statement"),
]


class InboxFilterSet(WagtailFilterSet):
    """State, channel, kind, agency, punctuality and days of receipt."""

    punctuality = django_filters.ChoiceFilter(label=_("Thời hạn"), choices=PUNCTUALITY, method="filter_punctuality")
    agency = django_filters.ModelChoiceFilter(
        label=_("Cơ quan, đơn vị gửi"), queryset=Agency.objects.only("name"), widget=PlainSelect
    )
    received_at = django_filters.DateFromToRangeFilter(label=_("Ngày tiếp nhận"), widget=DateRangePickerWidget)

    class Meta:
        model = Entry
        fields = ["state", "channel", "declared_category"]

    def filter_punctuality(self, queryset: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """Return entries that came in time, late, or without the day to count from."""
        return queryset.filter(**CONDITIONS[value])


class InboxIndexView(RecordIndexView):
    """The list, newest first; the wide columns stay in the database."""

    paginator_class = BoundedPaginator

    def get_base_queryset(self) -> EntryQuerySet:
        entries: EntryQuerySet = Entry.objects.select_related("agency").defer(
            "body", "search_text", "title_folded", "sealed_content", "sender_name", "sender_contact", "content"
        )
        return entries

    def search_queryset(self, queryset: EntryQuerySet) -> EntryQuerySet:
        return queryset.found_by(self.search_query) if self.is_searching else queryset


class OfficeEntryView(generic.CreateView):
    """Take in at the counter what somebody brings (Article 6.1.a)."""

    def save_instance(self) -> Entry:
        return receive(
            self.form.save(commit=False),
            files=brought(self.form.cleaned_data),
            actor=self.request.user,
            now=clock.now(),
        )

    def get_success_url(self) -> str:
        return reverse("inbox:inspect", args=[self.object.pk])

    def get_success_buttons(self) -> list[Any]:
        return []


def detail_address(entry: Entry) -> str:
    """Return the address of an entry's own screen."""
    return reverse("inbox:inspect", args=[entry.pk])


class InboxViewSet(OwnPolicyMixin, ModelViewSet):
    """Entries of every channel in one list (R6.1a-2)."""

    model = Entry
    policy_class = EntryPolicy
    icon = "mail"
    menu_label = _("Hộp tiếp nhận")
    add_to_reference_index = False
    search_fields = ["search_text"]
    index_view_class = InboxIndexView
    add_view_class = OfficeEntryView
    inspect_view_class = EntryDetailView
    inspect_view_enabled = True
    copy_view_enabled = False
    filterset_class = InboxFilterSet
    edit_handler = ObjectList(OFFICE_PANELS, base_form_class=OfficeEntryForm)
    ordering = ["-received_at", "-pk"]
    list_per_page = 25
    list_export = [
        "code",
        "heading",
        "channel",
        "sender_line",
        "declared_category",
        "received_at",
        "deadline",
        "seconds_late",
        "state",
    ]
    export_filename = "hop-tiep-nhan"

    @cached_property
    def inspect_template_name(self) -> str:
        return EntryDetailView.template_name

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("heading", label=_("Tin, bài"), get_url=detail_address),
            Column("code", label=_("Mã"), sort_key="pk"),
            Column("sender_line", label=_("Người gửi")),
            Column("channel", label=_("Kênh"), accessor="get_channel_display"),
            Column("received_at", label=_("Tiếp nhận"), accessor=lambda entry: dates.short_datetime(entry.received_at)),
            Column("punctuality", label=_("Thời hạn"), accessor=punctuality),
            Column("state", label=_("Trạng thái"), accessor="get_state_display"),
        ]

    @property
    def act_view(self) -> Any:
        """Return the view of one act on one entry."""
        return self.construct_view(
            EntryActView, **self.get_inspect_view_kwargs() | {"template_name": EntryActView.template_name}
        )

    @property
    def file_view(self) -> Any:
        """Return the view that hands out one file of an entry."""
        return self.construct_view(EntryFileView)

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = {"index", "index_results", "add", "inspect"}
        own = [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]
        return [
            *own,
            path("<int:pk>/<slug:act>/", self.act_view, name="act"),
            path("<int:pk>/tep/<int:position>/", self.file_view, name="file"),
        ]
