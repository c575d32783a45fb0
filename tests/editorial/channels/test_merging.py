"""The same item by two channels is merged by a person, with both traces; exactly the same is one more trace."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core.enums import AuditAct
from core.models import AuditEvent
from editorial.enums import EntryState, RefusalGround
from editorial.models import Entry
from editorial.services import refusals, sorting, statements
from editorial.services.channels.watching import traces_of
from editorial.services.merging import merge, split
from tests.conftest import FROZEN_NOW
from tests.editorial.channels.conftest import later, run_folder

pytestmark = pytest.mark.django_db

LATER = FROZEN_NOW + timedelta(hours=1)


@pytest.fixture
def two(handed_in):
    """Return an entry and a later one that says the same."""
    return handed_in(), handed_in(now=LATER)


def test_the_later_entry_goes_into_the_earlier_one(two, people):
    first, second = two
    assert merge(second, first, actor=people.editor, now=LATER) == first
    second.refresh_from_db()
    assert (second.state, second.merged_into) == (EntryState.MERGED, first)
    first.refresh_from_db()
    assert first.received_at == FROZEN_NOW
    told = AuditEvent.objects.filter(act=AuditAct.ENTRY_MERGED).values_list("subject_id", flat=True)
    assert set(told) == {str(first.pk), str(second.pk)}


def test_an_earlier_entry_does_not_go_into_a_later_one(two, people):
    with pytest.raises(ValidationError, match="đến sau vào tin, bài đến trước"):
        merge(two[0], two[1], actor=people.editor, now=LATER)


def test_an_entry_is_not_merged_into_itself_or_into_a_merged_one(two, handed_in, people):
    first, second = two
    third = handed_in(now=LATER + timedelta(hours=1))
    with pytest.raises(ValidationError, match="chính nó"):
        merge(first, first, actor=people.editor, now=LATER)
    merge(second, first, actor=people.editor, now=LATER)
    with pytest.raises(ValidationError, match="còn đang xử lý"):
        merge(third, second, actor=people.editor, now=LATER)
    with pytest.raises(ValidationError, match="trạng thái"):
        merge(second, first, actor=people.editor, now=LATER)


def test_what_was_merged_into_an_entry_goes_along(two, handed_in, people):
    first, second = two
    third = handed_in(now=LATER + timedelta(hours=1))
    merge(third, second, actor=people.editor, now=LATER)
    merge(second, first, actor=people.editor, now=LATER)
    assert set(first.merged.all()) == {second, third}


@pytest.mark.parametrize("name", ["approver", "auditor", "operator", "leader"])
def test_who_may_not_sort_does_not_merge(two, people, name):
    with pytest.raises(PermissionDenied):
        merge(two[1], two[0], actor=getattr(people, name), now=LATER)


def test_a_merge_by_mistake_is_taken_apart(two, people):
    first, second = two
    merge(second, first, actor=people.editor, now=LATER)
    split(second, actor=people.editor, now=LATER)
    second.refresh_from_db()
    assert (second.state, second.merged_into) == (EntryState.PROCESSING, None)


def test_sealing_an_entry_seals_what_was_merged_into_it(two, people):
    first, second = two
    merge(second, first, actor=people.editor, now=LATER)
    sorting.take(first, actor=people.editor, now=LATER)
    refusals.propose(first, grounds=[RefusalGround.STATE_SECRET], reasoning="Mật", actor=people.editor, now=LATER)
    second.refresh_from_db()
    assert (second.is_sealed, second.title, second.body) == (True, "", "")
    refusals.decide(first, agree=False, note="Không mật.", actor=people.security_officer, now=LATER)
    second.refresh_from_db()
    assert second.title.startswith("Phường Hoàn Kiếm")


def test_the_screen_offers_the_likely_one_and_merges(two, people, client_of, frozen_now):
    first, second = two
    browser = client_of(people.editor)
    address = reverse("inbox:act", args=[second.pk, "gop"])
    page = browser.get(address)
    assert page.context["form"].initial["into"] == first.code
    assert "Không có tin, bài nào mang mã này" in browser.post(address, {"into": "TN999999"}).content.decode()
    browser.post(address, {"into": first.code.lower()})
    second.refresh_from_db()
    assert second.merged_into == first
    assert second.code in browser.get(reverse("inbox:inspect", args=[first.pk])).content.decode()


def test_the_traces_of_merged_entries_show_with_the_one_that_stays(shared_folder, people):
    for name in ("mot.txt", "hai.txt"):
        (shared_folder / name).write_text(name)
        run_folder()
    first, second = Entry.objects.order_by("pk")
    merge(second, first, actor=people.editor, now=later(10))
    assert {trace.name for trace in traces_of(first)} == {"mot.txt", "hai.txt"}


def test_sealing_takes_the_names_out_of_the_traces_and_gives_them_back(shared_folder, people):
    (shared_folder / "ke-hoach.txt").write_text("Nội dung.")
    run_folder()
    entry = Entry.objects.get()
    sorting.take(entry, actor=people.editor, now=later(6))
    refusals.propose(entry, grounds=[RefusalGround.STATE_SECRET], reasoning="Mật", actor=people.editor, now=later(6))
    assert entry.traces.get().name == ""
    refusals.decide(entry, agree=False, note="Không mật.", actor=people.security_officer, now=later(7))
    assert entry.traces.get().name == "ke-hoach.txt"


def test_what_waits_for_its_statement_goes_no_further_until_it_is_noted(shared_folder, people):
    (shared_folder / "bao-cao.txt").write_text("Báo cáo.")
    run_folder()
    entry = Entry.objects.get()
    with pytest.raises(ValidationError, match="chưa cam kết"):
        sorting.require_sorted(entry)
    with pytest.raises(PermissionDenied):
        statements.note_statement(entry, actor=people.approver, now=later(6))
    noted = statements.note_statement(entry, actor=people.editor, now=later(6))
    assert (noted.waits_for_statement, noted.statement_accepted_at) == (False, later(6))
    with pytest.raises(ValidationError, match="đã được ghi nhận"):
        statements.note_statement(entry, actor=people.editor, now=later(7))
    assert AuditEvent.objects.filter(act=AuditAct.ENTRY_STATEMENT_NOTED).count() == 1
