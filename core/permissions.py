"""How a model's permission policy reaches Wagtail, on the version in use and on the next one."""

from wagtail import permissions
from wagtail.permission_policies import ModelPermissionPolicy


def register_policy(policy: ModelPermissionPolicy) -> None:
    """Name the policy as the one of its model, before the admin asks for it.

    From Wagtail 8 on the policy belongs to the model, and one that only a viewset knows is deprecated. Before, the
    viewset's property ``permission_policy`` is all there is, and nothing is to be done here.
    """
    register = getattr(permissions, "register_permission_policy", None)
    if register is not None:
        register(policy.model, policy)
