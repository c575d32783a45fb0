"""A leader publishes alone and says why; a second person confirms or takes down; overdue is an alarm (R6.3a-2)."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.enums import AuditAct
from core.models import Approval, AuditEvent, Notification
from core.services.notifications import deliver
from editorial.enums import EmergencyOutcome
from editorial.models import EmergencyCheck
from editorial.services import emergencies
from editorial.services.approval import publish_in_emergency
from tests.admin.forms import messages_of
from tests.editorial.approving import edited, latest
from tests.editorial.test_approval import decide, title_of
from tests.factories import UserFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

HOME = "/quan-tri/"


@pytest.fixture
def urgent(frozen_now, draft, people):
    """Return the approval of what the leader published alone."""
    return publish_in_emergency(latest(draft), reason="Bão số 9", actor=people.leader, now=frozen_now)


def screen(page):
    return reverse("publish_in_emergency", args=[page.pk])


def place(approval):
    return reverse("check_emergency", args=[approval.pk])


def send(browser, page, reason="Bão số 9", revision=None):
    return browser.post(screen(page), {"reason": reason, "revision": revision or latest(page).pk})


def test_a_leader_publishes_on_the_screen_and_others_are_asked(frozen_now, draft, people, client):
    browser = signed_in(people.leader)
    shown = browser.get(screen(draft)).content.decode()
    assert "24 giờ" in shown
    answer = send(browser, draft)
    assert "Đã đăng" in messages_of(answer)
    assert "Kết quả quý IV năm 2026" in title_of(client, draft)
    approval = Approval.objects.get(kind="emergency")
    assert (approval.reason, approval.approver_id) == ("Bão số 9", people.leader.pk)
    letter = Notification.objects.get(kind="editorial.emergency_to_check")
    assert letter.user_id == people.approver.pk
    assert deliver(letter.pk, now=frozen_now)
    assert str(approval.pk) in mail.outbox[-1].subject
    assert not any(word in str(mail.outbox[-1].body) for word in ("Bão", "quý IV", people.leader.full_name))


def test_without_a_reason_nothing_is_published_and_the_form_says_so(frozen_now, draft, people, client):
    answer = send(signed_in(people.leader), draft, reason=" ")
    assert "Hãy ghi lý do đăng khẩn cấp." in answer.content.decode()
    assert title_of(client, draft) == ""


def test_a_version_that_was_edited_meanwhile_is_not_published(frozen_now, draft, people, client):
    read = latest(draft).pk
    edited(draft, people.editor, title="Sửa sau khi lãnh đạo xem")
    answer = send(signed_in(people.leader), draft, revision=read)
    content = answer.content.decode()
    assert "đã được sửa sau phiên bản này" in content
    assert "Bão số 9" in content
    assert title_of(client, draft) == ""


@pytest.mark.parametrize("who", ["editor", "approver", "standing_body", "city_office", "operator"])
def test_nobody_else_publishes_in_an_emergency(frozen_now, draft, people, client, who):
    browser = signed_in(getattr(people, who))
    assert browser.get(screen(draft)).status_code == 302
    send(browser, draft)
    assert title_of(client, draft) == ""


def test_an_administrator_alone_can_do_neither(frozen_now, draft, people, client, urgent):
    browser = signed_in(UserFactory(superuser=True))
    assert browser.get(screen(draft)).status_code == 302
    browser.post(place(urgent), {"note": ""})
    assert not EmergencyCheck.objects.exists()


def test_the_button_stands_where_it_works(frozen_now, draft, people):
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert screen(draft) in signed_in(people.leader).get(edit).content.decode()
    assert screen(draft) not in signed_in(people.approver).get(edit).content.decode()


def test_what_lacks_something_says_what_and_offers_no_button(frozen_now, draft, people):
    edited(draft, people.editor, author_name="")
    content = signed_in(people.leader).get(screen(draft)).content.decode()
    assert "chưa đăng được" in content
    assert "Đăng khẩn cấp ngay" not in content


def test_what_waits_stands_on_the_first_page_of_a_second_person(frozen_now, urgent, people):
    assert place(urgent) in signed_in(people.approver).get(HOME).content.decode()
    for other in (people.leader, people.editor):
        assert place(urgent) not in signed_in(other).get(HOME).content.decode()


def test_a_second_person_confirms_and_the_leader_learns_it(frozen_now, urgent, people, client):
    browser = signed_in(people.approver)
    assert "Bão số 9" in browser.get(place(urgent)).content.decode()
    browser.post(place(urgent), {"note": "Đúng"})
    check = EmergencyCheck.objects.get()
    assert (check.outcome, check.note, check.checked_by) == (EmergencyOutcome.CONFIRMED, "Đúng", people.approver)
    assert AuditEvent.objects.filter(act=AuditAct.PAGE_EMERGENCY_CONFIRMED, actor_id=people.approver.pk).exists()
    assert Notification.objects.get(kind="editorial.emergency_checked").user_id == people.leader.pk
    assert place(urgent) not in browser.get(HOME).content.decode()
    assert title_of(client, urgent.page.specific) != ""


def test_a_second_person_takes_it_down_with_a_reason(frozen_now, urgent, people, client):
    browser = signed_in(people.approver)
    answer = browser.post(place(urgent), {"note": " ", "step": "go-trang"})
    assert "Hãy ghi lý do gỡ trang." in answer.content.decode()
    assert title_of(client, urgent.page.specific) != ""
    browser.post(place(urgent), {"note": "Tin chưa kiểm chứng", "step": "go-trang"})
    assert EmergencyCheck.objects.get().outcome == EmergencyOutcome.TAKEN_DOWN
    assert title_of(client, urgent.page.specific) == ""
    assert AuditEvent.objects.filter(act=AuditAct.PAGE_EMERGENCY_TAKEN_DOWN).exists()


def test_nothing_newer_is_taken_down(frozen_now, urgent, people, client):
    edited(urgent.page.specific, people.editor, title="Bản đã duyệt")
    decide(urgent.page.specific, people.approver, frozen_now)
    with pytest.raises(ValidationError, match="mới hơn"):
        emergencies.take_down(urgent, note="Gỡ", actor=people.approver, now=frozen_now)
    assert not EmergencyCheck.objects.exists()
    assert "Bản đã duyệt" in title_of(client, urgent.page.specific)


def test_the_leader_does_not_answer_for_the_own_act(frozen_now, urgent, people):
    browser = signed_in(people.leader)
    content = browser.get(place(urgent)).content.decode()
    assert "người khác phải xem lại" in content
    assert "Xác nhận, giữ trang" not in content
    browser.post(place(urgent), {"note": ""})
    with pytest.raises(PermissionDenied):
        emergencies.confirm(urgent, actor=people.leader, now=frozen_now)
    assert not EmergencyCheck.objects.exists()


def test_it_is_looked_at_once(frozen_now, urgent, people):
    emergencies.confirm(urgent, actor=people.approver, now=frozen_now)
    with pytest.raises(ValidationError, match="Đã có người"):
        emergencies.take_down(urgent, note="Gỡ", actor=people.approver, now=frozen_now)


def test_only_an_emergency_is_looked_at(frozen_now, draft, people):
    approval = decide(draft, people.approver, frozen_now)
    with pytest.raises(ValidationError, match="không phải"):
        emergencies.confirm(approval, actor=people.leader, now=frozen_now)
    assert signed_in(people.leader).get(place(approval)).status_code == 404


@pytest.mark.parametrize("who", ["leader", "editor"])
def test_the_database_refuses_a_check_by_the_leader_or_without_the_right(frozen_now, urgent, people, who):
    with pytest.raises(DatabaseError, match=r"second person|no right"), transaction.atomic():
        EmergencyCheck.objects.create(
            approval=urgent, outcome=EmergencyOutcome.CONFIRMED, checked_by=getattr(people, who), checked_at=frozen_now
        )


def test_overdue_is_an_alarm_that_leads_to_the_screen(frozen_now, urgent, people):
    with time_machine.travel(frozen_now + timedelta(hours=24, minutes=1), tick=False):
        content = signed_in(people.leader).get(HOME).content.decode()
        assert "chưa có người thứ hai xác nhận" in content
        assert place(urgent) in content
        assert "Quá hạn" in signed_in(people.approver).get(HOME).content.decode()
