"""A form of the admin about one page, for those who hold a right today."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from accounts.models import User
from core.forms import add_refusal
from core.lib import clock, dates
from editorial.permissions import Right, rights_in_request


class PageActView(WagtailAdminTemplateMixin, FormView):
    """A form for those who hold ``right`` today; what a service refuses is told in the form."""

    right: Right
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self) -> bool:
        """Return whether the person may open the form today."""
        return self.right in self.rights

    @property
    def person(self) -> User:
        return cast("User", self.request.user)

    @property
    def rights(self) -> frozenset[Right]:
        """Return what the person may do today."""
        return rights_in_request(self.person, dates.local_date(clock.now()))

    @property
    def draft(self) -> Page:
        """Return the page that it is about."""
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        address = reverse("wagtailadmin_pages:edit", args=[self.draft.pk])
        return [
            *self.breadcrumbs_items,
            {"url": address, "label": _("Sửa trang")},
            {"url": "", "label": self.get_page_title()},
        ]

    def refused(self, form: forms.Form, error: ValidationError | PermissionDenied) -> HttpResponse:
        """Show the form again with what was typed and why it was refused, by field where the form has it."""
        if isinstance(error, PermissionDenied):
            form.add_error(None, str(error))
        else:
            add_refusal(form, error)
        return self.form_invalid(form)
