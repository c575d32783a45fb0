"""The guard of public forms: what passes, what is held, what is refused and why."""

import logging
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django import forms
from django.db import connection, transaction

from core.enums import Refusal
from core.forms import GuardedForm, PlainTextField
from core.lib import proof_of_work
from core.models import SpentChallenge, SubmissionCount
from core.services import abuse
from tests.conftest import FROZEN_NOW as NOW

ADDRESS = "203.0.113.7"
GENEROUS = (1_000, 600)


class NoteForm(GuardedForm):
    guard_code = "ghi-chu"

    words = PlainTextField(max_length=20)
    kind = forms.ChoiceField(choices=[("a", "A")], required=False)


@pytest.fixture(autouse=True)
def little_work(settings):
    settings.PROOF_WORK = 50
    settings.SUBMISSION_LIMITS = {"": dict.fromkeys(("address", "form", "everything", "unproven"), GENEROUS)}


def limit(settings, **limits):
    settings.SUBMISSION_LIMITS = {"": settings.SUBMISSION_LIMITS[""] | limits}


def filled(*, opened=NOW - timedelta(minutes=1), solved=True, action="7", words="Xin chào", **changes):
    """Return the data of a form that was opened a minute ago."""
    issued = abuse.challenge(NoteForm(guard_action=action), now=opened)
    number = str(proof_of_work.solve(issued)) if solved else ""
    return {"guard_token": issued.token, "guard_number": number, "words": words} | changes


def judged(data, *, action="7", address=ADDRESS, now=NOW):
    with transaction.atomic():
        return abuse.guard(NoteForm(data, guard_action=action), address=address, now=now)


def test_a_person_with_a_working_browser_passes(db):
    verdict = judged(filled())
    assert verdict.accepted
    assert not verdict.held


def test_what_comes_without_javascript_is_held(db):
    verdict = judged(filled(solved=False))
    assert verdict.accepted
    assert verdict.held


def test_the_same_challenge_does_not_pass_twice(db):
    data = filled()
    assert judged(data).accepted
    assert judged(data | {"words": "Khác"}).refusal is Refusal.REPLAYED


def test_a_held_submission_cannot_be_repeated_with_its_proof(db):
    data = filled()
    assert judged(data | {"guard_number": ""}).held
    assert judged(data).refusal is Refusal.REPLAYED


def test_a_challenge_of_another_action_is_refused(db):
    assert judged(filled(action="8")).refusal is Refusal.FORGED


def test_a_challenge_of_another_form_is_refused(db):
    class OtherForm(NoteForm):
        guard_code = "gop-y"

    with transaction.atomic():
        verdict = abuse.guard(OtherForm(filled(), guard_action="7"), address=ADDRESS, now=NOW)
    assert verdict.refusal is Refusal.FORGED


@pytest.mark.parametrize("token", ["", "x", "1.2.3.4.5", "9" * 100_000])
def test_a_form_without_a_challenge_of_ours_is_refused(db, token):
    assert judged(filled(guard_token=token)).refusal is Refusal.FORGED


def test_a_wrong_number_is_refused_and_not_held(db):
    assert judged(filled(guard_number="50")).refusal is Refusal.UNSOLVED


def test_a_page_left_open_too_long_is_told_so(db, settings):
    settings.CHALLENGE_SECONDS = 3600
    assert judged(filled(opened=NOW - timedelta(seconds=3600))).accepted
    assert judged(filled(opened=NOW - timedelta(seconds=3601))).refusal is Refusal.EXPIRED


def test_a_form_filled_in_at_once_is_refused_with_the_wait(db, settings):
    settings.LEAST_FILL_SECONDS = 3
    verdict = judged(filled(opened=NOW - timedelta(seconds=1)))
    assert (verdict.refusal, verdict.retry_after) == (Refusal.TOO_FAST, 2)
    assert judged(filled(opened=NOW - timedelta(seconds=3))).accepted


