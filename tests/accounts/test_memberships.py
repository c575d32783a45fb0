"""Rights follow the roles a person holds today (RX-8)."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from accounts.enums import RoleCode
from accounts.models import Membership, Role
from accounts.services.memberships import apply_memberships
from accounts.services.role_seeding import seed_roles
from portal.content.site import prepare_site
from tests.factories import UserFactory

TODAY = date(2026, 11, 23)


@pytest.fixture
def office(db):
    seed_roles(prepare_site())
    return Role.objects.get(code=RoleCode.CITY_OFFICE)


@pytest.fixture
def person(db):
    return UserFactory()


def test_a_role_begins_on_its_day_and_ends_before_its_last(office, person):
    Membership.objects.create(user=person, role=office, valid_from=TODAY, valid_until=TODAY + timedelta(days=2))
    held = []
    for day in range(-1, 3):
        apply_memberships(day=TODAY + timedelta(days=day))
        held.append(office.group in person.groups.all())

    assert held == [False, True, True, False]


def test_a_group_without_a_role_stays(office, person):
    other = Group.objects.create(name="Nhóm khác")
    person.groups.add(other, office.group)

    assert apply_memberships(day=TODAY) == 1
    assert list(person.groups.all()) == [other]


def test_a_second_run_changes_nobody(office, person):
    Membership.objects.create(user=person, role=office)

    assert apply_memberships(day=TODAY) == 1
    assert apply_memberships(day=TODAY) == 0


def test_only_the_given_people_are_looked_at(office, person):
    Membership.objects.create(user=person, role=office)

    assert apply_memberships(day=TODAY, users=[UserFactory()]) == 0
    assert not person.groups.exists()


def test_the_daily_command_brings_groups_up_to_date(office, person, capsys):
    Membership.objects.create(user=person, role=office)

    call_command("apply_memberships")

    assert "1 người" in capsys.readouterr().out
    assert office.group in person.groups.all()
