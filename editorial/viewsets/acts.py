"""What people do with an entry: each act has a form, a service, and a condition for being offered."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from accounts.models import User
from core.forms import add_refusal
from core.lib import clock, dates
from editorial.enums import EntryState as State
from editorial.enums import RouteOutcome
from editorial.forms import acts as forms
from editorial.forms.files import brought
from editorial.models import Entry
from editorial.permissions import Right, desks_of, may_decide, rights_in_request
from editorial.rules.refusal import leads_back
from editorial.rules.states import OPEN
from editorial.rules.supply import TALKING
from editorial.services import acceptance, merging, refusals, routing, sorting, statements, supplements
from editorial.services import messages as messages_of_entry

Rights = Collection[Right]
Values = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """One act: its words, in which states who is offered it, its form and its service."""

    code: str
    label: str | Promise
    done: str | Promise
    states: tuple[State, ...]
    may: Callable[[Entry, User, Rights], bool]
    form: type[forms.ActForm]
    perform: Callable[[Entry, Values, User], object]
    is_main: bool = False


def _has(right: Right) -> Callable[[Entry, User, Rights], bool]:
    return lambda entry, user, rights: right in rights


def _may_decide(entry: Entry, user: User, rights: Rights) -> bool:
    proposal = entry.refusals.filter(decided_at__isnull=True).first()
    own = proposal is None or proposal.proposed_by_id == user.pk
    return may_decide(rights, is_sealed=entry.is_sealed, is_own_proposal=own)


def _may_bring_back(entry: Entry, user: User, rights: Rights) -> bool:
    last = entry.refusals.filter(is_agreed=True).order_by("-decided_at").first()
    return Right.PROPOSE in rights and last is not None and leads_back(last.grounds)


def _may_note_statement(entry: Entry, user: User, rights: Rights) -> bool:
    return Right.SORT in rights and entry.waits_for_statement and not entry.is_sealed


def _may_merge(entry: Entry, user: User, rights: Rights) -> bool:
    return Right.SORT in rights and not entry.is_sealed


def _may_acknowledge(entry: Entry, user: User, rights: Rights) -> bool:
    return entry.routes.filter(desks_of(user), acknowledged_at__isnull=True).exists()


def _may_answer(entry: Entry, user: User, rights: Rights) -> bool:
    mine = entry.routes.filter(desks_of(user)).exists()
    return mine or (Right.ROUTE in rights and entry.routes.filter(closed_at=None, agency__isnull=False).exists())


def _may_talk(entry: Entry, user: User, rights: Rights) -> bool:
    return Right.SORT in rights and not entry.is_sealed


def _may_note_seen(entry: Entry, user: User, rights: Rights) -> bool:
    return Right.SORT in rights and any(not one.from_office and one.closed_at is None for one in entry.messages.all())


def _now() -> Any:
    return clock.now()


def _answer(entry: Entry, values: Values, user: User) -> object:
    outcome = RouteOutcome(values["outcome"])
    return routing.close(values["route"], outcome, answer=values["answer"], actor=user, now=_now())


def _take_in(entry: Entry, values: Values, user: User) -> object:
    return supplements.take_in(entry, answer=values["answer"], files=brought(values), actor=user, now=_now())


def _recall(entry: Entry, values: Values, user: User) -> object:
    return routing.close(values["route"], RouteOutcome.RECALLED, answer="", actor=user, now=_now())


ACTS = (
    Act(
        "nhan-xu-ly",
        gettext_lazy("Nhận xử lý"),
        gettext_lazy("Đã nhận xử lý %(code)s."),
        (State.RECEIVED,),
        _has(Right.SORT),
        forms.ActForm,
        lambda entry, values, user: sorting.take(entry, actor=user, now=_now()),
        is_main=True,
    ),
    Act(
        "phan-loai",
        gettext_lazy("Phân loại"),
        gettext_lazy("Đã phân loại %(code)s."),
        (State.PROCESSING, State.VERIFYING),
        _has(Right.SORT),
        forms.SortForm,
        lambda entry, values, user: sorting.sort(entry, values, actor=user, now=_now()),
        is_main=True,
    ),
    Act(
        "ghi-nhan-cam-ket",
        gettext_lazy("Ghi nhận cam kết của người gửi"),
        gettext_lazy("Đã ghi nhận cam kết của %(code)s."),
        OPEN,
        _may_note_statement,
        forms.ActForm,
        lambda entry, values, user: statements.note_statement(entry, actor=user, now=_now()),
        is_main=True,
    ),
    Act(
        "gop",
        gettext_lazy("Gộp với tin, bài đến trước"),
        gettext_lazy("Đã gộp %(code)s."),
        merging.MERGEABLE,
        _may_merge,
        forms.MergeForm,
        lambda entry, values, user: merging.merge(entry, values["into"], actor=user, now=_now()),
    ),
    Act(
        "tach",
        gettext_lazy("Tách khỏi tin, bài đã gộp"),
        gettext_lazy("Đã tách %(code)s."),
        (State.MERGED,),
        _may_merge,
        forms.ActForm,
        lambda entry, values, user: merging.split(entry, actor=user, now=_now()),
    ),
    Act(
        "nhan-dang",
        gettext_lazy("Nhận đăng, lập trang"),
        gettext_lazy("%(code)s đã được nhận đăng; trang dự thảo nêu ở mục Trang."),
        (State.PROCESSING,),
        lambda entry, user, rights: Right.SORT in rights and entry.kind in acceptance.MADE_INTO_PAGES,
        forms.ActForm,
        lambda entry, values, user: acceptance.accept(entry, actor=user, now=_now()),
        is_main=True,
    ),
    Act(
        "thoi-dang",
        gettext_lazy("Thôi nhận đăng, xử lý lại"),
        gettext_lazy("%(code)s trở lại xử lý."),
        (State.ACCEPTED,),
        _has(Right.SORT),
        forms.ActForm,
        lambda entry, values, user: acceptance.lead_back(entry, actor=user, now=_now()),
    ),
    Act(
        "chuyen",
        gettext_lazy("Chuyển xử lý"),
        gettext_lazy("Đã chuyển %(code)s."),
        (State.PROCESSING, State.ROUTED),
        _has(Right.ROUTE),
        forms.RouteForm,
        lambda entry, values, user: routing.send(entry, **values, actor=user, now=_now()),
        is_main=True,
    ),
    Act(
        "da-nhan",
        gettext_lazy("Xác nhận đã nhận việc"),
        gettext_lazy("Đã xác nhận nhận việc %(code)s."),
        (State.ROUTED,),
        _may_acknowledge,
        forms.AcknowledgeForm,
        lambda entry, values, user: routing.acknowledge(values["route"], actor=user, now=_now()),
        is_main=True,
    ),
    Act(
        "tra-loi",
        gettext_lazy("Trả kết quả xử lý"),
        gettext_lazy("Đã ghi kết quả xử lý %(code)s."),
        (State.ROUTED,),
        _may_answer,
        forms.AnswerForm,
        _answer,
        is_main=True,
    ),
    Act(
        "thu-lai",
        gettext_lazy("Thu lại việc đã chuyển"),
        gettext_lazy("Đã thu lại %(code)s."),
        (State.ROUTED,),
        _has(Right.ROUTE),
        forms.RouteChoiceForm,
        _recall,
    ),
    Act(
        "cho-xac-minh",
        gettext_lazy("Chờ xác minh"),
        gettext_lazy("Đã để %(code)s chờ xác minh."),
        (State.PROCESSING,),
        _has(Right.SORT),
        forms.ActForm,
        lambda entry, values, user: sorting.set_aside(entry, actor=user, now=_now()),
    ),
    Act(
        "xac-minh-xong",
        gettext_lazy("Đã xác minh, xử lý tiếp"),
        gettext_lazy("%(code)s trở lại xử lý."),
        (State.VERIFYING,),
        _has(Right.SORT),
        forms.ActForm,
        lambda entry, values, user: sorting.take(entry, actor=user, now=_now()),
        is_main=True,
    ),
    Act(
        "tra-lai",
        gettext_lazy("Trả lại bổ sung"),
        gettext_lazy("Đã trả lại %(code)s để bổ sung."),
        (State.PROCESSING, State.VERIFYING, State.ACCEPTED),
        _has(Right.SORT),
        forms.SupplementRequestForm,
        lambda entry, values, user: supplements.ask(entry, **values, actor=user, now=_now()),
    ),
    Act(
        "bo-sung",
        gettext_lazy("Ghi nhận bổ sung"),
        gettext_lazy("Đã ghi nhận bổ sung của %(code)s."),
        (State.RETURNED,),
        _has(Right.SORT),
        forms.SupplementAnswerForm,
        _take_in,
        is_main=True,
    ),
    Act(
        "hoi-nguoi-gui",
        gettext_lazy("Trao đổi với người gửi"),
        gettext_lazy("Đã gửi nội dung trao đổi về %(code)s."),
        tuple(State(state) for state in State if state in TALKING),
        _may_talk,
        forms.MessageToSupplierForm,
        lambda entry, values, user: messages_of_entry.ask(entry, **values, actor=user, now=_now()),
    ),
    Act(
        "da-xem-trao-doi",
        gettext_lazy("Đã xem trao đổi, không cần trả lời"),
        gettext_lazy("Đã ghi nhận việc xem trao đổi của %(code)s."),
        tuple(State),
        _may_note_seen,
        forms.ActForm,
        lambda entry, values, user: messages_of_entry.note_seen(entry, actor=user, now=_now()),
    ),
    Act(
        "de-nghi-tu-choi",
        gettext_lazy("Đề nghị từ chối"),
        gettext_lazy("Đã đề nghị từ chối %(code)s."),
        refusals.PROPOSABLE,
        _has(Right.PROPOSE),
        forms.RefusalForm,
        lambda entry, values, user: refusals.propose(entry, **values, actor=user, now=_now()),
    ),
    Act(
        "quyet-dinh-tu-choi",
        gettext_lazy("Quyết định việc từ chối"),
        gettext_lazy("Đã quyết định về %(code)s."),
        (State.REFUSAL_PROPOSED,),
        _may_decide,
        forms.DecisionForm,
        lambda entry, values, user: refusals.decide(entry, **values, actor=user, now=_now()),
        is_main=True,
    ),
    Act(
        "dua-tro-lai",
        gettext_lazy("Đưa trở lại xử lý"),
        gettext_lazy("%(code)s trở lại xử lý."),
        (State.REFUSED,),
        _may_bring_back,
        forms.ActForm,
        lambda entry, values, user: refusals.bring_back(entry, actor=user, now=_now()),
        is_main=True,
    ),
)
BY_CODE = {act.code: act for act in ACTS}


def person(request: HttpRequest) -> User:
    """Return who signed in; the admin lets nobody else in."""
    return cast("User", request.user)


def acts_for(entry: Entry, user: User, rights: Rights) -> list[Act]:
    """Return the acts that are offered to a person now."""
    return [act for act in ACTS if entry.state in act.states and act.may(entry, user, rights)]


class EntryActView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Ask what an act needs, do it, and lead back to the entry; bad input stays in the form."""

    template_name = "editorial/act.html"
    any_permission_required = ["view"]
    header_icon = "mail"
    model: Any = None
    index_url_name = edit_url_name = delete_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.user_has_any_permission(self.any_permission_required):
            raise PermissionDenied
        user = person(request)
        if self.act not in acts_for(self.entry, user, rights_in_request(user, dates.local_date(clock.now()))):
            messages.error(request, _("Việc này không làm được lúc này, hoặc không thuộc quyền của bạn."))
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def entry(self) -> Entry:
        """Return the entry of the address."""
        found: Entry = get_object_or_404(Entry.objects.select_related("agency"), pk=self.kwargs["pk"])
        return found

    @cached_property
    def act(self) -> Act:
        """Return the act of the address."""
        if self.kwargs["act"] not in BY_CODE:
            raise Http404
        return BY_CODE[self.kwargs["act"]]

    def get_form_class(self) -> type[Form]:
        return self.act.form

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"entry": self.entry, "user": self.request.user}

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            self.act.perform(self.entry, form.cleaned_data, person(self.request))
        except ValidationError as error:
            add_refusal(form, error)
            return self.form_invalid(form)
        messages.success(self.request, str(self.act.done) % {"code": self.entry.code})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("inbox:inspect", args=[self.entry.pk])

    def get_page_title(self) -> str:
        return str(self.act.label)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.get_success_url(), "label": self.entry.code},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "entry": self.entry,
            "action_url": self.request.path,
            "submit_button_label": self.act.label,
            "submit_button_active_label": _("Đang lưu …"),
            "media": context["form"].media,
        }
