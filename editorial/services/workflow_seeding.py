"""The Board's workflow on the whole tree: check, edit, approve (Articles 6.2 and 6.3)."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowPage, WorkflowTask

from editorial.models import ApprovalTask, CheckTask, EditTask

STEPS: tuple[tuple[type[Task], str], ...] = (
    (CheckTask, "Kiểm tra"),
    (EditTask, "Biên tập"),
    (ApprovalTask, "Duyệt"),
)
NAME = "Quy trình của Ban Biên tập"
WAGTAIL_GROUPS = ("Editors", "Moderators")


@transaction.atomic
def seed_workflow() -> Workflow:
    """Give the whole tree the Board's workflow, retire every other one on it, and return it; changes nothing twice.

    Steps of Wagtail's own kind give way: who decides follows from rights and seats, not from a group.
    """
    workflow = Workflow.objects.filter(workflow_tasks__task__approvaltask__isnull=False).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=_(NAME))
        for order, (model, name) in enumerate(STEPS):
            WorkflowTask.objects.create(workflow=workflow, task=model.objects.create(name=name), sort_order=order)
    root = Page.get_first_root_node()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    GroupApprovalTask.objects.filter(active=True).update(active=False)
    Workflow.objects.filter(active=True, workflow_tasks__task__groupapprovaltask__isnull=False).update(active=False)
    Group.objects.filter(name__in=WAGTAIL_GROUPS, user__isnull=True).delete()
    return workflow
