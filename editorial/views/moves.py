"""The screen on which one asks for a public page to be moved, and another approves it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from accounts.models import User
from core.lib import clock, dates
from editorial.forms.structure import MoveForm
from editorial.models import StructureChange
from editorial.permissions import Right, rights_in_request
from editorial.services import structure


def move_public_page(request: HttpRequest, page: Page, destination: Page, actor: User) -> HttpResponse:
    """Show or take the wish, or carry it out when somebody else in charge agrees."""
    change = structure.open_change(page)
    can_approve = _can_approve(change, destination, actor)
    form = MoveForm(request.POST if request.method == "POST" and not can_approve else None)
    if request.method == "POST" and change and can_approve and "approve" in request.POST:
        _carry_out(request, change, actor)
        return redirect("wagtailadmin_explore", destination.pk)
    if form.is_bound and form.is_valid():
        structure.ask(page, destination, reason=form.cleaned_data["reason"], actor=actor, now=clock.now())
        messages.success(request, _("Đã gửi đề nghị chuyển trang; người có thẩm quyền khác sẽ duyệt."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    context = {
        "page_title": _("Đề nghị chuyển trang công khai"),
        "form": form,
        "page": page,
        "destination": destination,
        "change": change,
        "can_approve": can_approve,
    }
    return render(request, "editorial/move.html", context)


def _can_approve(change: StructureChange | None, destination: Page, actor: User) -> bool:
    if change is None or change.target_id != destination.pk or change.requested_by_id == actor.pk:
        return False
    return Right.APPROVE_PAGE in rights_in_request(actor, dates.local_date(clock.now()))


def _carry_out(request: HttpRequest, change: StructureChange, actor: User) -> None:
    with transaction.atomic():
        structure.carry_out(change, actor=actor, now=clock.now())
        moved = Page.objects.get(pk=change.page_id)
        for after in hooks.get_hooks("after_move_page"):
            after(request, moved)
    messages.success(request, _("Đã duyệt và chuyển trang; địa chỉ cũ được chuyển hướng."))
