"""Entries change state by one table only, and go on when what Article 6.2 wants is clear."""

import pytest

from editorial.enums import EntryState as State
from editorial.rules.states import CHANGES, OPEN, TO_SORT, may_change, missing_from_sorting

SORTED = {"kind": "news", "category": "ket-qua", "origin": "Sở Nội vụ", "content": "Kết quả", "purpose": "Đăng tải"}


def test_every_state_stands_in_the_table():
    assert set(CHANGES) == set(State)


def test_an_entry_begins_with_processing_unless_it_came_twice_or_is_taken_back():
    assert CHANGES[State.RECEIVED] == {State.PROCESSING, State.MERGED, State.WITHDRAWN}
    assert [state for state in State if may_change(state, State.WITHDRAWN)] == [State.RECEIVED]


def test_only_a_proposal_leads_to_a_refusal():
    assert [state for state in State if may_change(state, State.REFUSED)] == [State.REFUSAL_PROPOSED]


def test_every_state_can_be_reached_and_left():
    assert {after for changes in CHANGES.values() for after in changes} == set(State) - {State.RECEIVED}
    assert {before for before, after in CHANGES.items() if not after} == {State.PUBLISHED, State.WITHDRAWN}


def test_a_refused_merged_published_or_withdrawn_entry_is_not_open():
    assert set(State) - set(OPEN) == {State.REFUSED, State.MERGED, State.PUBLISHED, State.WITHDRAWN}
    assert set(TO_SORT) < set(OPEN)


@pytest.mark.parametrize("name", SORTED)
def test_each_field_of_article_6_2_is_compulsory(name):
    assert missing_from_sorting(**SORTED | {name: "  "}) == (name,)


def test_nothing_is_missing_when_all_is_clear():
    assert missing_from_sorting(**SORTED) == ()
