"""A challenge is solved by work, belongs to one form, and ends."""

from datetime import UTC, datetime, timedelta

import pytest

from core.lib.proof_of_work import ExpiredTokenError, TokenError, is_solved, issue, read, solve

KEY, OTHER_KEY = b"key", b"other key"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LIFETIME = timedelta(hours=4)
WORK = 300


def challenge(**changes):
    return issue(**{"scope": "huu-ich/7", "key": KEY, "work": WORK, "now": NOW} | changes)


def read_back(text, **changes):
    return read(text, **{"scope": "huu-ich/7", "key": KEY, "now": NOW, "lifetime": LIFETIME} | changes)


def test_the_number_found_by_trying_is_the_one_that_is_expected():
    one = challenge()
    assert is_solved(read_back(one.token), str(solve(one)), key=KEY)


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 1000, "٣", "\ud800", "1.0", " 1"])
def test_no_other_number_is_accepted(number):
    one = challenge()
    assert not is_solved(read_back(one.token), number, key=KEY)


def test_every_number_but_one_is_refused():
    one = challenge()
    token = read_back(one.token)
    assert sum(is_solved(token, str(number), key=KEY) for number in range(WORK)) == 1


def test_challenges_differ():
    assert len({challenge().target for _ in range(20)}) == 20


def test_a_token_says_when_the_form_was_opened_and_when_it_was_issued():
    token = read_back(challenge(opened=NOW - timedelta(minutes=5)).token)
    assert (token.opened, token.issued, token.work) == (NOW - timedelta(minutes=5), NOW, WORK)


def test_a_token_of_another_form_or_action_is_refused():
    with pytest.raises(TokenError):
        read_back(challenge().token, scope="huu-ich/8")


def test_a_token_signed_with_another_key_is_refused():
    with pytest.raises(TokenError):
        read_back(challenge(key=OTHER_KEY).token)


def test_no_part_of_a_token_can_be_changed():
    text = challenge().token
    for at, char in enumerate(text):
        changed = text[:at] + ("1" if char != "1" else "2") + text[at + 1 :]
        with pytest.raises(TokenError):
            read_back(changed)


@pytest.mark.parametrize("text", ["", ".", "....", "a.b.c.d.e", "x" * 1_000_000, "é", "\x00", "1.2.3.4.5\n"])
def test_what_is_no_token_is_refused(text):
    with pytest.raises(TokenError):
        read_back(text)


def test_a_token_ends_with_its_lifetime_and_still_says_when_the_form_was_opened():
    text = challenge().token
    assert read_back(text, now=NOW + LIFETIME)
    with pytest.raises(ExpiredTokenError) as caught:
        read_back(text, now=NOW + LIFETIME + timedelta(seconds=1))
    assert caught.value.opened == NOW
