"""A refusal takes two people and one of nine grounds; a state secret is sealed at once (Article 3.9, R3.9-2)."""

import json
from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from core.addresses import absolute
from core.models import AuditEvent, Notification
from editorial.enums import EntryState
from editorial.models import Entry, Refusal
from editorial.services import refusals, sealing
from editorial.services.duplicates import like_entries
from tests.conftest import FROZEN_NOW
from tests.factories import ResultPageFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

NOW = FROZEN_NOW
SECRET = "Phương án bảo vệ mục tiêu Ba Vì"


def propose(entry, people, *grounds, **other):
    known = {"reasoning": "Ảnh mờ, thiếu nguồn", "actor": people.editor, "now": NOW}
    return refusals.propose(entry, grounds=grounds, **known | other)


def decide(entry, actor, *, agree=True, note="Không phải"):
    return refusals.decide(entry, agree=agree, note=note, actor=actor, now=NOW)


def state(entry):
    entry.refresh_from_db()
    return entry.state


@pytest.fixture
def secret(in_processing, people):
    """An entry that was refused on ground 3, before anybody has decided."""
    entry = in_processing(title=SECRET, body=f"Nội dung mật: {SECRET}", number="12/KH-CAHN")
    propose(entry, people, 3, reasoning=f"Có dấu Mật: {SECRET}")
    entry.refresh_from_db()
    return entry


def test_one_proposes_and_another_decides_and_the_supplier_is_told_in_words(
    in_processing, people, django_capture_on_commit_callbacks
):
    entry = in_processing()
    mail.outbox.clear()
    propose(entry, people, 9, 6)
    with django_capture_on_commit_callbacks(execute=True):
        decide(entry, people.approver)
    assert state(entry) == EntryState.REFUSED
    body = mail.outbox[-1].body
    assert "- Không rõ nguồn gốc." in body
    assert "- Không bảo đảm chất lượng theo yêu cầu của Trang thông tin." in body
    assert "Ảnh mờ, thiếu nguồn" in body


def test_nobody_decides_on_the_own_proposal(in_processing, people):
    entry = in_processing()
    propose(entry, people, 9, actor=people.approver)
    with pytest.raises(PermissionDenied):
        decide(entry, people.approver)
    assert state(entry) == EntryState.REFUSAL_PROPOSED


@pytest.mark.parametrize("name", ["editor", "standing_body", "security_officer", "auditor"])
def test_who_may_not_decide_does_not(name, in_processing, people):
    entry = in_processing()
    propose(entry, people, 9, actor=people.editor)
    with pytest.raises(PermissionDenied):
        decide(entry, getattr(people, name))


def test_the_database_refuses_one_person_for_both(in_processing, people):
    refusal = propose(in_processing(), people, 9)
    refusal.decided_by, refusal.decided_at, refusal.is_agreed = people.editor, NOW, True
    with pytest.raises(IntegrityError, match="refusal_takes_two_people"), transaction.atomic():
        refusal.save()


@pytest.mark.parametrize("grounds", [[], [10], [0, 1]])
def test_the_database_refuses_other_grounds(grounds, in_processing, people):
    refusal = propose(in_processing(), people, 9)
    with pytest.raises(IntegrityError, match="refusal_names_grounds"), transaction.atomic():
        Refusal.objects.filter(pk=refusal.pk).update(grounds=grounds)


def test_a_disagreement_needs_a_reason_and_leads_back(in_processing, people):
    entry = in_processing()
    propose(entry, people, 9)
    with pytest.raises(ValidationError, match="lý do không đồng ý"):
        decide(entry, people.approver, agree=False, note=" ")
    decide(entry, people.approver, agree=False, note="Ảnh đủ rõ")
    assert state(entry) == EntryState.PROCESSING


def test_a_duplicate_names_an_item_that_is_public(in_processing, people, site_tree):
    entry = in_processing()
    draft, page = ResultPageFactory(published=False), ResultPageFactory()
    for nothing in (None, draft):
        with pytest.raises(ValidationError, match="nội dung đã đăng"):
            propose(entry, people, 7, published_page=nothing)
    assert propose(entry, people, 7, published_page=page).published_page.pk == page.pk


