"""The import of redirects takes its file through the pipeline, and no form of it ends in an error page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from core.enums import AuditAct
from core.models import AuditEvent
from tests.approving import let_happen
from tests.core.uploads.hostile import EICAR, REFUSED, old_excel_macros
from tests.factories import UserFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
START, PROCESS = "/quan-tri/redirects/import/", "/quan-tri/redirects/import/process/"
TABLE = b"tu,den\n/cu/,https://hanoi.gov.vn/moi/\n"


@pytest.fixture
def admin() -> Client:
    return signed_in(UserFactory(superuser=True))


def send(admin, name="a.csv", content=TABLE):
    return admin.post(START, {"import_file": SimpleUploadedFile(name, content)}, follow=True)


def confirm(admin, form, **changes):
    values = {"import_file_name": form["import_file_name"].value(), "input_format": form["input_format"].value()}
    return admin.post(PROCESS, values | {"from_index": 0, "to_index": 1, "permanent": "on"} | changes, follow=True)


def test_a_table_becomes_redirects(admin):
    answer = confirm(admin, send(admin).context["form"])
    let_happen(answer.redirect_chain[-1][0])
    assert Redirect.objects.get().redirect_link == "https://hanoi.gov.vn/moi/"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", EICAR, "mã độc"),
        ("a.csv", REFUSED["program as text"][1](), "không đúng với phần mở rộng"),
        ("a.xls", old_excel_macros(), "macro"),
        ("a.csv", b"a,b\n/x/,=cmd|'/c calc'!A1\n", "lệnh tự chạy"),
        ("a.png", b"x", "danh mục cho phép"),
    ],
)
def test_a_bad_file_is_read_by_nobody(admin, name, content, words, monkeypatch):
    def read(*args):
        raise AssertionError("Wagtail must not read it.")

    monkeypatch.setattr("wagtail.contrib.redirects.views.write_to_file_storage", read)
    assert words in send(admin, name, content).content.decode()


def test_an_infected_table_is_noted(admin):
    send(admin, "a.csv", EICAR)
    assert AuditEvent.objects.filter(act=AuditAct.FILE_REFUSED).exists()


def test_a_table_that_nobody_scanned_waits(admin, settings):
    settings.SCANNER_ADDRESS = "localhost:1"
    assert "hãy thử lại sau" in send(admin).content.decode()


@pytest.mark.parametrize("values", [{}, {"import_file_name": "x", "input_format": "0"}, {"import_file_name": "x:y"}])
def test_a_form_without_a_file_of_ours_leads_back_to_the_start(admin, values):
    answer = admin.post(PROCESS, values, follow=True)
    assert answer.redirect_chain == [(START, 302)]
    assert "chọn lại tệp" in answer.content.decode()


def test_a_file_that_was_imported_already_is_gone_in_words(admin):
    form = send(admin).context["form"]
    let_happen(confirm(admin, form).redirect_chain[-1][0])
    assert "chọn lại tệp" in confirm(admin, form).content.decode()
    assert Redirect.objects.count() == 1


def test_who_may_not_add_redirects_sends_nothing(people):
    auditor = signed_in(people.auditor)
    answer = auditor.post(START, {"import_file": SimpleUploadedFile("a.csv", EICAR)})
    assert (answer.status_code, answer.url) == (302, "/quan-tri/")
    assert not AuditEvent.objects.filter(act=AuditAct.FILE_REFUSED).exists()
    assert auditor.post(PROCESS, {}).url == "/quan-tri/"
