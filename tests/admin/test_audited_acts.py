"""Each sensitive act in the admin is in the audit chain, with its person, or it did not happen (decision 0012)."""

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import Membership, User
from accounts.services.memberships import apply_memberships
from accounts.services.role_seeding import seed_roles
from core.enums import ApprovalKind, AuditAct, RuleUnit
from core.lib import clock, dates
from core.models import AuditEvent, CalendarDay, PortalImage, PublishedItem, RuleValue, SiteIdentity
from core.services import approvals, audit
from core.services.changes import set_up
from core.services.seeding import seed_rule_values
from portal.content.pages import publish, publish_latest
from tests.admin.forms import messages_of
from tests.approving import let_happen
from tests.factories import StandardPageFactory, UserFactory, stored_home
from tests.sign_in import signed_in
from tests.structure import move

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return UserFactory(superuser=True)


@pytest.fixture
def browser(person: User) -> Client:
    return signed_in(person)


def last(act: AuditAct) -> AuditEvent:
    return AuditEvent.objects.filter(act=act).latest("pk")


def count(act: AuditAct) -> int:
    return AuditEvent.objects.filter(act=act).count()


def refuse_to_write(*args, **kwargs):
    raise DatabaseError("no space left")


def test_a_publication_names_page_revision_and_person(person):
    page = StandardPageFactory(published=False)
    revision = page.save_revision()
    approvals.record(page, revision, kind=ApprovalKind.SET_UP)
    revision.publish(user=person, skip_permission_checks=True)
    event = last(AuditAct.PAGE_PUBLISHED)
    assert (event.subject_type, event.subject_id) == ("home.standardpage", str(page.pk))
    assert (event.actor_id, event.actor_name) == (person.pk, person.username)
    assert event.detail == {"revision": revision.pk}


def test_taking_down_is_recorded(person):
    page = StandardPageFactory()
    UnpublishPageAction(page, user=person).execute(skip_permission_checks=True)
    event = last(AuditAct.PAGE_UNPUBLISHED)
    assert (event.subject_id, event.actor_id) == (str(page.pk), person.pk)


def test_a_move_says_from_where_to_where(person):
    page, target = StandardPageFactory(), StandardPageFactory()
    before = page.url_path
    move(page, target, "last-child", user=person)
    event = last(AuditAct.PAGE_MOVED)
    assert (event.subject_id, event.actor_id) == (str(page.pk), person.pk)
    assert event.detail == {"from": before, "to": f"{target.url_path}{page.slug}/"}


def test_a_new_address_is_recorded(django_capture_on_commit_callbacks):
    """Wagtail tells it after the commit; the publication that made it stands in the chain already."""
    page = StandardPageFactory()
    page.slug = "ten-moi"
    with django_capture_on_commit_callbacks(execute=True):
        publish(page)
    assert last(AuditAct.PAGE_RENAMED).detail["to"].endswith("/ten-moi/")


@pytest.mark.parametrize("act", ["publish", "unpublish", "move"])
def test_without_a_row_in_the_chain_the_act_does_not_happen(monkeypatch, act):
    page, target = StandardPageFactory(published=act != "publish"), StandardPageFactory()
    page.save_revision()
    path, listed = page.path, PublishedItem.objects.filter(page_id=page.pk).exists()
    monkeypatch.setattr(audit.AuditEvent.objects, "create", refuse_to_write)
    with pytest.raises(DatabaseError):
        match act:
            case "publish":
                publish_latest(page)
            case "unpublish":
                page.unpublish()
            case "move":
                move(page, target, "last-child")
    page.refresh_from_db()
    assert page.live is listed
    assert page.path == path
    assert PublishedItem.objects.filter(page_id=page.pk).exists() is listed


def test_a_deletion_that_is_refused_is_recorded(browser, person):
    page = StandardPageFactory()
    browser.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)))
    event = last(AuditAct.DELETION_REFUSED)
    assert (event.subject_type, event.subject_id) == ("home.standardpage", str(page.pk))
    assert event.actor_id == person.pk


def test_each_page_of_a_bulk_deletion_that_is_refused_is_recorded(browser):
    pages = [StandardPageFactory(), StandardPageFactory()]
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    browser.post(f"{address}?id={pages[0].pk}&id={pages[1].pk}&next=/quan-tri/")
    assert set(AuditEvent.objects.filter(act=AuditAct.DELETION_REFUSED).values_list("subject_id", flat=True)) == {
        str(page.pk) for page in pages
    }


