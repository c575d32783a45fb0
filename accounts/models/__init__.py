"""People, agencies and roles."""

from accounts.models.agencies import Agency
from accounts.models.people import Leader, LeaderTitle, Membership, Role, User

__all__ = ["Agency", "Leader", "LeaderTitle", "Membership", "Role", "User"]
