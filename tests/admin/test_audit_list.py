"""Auditors read the audit chain in the admin; nobody changes it there (decision 0012)."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.text import capfirst

from accounts.models import User
from core.enums import AuditAct
from core.lib.acting import Acting, acting_as
from core.models import AuditEvent, Notification
from core.notifications import AUDIT_HEAD, kinds
from core.services import audit
from core.services.notifications import notify
from core.wagtail_hooks.audit import kind_choices
from tests.core.test_audit_record import seal
from tests.factories import StandardPageFactory, UserFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

LIST, LEDGER = "/quan-tri/audit/", "/quan-tri/notifications/"


@pytest.fixture
def auditor(people) -> Client:
    return signed_in(people.auditor)


@pytest.fixture
def superuser() -> User:
    return UserFactory(superuser=True)


def acts(client: Client, query: str = "") -> set[str]:
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    return {event.act for event in answer.context["object_list"]}


def test_the_list_answers_who_did_what_to_what_and_when(auditor, people):
    page = StandardPageFactory()
    audit.record(
        AuditAct.SETTING_CHANGED, actor=people.leader, subject=page, now=datetime(2026, 3, 1, 17, 5, tzinfo=UTC)
    )
    seal()
    text = auditor.get(LIST).content.decode()
    for words in ("Đổi thiết đặt", "leader", "02/03/2026 00:05:00", f"{capfirst(page._meta.verbose_name)} {page.pk}"):
        assert words in text
    assert reverse("wagtailadmin_pages:edit", args=(page.pk,)) in text


def test_an_act_without_a_person_names_the_process(auditor):
    with acting_as(Acting("seed_rule_values")):
        audit.record(AuditAct.SETTING_CHANGED)
    assert "(tự động) seed_rule_values" in auditor.get(LIST).content.decode()


def test_an_act_of_the_public_names_nobody(auditor):
    with acting_as(Acting("web")):
        audit.record(AuditAct.FILE_RECEIVED, detail={"state": "quarantined", "rule": "", "kind": "text"})
    text = auditor.get(LIST).content.decode()
    assert "(không đăng nhập)" in text
    assert "loại: Văn bản; trạng thái: Giữ lại để kiểm tra" in text


def test_every_kind_of_letter_has_a_name_in_the_ledger_and_in_its_filter():
    names = dict(kind_choices())
    assert names.keys() == {kind.code for kind in kinds()}
    assert names["editorial.received"] == "Đã tiếp nhận tin, bài …"
    assert not [name for name in names.values() if "{" in name]


def test_details_are_read_in_words_and_cannot_be_markup(auditor):
    audit.record(AuditAct.RULE_VALUE_CHANGED, detail={"change": "edit", "value": "<b>7</b>", "valid_until": None})
    text = auditor.get(LIST).content.decode()
    assert "thay đổi: sửa; giá trị: &lt;b&gt;7&lt;/b&gt;; đến trước ngày: không có" in text


def test_filters_find_by_act_person_subject_and_day(auditor, people):
    page = StandardPageFactory()
    audit.record(AuditAct.PAGE_MOVED, actor=people.leader, subject=page, now=datetime(2020, 3, 1, 17, 5, tzinfo=UTC))
    seal()
    assert acts(auditor, "act=page.moved") == {"page.moved"}
    assert acts(auditor, "actor_name=Leader") == {"page.moved"}
    assert "page.moved" in acts(auditor, f"subject_type=home.standardpage&subject_id={page.pk}")
    assert acts(auditor, "subject_type=core.calendarday") == set()
    assert acts(auditor, "at_from=2020-03-02&at_to=2020-03-02") == {"page.moved"}
    assert acts(auditor, "at_to=2020-03-01") == set()


@pytest.mark.parametrize("query", ["act=x", "at_from=hôm+qua", "subject_type=%00", "actor_name=%00", "p=99999", "p=x"])
def test_a_filter_that_makes_no_sense_is_answered(auditor, query):
    assert auditor.get(f"{LIST}?{query}").status_code in {200, 404}


def test_a_row_is_looked_at_with_its_hashes(auditor):
    event = audit.record(AuditAct.SETTING_CHANGED)
    seal()
    event.refresh_from_db()
    assert event.row_hash in auditor.get(f"{LIST}inspect/{event.pk}/").content.decode()


def test_an_object_that_the_code_has_forgotten_is_shown_by_its_code(auditor):
    audit.record(AuditAct.SETTING_CHANGED, subject=audit.Subject("gone.model", "7"))
    assert "gone.model 7" in auditor.get(LIST).content.decode()


@pytest.mark.parametrize("address", [LIST, LEDGER])
def test_there_is_no_address_to_change_anything_at(address):
    name = address.rstrip("/").rpartition("/")[2]
    routes = {str(route[0][0][0]) for key, route in get_resolver().reverse_dict.items() if str(key).startswith(name)}
    assert routes == set()  # names live in the namespace of the viewset
    _prefix, resolver = get_resolver().namespace_dict[name]
    assert {key for key in resolver.reverse_dict if isinstance(key, str)} == {"index", "index_results", "inspect"}


@pytest.mark.parametrize("address", [LIST, LEDGER])
@pytest.mark.parametrize("tail", ["new/", "edit/{pk}/", "delete/{pk}/", "copy/{pk}/", "history/{pk}/", "usage/{pk}/"])
def test_not_even_a_superuser_changes_a_row(superuser, address, tail):
    event = audit.record(AuditAct.SETTING_CHANGED)
    client = signed_in(superuser)
    assert client.post(f"{address}{tail.format(pk=event.pk)}", {"act": "x"}).status_code == 404
    assert client.post(f"{LIST}inspect/{event.pk}/", {"act": "x"}).status_code == 405
    event.refresh_from_db()
    assert event.act == "setting.changed"


@pytest.mark.parametrize("name", ["editor", "approver", "leader", "standing_body", "operator", "finance"])
def test_who_is_no_auditor_does_not_see_the_list(people, name):
    event = audit.record(AuditAct.SETTING_CHANGED)
    client = signed_in(getattr(people, name))
    for address in (LIST, f"{LIST}results/", f"{LIST}inspect/{event.pk}/", f"{LIST}?export=csv"):
        assert client.get(address).status_code == 302
    assert LIST not in client.get("/quan-tri/").content.decode()


def test_the_auditor_finds_the_list_in_the_menu(auditor):
    text = auditor.get("/quan-tri/").content.decode()
    assert LIST in text
    assert LEDGER in text


def test_an_export_of_the_chain_is_itself_in_the_chain(auditor, people):
    before = AuditEvent.objects.count()
    answer = auditor.get(f"{LIST}?export=csv")
    text = b"".join(answer.streaming_content).decode()
    event = AuditEvent.objects.filter(act=AuditAct.LIST_EXPORTED).latest("pk")
    assert (event.actor_id, event.detail["list"]) == (people.auditor.pk, "nhat-ky-kiem-tra")
    assert event.detail["rows"] in {before, before + 1}
    assert "row_hash" in text or "Mã băm" in text


def test_the_list_asks_the_database_as_often_for_many_rows_as_for_few(auditor, django_assert_max_num_queries):
    for _count in range(40):
        audit.record(AuditAct.SETTING_CHANGED, subject=StandardPageFactory.build(pk=7))
    seal()
    auditor.get(LIST)
    with django_assert_max_num_queries(20):
        auditor.get(LIST)


def test_the_ledger_shows_what_was_not_sent_and_no_address(people, frozen_now):
    context = {"day": "23/11/2026", "number": 1, "row_hash": "ab"}
    row = notify(AUDIT_HEAD, recipient="an@example.vn", occurrence="2026-11-23", context=context, now=frozen_now)
    Notification.objects.filter(pk=row.pk).update(state="failed", last_error="ConnectionRefusedError")
    client = signed_in(people.operator)
    for address in (LEDGER, f"{LEDGER}inspect/{row.pk}/", f"{LEDGER}?state=failed"):
        text = client.get(address).content.decode()
        assert "ConnectionRefusedError" in text
        assert "an@example.vn" not in text
    assert signed_in(people.editor).get(LEDGER).status_code == 302
