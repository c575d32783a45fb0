"""A permission policy of our own is declared where the Wagtail in use looks for it."""

import pytest
from wagtail import permissions
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import Role
from core.permissions import ReadOnlyPermissionPolicy, register_policy
from core.viewsets import OwnPolicyMixin


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What Wagtail hears, in this order, when a viewset comes in: a policy of a model, then the viewset itself."""
    heard: list[object] = []
    monkeypatch.setattr(permissions, "register_permission_policy", lambda *both: heard.append(both), raising=False)
    monkeypatch.setattr(ModelViewSet, "on_register", lambda viewset: heard.append(viewset))
    return heard


def test_a_wagtail_that_registers_policies_is_given_ours(told: list[object]) -> None:
    policy = ReadOnlyPermissionPolicy(Role)

    register_policy(policy)

    assert told == [(Role, policy)]


def test_a_wagtail_without_that_register_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(permissions, "register_permission_policy", raising=False)
    before = set(vars(permissions))

    register_policy(ReadOnlyPermissionPolicy(Role))

    assert set(vars(permissions)) == before


def test_a_viewset_names_its_policy_before_wagtail_asks(told: list[object]) -> None:
    class Roles(OwnPolicyMixin, ModelViewSet):
        model = Role
        policy_class: type[ModelPermissionPolicy] = ReadOnlyPermissionPolicy
        form_fields = ["name"]

    roles = Roles("some-roles")

    roles.on_register()

    assert told == [(Role, roles.permission_policy), roles]
