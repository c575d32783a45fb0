"""Who may decide about a request and who proposed it get letters, without a word of what it says (RX-9)."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Membership
from core.lib import clock, dates
from core.models import ChangeRequest, Notification, SiteIdentity
from core.services.notifications import deliver
from editorial.rules.change_requests import ChangeRight
from editorial.services import change_requests
from editorial.services.change_letters import deciders
from tests.changes.test_guard import write
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

TO_DECIDE, DECIDED = "editorial.change_to_decide", "editorial.change_decided"


@pytest.fixture
def draft(shown, proposed):
    """Return a request of the standing body to rename the portal, not sent."""
    return proposed(lambda: SiteIdentity.objects.update(name="Tên bí mật"), sent=False)


@pytest.fixture
def sent(draft, people):
    change_requests.send(draft, reason="Theo Quyết định 4321", actor=people.standing_body, now=clock.now())
    return draft


def written_to(kind):
    return set(Notification.objects.filter(kind=kind).values_list("user_id", flat=True))


def decide(request, step, by):
    if step == "refuse":
        change_requests.refuse(request, note="Thiếu Quyết định 4321", actor=by, now=clock.now())
    else:
        change_requests.approve(request, note="", actor=by, now=clock.now())


def test_a_draft_writes_to_nobody(draft):
    assert not Notification.objects.exists()


def test_who_may_decide_gets_a_letter_and_nobody_else(sent, people):
    assert written_to(TO_DECIDE) == {people.leader.pk, people.city_office.pk}


def test_a_picture_is_for_those_who_approve_information(shown, proposed, people):
    request = proposed(
        lambda: write(shown["core_portalimage"], "core_portalimage", "save"), by=people.editor, sent=False
    )
    change_requests.send(request, reason="Sửa lời", actor=people.editor, now=clock.now())
    assert written_to(TO_DECIDE) == {people.leader.pk, people.standing_body.pk, people.approver.pk}


def test_who_lost_the_role_or_the_account_is_not_asked(draft, people):
    today = dates.local_date(clock.now())
    Membership.objects.filter(user=people.leader).update(valid_until=today)
    people.city_office.is_active = False
    people.city_office.save()
    assert not change_requests.send(draft, reason="Lý do", actor=people.standing_body, now=clock.now())
    assert not Notification.objects.exists()


def test_both_rights_are_asked_of_one_person(people):
    today = dates.local_date(clock.now())
    both = set(deciders(list(ChangeRight), day=today))
    assert both == {people.leader, people.standing_body}


@pytest.mark.parametrize(("step", "outcome"), [("approve", "đã được duyệt"), ("refuse", "không được duyệt")])
def test_the_proposer_learns_the_outcome(sent, people, step, outcome):
    decide(sent, step, people.leader)
    letter = Notification.objects.get(kind=DECIDED)
    assert letter.user_id == people.standing_body.pk
    assert deliver(letter.pk, now=clock.now())
    assert outcome in mail.outbox[-1].body


def test_the_proposer_learns_that_a_request_is_void(shown, sent, people, proposed):
    other = proposed(lambda: SiteIdentity.objects.update(name="Tên khác nữa"))
    decide(sent, "approve", people.leader)
    decide(other, "approve", people.leader)
    letter = Notification.objects.get(kind=DECIDED, subject_id=str(other.pk))
    assert deliver(letter.pk, now=clock.now())
    assert "hết giá trị" in mail.outbox[-1].body


def test_a_letter_says_a_number_and_nothing_of_the_content(sent, people):
    decide(sent, "refuse", people.leader)
    for letter in Notification.objects.order_by("pk"):
        assert deliver(letter.pk, now=clock.now())
    assert len(mail.outbox) == 3
    for sent_mail in mail.outbox:
        assert str(sent.pk) in sent_mail.subject
        told = sent_mail.subject + sent_mail.body
        assert not any(word in told for word in ("bí mật", "4321"))
        assert people.standing_body.full_name not in told or sent_mail.to == [people.standing_body.email]


def test_the_screen_writes_the_letters_and_names_who_may_decide(shown, people):
    browser = signed_in(people.standing_body)
    form = {"name": "Tên mới", "owner": "Của ai"}
    place = browser.post(reverse("wagtailsettings:edit", args=("core", "siteidentity", 1)), form)["Location"]
    browser.post(place, {"step": "gui", "note": "Theo quyết định"})
    assert written_to(TO_DECIDE) == {people.leader.pk, people.city_office.pk}
    content = browser.get(place).content.decode()
    assert people.leader.full_name in content
    assert people.approver.full_name not in content


def test_a_request_that_nobody_may_decide_says_so(shown, people):
    Membership.objects.exclude(user=people.standing_body).update(valid_until=dates.local_date(clock.now()))
    browser = signed_in(people.standing_body)
    form = {"name": "Tên mới", "owner": "Của ai"}
    place = browser.post(reverse("wagtailsettings:edit", args=("core", "siteidentity", 1)), form)["Location"]
    browser.post(place, {"step": "gui", "note": "Theo quyết định"})
    assert "Hôm nay chưa có ai" in browser.get(place).content.decode()
    assert ChangeRequest.objects.get(kind="person").steps.get().kind == "submitted"
