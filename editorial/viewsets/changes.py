"""Change requests in the admin: the list, one request with old beside new, and the steps that a person may take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from accounts.models import User
from core.enums import ChangeKind, ChangeStepKind
from core.lib import clock, dates
from core.models import ChangeRequest, ChangeRow, ChangeStep, StoredFile
from core.rules.changes import ENDINGS, is_draft, is_open
from core.services import changes
from core.views import HarmlessExportMixin
from core.views.file_response import Served, respond
from core.views.scoping import RowScopedMixin, guard_patterns
from core.viewsets import LookOnlyViewSet
from editorial.forms.changes import ChangeStepForm
from editorial.rules.change_requests import rights_needed
from editorial.services import change_requests
from editorial.services.change_letters import deciders
from editorial.services.change_requests import change_rights_in_request, may_decide_about
from editorial.services.change_wording import words_of
from editorial.viewsets.acts import person

WAITING, ENDED, MINE = "cho-duyet", "da-ket-thuc", "cua-toi"
CHOICES = [
    (WAITING, gettext_lazy("Chờ duyệt")),
    (ENDED, gettext_lazy("Đã kết thúc")),
    (MINE, gettext_lazy("Của tôi")),
]
DRAFT_WORDS = gettext_lazy("Chưa gửi")


def sent_to_decide() -> QuerySet[ChangeRequest]:
    """Return the requests of people that were sent and have not ended, oldest first."""
    steps = ChangeStep.objects.filter(request=OuterRef("pk"))
    return ChangeRequest.objects.filter(
        Exists(steps.filter(kind=ChangeStepKind.SUBMITTED)), ~Exists(steps.filter(kind__in=sorted(ENDINGS)))
    ).order_by("pk")


def visible_to(user: Any) -> QuerySet[ChangeRequest]:
    """Return a person's own requests, and what others have sent for those who may see it."""
    visible = Q(proposed_by=user.pk)
    if user.has_perm("core.see_changerequest"):
        visible |= Q(Exists(ChangeStep.objects.filter(request=OuterRef("pk"), kind=ChangeStepKind.SUBMITTED)))
    return ChangeRequest.objects.filter(visible, kind=ChangeKind.PERSON)


@dataclass(frozen=True)
class Offer:
    """One button: what it is called, what it does, and what is said afterwards."""

    code: str
    label: str | Promise
    done: str | Promise
    perform: Callable[[ChangeRequest, str, User, datetime], object]
    is_main: bool = False


def _submit(request: ChangeRequest, note: str, user: User, now: datetime) -> None:
    change_requests.send(request, reason=note, actor=user, now=now)


def _take_back(request: ChangeRequest, note: str, user: User, now: datetime) -> None:
    changes.take_back(request, actor=user, now=now)


def _approve(request: ChangeRequest, note: str, user: User, now: datetime) -> bool:
    return change_requests.approve(request, note=note, actor=user, now=now)


def _refuse(request: ChangeRequest, note: str, user: User, now: datetime) -> None:
    change_requests.refuse(request, note=note, actor=user, now=now)


SUBMIT = Offer(
    "gui", gettext_lazy("Gửi đề nghị"), gettext_lazy("Đã gửi đề nghị. Người khác sẽ duyệt."), _submit, is_main=True
)
DROP = Offer("bo", gettext_lazy("Bỏ, không gửi"), gettext_lazy("Đã bỏ đề nghị; không có gì thay đổi."), _take_back)
WITHDRAW = Offer("rut", gettext_lazy("Rút đề nghị"), gettext_lazy("Đã rút đề nghị."), _take_back)
APPROVE = Offer(
    "duyet",
    gettext_lazy("Duyệt và áp dụng ngay"),
    gettext_lazy("Đã duyệt. Thay đổi đã có trên trang công khai."),
    _approve,
    is_main=True,
)
REFUSE = Offer("khong-duyet", gettext_lazy("Không duyệt"), gettext_lazy("Đã ghi quyết định không duyệt."), _refuse)


def offers_for(request: ChangeRequest, user: User) -> list[Offer]:
    """Return the steps that a person may take now."""
    steps = [step.kind for step in request.steps.all()]
    if request.proposed_by == user.pk:
        return [SUBMIT, DROP] if is_draft(steps) else [WITHDRAW] if is_open(steps) else []
    rights = change_rights_in_request(user, dates.local_date(clock.now()))
    return [APPROVE, REFUSE] if is_open(steps) and may_decide_about(request, user, rights) else []


def may_be_decided_by(request: ChangeRequest) -> list[str]:
    """Return the names of those who may decide about a request today."""
    needed = rights_needed({row.table for row in request.rows.all()})
    return [
        str(one) for one in deciders(needed, day=dates.local_date(clock.now())).exclude(pk=request.proposed_by or 0)
    ]


def state_of(request: ChangeRequest) -> str:
    """Return in words where a request stands."""
    steps = list(request.steps.all())
    return str(steps[-1].get_kind_display() if steps else DRAFT_WORDS)


