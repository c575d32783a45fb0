"""A permission policy of our own is declared where the Wagtail in use looks for it."""

import pytest
from wagtail import permissions
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import Role
from accounts.permissions import ReadOnlyPermissionPolicy
from core.permissions import register_policy


def test_a_wagtail_that_registers_policies_is_given_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[type, ModelPermissionPolicy]] = []
    monkeypatch.setattr(permissions, "register_permission_policy", lambda *both: given.append(both), raising=False)
    policy = ReadOnlyPermissionPolicy(Role)

    register_policy(policy)

    assert given == [(Role, policy)]


def test_a_wagtail_without_that_register_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(permissions, "register_permission_policy", raising=False)

    register_policy(ReadOnlyPermissionPolicy(Role))
