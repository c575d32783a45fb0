"""Where a page came from, what editing changed, and what is still missing before approval."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from accounts.models import User
from core.lib import clock, dates
from core.models import ContentPage
from editorial.permissions import Right, rights_in_request
from editorial.services.origins import compared, origin_of
from editorial.services.readiness import flaws


class PageOriginView(WagtailAdminTemplateMixin, TemplateView):
    """The draft of a page against its entry; what was sent in is shown to those only who may look at entries today."""

    template_name = "editorial/origin.html"
    header_icon = "doc-empty-inverse"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().get(request, *args, page=page, **kwargs)

    def get_page_title(self) -> str:
        return _("Nguồn gốc và phần còn thiếu")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        address = reverse("wagtailadmin_pages:edit", args=[self.kwargs["page_id"]])
        return [
            *self.breadcrumbs_items,
            {"url": address, "label": _("Sửa trang")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = dates.local_date(clock.now())
        draft = kwargs["page"].get_latest_revision_as_object()
        made = origin_of(draft)
        may_look = Right.VIEW in rights_in_request(cast("User", self.request.user), day)
        shown = made is not None and may_look and not made.entry.is_sealed and isinstance(draft, ContentPage)
        return super().get_context_data(
            **kwargs,
            draft=draft,
            made=made if may_look else None,
            flaws=flaws(draft, day=day),
            pieces=compared(made, draft) if shown and made is not None else [],
        )
