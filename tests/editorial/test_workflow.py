"""The Board's workflow holds the whole tree; settings that would make it advice stop the start (R6.3a-1)."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow

from accounts.services.role_seeding import seed_roles
from editorial.checks import check_workflow
from editorial.lib import finishing
from editorial.models import ApprovalTask, CheckTask, EditTask
from editorial.services.workflow_seeding import seed_workflow
from tests.factories import StandardPageFactory, stored_home

pytestmark = pytest.mark.django_db


def test_every_page_is_checked_edited_and_approved():
    seed_workflow()
    workflow = StandardPageFactory().get_workflow()
    assert [type(task.specific) for task in workflow.tasks] == [CheckTask, EditTask, ApprovalTask]


def test_seeding_again_changes_nothing():
    first = seed_workflow()
    assert seed_workflow() == first
    assert ApprovalTask.objects.count() == 1


def test_wagtails_own_workflow_and_groups_give_way():
    seed_workflow()
    assert not GroupApprovalTask.objects.filter(active=True).exists()
    assert Workflow.objects.filter(active=True).count() == 1
    assert not Group.objects.filter(name__in=("Editors", "Moderators")).exists()


def test_nobody_holds_the_right_to_publish():
    seed_workflow()
    seed_roles(stored_home())
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    assert not GroupPagePermission.objects.filter(permission=publish).exists()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT", False, "editorial.E003"),
        ("WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH", False, "editorial.E004"),
        ("WAGTAIL_FINISH_WORKFLOW_ACTION", "wagtail.workflows.publish_workflow_state", "editorial.E005"),
        ("INSTALLED_APPS", ["wagtail.api.v3"], "editorial.E006"),
    ],
)
def test_a_setting_that_opens_a_way_past_the_board_stops_the_start(monkeypatch, settings, name, value, code):
    assert check_workflow() == []
    changed = SimpleNamespace(**{"INSTALLED_APPS": []} | _now(settings) | {name: value})
    monkeypatch.setattr("editorial.checks.settings", changed)
    assert [error.id for error in check_workflow()] == [code]


def _now(settings):
    names = ("WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT", "WAGTAIL_FINISH_WORKFLOW_ACTION")
    return {name: getattr(settings, name) for name in names}


def test_without_the_board_no_workflow_ends(monkeypatch):
    monkeypatch.setattr(finishing, "_finishers", [])
    with pytest.raises(RuntimeError):
        finishing.finish_workflow(None)


def test_a_workflow_that_ends_without_the_boards_step_publishes_nothing(people):
    page = StandardPageFactory(published=False)
    task = CheckTask.objects.create(name="Chỉ kiểm tra")
    workflow = Workflow.objects.create(name="Ngắn")
    workflow.workflow_tasks.create(task=task, sort_order=0)
    with pytest.raises(PermissionDenied, match="bước duyệt"):
        workflow.start(page, people.editor).current_task_state.approve(user=people.editor)
    assert not Page.objects.get(pk=page.pk).live
