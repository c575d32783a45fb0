"""Lists and forms of the admin for agencies, leaders, roles and people."""

from accounts.viewsets.organisation import AgencyViewSet, LeaderViewSet, OrganisationGroup, RoleViewSet
from accounts.viewsets.memberships import MembershipViewSet

__all__ = ["AgencyViewSet", "LeaderViewSet", "MembershipViewSet", "OrganisationGroup", "RoleViewSet"]
