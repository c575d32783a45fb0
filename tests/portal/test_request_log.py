"""Every request has an id and, in production, one line in the log that names no one."""

import json
import logging
import re

import pytest

from core.lib.acting import acting
from core.lib.log_lines import line
from core.middleware import HEADER
from core.models import AuditEvent
from core.receivers import forget_the_job, name_the_job
from core.services import audit
from tests.factories import UserFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog, settings, monkeypatch):
    """Collect what the log says, as production writes it, while the request lasts."""
    settings.LOG_REQUESTS = True
    written = []

    class Collector(logging.Handler):
        def emit(self, record):
            written.append(json.loads(line(record)))

    handler = Collector()
    logging.getLogger().addHandler(handler)
    with caplog.at_level(logging.INFO):
        yield written
    logging.getLogger().removeHandler(handler)


def access_line(lines):
    return next(entry for entry in lines if entry["logger"] == "portal.access")


def test_a_request_has_one_line_with_the_id_of_its_answer(client, lines):
    answer = client.get("/suc-khoe/?email=an@example.vn")
    entry = access_line(lines)
    assert re.fullmatch(r"GET /suc-khoe/ 200 \d+ ms", entry["message"])
    assert entry["request_id"] == answer[HEADER]
    assert re.fullmatch("[0-9a-f]{32}", answer[HEADER])


def test_the_line_names_who_is_signed_in_by_id_only(lines):
    person = UserFactory(superuser=True)
    signed_in(person).get("/quan-tri/")
    entry = access_line(lines)
    assert entry["user_id"] == person.pk
    assert person.username not in json.dumps(entry)


def test_a_path_cannot_forge_a_line(client, lines):
    client.get("/a%0a%E2%80%AE%7B%22level%22:%22INFO%22%7D/")
    assert "/a\n\u202e" in access_line(lines)["message"]


def test_an_id_from_a_stranger_is_not_taken(client):
    assert client.get("/suc-khoe/", headers={HEADER: "forged-id-0001"})[HEADER] != "forged-id-0001"


def test_an_id_from_our_own_proxy_is_taken(client, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert client.get("/suc-khoe/", headers={HEADER: "proxy-id-0001"})[HEADER] == "proxy-id-0001"


@pytest.mark.parametrize("odd", ["short", "a" * 65, "with blank 1", "x\u00e9yzabcdef", "<script>123"])
def test_an_id_that_is_none_is_not_taken_from_the_proxy_either(client, settings, odd):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert client.get("/suc-khoe/", headers={HEADER: odd})[HEADER] != odd


def test_a_row_of_the_audit_chain_has_the_id_of_its_request():
    answer = signed_in(UserFactory(superuser=True)).get("/quan-tri/rule_values/?export=csv")
    event = AuditEvent.objects.filter(act="list.exported").latest("pk")
    assert (event.process, event.request_id) == ("web", answer[HEADER])


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ({"func": "core.tasks.send_audit_head", "args": ()}, "core.tasks.send_audit_head"),
        ({"func": "django.core.management.call_command", "args": ("publish_scheduled",)}, "publish_scheduled"),
    ],
)
def test_a_job_of_the_queue_acts_under_its_own_name(task, name):
    name_the_job(sender="django_q", func=None, task=task)
    try:
        assert audit.record("page.published").process == name
    finally:
        forget_the_job(sender="django_q")
    assert acting() is None
