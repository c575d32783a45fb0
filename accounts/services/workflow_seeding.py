"""Give Wagtail's one approval workflow to the approvers, until the Editorial Board's own replaces it."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from accounts.enums import RoleCode
from accounts.models import Role

APPROVING_ROLES = (RoleCode.APPROVER, RoleCode.LEADER)
WAGTAIL_WORKFLOW = "Moderators approval"
WAGTAIL_GROUPS = ("Editors", "Moderators")


@transaction.atomic
def seed_workflow() -> None:
    """Let the approving roles decide in the workflow Wagtail starts with, and drop Wagtail's own groups.

    A workflow that somebody has renamed since is left alone. Needs the roles of ``seed_roles``.
    """
    workflow = Workflow.objects.filter(name=WAGTAIL_WORKFLOW).first()
    if workflow is None:
        return
    Workflow.objects.filter(pk=workflow.pk).update(name=_("Quy trình thông thường"))
    approvers = [role.group for role in Role.objects.filter(code__in=APPROVING_ROLES).select_related("group")]
    for step in WorkflowTask.objects.filter(workflow=workflow):
        task = GroupApprovalTask.objects.get(pk=step.task_id)
        task.name = _("Xem và duyệt")
        task.save()
        task.groups.set(approvers)
    Group.objects.filter(name__in=WAGTAIL_GROUPS, user__isnull=True).delete()
