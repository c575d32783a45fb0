"""What of people, roles and memberships goes into the audit chain when the admin changes it."""

from collections.abc import Mapping

from accounts.models import Agency, Membership, User
from core.enums import AuditAct
from core.services.audit import JSON
from core.services.audit_watch import watch


def watch_accounts() -> None:
    """Watch accounts, memberships and agencies."""
    accounts = {
        "create": AuditAct.ACCOUNT_CREATED,
        "edit": AuditAct.ACCOUNT_CHANGED,
        "delete": AuditAct.ACCOUNT_DELETED,
    }
    roles = {"create": AuditAct.ROLE_GRANTED, "edit": AuditAct.ROLE_CHANGED, "delete": AuditAct.ROLE_REVOKED}
    watch(User, accounts, account)
    watch(Membership, roles, membership)
    watch(Agency, AuditAct.AGENCY_CHANGED, lambda agency: {"code": agency.code})


def account(user: User) -> Mapping[str, JSON]:
    """Return what an account may, never whose it is."""
    return {
        "active": user.is_active,
        "superuser": user.is_superuser,
        "groups": sorted(user.groups.values_list("pk", flat=True)),
    }


def membership(held: Membership) -> Mapping[str, JSON]:
    """Return who holds which role where and when, by id and code."""
    return {
        "user": held.user_id,
        "role": held.role.code,
        "agency": held.agency.code if held.agency else None,
        "valid_from": held.valid_from.isoformat() if held.valid_from else None,
        "valid_until": held.valid_until.isoformat() if held.valid_until else None,
    }
