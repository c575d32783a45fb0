"""“Cần rà soát”: when public pages are looked at again, and who answers for them (R6.4d-1)."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from accounts.viewsets.records import RecordIndexView
from core.lib import clock, dates
from core.views.scoping import RowScopedMixin
from core.viewsets import DayColumn, OwnPolicyMixin
from editorial.forms.reviews import PageReviewForm
from editorial.models import PageReview
from editorial.permissions import KeptForeverPolicy, Right, rights_in_request, works_on_pages
from editorial.services.reviews import keep_review

OVERDUE, LATER, OUT = "den-han", "chua-den-han", "da-thu-hoi"
MINE = "cua-toi"


class PageReviewPolicy(KeptForeverPolicy):
    """Who works on pages of the Board today plans; everybody else looks, as far as the rows go."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action in {"add", "change"}:
            return works_on_pages(rights_in_request(user, dates.local_date(clock.now())))
        return bool(super().user_has_permission(user, action))


class PageReviewFilterSet(WagtailFilterSet):
    """Whether the day has come, and whose page it is."""

    state = django_filters.ChoiceFilter(
        label=_("Tình trạng"),
        choices=[(OVERDUE, _("Đã đến hạn")), (LATER, _("Chưa đến hạn")), (OUT, _("Trang đã thu hồi"))],
        method="filter_state",
    )
    whose = django_filters.ChoiceFilter(
        label=_("Phụ trách"), choices=[(MINE, _("Tôi, đơn vị tôi"))], method="filter_whose"
    )

    class Meta:
        model = PageReview
        fields = ["agency"]

    def filter_state(self, queryset: QuerySet[PageReview], name: str, value: str) -> QuerySet[PageReview]:
        """Return the plans whose day has come, lies ahead, or whose page is out."""
        if value == OUT:
            return queryset.filter(page__live=False)
        today = dates.local_date(clock.now())
        standing = queryset.filter(page__live=True)
        return standing.filter(due_on__lte=today) if value == OVERDUE else standing.filter(due_on__gt=today)

    def filter_whose(self, queryset: QuerySet[PageReview], name: str, value: str) -> QuerySet[PageReview]:
        """Return the plans that the person answers for."""
        request: Any = self.request
        owned = PageReview.objects.owned_by(request.user, dates.local_date(clock.now()))
        return queryset.filter(pk__in=owned.values("pk"))


class PageReviewIndexView(RecordIndexView):
    """Plans with page and owner in one query."""

    def get_base_queryset(self) -> QuerySet[PageReview]:
        plans: QuerySet[PageReview] = PageReview.objects.select_related("page__content_type", "owner", "agency")
        return plans


class KeepReviewMixin:
    """Store through the service, so that the act is in the audit chain."""

    def save_instance(self) -> PageReview:
        view: Any = self
        return keep_review(view.form.save(commit=False), actor=view.request.user, now=clock.now())


class PageReviewCreateView(KeepReviewMixin, generic.CreateView):
    """Plan when a page is looked at."""


class PageReviewEditView(KeepReviewMixin, generic.EditView):
    """Change day, interval or owner."""


def state_of(review: PageReview) -> str:
    """Return in a word how a plan stands today."""
    if not review.page.live:
        return str(_("Trang đã thu hồi"))
    return str(_("Đã đến hạn") if review.due_on <= dates.local_date(clock.now()) else _("Chưa đến hạn"))


class ReviewTitleColumn(TitleColumn):
    """The page's title, which leads to the look at it."""

    def get_link_url(self, instance: PageReview, parent_context: Any) -> str:
        return reverse("review_page", args=[instance.pk])


class PageReviewViewSet(RowScopedMixin, OwnPolicyMixin, ModelViewSet):
    """Who works on pages of the Board sees every plan, everybody else the own and those of the own agency."""

    model = PageReview
    policy_class = PageReviewPolicy
    icon = "calendar-check"
    menu_label = _("Cần rà soát")
    index_view_class = PageReviewIndexView
    add_view_class = PageReviewCreateView
    edit_view_class = PageReviewEditView
    filterset_class = PageReviewFilterSet
    edit_handler = ObjectList(PageReview.panels, base_form_class=PageReviewForm)
    copy_view_enabled = False
    search_fields = ["page__title"]
    ordering = ["due_on", "pk"]
    list_per_page = 50
    list_export = ["page", "owner", "agency", "due_on", "every_days"]
    export_filename = "can-ra-soat"

    @property
    def list_display(self) -> list[Column]:
        return [
            ReviewTitleColumn("page", label=_("Trang"), sort_key="page__title"),
            Column("state", label=_("Tình trạng"), accessor=state_of),
            DayColumn("due_on", label=_("Hạn rà soát"), sort_key="due_on"),
            Column("owner", label=_("Phụ trách"), accessor=lambda review: review.owner_name or str(_("Chưa có"))),
            Column("every_days", label=_("Lặp lại sau (ngày)")),
        ]

    def rows_for(self, user: Any) -> QuerySet[PageReview]:
        today = dates.local_date(clock.now())
        everything: QuerySet[PageReview] = PageReview.objects.all()
        rights = rights_in_request(user, today)
        if user.is_superuser or works_on_pages(rights) or Right.OVERSEE in rights:
            return everything
        return PageReview.objects.owned_by(user, today)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]
