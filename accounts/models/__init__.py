"""People, agencies and roles."""

from accounts.models.agencies import Agency
from accounts.models.enrolment import EnrolmentCode
from accounts.models.people import Leader, LeaderTitle, Membership, Role, User

__all__ = ["Agency", "EnrolmentCode", "Leader", "LeaderTitle", "Membership", "Role", "User"]
