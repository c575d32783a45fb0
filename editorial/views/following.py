"""Following what was sent: by number and code, or by the account (R6.1a-5, R6.1a-11, R3.9-2)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from accounts.models import User
from core.enums import MediaLicence
from core.forms import GuardedForm
from core.lib import clock, dates
from core.rules.abuse import Verdict
from editorial.enums import EntryState
from editorial.enums import SupplyStep as Step
from editorial.forms.following import FollowForm, MessageForm, SupplierForm
from editorial.models import Entry, EntryMessage, Supplement
from editorial.rules.supply import TALKING, may_send_again, may_withdraw
from editorial.services import drafts, supplying
from editorial.services.files import Brought, files_of
from editorial.services.suppliers import agencies_of, entries_of, named_by, published_of
from editorial.views import remembering
from editorial.views.base import SupplierView, person, to_step

PAGE_SIZE = 20
OLDER = "truoc"
MOST_DIGITS = 18
MEGABYTE = 1024 * 1024


class FollowView(SupplierView):
    """Number and code, by POST only; wrong ones get one answer, whatever is wrong."""

    form_class = FollowForm
    template_name = "editorial/supply/follow.html"

    def accepted(self, form: GuardedForm, verdict: Verdict) -> HttpResponse:
        entry = supplying.found_by_code(form.cleaned_data["number"], form.cleaned_data["code"])
        if entry is None:
            return self.form_failed(
                form, ValidationError(_("Không tìm thấy tin, bài với hai mã này. Hãy xem lại biên nhận."))
            )
        response = redirect("supply:followed")
        remembering.remember_followed(response, entry.pk)
        return response


class ByCode:
    """The entry whose code this browser has shown within the hour."""

    entry: Entry
    actor: User | None = None
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        pk = remembering.followed_id(request)
        found = Entry.objects.select_related("agency", "sender").filter(pk=pk).first() if pk else None
        if found is None:
            return redirect("supply:follow")
        self.entry = found
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a view stands behind

    def address(self) -> str:
        """Return where the entry is shown."""
        return reverse("supply:followed")

    def act_address(self, act: str) -> str:
        """Return where something is done with the entry."""
        return reverse("supply:followed_act", args=[act])


class ByAccount(LoginRequiredMixin):
    """An entry of the person who signed in, or of the agencies the person speaks for."""

    entry: Entry
    actor: User | None
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.actor = person(request)
        if self.actor is not None:
            entries = entries_of(self.actor, dates.local_date(clock.now()))
            found = entries.filter(pk=kwargs["pk"]).first()
            if found is None:
                raise Http404(_("Không có tin, bài này."))
            self.entry = found
        return super().dispatch(request, *args, **kwargs)

    def address(self) -> str:
        """Return where the entry is shown."""
        return reverse("supply:own_entry", args=[self.entry.pk])

    def act_address(self, act: str) -> str:
        """Return where something is done with the entry."""
        return reverse("supply:own_act", args=[self.entry.pk, act])


@dataclass(frozen=True)
class SupplierAct:
    """Something a supplier may do with an entry: its words, its form, when it is offered."""

    code: str
    label: str | Promise
    lead: str | Promise
    button: str | Promise
    form: type[SupplierForm]
    may: Callable[[Entry], bool]
    perform: Callable[[Entry, dict[str, Any], User | None], object]


def _brought(values: dict[str, Any]) -> list[Brought]:
    return [Brought(stored, licence=MediaLicence.OWN) for stored in values["attached"]]


def _supplement(entry: Entry, values: dict[str, Any], actor: User | None) -> object:
    files = _brought(values)
    return supplying.answer_supplement(entry, answer=values["words"], files=files, actor=actor, now=clock.now())


def _write(entry: Entry, values: dict[str, Any], actor: User | None) -> object:
    return supplying.write(entry, body=values["words"], files=_brought(values), actor=actor, now=clock.now())


def _withdraw(entry: Entry, values: dict[str, Any], actor: User | None) -> object:
    return supplying.withdraw(entry, actor=actor, now=clock.now())


SUPPLEMENT, WRITE, AGAIN, WITHDRAW = "bo-sung", "trao-doi", "gui-lai", "rut"
ACTS = (
    SupplierAct(
        SUPPLEMENT,
        gettext_lazy("Gửi bổ sung"),
        gettext_lazy("Ghi nội dung bổ sung theo yêu cầu của Ban Biên tập."),
        gettext_lazy("Gửi bổ sung"),
        MessageForm,
        lambda entry: entry.state == EntryState.RETURNED,
        _supplement,
    ),
    SupplierAct(
        WRITE,
        gettext_lazy("Trao đổi với Ban Biên tập"),
        gettext_lazy("Hỏi hoặc trả lời; nội dung trao đổi không đăng công khai."),
        gettext_lazy("Gửi"),
        MessageForm,
        lambda entry: entry.state in TALKING,
        _write,
    ),
    SupplierAct(
        AGAIN,
        gettext_lazy("Sửa và gửi lại"),
        gettext_lazy("Nội dung cũ được chép vào biểu mẫu mới để sửa; tin, bài mới nối với tin, bài này."),
        gettext_lazy("Sửa và gửi lại"),
        SupplierForm,
        lambda entry: may_send_again(EntryState(entry.state)),
        lambda entry, values, actor: drafts.begin_again(entry, user=actor, now=clock.now()),
    ),
    SupplierAct(
        WITHDRAW,
        gettext_lazy("Rút tin, bài"),
        gettext_lazy("Ban Biên tập sẽ không xử lý nữa. Việc rút được ghi lại và không hoàn tác được."),
        gettext_lazy("Rút tin, bài"),
        SupplierForm,
        lambda entry: may_withdraw(EntryState(entry.state)),
        _withdraw,
    ),
)


def offered(entry: Entry) -> list[SupplierAct]:
    """Return what a supplier may do with an entry now; a sealed one is only looked at, or sent anew."""
    return [act for act in ACTS if act.may(entry) and (not entry.is_sealed or act.code == AGAIN)]


class EntryView(TemplateView):
    """How an entry stands: state in words, clock, what was asked, the thread, the outcome."""

    template_name = "editorial/supply/entry.html"
    entry: Entry
    act_address: Callable[[str], str]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry, is_open = self.entry, not self.entry.is_sealed
        refused = entry.state == EntryState.REFUSED
        thread = list(entry.messages.all()) if is_open else []
        last = entry.refusals.filter(is_agreed=True).last() if refused else None
        return super().get_context_data(
            **{
                "entry": entry,
                "acts": [{"label": act.label, "address": self.act_address(act.code)} for act in offered(entry)],
                "files": files_of(entry) if is_open else [],
                "asked": entry.supplements.filter(answered_at__isnull=True).first() if is_open else None,
                "messages_of_entry": thread,
                "question": next((one for one in thread if one.from_office and one.closed_at is None), None),
                "supplements": list(entry.supplements.filter(answered_at__isnull=False)) if is_open else [],
                "refusal": last,
                "published": published_of(entry) if is_open else [],
                "already_public": named_by(last) if is_open else None,
                "is_own": isinstance(self, ByAccount),
                **kwargs,
            }
        )


@method_decorator(never_cache, name="dispatch")
class FollowedView(ByCode, EntryView):
    """By the code."""


@method_decorator(never_cache, name="dispatch")
class OwnEntryView(ByAccount, EntryView):
    """By the account."""


class ActView(SupplierView):
    """One act on a page of its own; when it is not offered any more, the entry says why."""

    template_name = "editorial/supply/act.html"
    most_body_bytes = 160 * MEGABYTE
    entry: Entry
    actor: User | None
    address: Callable[[], str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        acts = {act.code: act for act in ACTS}
        if kwargs["act"] not in acts:
            raise Http404(_("Không có trang này."))
        self.act = acts[kwargs["act"]]
        if request.method == "GET" and self.act not in offered(self.entry):
            return redirect(self.address())
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[SupplierForm]:
        return self.act.form

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"guard_action": f"{self.entry.pk}/{self.act.code}"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {
            "act": self.act,
            "is_final": self.act.code == WITHDRAW,
            "entry": self.entry,
            "back": self.address(),
            "asked": self.asked,
        }
        return super().get_context_data(**shown | kwargs)

    @property
    def asked(self) -> str:
        """Return the words that this act answers; empty when nobody asked, and of what is sealed."""
        open_ones: dict[str, QuerySet[Supplement] | QuerySet[EntryMessage]] = {
            SUPPLEMENT: self.entry.supplements.filter(answered_at__isnull=True),
            WRITE: self.entry.messages.filter(from_office=True, closed_at__isnull=True),
        }
        asked = open_ones[self.act.code].first() if self.act.code in open_ones and not self.entry.is_sealed else None
        return asked.request if isinstance(asked, Supplement) else asked.body if asked else ""

    def accepted(self, form: GuardedForm, verdict: Verdict) -> HttpResponse:
        try:
            result = self.act.perform(self.entry, form.cleaned_data, self.actor)
        except ValidationError as error:
            return self.form_failed(form, error)
        if self.act.code != AGAIN:
            return redirect(self.address())
        response = to_step(Step.ROLE)
        remembering.remember_draft(response, result.pk)  # type: ignore[attr-defined]  # begin_again returns a draft
        return response


class FollowedActView(ByCode, ActView):
    """By the code."""


class OwnActView(ByAccount, ActView):
    """By the account."""


@method_decorator(never_cache, name="dispatch")
class OwnListView(LoginRequiredMixin, TemplateView):
    """What the person and the own agencies have sent, newest first, paged by number."""

    template_name = "editorial/supply/own.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = person(self.request)
        if user is None:
            raise TypeError
        today, older = dates.local_date(clock.now()), self.request.GET.get(OLDER, "")
        entries = entries_of(user, today)
        if older.isdecimal() and older.isascii() and len(older) <= MOST_DIGITS:
            entries = entries.filter(pk__lt=int(older))
        page = list(entries[: PAGE_SIZE + 1])
        return super().get_context_data(
            entries=page[:PAGE_SIZE],
            older=f"?{OLDER}={page[PAGE_SIZE - 1].pk}" if len(page) > PAGE_SIZE else "",
            agencies=agencies_of(user, today),
            **kwargs,
        )
