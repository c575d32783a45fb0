"""Let happen what a screen of the admin only proposed: sent by its proposer, approved by another person."""

from django.http import HttpResponse

from accounts.enums import RoleCode
from accounts.models import Role, User
from accounts.services.role_seeding import seed_roles
from core.lib import clock
from core.models import ChangeRequest
from core.services import changes
from editorial.services import change_requests
from tests.factories import UserFactory, stored_home
from tests.people import give_role


def let_happen(answer: HttpResponse | str) -> User:
    """Send and approve the request that the answer, or an address, leads to; return who approved it."""
    address = answer if isinstance(answer, str) else answer["Location"]
    place = address.rstrip("/").rpartition("/")[2]
    request = ChangeRequest.objects.get(pk=int(place))
    proposer = User.objects.get(pk=request.proposed_by)
    changes.submit(request, reason="Theo quyết định", actor=proposer, now=clock.now())
    seed_roles(stored_home())
    approver = UserFactory()
    give_role(approver, Role.objects.get(code=RoleCode.LEADER))
    assert change_requests.approve(request, note="", actor=approver, now=clock.now())
    return approver
