"""The look at one page: what is planned, what came out before, and what comes out now."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.lib import clock, dates
from editorial.enums import ReviewOutcome
from editorial.forms.reviews import ReviewResultForm
from editorial.models import PageReview
from editorial.permissions import works_on_pages
from editorial.services import reviews
from editorial.views.page_acts import PageActView

MOST_RESULTS = 20


class ReviewView(PageActView):
    """Who answers for the page, or works on pages of the Board, says what came out."""

    template_name = "editorial/review.html"
    form_class = ReviewResultForm
    header_icon = "calendar-check"

    def is_allowed(self) -> bool:
        return reviews.may_review(self.review, self.person, dates.local_date(clock.now()))

    @cached_property
    def review(self) -> PageReview:
        rows = PageReview.objects.select_related("page", "owner", "agency")
        return get_object_or_404(rows, pk=self.kwargs["review_id"])

    @property
    def draft(self) -> Page:
        return self.review.page

    def get_page_title(self) -> str:
        return _("Rà soát trang")

    def form_valid(self, form: ReviewResultForm) -> HttpResponse:
        try:
            result = reviews.note_result(self.review, **form.cleaned_data, actor=self.person, now=clock.now())
        except (ValidationError, PermissionDenied) as error:
            return self.refused(form, error)
        day = dates.short_date(result.next_due_on)
        messages.success(self.request, _("Đã ghi kết quả. Hạn tiếp theo: %(day)s.") % {"day": day})
        if result.outcome == ReviewOutcome.NEEDS_CHANGE and self.draft.permissions_for_user(self.person).can_edit():
            return redirect("wagtailadmin_pages:edit", self.draft.pk)
        if result.outcome == ReviewOutcome.WITHDRAW and works_on_pages(self.rights):
            return redirect("withdraw_page", self.draft.pk)
        return redirect("wagtailadmin_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        results = self.review.results.select_related("reviewed_by")[:MOST_RESULTS]
        may_plan = works_on_pages(self.rights)
        return super().get_context_data(**kwargs, review=self.review, results=results, may_plan=may_plan)
