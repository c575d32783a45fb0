"""A refusal names one or more of exactly the nine grounds, in the regulation's words (Article 3.9, R3.9-1)."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from core.lib import text
from editorial.enums import RefusalGround as Ground
from editorial.rules.refusal import Flaw, flaws, leads_back, seals

TODAY = date(2026, 11, 23)
GOOD = {"grounds": [9], "reasoning": "Thiếu ảnh", "has_published_item": False, "reverify_until": None, "today": TODAY}


def regulation() -> str:
    return text.fold(Path(settings.BASE_DIR, "documents/data/regulation.txt").read_text(encoding="utf-8"))


def test_there_are_exactly_nine_grounds():
    assert Ground.values == list(range(1, 10))


@pytest.mark.parametrize("ground", Ground)
def test_a_ground_has_the_words_of_the_regulation(ground):
    assert text.fold(str(ground.label)) in regulation()


def test_the_grounds_stand_in_the_order_of_the_regulation():
    clause = regulation()[regulation().index("thong tin bi tu choi dang tai") :]
    places = [clause.index(text.fold(str(ground.label))) for ground in Ground]
    assert places == sorted(places)


def test_one_ground_with_a_reason_is_enough():
    assert flaws(**GOOD) == ()


@pytest.mark.parametrize("grounds", [[], [0], [10], [1, 10]])
def test_without_a_ground_of_the_nine_there_is_no_refusal(grounds):
    assert Flaw.NO_GROUND in flaws(**GOOD | {"grounds": grounds})


def test_a_ground_without_a_reason_is_not_enough():
    assert flaws(**GOOD | {"reasoning": " "}) == (Flaw.NO_REASONING,)


def test_a_duplicate_names_the_published_item():
    assert flaws(**GOOD | {"grounds": [7]}) == (Flaw.NO_PUBLISHED_ITEM,)
    assert flaws(**GOOD | {"grounds": [7], "has_published_item": True}) == ()


@pytest.mark.parametrize(
    ("until", "found"), [(None, (Flaw.NO_WAY_BACK,)), (TODAY, (Flaw.NO_WAY_BACK,)), (date(2026, 11, 24), ())]
)
def test_a_re_verification_has_a_day_after_today(until, found):
    assert flaws(**GOOD | {"grounds": [8], "reverify_until": until}) == found


def test_a_state_secret_seals_among_other_grounds_too():
    assert seals([3])
    assert seals([1, 3])
    assert not seals([1, 2, 4, 5, 6, 7, 8, 9])


def test_only_a_re_verification_alone_leads_back():
    assert leads_back([8])
    assert not leads_back([8, 9])
    assert not leads_back([9])
