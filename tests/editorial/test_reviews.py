"""Public pages are looked at again by who answers for them, by a date that comes from a rule value (R6.4d-1)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from core.enums import AuditAct
from core.models import AuditEvent, Notification
from core.services.notifications import deliver
from editorial.models import PageReview, ReviewResult
from editorial.services import reviews
from editorial.tasks import mind_reviews
from tests.factories import AgencyFactory, ResultPageFactory, StandardPageFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

HOME, INDEX = "/quan-tri/", "/quan-tri/page_reviews/"


@pytest.fixture
def page(frozen_now):
    return StandardPageFactory(title="Hướng dẫn gửi thông tin")


@pytest.fixture
def review(frozen_now, page, people):
    """Return the plan of a page that the editor answers for and that is due today."""
    return PageReview.objects.create(page=page, owner=people.editor, due_on=date(2026, 11, 23), every_days=180)


def place(review):
    return reverse("review_page", args=[review.pk])


def test_pages_that_guide_get_a_plan_from_the_rule_value_and_news_do_not(frozen_now, page):
    news = ResultPageFactory()
    reviews.plan_missing(now=frozen_now)
    plan = PageReview.objects.get(page=page)
    assert (plan.due_on, plan.every_days, plan.owner) == (date(2027, 5, 22), 180, None)
    assert not PageReview.objects.filter(page=news).exists()
    assert reviews.plan_missing(now=frozen_now) == 0


def test_the_owner_sees_it_on_the_first_page_and_notes_that_it_is_right(frozen_now, review, people):
    browser = signed_in(people.editor)
    assert place(review) in browser.get(HOME).content.decode()
    assert place(review) not in signed_in(people.approver).get(HOME).content.decode()
    browser.post(place(review), {"outcome": "still-right", "note": ""})
    review.refresh_from_db()
    assert review.due_on == date(2027, 5, 22)
    assert (review.results.get().due_on, review.results.get().reviewed_by) == (date(2026, 11, 23), people.editor)
    assert place(review) not in browser.get(HOME).content.decode()
    assert AuditEvent.objects.filter(act=AuditAct.PAGE_REVIEWED, actor_id=people.editor.pk).exists()


@pytest.mark.parametrize(
    ("outcome", "leads_to"), [("needs-change", "wagtailadmin_pages:edit"), ("withdraw", "withdraw_page")]
)
def test_what_is_not_right_leads_to_where_it_is_mended(frozen_now, review, people, outcome, leads_to):
    answer = signed_in(people.editor).post(place(review), {"outcome": outcome, "note": "Số điện thoại đã đổi"})
    assert answer["Location"] == reverse(leads_to, args=[review.page_id])
    review.refresh_from_db()
    assert review.due_on == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("values", "words"), [({"outcome": ""}, "Hãy chọn kết quả."), ({"outcome": "needs-change"}, "Hãy ghi cần sửa gì")]
)
def test_a_result_that_says_nothing_is_not_stored(frozen_now, review, people, values, words):
    answer = signed_in(people.editor).post(place(review), {"note": " "} | values)
    assert words in answer.content.decode()
    assert not ReviewResult.objects.exists()


def test_an_officer_reviews_the_pages_of_the_own_agency_only(frozen_now, page, people):
    ours, theirs = AgencyFactory(), AgencyFactory()
    people.agency_officer.memberships.update(agency=ours)
    own = PageReview.objects.create(page=page, agency=ours, due_on=date(2026, 11, 20), every_days=30)
    foreign = PageReview.objects.create(
        page=StandardPageFactory(), agency=theirs, due_on=date(2026, 11, 20), every_days=30
    )
    browser = signed_in(people.agency_officer)
    listed = browser.get(INDEX).content.decode()
    assert place(own) in listed
    assert place(foreign) not in listed
    assert place(own) in browser.get(HOME).content.decode()
    browser.post(place(own), {"outcome": "still-right"})
    browser.post(place(foreign), {"outcome": "still-right"})
    assert list(ReviewResult.objects.values_list("review", flat=True)) == [own.pk]
    with pytest.raises(PermissionDenied):
        reviews.note_result(foreign, outcome="still-right", actor=people.agency_officer, now=frozen_now)


def test_the_board_plans_on_a_screen_and_nobody_deletes(frozen_now, page, people):
    browser = signed_in(people.editor)
    form = {"page": page.pk, "owner": people.editor.pk, "agency": "", "due_on": "01/12/2026", "every_days": "90"}
    browser.post(f"{INDEX}new/", form)
    plan = PageReview.objects.get()
    assert (plan.due_on, plan.every_days, plan.owner) == (date(2026, 12, 1), 90, people.editor)
    assert browser.post(f"{INDEX}delete/{plan.pk}/").status_code == 404
    with pytest.raises(ValidationError):
        reviews.keep_review(
            PageReview(page=ResultPageFactory(published=False), due_on=date(2026, 12, 1), every_days=9),
            actor=people.editor,
            now=frozen_now,
        )


@pytest.mark.parametrize(("state", "is_listed"), [("den-han", True), ("chua-den-han", False), ("da-thu-hoi", False)])
def test_the_list_is_cut_by_state(frozen_now, review, people, state, is_listed):
    listed = signed_in(people.approver).get(f"{INDEX}?state={state}").content.decode()
    assert (place(review) in listed) is is_listed


def test_the_list_shows_ones_own(frozen_now, review, people):
    mine = f"{INDEX}?whose=cua-toi"
    assert place(review) in signed_in(people.editor).get(mine).content.decode()
    assert place(review) not in signed_in(people.approver).get(mine).content.decode()


def test_one_letter_tells_of_all_that_came_due_also_after_a_standstill(frozen_now, review, people):
    PageReview.objects.create(page=StandardPageFactory(), owner=people.editor, due_on=date(2026, 11, 25), every_days=30)
    back = frozen_now + timedelta(days=9)
    with time_machine.travel(back, tick=False):
        mind_reviews()
        mind_reviews()
        letter = Notification.objects.get(kind="editorial.reviews_due", user_id=people.editor.pk)
        assert letter.context == {"pages": 2}
        assert deliver(letter.pk, now=back)
    assert "2" in mail.outbox[-1].subject
    with time_machine.travel(back + timedelta(days=1), tick=False):
        mind_reviews()
    assert Notification.objects.filter(kind="editorial.reviews_due", user_id=people.editor.pk).count() == 1


def test_a_page_that_nobody_answers_for_goes_to_the_standing_body(frozen_now, page, people):
    PageReview.objects.create(page=page, due_on=date(2026, 11, 23), every_days=30)
    mind_reviews()
    assert Notification.objects.get(kind="editorial.reviews_due").user_id == people.standing_body.pk
    assert "Hướng dẫn gửi thông tin" in signed_in(people.standing_body).get(HOME).content.decode()


def test_a_page_that_is_out_is_not_due(frozen_now, review, people):
    review.page.unpublish()
    mind_reviews()
    assert not Notification.objects.filter(kind="editorial.reviews_due", user_id=people.editor.pk).exists()
    with pytest.raises(ValidationError):
        reviews.note_result(review, outcome="still-right", actor=people.editor, now=frozen_now)


def test_results_are_added_only(frozen_now, review, people, as_application):
    reviews.note_result(review, outcome="still-right", actor=people.editor, now=frozen_now)
    for sql in ("UPDATE editorial_reviewresult SET note = 'khác'", "DELETE FROM editorial_reviewresult"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