def test_a_refusal_deep_inside_is_recorded_by_the_middleware(browser, monkeypatch):
    monkeypatch.setattr("core.wagtail_hooks.deletion.page_refusal", lambda pages: "")
    page = StandardPageFactory()
    answer = browser.post(
        reverse("wagtailadmin_pages:delete", args=(page.pk,)), {"confirm_site_name": "Cải cách hành chính Hà Nội"}
    )
    assert "còn dữ liệu khác dùng đến" in messages_of(answer)
    assert last(AuditAct.DELETION_REFUSED).detail == {"address": answer.wsgi_request.path}


def test_a_picture_that_has_to_stay_is_named(browser):
    with set_up("thử"):
        image = PortalImage.objects.create(
            title="Ảnh", description="Quầy", file=get_test_image_file(), first_public_at=clock.now()
        )
    browser.post(reverse("wagtailimages:delete", args=(image.pk,)))
    event = last(AuditAct.DELETION_REFUSED)
    assert (event.subject_type, event.subject_id) == ("core.portalimage", str(image.pk))


def test_the_deletion_of_a_draft_is_recorded(browser, person):
    page = StandardPageFactory(published=False)
    browser.post(
        reverse("wagtailadmin_pages:delete", args=(page.pk,)), {"confirm_site_name": "Cải cách hành chính Hà Nội"}
    )
    event = last(AuditAct.PAGE_DELETED)
    assert (event.subject_id, event.actor_id) == (str(page.pk), person.pk)


def rule_form(**values):
    return {
        "key": "thu",
        "name": "Thử",
        "value": "5",
        "unit": RuleUnit.DAYS,
        "legal_basis": "Điều 9",
        "valid_from": "2030-01-01",
        "valid_until": "",
        "note": "",
    } | values


def test_a_rule_value_is_recorded_each_time_it_changes(browser):
    let_happen(browser.post(reverse("rule_values:add"), rule_form()))
    rule = RuleValue.objects.get(key="thu")
    assert last(AuditAct.RULE_VALUE_CHANGED).detail == {
        "change": "create",
        "key": "thu",
        "value": "5",
        "unit": "days",
        "valid_from": "2030-01-01",
        "valid_until": None,
    }
    approver = let_happen(browser.post(reverse("rule_values:edit", args=(rule.pk,)), rule_form(value="7")))
    event = last(AuditAct.RULE_VALUE_CHANGED)
    assert (event.detail["change"], event.detail["value"]) == ("edit", "7")
    assert (event.subject_type, event.subject_id, event.actor_id) == ("core.rulevalue", str(rule.pk), approver.pk)


def test_a_rule_value_that_cannot_be_recorded_is_not_changed(browser, monkeypatch):
    answer = browser.post(reverse("rule_values:add"), rule_form())
    monkeypatch.setattr(audit.AuditEvent.objects, "create", refuse_to_write)
    with pytest.raises(DatabaseError):
        let_happen(answer)
    assert not RuleValue.objects.filter(key="thu").exists()


def test_an_edit_that_changes_nothing_is_not_recorded(browser):
    let_happen(browser.post(reverse("rule_values:add"), rule_form()))
    rule = RuleValue.objects.get(key="thu")
    before = count(AuditAct.RULE_VALUE_CHANGED)
    browser.post(reverse("rule_values:edit", args=(rule.pk,)), rule_form())
    assert count(AuditAct.RULE_VALUE_CHANGED) == before


def test_rule_values_from_the_data_file_are_recorded_once(bare_database):
    added = seed_rule_values()
    assert count(AuditAct.RULE_VALUE_CHANGED) == added > 0
    seed_rule_values()
    assert count(AuditAct.RULE_VALUE_CHANGED) == added


def test_a_calendar_day_is_recorded(browser):
    form = {"day": "2031-02-03", "kind": "off", "name": "Nghỉ bù", "legal_basis": "Thông báo"}
    let_happen(browser.post(reverse("calendar_days:add"), form))
    assert CalendarDay.objects.filter(day="2031-02-03").exists()
    assert last(AuditAct.CALENDAR_CHANGED).detail == {"change": "create", "day": "2031-02-03", "kind": "off"}


def test_a_setting_is_recorded_without_what_it_says(browser):
    identity = SiteIdentity.load()
    address = reverse("wagtailsettings:edit", args=("core", "siteidentity", identity.pk))
    form = {"name": "Tên mới", "owner": "Thành phố", "responsible_person": "Nguyễn Văn An"}
    approver = let_happen(browser.post(address, form))
    event = last(AuditAct.SETTING_CHANGED)
    assert (event.subject_type, event.actor_id, event.detail) == ("core.siteidentity", approver.pk, {"change": "edit"})


