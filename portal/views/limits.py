"""Publish how often forms may be used: the page reads the very settings that the guard obeys (R9.4-1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.forms import GuardedForm
from core.services.abuse import DEFAULT_LIMITS, limits_of


@require_safe
def submission_limits(request: HttpRequest) -> HttpResponse:
    """Answer with the general limits and those of each form that has its own."""
    own = [{"title": form.guard_title, "limits": limits_of(form.guard_code)} for form in GuardedForm.with_own_limits()]
    return render(request, "portal/limits.html", {"general": limits_of(DEFAULT_LIMITS), "own": own})
