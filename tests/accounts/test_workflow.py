"""The workflow that Wagtail starts with belongs to the approvers."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow

from accounts.services.role_seeding import seed_roles
from accounts.services.workflow_seeding import seed_workflow
from tests.factories import ResultPageFactory, stored_home
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded() -> None:
    seed_roles(stored_home())
    seed_workflow()


def test_approvers_and_leaders_decide(seeded: None) -> None:
    names = set(GroupApprovalTask.objects.get().groups.values_list("role__code", flat=True))
    assert names == {"approver", "leader"}


def test_the_groups_of_wagtail_are_gone(seeded: None) -> None:
    assert not Group.objects.filter(name__in=("Editors", "Moderators")).exists()


def test_what_officers_renamed_stays(seeded: None) -> None:
    Workflow.objects.update(name="Quy trình riêng")
    GroupApprovalTask.objects.get().groups.clear()
    seed_workflow()
    assert Workflow.objects.get().name == "Quy trình riêng"
    assert not GroupApprovalTask.objects.get().groups.exists()


def test_a_submitted_page_waits_for_the_approver_and_not_for_the_editor(people: People) -> None:
    seed_workflow()
    page = ResultPageFactory(published=False)
    page.get_workflow().start(page, people.editor)
    task = page.current_workflow_task
    assert task.user_can_access_editor(page, people.approver)
    assert task.get_actions(page, people.approver)
    assert not task.get_actions(page, people.editor)