def test_a_role_given_changed_and_taken_back_is_recorded_with_the_rights_that_follow(browser, person):
    seed_roles(stored_home())
    other = UserFactory()
    role = Membership._meta.get_field("role").related_model.objects.get(code="city-office")
    form = {"user": other.pk, "role": role.pk, "agency": "", "valid_from": "", "valid_until": ""}
    browser.post(reverse("memberships:add"), form)
    held = Membership.objects.get(user=other)
    event = last(AuditAct.ROLE_GRANTED)
    assert (event.subject_id, event.actor_id) == (str(held.pk), person.pk)
    assert (event.detail["user"], event.detail["role"]) == (other.pk, "city-office")
    applied = last(AuditAct.RIGHTS_APPLIED)
    assert (applied.subject_id, applied.actor_id) == (str(other.pk), person.pk)
    assert applied.detail == {"added": ["city-office"], "removed": []}
    browser.post(reverse("memberships:delete", args=(held.pk,)))
    assert last(AuditAct.ROLE_REVOKED).subject_id == str(held.pk)
    assert last(AuditAct.RIGHTS_APPLIED).detail == {"added": [], "removed": ["city-office"]}


def test_a_role_whose_rights_cannot_be_recorded_is_not_given(browser, monkeypatch):
    seed_roles(stored_home())
    other = UserFactory()
    role = Membership._meta.get_field("role").related_model.objects.get(code="city-office")
    form = {"user": other.pk, "role": role.pk, "agency": "", "valid_from": "", "valid_until": ""}
    write = audit.record

    def fail(act, **kwargs):
        return refuse_to_write() if act == AuditAct.RIGHTS_APPLIED else write(act, **kwargs)

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        browser.post(reverse("memberships:add"), form)
    assert not Membership.objects.filter(user=other).exists()


def test_the_nightly_job_records_only_people_whose_rights_changed():
    seed_roles(stored_home())
    day = dates.local_date(clock.now())
    before = count(AuditAct.RIGHTS_APPLIED)
    apply_memberships(day=day)
    assert count(AuditAct.RIGHTS_APPLIED) == before


def test_rights_set_from_the_data_file_are_recorded_when_they_change(bare_database):
    home = stored_home()
    roles = seed_roles(home)
    first = count(AuditAct.RIGHTS_SEEDED)
    assert 0 < first <= len(roles)
    seed_roles(home)
    assert count(AuditAct.RIGHTS_SEEDED) == first
    editor = next(role for role in roles if role.code == "editor")
    editor.group.permissions.clear()
    seed_roles(home)
    event = last(AuditAct.RIGHTS_SEEDED)
    assert (event.detail["role"], event.detail["removed"]) == ("editor", [])
    assert "wagtailadmin.access_admin" in event.detail["added"]


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@pytest.mark.parametrize("address", ["rule_values:index", "calendar_days:index", "agencies:index", "memberships:index"])
def test_an_export_says_which_list_and_how_many_rows(browser, person, address, format_):
    seed_rule_values()
    answer = browser.get(f"{reverse(address)}?export={format_}&q=")
    assert answer.status_code == 200
    event = last(AuditAct.LIST_EXPORTED)
    assert event.actor_id == person.pk
    assert event.detail["format"] == format_
    assert event.detail["list"]
    if address == "rule_values:index":
        assert event.detail["rows"] == RuleValue.objects.count()


def test_an_export_that_cannot_be_recorded_is_not_given(browser, monkeypatch):
    monkeypatch.setattr(audit.AuditEvent.objects, "create", refuse_to_write)
    with pytest.raises(DatabaseError):
        browser.get(f"{reverse('rule_values:index')}?export=csv")


def test_the_export_of_the_register_is_recorded(browser):
    StandardPageFactory()
    browser.get("/quan-tri/so-muc-cong-khai/?export=csv")
    assert last(AuditAct.LIST_EXPORTED).detail["rows"] == PublishedItem.objects.count()


@pytest.mark.parametrize(
    "name", ["wagtailadmin_reports:site_history", "wagtailredirects:index", "wagtailusers_users:index"]
)
def test_an_export_of_a_list_of_the_framework_is_recorded_once(browser, person, name):
    assert browser.get(f"{reverse(name)}?export=xlsx").status_code == 200
    event = AuditEvent.objects.get(act=AuditAct.LIST_EXPORTED)
    assert (event.actor_id, event.detail["format"]) == (person.pk, "xlsx")


def test_whoever_is_not_signed_in_writes_nothing_into_the_chain(client):
    before = AuditEvent.objects.count()
    client.get(f"{reverse('wagtailadmin_reports:site_history')}?export=csv")
    client.get(f"{reverse('rule_values:index')}?export=csv")
    assert AuditEvent.objects.count() == before
