"""Another person approves, and exactly what was proposed happens, once (R6.3a-2, R0-2)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import Agency, Leader, LeaderTitle, Membership
from core.enums import AuditAct, ChangeStepKind
from core.lib import clock, dates
from core.models import AuditEvent, PortalImage, RuleValue, ShownChange, SiteIdentity, StoredFile
from core.services import changes
from core.services.changes.rehearsal import RowChange, merged
from editorial.services import change_requests
from tests.changes.test_guard import CHANGED, stored, write
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shown_once")]


def approve(request, by, note=""):
    return change_requests.approve(request, note=note, actor=by, now=clock.now())


def rename_the_portal(name="Tên mới của trang"):
    identity = SiteIdentity.objects.get()
    identity.name = name
    identity.save()


@pytest.mark.parametrize("table", CHANGED)
def test_an_approved_request_changes_exactly_what_it_says(shown, as_application, people, proposed, table):
    before = stored(shown[table])
    request = proposed(lambda: write(shown[table], table, "save"))
    assert stored(shown[table]) == before
    assert approve(request, people.leader)
    column, value = CHANGED[table]
    changed = {key for key, old in before.items() if stored(shown[table])[key] != old}
    assert changed == {column}
    assert value is None or stored(shown[table])[column] == value
    assert ShownChange.objects.filter(request=request).count() == 1


def test_a_proposal_changes_nothing_public(client: Client, shown, proposed):
    proposed(rename_the_portal)
    assert "Tên mới của trang" not in client.get("/").content.decode()


def test_an_approved_name_stands_on_the_next_page(client: Client, shown, proposed, people):
    approve(proposed(rename_the_portal), people.city_office)
    assert "Tên mới của trang" in client.get("/").content.decode()


def test_nobody_approves_an_own_request(shown, proposed, people):
    request = proposed(rename_the_portal)
    with pytest.raises(PermissionDenied):
        approve(request, people.standing_body)
    assert SiteIdentity.objects.get().name != "Tên mới của trang"


@pytest.mark.parametrize("who", ["editor", "approver", "operator", "auditor"])
def test_only_those_with_the_right_for_the_structure_approve_it(shown, proposed, people, who):
    with pytest.raises(PermissionDenied):
        approve(proposed(rename_the_portal), getattr(people, who))


def test_an_administrator_without_a_role_approves_nothing(shown, proposed):
    with pytest.raises(PermissionDenied):
        approve(proposed(rename_the_portal), UserFactory(superuser=True))


def test_an_administrator_alone_changes_nothing(shown, proposed):
    administrator = UserFactory(superuser=True)
    request = proposed(rename_the_portal, by=administrator)
    with pytest.raises(PermissionDenied):
        approve(request, administrator)
    assert SiteIdentity.objects.get().name != "Tên mới của trang"


def test_the_right_ends_with_the_day_of_the_role(shown, proposed, people):
    today = dates.local_date(clock.now())
    Membership.objects.filter(user=people.leader).update(valid_until=today)
    with pytest.raises(PermissionDenied):
        approve(proposed(rename_the_portal), people.leader)
    Membership.objects.filter(user=people.leader).update(valid_until=today + timedelta(days=1))
    assert approve(proposed(rename_the_portal), people.leader)


def test_an_approver_of_information_approves_a_picture(shown, proposed, people):
    request = proposed(lambda: write(shown["core_portalimage"], "core_portalimage", "save"), by=people.editor)
    assert approve(request, people.approver)


def test_a_request_is_used_once(shown, proposed, people):
    request = proposed(lambda: write(shown["core_rulevalue"], "core_rulevalue", "save"))
    approve(request, people.leader)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        approve(request, people.leader)
    with pytest.raises(DatabaseError), transaction.atomic():
        RuleValue.objects.filter(pk=shown["core_rulevalue"].pk).update(value="5")
    with changes.set_up("thử"):
        RuleValue.objects.filter(pk=shown["core_rulevalue"].pk).update(value="5")
    with pytest.raises(DatabaseError), transaction.atomic():
        RuleValue.objects.filter(pk=shown["core_rulevalue"].pk).update(value="6")


def test_a_request_is_void_when_its_subject_changed_meanwhile(shown, proposed, people):
    first, second = proposed(rename_the_portal), proposed(lambda: rename_the_portal("Tên khác nữa"))
    assert approve(first, people.leader)
    assert not approve(second, people.leader)
    last = second.steps.latest("pk")
    assert last.kind == ChangeStepKind.VOID
    assert "đã được thay đổi" in last.note
    assert SiteIdentity.objects.get().name == "Tên mới của trang"


def test_a_request_that_the_rules_no_longer_allow_is_void(shown, proposed, people):
    rule = RuleValue.objects.get(key="thu")

    def add(value):
        RuleValue.objects.filter(pk=rule.pk)
        RuleValue(
            key="moi",
            name="Mới",
            value=value,
            unit=rule.unit,
            legal_basis="Điều 2",
            valid_from=rule.valid_from,
        ).save()

    first, second = proposed(lambda: add("1")), proposed(lambda: add("2"))
    assert approve(first, people.leader)
    assert not approve(second, people.leader)
    assert RuleValue.objects.get(key="moi").value == "1"


def test_a_refusal_needs_a_reason_and_changes_nothing(shown, proposed, people):
    request = proposed(rename_the_portal)
    with pytest.raises(ValidationError, match="lý do"):
        change_requests.refuse(request, note=" ", actor=people.leader, now=clock.now())
    change_requests.refuse(request, note="Chưa có quyết định", actor=people.leader, now=clock.now())
    with pytest.raises(ValidationError):
        approve(request, people.leader)
    assert SiteIdentity.objects.get().name != "Tên mới của trang"


def test_a_request_that_was_not_sent_is_not_decided(shown, proposed, people):
    request = proposed(rename_the_portal, sent=False)
    with pytest.raises(ValidationError):
        approve(request, people.leader)
    with pytest.raises(ValidationError, match="lý do"):
        changes.submit(request, reason="", actor=people.standing_body, now=clock.now())


def test_a_withdrawn_request_is_over(shown, proposed, people):
    request = proposed(rename_the_portal)
    with pytest.raises(PermissionDenied):
        changes.take_back(request, actor=people.leader, now=clock.now())
    changes.take_back(request, actor=people.standing_body, now=clock.now())
    with pytest.raises(ValidationError):
        approve(request, people.leader)


def test_a_new_leader_comes_with_the_titles(shown, proposed, people):
    def add():
        leader = Leader(name="Người mới")
        leader.titles = [LeaderTitle(title="Phó Chủ tịch"), LeaderTitle(title="Giám đốc")]
        leader.save()

    request = proposed(add)
    assert not Leader.objects.filter(name="Người mới").exists()
    assert approve(request, people.leader)
    assert Leader.objects.get(name="Người mới").titles.count() == 2


def test_a_new_agency_comes_with_its_successors(shown, proposed, people):
    after = Agency.objects.get(name="Cơ quan mới")

    def add():
        agency = Agency.objects.create(code="them", name="Thêm", kind=after.kind)
        agency.successors.add(after)

    assert approve(proposed(add), people.leader)
    assert list(Agency.objects.get(code="them").successors.all()) == [after]


def test_a_new_file_is_the_very_bytes_that_were_approved(client: Client, shown, proposed, people):
    image: PortalImage = shown["core_portalimage"]
    address = f"/media/{image.get_rendition('width-20').file.name}"

    def replace():
        fresh = PortalImage.objects.get(pk=image.pk)
        content = get_test_image_file(filename="moi.png", colour="black", size=(64, 48)).file.getvalue()
        fresh.file = SimpleUploadedFile("moi.png", content, "image/png")
        fresh.save()

    old = image.file.name
    request = proposed(replace, by=people.editor)
    image.refresh_from_db()
    assert (image.file.name, image.width) == (old, 640)
    assert approve(request, people.approver)
    image.refresh_from_db()
    row = request.rows.get()
    assert (image.file.name, image.width) == (row.after["file"], 64)
    assert image.stored_file.served_sha256
    assert client.get(address).status_code == 404
    assert image.file.storage.exists(old)


def test_a_file_that_is_held_back_is_not_approved(shown, proposed, people):
    image: PortalImage = shown["core_portalimage"]

    def replace():
        fresh = PortalImage.objects.get(pk=image.pk)
        fresh.file = SimpleUploadedFile("moi.png", get_test_image_file(colour="black").file.getvalue(), "image/png")
        fresh.save()

    request = proposed(replace, by=people.editor)
    stored_file = request.rows.get().after["stored_file_id"]
    StoredFile.objects.filter(pk=stored_file).update(state="waiting")
    with pytest.raises(ValidationError, match="kiểm tra an toàn"):
        approve(request, people.approver)


def test_each_step_is_in_the_audit_chain_without_content(shown, proposed, people):
    request = proposed(rename_the_portal)
    approve(request, people.leader)
    events = AuditEvent.objects.filter(subject_type="core.changerequest", subject_id=str(request.pk)).order_by("pk")
    assert [(event.act, event.actor_id) for event in events] == [
        (AuditAct.CHANGE_PROPOSED, people.standing_body.pk),
        (AuditAct.CHANGE_APPROVED, people.leader.pk),
    ]
    assert "Tên mới" not in str([event.detail for event in events])
    assert AuditEvent.objects.filter(act=AuditAct.SETTING_CHANGED, actor_id=people.leader.pk).exists()


def test_rows_written_twice_are_one_change():
    first = RowChange("t", "1", "insert", None, {"a": 1})
    last = RowChange("t", "1", "update", {"a": 1}, {"a": 2})
    gone = RowChange("t", "2", "delete", {"a": 1}, None)
    assert merged([first, last, gone]) == [RowChange("t", "1", "insert", None, {"a": 2}), gone]
    assert merged([first, RowChange("t", "1", "delete", {"a": 1}, None)]) == []


def test_an_act_that_fails_leaves_nothing(shown, people):
    def fail():
        rename_the_portal()
        raise ValueError

    with pytest.raises(ValueError):
        changes.propose_instead(fail, proposer=people.standing_body, now=clock.now())
    assert SiteIdentity.objects.get().name != "Tên mới của trang"
    with pytest.raises(DatabaseError), transaction.atomic():
        rename_the_portal()


def test_an_approval_takes_few_queries(shown, proposed, people, django_assert_max_num_queries):
    request = proposed(rename_the_portal)
    with django_assert_max_num_queries(40):
        approve(request, people.leader)
