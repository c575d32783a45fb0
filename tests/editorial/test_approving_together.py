"""Two members of the Board press the button at the same moment, with real connections (R6.3a-2, R6.4a-1)."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Page, WorkflowState

from core.models import Approval, PublishedItem
from editorial.services import approval
from tests import ground
from tests.editorial.approving import CHECKED, act, edited, go_to_approval, latest, submit
from tests.factories import ResultPageFactory
from tests.people import People, hire
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 20  # seconds


@pytest.fixture
def people(transactional_db: None) -> People:
    """Hire the cast, on ground laid anew where another test with real transactions left nothing."""
    ground.lay_where_nothing_is()
    return hire(Page.objects.get(depth=2).specific)


@pytest.fixture
def members(board, people) -> list[Client]:
    """Return the browsers of the approver and of the leader."""
    return [signed_in(people.approver), signed_in(people.leader)]


def waiting_page(title: str, people: People) -> Page:
    """Return a page that has come to the Board's step."""
    page = ResultPageFactory(title=title, published=False)
    edited(page, people.editor, title=title)
    submit(page, people.editor)
    go_to_approval(page, signed_in(people.editor))
    return page


def together(*acts: Callable[[], object]) -> list[object]:
    """Do all at once, each on its own connection, and return what came of it."""

    def alone(one: Callable[[], object]) -> object:
        try:
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(alone, acts))


def somebody_waits() -> bool:
    """Return whether another connection waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def approved(page: Page) -> list[tuple[int, bool]]:
    found = Approval.objects.filter(page_id=page.pk).order_by("pk")
    return [(one.revision_id, one.published_at is not None) for one in found]


def test_two_pages_that_are_approved_at_the_same_moment_are_both_public(frozen_now, members, people, monkeypatch):
    pages = [waiting_page("Kết quả thứ nhất", people), waiting_page("Kết quả thứ hai", people)]
    both_inside, whole = threading.Barrier(2, timeout=PATIENCE), approval.require_ready

    def meet(page, **values):
        both_inside.wait()
        return whole(page, **values)

    monkeypatch.setattr(approval, "require_ready", meet)
    pairs = list(zip(members, pages, strict=True))
    together(*(lambda browser=browser, page=page: act(browser, page, "approve", **CHECKED) for browser, page in pairs))
    assert not both_inside.broken
    for page in pages:
        assert approved(page) == [(latest(page).pk, True)]
        assert page.title in Client().get(type(page).objects.get(pk=page.pk).public_path).content.decode()
    assert PublishedItem.objects.filter(page__in=pages).count() == 2


def test_of_two_people_at_one_page_the_second_hears_of_the_first(frozen_now, members, people, monkeypatch):
    page = waiting_page("Kết quả chung", people)
    first_is_inside, whole = threading.Event(), approval.require_ready

    def wait_for_the_second(page, **values):
        first_is_inside.set()
        until = monotonic() + PATIENCE
        while not somebody_waits() and monotonic() < until:
            sleep(0.02)
        assert monotonic() < until
        return whole(page, **values)

    monkeypatch.setattr(approval, "require_ready", wait_for_the_second)
    first, second = members

    def press_after_the_first():
        assert first_is_inside.wait(PATIENCE)
        answer = act(second, page, "approve", **CHECKED)
        return second.get(answer["Location"]).content.decode()

    _answer, told = together(lambda: act(first, page, "approve", **CHECKED), press_after_the_first)
    assert "Người khác vừa xử lý xong bước này" in str(told)
    assert approved(page) == [(latest(page).pk, True)]
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
