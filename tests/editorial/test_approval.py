"""Nothing goes out but what somebody else approved, exactly that, at once (Articles 3.2, 6.3.a, 6.4.a; T12, T13)."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from core.enums import ApprovalKind, Category
from core.models import Approval, PortalDocument, PortalImage, PublishedItem
from core.services import register
from editorial.models import BoardAbsence, PublicationFailure
from editorial.rules.checklist import answers
from editorial.services import emergencies, publishing
from editorial.services.approval import approve, publish_in_emergency
from editorial.services.readiness import NotReadyError
from tests.editorial.approving import ALL_TICKED, CHECKED, act, edited, go_to_approval, latest, step, submit
from tests.factories import ResultPageFactory, UserFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

MOST_QUERIES = 60
MOST_QUERIES_OF_THE_REQUEST = 146  # sign-in, Wagtail's workflow and its log around the approval


def title_of(client, page):
    response = client.get(type(page).objects.get(pk=page.pk).public_path)
    return response.content.decode() if response.status_code == 200 else ""


def decide(page, actor, now, **values):
    return approve(latest(page), answers=values.pop("answers", ALL_TICKED), actor=actor, now=now, **values)


def test_what_was_approved_is_public_in_the_same_moment(frozen_now, draft, people, client):
    approval = decide(draft, people.approver, frozen_now)
    assert "Kết quả quý IV năm 2026" in title_of(client, draft)
    assert (approval.published_at, approval.delay) == (frozen_now, timedelta(0))
    assert PublishedItem.objects.filter(page_id=draft.pk, title="Kết quả quý IV năm 2026").exists()


def test_the_answers_are_kept_with_the_approval(frozen_now, draft, people):
    approval = decide(draft, people.approver, frozen_now)
    assert Approval.objects.get(pk=approval.pk).answers == ALL_TICKED
    assert approval.approver_id == people.approver.pk
    assert len(approval.content_hash) == 64


@pytest.mark.parametrize("left_out", [one["question"] for one in ALL_TICKED])
def test_an_unticked_item_blocks_the_approval(frozen_now, draft, people, left_out):
    given = answers([one["question"] for one in ALL_TICKED if one["question"] != left_out])
    with pytest.raises(ValidationError):
        decide(draft, people.approver, frozen_now, answers=given)
    assert not Approval.objects.filter(page_id=draft.pk).exists()


def test_a_page_without_author_and_source_is_not_approved(frozen_now, draft, people, client):
    edited(draft, people.editor, author_name="")
    for approval in (
        decide,
        lambda *args: publish_in_emergency(latest(draft), reason="Khẩn", actor=args[1], now=args[2]),
    ):
        with pytest.raises(NotReadyError, match="Ghi tác giả"):
            approval(draft, people.leader, frozen_now)
    assert not Approval.objects.filter(page_id=draft.pk).exists()
    assert title_of(client, draft) == ""


def test_the_approver_reads_what_is_missing_and_the_step_stays_open(frozen_now, draft, people, client):
    edited(draft, people.editor, author_name="")
    submit(draft, people.editor)
    go_to_approval(draft, signed_in(people.editor))
    browser = signed_in(people.approver)
    answer = act(browser, draft, "approve", **CHECKED)
    assert answer["Location"] == reverse("page_origin", args=[draft.pk])
    assert "Ghi tác giả, hoặc nguồn tin" in browser.get(answer["Location"]).content.decode()
    assert step(draft).status == TaskState.STATUS_IN_PROGRESS
    assert title_of(client, draft) == ""


def test_an_editor_does_not_approve(frozen_now, draft, people):
    with pytest.raises(PermissionDenied):
        decide(draft, people.editor, frozen_now)


def test_a_superuser_alone_does_not_approve(frozen_now, draft):
    with pytest.raises(PermissionDenied):
        decide(draft, UserFactory(superuser=True), frozen_now)


@pytest.mark.parametrize("touched", ["last", "before"])
def test_who_edited_since_the_last_publication_does_not_approve(frozen_now, draft, people, touched):
    edited(draft, people.approver, title="Bản của người duyệt")
    if touched == "before":
        edited(draft, people.editor, title="Bản của biên tập viên")
    with pytest.raises(PermissionDenied, match="Bạn đã soạn hoặc sửa"):
        decide(draft, people.approver, frozen_now)


def test_what_was_edited_before_the_last_publication_does_not_count(frozen_now, draft, people):
    edited(draft, people.approver, title="Bản của người duyệt")
    decide(draft, people.leader, frozen_now)
    edited(draft, people.editor, title="Sửa lại")
    decide(draft, people.approver, frozen_now)
    draft.refresh_from_db()
    assert draft.title == "Sửa lại"


def test_nobody_approves_what_nobody_edited(frozen_now, board, people):
    page = ResultPageFactory(published=False)
    with pytest.raises(PermissionDenied, match="Chưa rõ ai biên tập"):
        decide(page, people.approver, frozen_now)


def test_an_approver_of_another_category_is_not_in_charge(frozen_now, draft, people, board):
    type(board["leader"]).objects.all().update(scope=[Category.LEADERS])
    with pytest.raises(PermissionDenied, match="người khác duyệt"):
        decide(draft, people.approver, frozen_now)


def test_a_stand_in_approves_while_the_approver_is_away(frozen_now, draft, people, board):
    type(board["leader"]).objects.filter(pk=board["leader"].pk).update(scope=[Category.LEADERS])
    with pytest.raises(PermissionDenied):
        decide(draft, people.leader, frozen_now)
    day = frozen_now.date()
    BoardAbsence.objects.create(seat=board["approver"], valid_from=day, valid_until=day + timedelta(days=2))
    type(board["leader"]).objects.filter(pk=board["leader"].pk).update(scope=[])
    decide(draft, people.leader, frozen_now)
    with pytest.raises(PermissionDenied):
        decide(draft, people.approver, frozen_now)


def test_an_edit_after_the_revision_was_read_stops_its_approval(frozen_now, draft, people):
    read = latest(draft)
    edited(draft, people.editor, title="Sửa sau")
    with pytest.raises(PermissionDenied, match="Trang đã được sửa"):
        approve(read, answers=ALL_TICKED, actor=people.approver, now=frozen_now)


def test_the_live_version_stays_while_a_new_one_waits(frozen_now, draft, people, client):
    decide(draft, people.approver, frozen_now)
    edited(draft, people.editor, title="Chưa duyệt")
    assert "Chưa duyệt" not in title_of(client, draft)


# Publishing fails, is repeated, waits (R6.4a-1, R6.4a-2, T13)


@pytest.fixture
def broken(monkeypatch):
    def fail(page):
        raise DatabaseError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(register, "register", fail)
        yield patch


def test_a_failed_publication_leaves_the_approval_on_the_alarm_list(frozen_now, draft, people, client, broken):
    approval = decide(draft, people.approver, frozen_now)
    assert title_of(client, draft) == ""
    assert client.get("/rss/").content.decode().count("quý IV") == 0
    assert publishing.alarms(frozen_now).unpublished == [approval]
    assert PublicationFailure.objects.get().error == "DatabaseError"
    broken.undo()
    call_command("publish_approved")
    assert "Kết quả quý IV năm 2026" in title_of(client, draft)
    assert publishing.alarms(frozen_now).unpublished == []
    call_command("publish_approved")
    assert Approval.objects.filter(page_id=draft.pk, published_at__isnull=False).count() == 1


def test_a_dry_run_counts_and_publishes_nothing(frozen_now, draft, people, client, broken, capsys):
    decide(draft, people.approver, frozen_now)
    broken.undo()
    call_command("publish_approved", "--dry-run")
    assert "Đã duyệt, chưa đăng: 1." in capsys.readouterr().out
    assert title_of(client, draft) == ""


def test_an_edit_after_a_failed_publication_voids_the_approval(frozen_now, draft, people, client, broken):
    decide(draft, people.approver, frozen_now)
    broken.undo()
    edited(draft, people.editor, title="Sửa sau khi duyệt")
    assert publishing.publish_due(now=frozen_now) == (0, 0)
    assert title_of(client, draft) == ""


def test_one_page_that_cannot_go_out_does_not_stop_the_others(frozen_now, board, people, monkeypatch):
    pages = [ResultPageFactory(published=False) for _ in range(3)]
    wait = frozen_now + timedelta(hours=1)
    for page in pages:
        edited(page, people.editor, title=f"{page.title} sửa")
        decide(page, people.approver, frozen_now, publish_after=wait, reason="Chờ họp báo")
    whole = register.register

    def fail_once(page):
        if page.pk == pages[0].pk:
            raise DatabaseError
        return whole(page)

    monkeypatch.setattr(register, "register", fail_once)
    assert publishing.publish_due(now=frozen_now) == (0, 0)
    assert publishing.publish_due(now=wait) == (2, 1)


def test_a_later_publication_needs_a_reason(frozen_now, draft, people):
    with pytest.raises(ValidationError, match="Đăng muộn"):
        decide(draft, people.approver, frozen_now, publish_after=frozen_now + timedelta(days=1))


# An emergency (R6.3a-2)


def test_a_leader_publishes_alone_in_an_emergency_and_somebody_confirms(frozen_now, draft, people, client):
    edited(draft, people.leader, title="Tin khẩn")
    approval = publish_in_emergency(latest(draft), reason="Bão", actor=people.leader, now=frozen_now)
    assert "Tin khẩn" in title_of(client, draft)
    tomorrow = frozen_now + timedelta(hours=24, seconds=1)
    assert publishing.alarms(tomorrow - timedelta(seconds=2)).unconfirmed == []
    assert publishing.alarms(tomorrow).unconfirmed == [approval]
    with pytest.raises(PermissionDenied):
        emergencies.confirm(approval, actor=people.leader, now=tomorrow)
    emergencies.confirm(approval, actor=people.approver, now=tomorrow)
    assert publishing.alarms(tomorrow).unconfirmed == []


def test_an_emergency_needs_a_reason_and_a_leader(frozen_now, draft, people):
    revision = latest(draft)
    with pytest.raises(ValidationError):
        publish_in_emergency(revision, reason=" ", actor=people.leader, now=frozen_now)
    with pytest.raises(PermissionDenied):
        publish_in_emergency(revision, reason="Bão", actor=people.approver, now=frozen_now)


# The workflow


def test_a_page_goes_through_check_edit_and_approval(frozen_now, draft, people, client):
    editor, approver = signed_in(people.editor), signed_in(people.approver)
    submit(draft, people.collaborator)
    seen = []
    for browser, values in ((editor, {}), (editor, {}), (approver, CHECKED)):
        seen.append(step(draft).task.name)
        assert title_of(client, draft) == ""
        act(browser, draft, "approve", **values)
    assert seen == ["Kiểm tra", "Biên tập", "Duyệt"]
    assert "Kết quả quý IV năm 2026" in title_of(client, draft)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_an_unticked_form_approves_nothing(frozen_now, draft, people, client):
    submit(draft, people.editor)
    go_to_approval(draft, signed_in(people.editor))
    act(signed_in(people.approver), draft, "approve", **(CHECKED | {"check_policy": ""}))
    assert title_of(client, draft) == ""
    assert step(draft).task.name == "Duyệt"


def test_an_edit_between_two_steps_goes_back(frozen_now, draft, people, client):
    submit(draft, people.editor)
    go_to_approval(draft, signed_in(people.editor))
    edited(draft, people.editor, title="Sửa giữa chừng")
    act(signed_in(people.approver), draft, "approve", **CHECKED)
    assert title_of(client, draft) == ""
    assert step(draft).task.name == "Kiểm tra"
    assert not Approval.objects.filter(page_id=draft.pk).exists()


def test_a_page_is_returned_with_a_reason_and_a_day(frozen_now, draft, people):
    editor = signed_in(people.editor)
    submit(draft, people.editor)
    act(editor, draft, "reject", comment="Thiếu nguồn")
    assert step(draft).status == TaskState.STATUS_IN_PROGRESS
    act(editor, draft, "reject", comment="Thiếu nguồn", due_on="2026-11-25")
    state = WorkflowState.objects.get().current_task_state.specific
    assert (state.status, state.comment, str(state.due_on)) == ("rejected", "Thiếu nguồn", "2026-11-25")


@pytest.mark.parametrize("person", ["editor", "standing_body", "agency_officer", "leader", "superuser"])
def test_nobody_but_who_is_in_charge_approves(frozen_now, draft, people, client, board, person):
    type(board["leader"]).objects.filter(pk=board["leader"].pk).update(scope=[Category.LEADERS])
    user = UserFactory(superuser=True) if person == "superuser" else getattr(people, person)
    submit(draft, people.editor)
    go_to_approval(draft, signed_in(people.editor))
    assert act(signed_in(user), draft, "approve", **CHECKED).status_code in {302, 403, 404}
    assert title_of(client, draft) == ""


def test_two_pages_that_are_approved_in_a_row_are_both_kept(frozen_now, draft, people, client):
    other = ResultPageFactory(title="Trang khác", published=False)
    edited(other, people.editor, title="Trang khác, đã sửa")
    revisions = [latest(draft), latest(other)]
    for revision in revisions:
        approve(revision, answers=ALL_TICKED, actor=people.approver, now=frozen_now)
    assert "Kết quả quý IV năm 2026" in title_of(client, draft)
    assert "Trang khác, đã sửa" in title_of(client, other)


def test_the_request_that_approves_takes_few_queries(frozen_now, draft, people):
    submit(draft, people.editor)
    go_to_approval(draft, signed_in(people.editor))
    approver = signed_in(people.approver)
    with CaptureQueriesContext(connection) as queries:
        act(approver, draft, "approve", **CHECKED)
    assert Approval.objects.filter(page_id=draft.pk, published_at__isnull=False).exists()
    assert len(queries) <= MOST_QUERIES_OF_THE_REQUEST


def test_the_approval_itself_takes_few_queries(frozen_now, draft, people):
    revision = latest(draft)
    ContentType.objects.get_for_models(PortalImage, PortalDocument)  # every process knows its types
    with CaptureQueriesContext(connection) as queries:
        approve(revision, answers=ALL_TICKED, actor=people.approver, now=frozen_now)
    assert len(queries) <= MOST_QUERIES


# What the database itself asks of an approval


def insert(page, approver, now, **values):
    known = {"kind": ApprovalKind.BOARD, "answers": ALL_TICKED, "reason": ""}
    with transaction.atomic():
        return Approval.objects.create(
            page_id=page.pk, revision=latest(page), approver_id=approver, approved_at=now, **known | values
        )


@pytest.mark.parametrize(
    ("rule", "person", "values"),
    [
        ("Who wrote or edited", "approver", {}),
        ("no right", "editor", {}),
        ("no right", None, {}),
        ("no right", "superuser", {}),
        ("Every question", "leader", {"answers": []}),
        ("Every question", "leader", {"answers": answers(["policy"])}),
        ("no right", "approver", {"kind": ApprovalKind.EMERGENCY, "reason": "Bão"}),
        ("says why", "leader", {"kind": ApprovalKind.EMERGENCY}),
        ("bare year page", "leader", {"kind": ApprovalKind.FILING}),
    ],
)
def test_the_database_refuses_an_approval_that_is_none(frozen_now, draft, people, rule, person, values):
    edited(draft, people.approver, title="Bản của người duyệt")
    users = {None: None, "superuser": UserFactory(superuser=True).pk}
    approver = users[person] if person in users else getattr(people, person).pk
    with pytest.raises(IntegrityError, match=rule):
        insert(draft, approver, frozen_now, **values)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_approval DISABLE TRIGGER USER")
    insert(draft, approver, frozen_now, **values)


def test_a_right_that_has_ended_approves_nothing(frozen_now, draft, people):
    insert(draft, people.approver.pk, frozen_now)
    edited(draft, people.editor, title="Sau nhiệm kỳ")
    people.approver.memberships.update(valid_until=frozen_now.date())
    with pytest.raises(IntegrityError, match="no right"):
        insert(draft, people.approver.pk, frozen_now)
