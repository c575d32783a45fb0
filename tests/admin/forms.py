"""Fill in the forms of the admin as a browser would: read them, change some fields, send them."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse, QueryDict
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.blocks.base import BlockField
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import querydict_from_html

from core.models import BasePage
from portal.content.pages import publish_latest

OURS = ("home", "news", "documents")


def read_form(client: Client, address: str) -> QueryDict:
    """Return what the page editor at an address would send unchanged, but for streams of blocks: they are empty."""
    response = client.get(address, follow=True)
    assert response.status_code == 200, response.status_code
    form = querydict_from_html(response.content.decode(), form_id="page-edit-form")
    for name, field in response.context["form"].fields.items():
        if isinstance(field, BlockField):
            form[f"{name}-count"] = "0"
    return form


def add_address(parent: Page, model: type[BasePage]) -> str:
    return reverse("wagtailadmin_pages:add", args=(model._meta.app_label, model._meta.model_name, parent.pk))


def edit_address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def save(client: Client, address: str, **changes: Any) -> HttpResponse:
    """Read the form at an address, change some fields and save it as a draft.

    ``publish=True`` submits it, which asks for everything that may not be missing, and then approves and publishes what
    was stored, as the set-up may.
    """
    published = changes.pop("publish", False)
    if published:
        changes["action-submit"] = "action-submit"
    form = read_form(client, address)
    for name, value in changes.items():
        form[name] = value
    where = client.get(address, follow=True).redirect_chain
    # Wagtail tells of a changed address only when the transaction is through.
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(where[-1][0] if where else address, form)
        if published and response.status_code == 302:
            publish_latest(Revision.objects.filter(content_type__app_label__in=OURS).latest("pk").content_object)
    return response


def messages_of(response: HttpResponse) -> str:
    """Return the messages that the answer leaves for the next page."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
