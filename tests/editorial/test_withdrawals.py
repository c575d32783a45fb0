"""A page is taken out by two people; its address answers 410 and says so; nothing is deleted (Articles 3.9, 6.5)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.enums import AuditAct, WithdrawalGround, WithdrawalOutcome
from core.models import AuditEvent, Notification, PortalDocument, PublishedItem, Withdrawal
from editorial.services import withdrawals
from editorial.services.withdrawals import Case
from portal.content.pages import publish
from tests.editorial.approving import edited
from tests.editorial.test_approval import decide
from tests.factories import ResultPageFactory, UserFactory, stored_section
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

WORDS = "Số liệu quý IV tính nhầm hai đơn vị."
UNTRUE = Case(WithdrawalGround.UNTRUE, "Sở báo lại số khác", WORDS)
SECRET = Case(WithdrawalGround.SECRET, "Có dấu mật")

SILENT = (
    WithdrawalGround.SECRET,
    WithdrawalGround.RESTRICTED,
    WithdrawalGround.PERSONAL,
    WithdrawalGround.UNCONFIRMED,
)


@pytest.fixture
def page(frozen_now, draft, people):
    """Return a page that the Board approved."""
    decide(draft, people.approver, frozen_now)
    return type(draft).objects.get(pk=draft.pk)


def take_out(page, people, now, case=UNTRUE):
    asked = withdrawals.ask(page, case, actor=people.editor, now=now)
    return withdrawals.carry_out(asked, note="Đồng ý", actor=people.approver, now=now)


def form_of(case):
    return {"ground": case.ground, "reason": case.reason, "public_text": case.public_text, "replacement": ""}


def test_an_editor_asks_an_approver_decides_and_the_address_says_so(frozen_now, page, people, client):
    signed_in(people.editor).post(reverse("withdraw_page", args=[page.pk]), form_of(UNTRUE))
    asked = Withdrawal.objects.get()
    assert client.get(page.public_path).status_code == 200
    approver = signed_in(people.approver)
    assert "Sở báo lại số khác" in approver.get(reverse("decide_withdrawal", args=[asked.pk])).content.decode()
    approver.post(reverse("decide_withdrawal", args=[asked.pk]), {"step": "thu-hoi", "note": ""})
    answer = client.get(page.public_path)
    shown = answer.content.decode()
    assert answer.status_code == 410
    assert all(words in shown for words in (page.title, WORDS, "Không đúng sự thật", "09:00\xa023/11/2026", "noindex"))
    assert "Sở báo lại số khác" not in shown
    acts = AuditEvent.objects.filter(subject_id=str(page.pk)).values_list("act", flat=True)
    assert {AuditAct.PAGE_WITHDRAWAL_ASKED, AuditAct.PAGE_WITHDRAWN, AuditAct.PAGE_UNPUBLISHED} <= set(acts)


def test_it_leaves_every_public_place_and_stays_in_the_archive(frozen_now, page, people, client):
    revisions = page.revisions.count()
    take_out(page, people, frozen_now)
    section = stored_section("ket-qua").public_path
    part = page.pk // 5000
    for address in ("/", section, "/rss/", "/atom/", f"/sitemap-{part}.xml", "/tim-kiem/?q=ket+qua+quy+iv"):
        assert page.title not in client.get(address).content.decode(), address
        assert page.public_path not in client.get(address).content.decode(), address
    assert not PublishedItem.objects.filter(page_id=page.pk).exists()
    assert (Page.objects.get(pk=page.pk).title, page.revisions.count()) == (page.title, revisions)


@pytest.mark.parametrize("ground", SILENT, ids=str)
def test_some_grounds_are_kept_silent_like_title_and_content(frozen_now, page, people, client, ground):
    if ground == WithdrawalGround.UNCONFIRMED:
        withdrawals.take_out_unconfirmed(
            page, reason="Chưa rõ", published_by=people.leader.pk, actor=people.approver, now=frozen_now
        )
    else:
        take_out(page, people, frozen_now, Case(ground, "Có dấu mật"))
    answer = client.get(page.public_path)
    shown = answer.content.decode()
    assert answer.status_code == 410
    assert not any(words in shown for words in (page.title, str(ground.label), "Có dấu mật", "Chưa rõ"))


def test_the_notice_leads_to_what_stays_instead(frozen_now, page, people, client):
    other = ResultPageFactory(title="Kết quả đã sửa")
    case = Case(WithdrawalGround.DUPLICATE, "Trùng", "Xem trang thay thế.", other)
    take_out(page, people, frozen_now, case)
    assert f'href="{other.public_path}"' in client.get(page.public_path).content.decode()
    other.unpublish()
    assert other.title not in client.get(page.public_path).content.decode()


def test_an_old_address_leads_to_the_notice(frozen_now, page, people, client):
    old = page.public_path
    page.slug = "ten-moi"
    publish(page)
    take_out(page, people, frozen_now)
    assert Redirect.objects.filter(old_path=old.rstrip("/")).exists()
    answer = client.get(old, follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (410, page.public_path)


def test_its_files_are_not_served_any_more(frozen_now, board, people, client):
    document = PortalDocument.objects.create(title="Tệp", file=ContentFile(b"Noi dung", "tep.txt"))
    files = [{"type": "files", "value": {"heading": "Tệp", "files": [document.pk]}}]
    page = ResultPageFactory(body=files)
    assert PortalDocument.objects.get(pk=document.pk).is_public
    take_out(page, people, frozen_now)
    assert client.get(document.url).status_code == 404
    assert not PortalDocument.objects.get(pk=document.pk).is_public


def test_a_new_approval_brings_it_back_and_the_notice_is_gone(frozen_now, page, people, client):
    take_out(page, people, frozen_now)
    edited(page, people.editor, title="Kết quả đã kiểm tra lại")
    decide(page, people.approver, frozen_now)
    answer = client.get(page.public_path)
    assert answer.status_code == 200
    assert "Kết quả đã kiểm tra lại" in answer.content.decode()
    assert Withdrawal.objects.get().outcome == WithdrawalOutcome.DONE


def test_a_page_that_came_back_elsewhere_is_found_from_its_old_address(frozen_now, page, people, client):
    old = page.public_path
    take_out(page, people, frozen_now)
    edited(page, people.editor, slug="dia-chi-moi")
    decide(page, people.approver, frozen_now)
    assert client.get(old)["Location"].endswith("/dia-chi-moi/")


def test_what_never_was_public_answers_404(draft, client):
    assert client.get(draft.public_path).status_code == 404


def test_the_notice_takes_few_queries(frozen_now, page, people, client, django_assert_max_num_queries):
    take_out(page, people, frozen_now)
    client.get("/")
    with django_assert_max_num_queries(5):
        assert client.get(page.public_path).status_code == 410


# Four eyes, rights, what is missing


def test_who_asked_does_not_decide(frozen_now, page, people):
    asked = withdrawals.ask(page, UNTRUE, actor=people.approver, now=frozen_now)
    for act in (withdrawals.carry_out, withdrawals.refuse):
        with pytest.raises(PermissionDenied, match="Người khác"):
            act(asked, note="Tôi", actor=people.approver, now=frozen_now)
    withdrawals.carry_out(asked, actor=people.leader, now=frozen_now)


@pytest.mark.parametrize("who", ["editor", "standing_body", "city_office", "agency_officer", "superuser"])
def test_nobody_decides_without_the_right(frozen_now, page, people, who):
    asked = withdrawals.ask(page, UNTRUE, actor=people.leader, now=frozen_now)
    person = UserFactory(superuser=True) if who == "superuser" else getattr(people, who)
    with pytest.raises(PermissionDenied):
        withdrawals.carry_out(asked, actor=person, now=frozen_now)
    signed_in(person).post(reverse("decide_withdrawal", args=[asked.pk]), {"step": "thu-hoi"})
    assert Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("who", ["agency_officer", "city_office", "operator", "superuser"])
def test_who_does_not_work_on_pages_does_not_ask(frozen_now, page, people, who):
    person = UserFactory(superuser=True) if who == "superuser" else getattr(people, who)
    with pytest.raises(PermissionDenied):
        withdrawals.ask(page, UNTRUE, actor=person, now=frozen_now)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"ground": ""}, "Hãy chọn căn cứ."),
        ({"ground": "unconfirmed"}, "Hãy chọn"),
        ({"reason": " "}, "Hãy ghi lý do để người quyết định"),
        ({"public_text": ""}, "Hãy ghi lời báo cho người đọc."),
        ({"ground": "secret"}, "Hãy để trống"),
        ({"ground": "duplicate"}, "Hãy chọn trang đã đăng cùng nội dung."),
        ({"replacement": "/khong-co/"}, "Không có trang công khai nào"),
        ({"replacement": "itself"}, "phải là một trang khác"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored(frozen_now, page, people, values, words):
    if values.get("replacement") == "itself":
        values = {"replacement": page.public_path}
    sent = form_of(UNTRUE) | values
    shown = signed_in(people.editor).post(reverse("withdraw_page", args=[page.pk]), sent).content.decode()
    assert words in shown
    assert all(typed in shown for typed in (sent["reason"].strip(), sent["public_text"]))
    assert not Withdrawal.objects.exists()


def test_a_section_stays_while_something_below_it_is_public(frozen_now, page, people):
    asked = withdrawals.ask(stored_section("ket-qua"), UNTRUE, actor=people.editor, now=frozen_now)
    with pytest.raises(ValidationError, match="Bên trong còn trang công khai"):
        withdrawals.carry_out(asked, actor=people.approver, now=frozen_now)


def test_there_is_one_open_request_and_it_ends_once(frozen_now, page, people):
    asked = withdrawals.ask(page, UNTRUE, actor=people.editor, now=frozen_now)
    with pytest.raises(ValidationError, match="đang chờ quyết định"):
        withdrawals.ask(page, SECRET, actor=people.leader, now=frozen_now)
    with pytest.raises(ValidationError, match="lý do không thu hồi"):
        withdrawals.refuse(asked, note=" ", actor=people.approver, now=frozen_now)
    withdrawals.refuse(asked, note="Đúng rồi", actor=people.approver, now=frozen_now)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        withdrawals.carry_out(asked, actor=people.leader, now=frozen_now)
    assert Page.objects.get(pk=page.pk).live


def test_an_own_request_can_be_taken_back(frozen_now, page, people):
    asked = withdrawals.ask(page, UNTRUE, actor=people.editor, now=frozen_now)
    with pytest.raises(PermissionDenied):
        withdrawals.take_back(asked, actor=people.leader, now=frozen_now)
    signed_in(people.editor).post(reverse("decide_withdrawal", args=[asked.pk]), {"step": "rut"})
    assert Withdrawal.objects.get().outcome == WithdrawalOutcome.TAKEN_BACK


def test_letters_go_to_who_decides_and_back_with_numbers_only(frozen_now, page, people):
    take_out(page, people, frozen_now)
    letters = Notification.objects.filter(kind__startswith="editorial.withdrawal")
    assert {(one.kind, one.user_id) for one in letters} == {
        ("editorial.withdrawal_to_decide", people.approver.pk),
        ("editorial.withdrawal_to_decide", people.leader.pk),
        ("editorial.withdrawal_decided", people.editor.pk),
    }
    assert not any(page.title in str(one.context) or WORDS in str(one.context) for one in letters)


# At once, by a leader alone


def test_a_leader_takes_out_at_once_and_another_looks_at_it(frozen_now, page, people, client):
    leader, approver = signed_in(people.leader), signed_in(people.approver)
    leader.post(reverse("withdraw_page", args=[page.pk]), form_of(SECRET) | {"step": "thu-hoi-ngay"})
    assert client.get(page.public_path).status_code == 410
    done = Withdrawal.objects.get()
    place = reverse("decide_withdrawal", args=[done.pk])
    assert place in approver.get("/quan-tri/").content.decode()
    assert place not in leader.get("/quan-tri/").content.decode()
    with pytest.raises(PermissionDenied):
        withdrawals.check(done, actor=people.leader, now=frozen_now)
    with time_machine.travel(frozen_now + timedelta(hours=24, minutes=1), tick=False):
        approver = signed_in(people.approver)
        assert "Quá hạn" in approver.get("/quan-tri/").content.decode()
        approver.post(place, {"step": "da-xem"})
        assert place not in approver.get("/quan-tri/").content.decode()


def test_nobody_else_takes_out_at_once(frozen_now, page, people):
    with pytest.raises(PermissionDenied):
        withdrawals.withdraw_at_once(page, SECRET, actor=people.approver, now=frozen_now)


# What the framework and the database let through


@pytest.mark.parametrize("who", ["approver", "leader", "superuser"])
def test_wagtails_own_ways_take_nothing_down(frozen_now, page, people, client, who):
    person = UserFactory(superuser=True) if who == "superuser" else getattr(people, who)
    browser = signed_in(person)
    browser.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    browser.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={page.pk}")
    assert client.get(page.public_path).status_code == 200


def at_the_commit():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS core_page_goes_down IMMEDIATE")
        cursor.execute("SET CONSTRAINTS core_page_goes_down DEFERRED")


def test_the_database_lets_nothing_go_down_without_a_decision(frozen_now, page, people, as_application):
    for way in (page.unpublish, lambda: Page.objects.filter(pk=page.pk).update(live=False)):
        with pytest.raises(DatabaseError, match="by a decision only"), transaction.atomic():
            way()
            at_the_commit()
    take_out(page, people, frozen_now)
    at_the_commit()
    assert not Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("who", ["editor", "superuser"])
def test_the_database_refuses_a_decision_without_the_right(frozen_now, page, people, as_application, who):
    person = UserFactory(superuser=True) if who == "superuser" else getattr(people, who)
    asked = withdrawals.ask(page, UNTRUE, actor=people.leader, now=frozen_now)
    with pytest.raises(DatabaseError, match="no right"), transaction.atomic():
        Withdrawal.objects.filter(pk=asked.pk).update(outcome="done", decided_by_id=person.pk, decided_at=frozen_now)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_withdrawal SET public_text = 'khác'",
        "UPDATE core_withdrawal SET ground = 'outdated'",
        "UPDATE core_withdrawal SET outcome = ''",
        "DELETE FROM core_withdrawal",
        "TRUNCATE core_withdrawal",
    ],
)
def test_what_was_decided_stays(frozen_now, page, people, as_application, sql):
    take_out(page, people, frozen_now)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
