"""What the app adds to the admin."""

from wagtail import hooks

from accounts.models import Role
from accounts.permissions import ReadOnlyPermissionPolicy
from accounts.viewsets import OrganisationGroup
from core.permissions import register_policy

register_policy(ReadOnlyPermissionPolicy(Role))


@hooks.register("register_admin_viewset")
def register_organisation_group() -> OrganisationGroup:
    return OrganisationGroup()