@pytest.mark.parametrize("age", [timedelta(minutes=1), timedelta(days=2)])
def test_a_correction_may_be_quick_since_the_form_shown_again_keeps_its_time(db, age):
    first = NoteForm(filled(opened=NOW - age), guard_action="7")
    again = abuse.challenge(first, now=NOW)
    token = proof_of_work.read(
        again.token, scope="ghi-chu/7", key=abuse._key("proof"), now=NOW, lifetime=timedelta(hours=1)
    )
    assert (token.opened, token.issued) == (NOW - age, NOW)


def test_the_trap_refuses_whoever_fills_it(db):
    assert judged(filled(contact_website="https://example.com")).refusal is Refusal.TRAP_FILLED


def test_an_invalid_form_spends_no_challenge(db):
    data = filled(words="")
    assert judged(data).refusal is Refusal.INVALID
    assert judged(data | {"words": "Xin chào"}).accepted


def test_what_is_rolled_back_spends_no_challenge(db):
    data = filled()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert abuse.guard(NoteForm(data, guard_action="7"), address=ADDRESS, now=NOW).accepted
        raise ZeroDivisionError
    assert judged(data).accepted


def test_an_address_has_its_limit_and_learns_how_long_to_wait(db, settings):
    limit(settings, address=(2, 600))
    assert [judged(filled()).accepted for _ in range(2)] == [True, True]
    verdict = judged(filled(), now=NOW + timedelta(seconds=90))
    assert (verdict.refusal, verdict.retry_after) == (Refusal.ADDRESS_LIMIT, 510)
    assert judged(filled(), address="203.0.113.8").accepted
    assert judged(filled(), now=NOW + timedelta(seconds=600)).accepted


def test_all_addresses_of_one_ipv6_network_share_a_limit(db, settings):
    limit(settings, address=(1, 600))
    assert judged(filled(), address="2001:db8:1:2::1").accepted
    assert judged(filled(), address="2001:db8:1:2:ffff::9").refusal is Refusal.ADDRESS_LIMIT


def test_a_form_and_the_portal_have_their_limits(db, settings):
    limit(settings, form=(1, 600))
    assert judged(filled()).accepted
    assert judged(filled(), address="198.51.100.1").refusal is Refusal.FORM_LIMIT
    limit(settings, form=GENEROUS, everything=(2, 600))
    assert judged(filled(), address="198.51.100.2").accepted
    assert judged(filled(), address="198.51.100.3").refusal is Refusal.TOTAL_LIMIT


def test_submissions_without_proof_have_a_limit_of_their_own(db, settings):
    limit(settings, unproven=(1, 3600))
    assert judged(filled(solved=False)).held
    assert judged(filled(solved=False)).refusal is Refusal.UNPROVEN_LIMIT
    assert judged(filled()).accepted


def test_who_is_over_his_own_limit_does_not_use_up_that_of_the_others(db, settings):
    limit(settings, address=(1, 600), everything=(3, 600))
    for _ in range(10):
        judged(filled())
    assert judged(filled(), address="198.51.100.1").accepted
    assert judged(filled(), address="198.51.100.2").accepted


def test_a_form_may_have_limits_of_its_own(db, settings):
    settings.SUBMISSION_LIMITS = settings.SUBMISSION_LIMITS | {"ghi-chu": {"address": (1, 60)}}
    assert judged(filled()).accepted
    assert judged(filled()).retry_after == 60
    assert [form.guard_code for form in GuardedForm.with_own_limits() if form is NoteForm] == ["ghi-chu"]


def test_the_key_of_a_count_differs_by_window_and_by_secret_so_that_it_leads_to_no_address(settings):
    general = abuse.limits_of("").address
    keys = [abuse._count_key(Refusal.ADDRESS_LIMIT, general, ADDRESS, NOW + timedelta(minutes=m)) for m in (0, 9, 10)]
    settings.SECRET_KEY = "another one"
    other = abuse._count_key(Refusal.ADDRESS_LIMIT, general, ADDRESS, NOW)
    assert keys[0] == keys[1]
    assert len({*keys, other}) == 3


