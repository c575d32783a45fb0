"""What the app adds to the admin."""

from wagtail import hooks

from accounts.viewsets import OrganisationGroup


@hooks.register("register_admin_viewset")
def register_organisation_group() -> OrganisationGroup:
    return OrganisationGroup()
