"""Send a page through the Board's workflow in tests."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision

from accounts.models import User
from core.models import BasePage
from editorial.models import ApprovalTask
from editorial.rules.checklist import CHECKLISTS, CURRENT, answers

ALL_TICKED = answers([one.id for one in CHECKLISTS[CURRENT]])
CHECKED = {f"check_{one.id}": "on" for one in CHECKLISTS[CURRENT]}


def edited(page: BasePage, editor: User, **values: Any) -> Revision:
    """Save a page as its editor would, with an author as approval wants one, and return the revision."""
    draft: Any = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in ({"author_name": "Phạm Minh Sơn"} | values).items():
        setattr(draft, name, value)
    return draft.save_revision(user=editor)


def latest(page: Page) -> Revision:
    """Return the latest revision as it is stored now."""
    return type(page).objects.get(pk=page.pk).get_latest_revision()


def submit(page: BasePage, person: User) -> None:
    """Start the workflow on the latest revision."""
    stored = type(page).objects.get(pk=page.pk)
    stored.get_workflow().start(stored, person)


def step(page: Page) -> Any:
    """Return the state of the step that the page is at, or None when no workflow is open."""
    return type(page).objects.get(pk=page.pk).current_workflow_task_state


def act(client: Client, page: Page, action: str, **values: str) -> Any:
    """Press a button of the step that the page is at."""
    state = step(page)
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, action, state.pk))
    return client.post(address, values)


def go_to_approval(page: Page, reviewer: Client) -> None:
    """Send a submitted page through the steps before the Board's."""
    while not isinstance(step(page).task.specific, ApprovalTask):
        act(reviewer, page, "approve")