def test_the_letter_of_a_duplicate_leads_to_the_published_item(
    in_processing, people, site_tree, django_capture_on_commit_callbacks
):
    entry, page = in_processing(), ResultPageFactory()
    propose(entry, people, 7, published_page=page)
    with django_capture_on_commit_callbacks(execute=True):
        decide(entry, people.approver)
    assert f"Nội dung đã đăng: {absolute(page.public_path)}" in mail.outbox[-1].body


def test_after_a_re_verification_the_entry_comes_back(in_processing, people):
    entry = in_processing()
    with pytest.raises(ValidationError, match="phải có hạn"):
        propose(entry, people, 8)
    propose(entry, people, 8, reverify_until=date(2026, 12, 1))
    decide(entry, people.leader)
    assert refusals.bring_back(entry, actor=people.editor, now=NOW).state == EntryState.PROCESSING


def test_what_was_refused_for_another_reason_does_not_come_back(in_processing, people):
    entry = in_processing()
    propose(entry, people, 8, 9, reverify_until=date(2026, 12, 1))
    decide(entry, people.leader)
    with pytest.raises(ValidationError, match="xác thực lại"):
        refusals.bring_back(entry, actor=people.editor, now=NOW)


def test_a_state_secret_is_in_no_table_in_clear(secret):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_stat_user_tables")
        names = [name for (name,) in cursor.fetchall()]
        found = []
        for name in names:
            cursor.execute(
                f'SELECT count(*) FROM "{name}" AS r WHERE r::text ILIKE %s OR r::text ILIKE %s', ["%Ba Vì%", "%ba vi%"]
            )
            if cursor.fetchone()[0]:
                found.append(name)
    assert found == []


def test_a_sealed_entry_is_found_by_no_word_and_suggested_to_nobody(secret, handed_in):
    assert not Entry.objects.found_by("muc tieu").exists()
    assert like_entries(handed_in(title=SECRET, body="khác", number="12/KH-CAHN")) == []


def test_the_database_keeps_a_sealed_entry_empty(secret):
    with pytest.raises(IntegrityError, match="entry_sealed_says_nothing"), transaction.atomic():
        Entry.objects.filter(pk=secret.pk).update(title=SECRET)


def test_only_the_security_officer_opens_it_and_the_chain_says_so(secret, people):
    for other in (people.leader, people.approver, people.editor, people.auditor, UserFactory(superuser=True)):
        with pytest.raises(PermissionDenied):
            sealing.open_sealed(secret, actor=other, now=NOW)
    assert sealing.open_sealed(secret, actor=people.security_officer, now=NOW)["title"] == SECRET
    looked = AuditEvent.objects.filter(act="entry.seal_opened")
    assert [event.actor_id for event in looked] == [people.security_officer.pk]


def test_only_the_security_officer_decides_on_it(secret, people):
    for other in (people.leader, people.approver):
        with pytest.raises(PermissionDenied):
            decide(secret, other)
    decide(secret, people.security_officer)
    assert state(secret) == EntryState.REFUSED


def test_the_letter_about_a_secret_names_no_content(secret, people, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decide(secret, people.security_officer)
    letter = mail.outbox[-1]
    assert "Thuộc danh mục bí mật Nhà nước" in letter.body
    assert "Ba Vì" not in letter.body + letter.subject
    assert "Ba Vì" not in json.dumps(list(Notification.objects.values_list("context", flat=True)), ensure_ascii=False)


def test_a_secret_that_is_none_comes_back_whole(secret, people):
    decide(secret, people.security_officer, agree=False)
    secret.refresh_from_db()
    assert (secret.title, secret.number, secret.state) == (SECRET, "12/KH-CAHN", EntryState.PROCESSING)
    assert secret.refusals.get().reasoning == f"Có dấu Mật: {SECRET}"
    assert Entry.objects.found_by("muc tieu").get() == secret


def test_a_refused_text_that_is_sent_again_is_linked_to_the_first(in_processing, handed_in, people):
    first = in_processing()
    propose(first, people, 9)
    decide(first, people.approver)
    assert handed_in(resubmission_of=first).resubmission_of == first