class ChangeFilterSet(WagtailFilterSet):
    """Waiting, ended, one's own."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Tình trạng"), choices=CHOICES, method="filter_state", empty_label=gettext_lazy("Tất cả")
    )

    class Meta:
        model = ChangeRequest
        fields: list[str] = []

    def filter_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Return the requests in one of the states of the filter."""
        if value == WAITING:
            return queryset.filter(pk__in=sent_to_decide().order_by().values("pk"))
        if value == MINE:
            return queryset.filter(proposed_by=self.request.user.pk)
        return queryset.filter(steps__kind__in=sorted(ENDINGS))


class ChangeIndexView(HarmlessExportMixin, generic.IndexView):
    """The list with people's names in one query."""

    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[ChangeRequest]:
        return ChangeRequest.objects.prefetch_related("steps")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        name_people(context["object_list"])
        return context


def name_people(requests: Any) -> None:
    """Put the proposers' names on requests (one query)."""
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={one.proposed_by for one in requests})}
    for one in requests:
        one.proposer_name = names.get(one.proposed_by, "")


class ChangeDetailView(generic.InspectView):
    """One request, old beside new, what became of it, and the buttons."""

    template_name = "editorial/change_request.html"
    page_title = gettext_lazy("Đề nghị thay đổi")

    def get_object(self, queryset: Any = None) -> ChangeRequest:
        return generic.InspectView.get_object(self, ChangeRequest.objects.prefetch_related("steps", "rows"))

    def get_fields(self) -> list[Any]:
        return []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the step whose button was pressed; bad input stays in the form."""
        user, asked = person(request), self.object
        offer = next((one for one in offers_for(asked, user) if one.code == request.POST.get("step")), None)
        form = ChangeStepForm(request.POST)
        if offer is None:
            messages.error(request, _("Việc này không làm được lúc này, hoặc không thuộc quyền của bạn."))
            return redirect(request.path)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            done = offer.perform(asked, form.cleaned_data["note"], user, clock.now())
        except ValidationError as error:
            form.add_error("note", error.messages)
            return self.render_to_response(self.get_context_data(form=form))
        if done is False:
            messages.error(request, _("Không áp dụng được, đề nghị hết giá trị. Lý do ghi bên dưới."))
        else:
            messages.success(request, str(offer.done))
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked: ChangeRequest = self.object
        steps = list(asked.steps.all())
        people = {one for one in (asked.proposed_by, *(step.by_id for step in steps)) if one}
        names = {user.pk: str(user) for user in User.objects.filter(pk__in=people)}
        return super().get_context_data(
            **{
                "asked": asked,
                "state": state_of(asked),
                "proposer": names.get(asked.proposed_by or 0, ""),
                "rows": [words_of(row) for row in asked.rows.all()],
                "steps": [(step, names.get(step.by_id or 0, "")) for step in steps],
                "offers": offers_for(asked, person(self.request)),
                "deciders": may_be_decided_by(asked) if is_open([step.kind for step in steps]) else None,
                "form": ChangeStepForm(),
                **kwargs,
            }
        )


class ChangeFileView(generic.InspectView):
    """The file of one row, as it was or as it shall be, for those who see the request; never a held one."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        row = get_object_or_404(ChangeRow, pk=self.kwargs["row"], request_id=self.object.pk)
        data = row.before if self.kwargs["side"] == "truoc" else row.after
        stored = StoredFile.objects.filter(pk=(data or {}).get("stored_file_id") or 0).first()
        if data is None or stored is None or not stored.is_released:
            raise Http404(_("Không có tệp này."))
        try:
            source: Any = changes.file_of(row.table, data).open("rb")
        except FileNotFoundError as error:
            raise Http404(_("Không có tệp này.")) from error
        served = Served(source.size, stored.content_type, data.get("download_name") or stored.declared_name)
        return respond(request, source.file, served)


class ChangeRequestViewSet(RowScopedMixin, LookOnlyViewSet):
    """Who wants to change what of the public portal, and what became of it (R6.3a-1)."""

    model = ChangeRequest
    icon = "edit"
    menu_label = gettext_lazy("Đề nghị thay đổi")
    index_view_class = ChangeIndexView
    inspect_view_class = ChangeDetailView
    filterset_class = ChangeFilterSet
    ordering = ["-pk"]
    list_per_page = 50
    list_export = ["pk", "subject", "proposed_by", "made_at"]
    export_filename = "de-nghi-thay-doi"

    @cached_property
    def inspect_template_name(self) -> str:
        return ChangeDetailView.template_name

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("subject", label=gettext_lazy("Nội dung"), url_name=self.get_url_name("inspect")),
            Column("number", label=gettext_lazy("Số"), accessor="pk"),
            Column("proposer", label=gettext_lazy("Người đề nghị"), accessor="proposer_name"),
            Column("made_at", label=gettext_lazy("Lập lúc"), accessor=lambda one: dates.short_datetime(one.made_at)),
            Column("state", label=gettext_lazy("Tình trạng"), accessor=state_of),
        ]

    def rows_for(self, user: Any) -> QuerySet:
        return visible_to(user)

    def get_urlpatterns(self) -> list[URLPattern]:
        view = self.construct_view(ChangeFileView, **self.get_inspect_view_kwargs())
        file = path("tep/<str:pk>/<int:row>/<slug:side>/", view, name="file")
        return [*super().get_urlpatterns(), *guard_patterns([file], self.rows_for)]