def test_what_is_past_is_swept_away(db, settings):
    judged(filled())
    assert abuse.sweep(now=NOW + timedelta(hours=1)) == 0
    assert abuse.sweep(now=NOW + timedelta(hours=6)) == 4
    assert not SpentChallenge.objects.exists()
    assert not SubmissionCount.objects.exists()


def test_a_refusal_is_logged_without_address_and_text(db, caplog):
    with caplog.at_level(logging.WARNING, "core.services.abuse"):
        judged(filled(contact_website="x", words="bí mật"))
    assert "ghi-chu: trap-filled" in caplog.text
    assert ADDRESS not in caplog.text
    assert "bí mật" not in caplog.text


def test_a_limit_that_shuts_everybody_out_is_an_error_in_the_log(db, settings, caplog):
    limit(settings, form=(1, 600), address=(2, 600))
    for _ in range(3):
        judged(filled())
    levels = [record.levelname for record in caplog.records if record.name == "core.services.abuse"]
    assert levels == ["ERROR", "WARNING"]


def test_a_submission_takes_two_statements_beside_its_own(db, django_assert_num_queries):
    data = filled()
    with django_assert_num_queries(2):
        abuse.guard(NoteForm(data, guard_action="7"), address=ADDRESS, now=NOW)


def test_a_refusal_before_the_limits_takes_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        abuse.guard(NoteForm(filled(guard_number="77"), guard_action="7"), address=ADDRESS, now=NOW)


@pytest.mark.parametrize("words", ["x" * 200_000, "e\u0301" * 100_000, "\u0301" * 200_000, "\x00" * 200_000])
def test_a_huge_field_is_refused_before_it_is_worked_on(words, monkeypatch):
    def fail(_text):
        pytest.fail("the text was worked on")

    monkeypatch.setattr("core.forms.text.clean", fail)
    assert NoteForm({"words": words}).errors["words"] == ["Nội dung quá dài: nhiều nhất 20 ký tự."]


def test_text_from_the_public_is_canonical_before_it_is_counted():
    form = NoteForm({"words": "Hoa\u0300\r\n" + "a\u0302\u0301" * 10})
    assert form.is_valid()
    assert form.cleaned_data["words"] == "Hoà\n" + "ấ" * 10


def in_parallel(number, work):
    def with_own_connection(index):
        try:
            return work(index)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(with_own_connection, range(number)))


@pytest.mark.django_db(transaction=True)
def test_one_of_twenty_parallel_uses_of_a_challenge_passes():
    data = filled()
    verdicts = in_parallel(20, lambda _index: judged(data))
    assert sum(verdict.accepted for verdict in verdicts) == 1
    assert {verdict.refusal for verdict in verdicts} == {None, Refusal.REPLAYED}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "refusal"),
    [("address", Refusal.ADDRESS_LIMIT), ("form", Refusal.FORM_LIMIT), ("everything", Refusal.TOTAL_LIMIT)],
)
def test_fifty_parallel_submissions_meet_a_limit_exactly(settings, name, refusal):
    limit(settings, **{name: (20, 600)})
    submissions = [filled() for _ in range(50)]
    addresses = [ADDRESS if name == "address" else f"198.51.100.{index}" for index in range(50)]
    verdicts = in_parallel(50, lambda index: judged(submissions[index], address=addresses[index]))
    assert sum(verdict.accepted for verdict in verdicts) == 20
    assert {verdict.refusal for verdict in verdicts} == {None, refusal}


def test_counts_leave_no_copy_in_the_log_of_the_database(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'core_submissioncount'")
        assert cursor.fetchone() == ("u",)


def test_ids_of_challenges_are_not_numbered(db):
    judged(filled())
    assert isinstance(SpentChallenge.objects.get().pk, uuid.UUID)
