"""Where the identity provider says that somebody works: noted by code, never a source of rights (R9.4-1, R3.8-1)."""

from datetime import date

import pytest

from accounts.enums import RoleCode
from accounts.models import Membership, Role
from accounts.services.memberships import apply_memberships
from accounts.services.workplace import note_workplace
from core.enums import AuditAct
from core.models import AuditEvent
from core.services.changes import set_up
from tests.conftest import FROZEN_NOW
from tests.factories import AgencyFactory, UserFactory, succeed
from tests.people import give_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

TODAY = date(2026, 11, 23)


@pytest.fixture
def offices(people):
    """Return two open agencies."""
    return AgencyFactory(code="so-mot", official_code="00123"), AgencyFactory(code="so-hai")


def noted(user):
    user.refresh_from_db()
    return user.agency.code if user.agency else None


@pytest.mark.parametrize("claim", ["so-mot", "00123", " so-mot "])
def test_an_agency_is_known_by_either_code(claim, offices, people):
    assert note_workplace(people.editor, claim, now=FROZEN_NOW) == ""
    assert noted(people.editor) == "so-mot"
    event = AuditEvent.objects.get(act=AuditAct.WORKPLACE_NOTED)
    assert (event.subject_id, event.detail["agency"]) == (str(people.editor.pk), "so-mot")


def test_the_settings_translate_codes_of_the_provider(offices, people, settings):
    settings.IDENTITY_AGENCIES = {"H26.01": "so-hai"}
    note_workplace(people.editor, "H26.01", now=FROZEN_NOW)
    assert noted(people.editor) == "so-hai"


@pytest.mark.parametrize("claim", [None, "", "  ", 5, ["so-mot"], {"code": "so-mot"}])
def test_a_claim_of_another_shape_says_nothing(claim, offices, people):
    assert note_workplace(people.editor, claim, now=FROZEN_NOW) == ""
    assert noted(people.editor) is None
    assert not AuditEvent.objects.filter(act=AuditAct.WORKPLACE_NOTED).exists()


def test_an_unknown_code_is_told_and_recorded(offices, people):
    assert "khong-co" in note_workplace(people.editor, "khong-co", now=FROZEN_NOW)
    assert noted(people.editor) is None
    assert AuditEvent.objects.get(act=AuditAct.WORKPLACE_NOTED).detail["agency"] is None


def test_a_closed_agency_stands_for_its_one_successor(offices, people):
    closed = AgencyFactory(code="so-cu", valid_until=TODAY)
    succeed(closed, offices[0])
    assert note_workplace(people.editor, "so-cu", now=FROZEN_NOW) == ""
    assert noted(people.editor) == "so-mot"


def test_several_successors_are_offered_in_words(offices, people):
    closed = AgencyFactory(name="Sở Cũ", code="so-cu", valid_until=TODAY)
    succeed(closed, *offices)
    words = note_workplace(people.editor, "so-cu", now=FROZEN_NOW)
    assert all(office.name in words for office in offices)
    assert noted(people.editor) is None


def test_without_a_successor_a_closed_agency_is_refused(offices, people):
    AgencyFactory(name="Sở Cũ", code="so-cu", valid_until=TODAY)
    assert "chưa có đơn vị kế tiếp" in note_workplace(people.editor, "so-cu", now=FROZEN_NOW)
    assert noted(people.editor) is None


def test_no_claim_gives_a_right(offices, people):
    newcomer = UserFactory()
    note_workplace(newcomer, "so-mot", now=FROZEN_NOW)
    assert not Membership.objects.filter(user=newcomer).exists()
    assert not newcomer.groups.exists()


def test_who_moved_loses_the_roles_in_the_former_agency_the_same_day(offices, people):
    person, role = UserFactory(), Role.objects.get(code=RoleCode.AGENCY_OFFICER)
    held = give_role(person, role, agency=offices[0])
    elsewhere = give_role(person, Role.objects.get(code=RoleCode.FINANCE))
    note_workplace(person, "so-mot", now=FROZEN_NOW)
    note_workplace(person, "so-hai", now=FROZEN_NOW)
    held.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (held.valid_until, elsewhere.valid_until) == (TODAY, None)
    assert [group.role.code for group in person.groups.all()] == [RoleCode.FINANCE]
    assert AuditEvent.objects.filter(act=AuditAct.WORKPLACE_NOTED).latest("pk").detail["roles_ended"] == 1


def test_seats_of_the_board_do_not_follow_a_directory(offices, people):
    person = UserFactory()
    held = give_role(person, Role.objects.get(code=RoleCode.EDITOR), agency=offices[0])
    note_workplace(person, "so-mot", now=FROZEN_NOW)
    note_workplace(person, "so-hai", now=FROZEN_NOW)
    held.refresh_from_db()
    assert held.valid_until is None


def test_a_merged_agency_takes_no_roles(offices, people):
    person, role = UserFactory(), Role.objects.get(code=RoleCode.AGENCY_OFFICER)
    held = give_role(person, role, agency=offices[0])
    note_workplace(person, "so-mot", now=FROZEN_NOW)
    with set_up("thử"):
        offices[0].valid_until = TODAY
        offices[0].save()
    succeed(offices[0], offices[1])
    note_workplace(person, "so-mot", now=FROZEN_NOW)
    apply_memberships(day=TODAY, users=[person])
    held.refresh_from_db()
    assert (noted(person), held.valid_until) == ("so-hai", None)
