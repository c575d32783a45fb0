"""Lists and forms of the admin for agencies, leaders, roles and people."""

from accounts.viewsets.memberships import MembershipViewSet
from accounts.viewsets.organisation import AgencyViewSet, LeaderViewSet, OrganisationGroup, RoleViewSet

__all__ = ["AgencyViewSet", "LeaderViewSet", "MembershipViewSet", "OrganisationGroup", "RoleViewSet"]
