"""What is handed out, how, and what nobody learns of a file that is not (security.md 4)."""

from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from core.enums import FileState
from core.models import PortalDocument, PortalImage, StoredFile
from core.services.changes import set_up
from core.views.file_response import harmless as harmless_answer
from tests.core.uploads import harmless
from tests.factories import ResultPageFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

CONTENT = b"0123456789" * 10


@pytest.fixture
def document() -> PortalDocument:
    return PortalDocument.objects.create(title="Tệp", file=ContentFile(CONTENT, "Báo cáo.txt"))


@pytest.fixture
def public(document: PortalDocument) -> PortalDocument:
    ResultPageFactory(body=[{"type": "files", "value": {"heading": "Tệp", "files": [document.pk]}}])
    document.refresh_from_db()
    return document


@pytest.fixture
def ask(client: Client) -> Iterator:
    answers = []

    def ask(document, method="get", **headers):
        answer = getattr(client, method)(document.url, headers=headers)
        answers.append(answer)
        return answer, b"".join(answer) if answer.streaming else answer.content

    yield ask
    for answer in answers:
        for close in answer._resource_closers:
            close()


def told_by(answer):
    """The headers, without the two that differ between any two answers of the portal."""
    return {name: value for name, value in answer.items() if name not in {"Content-Length", "X-Request-Id"}}


def hold(document, state=FileState.WAITING, **values):
    StoredFile.objects.filter(pk=document.stored_file_id).update(state=state, **values)


def test_a_file_comes_with_headers_that_keep_it_from_running(ask, public):
    answer, content = ask(public)
    assert content == CONTENT
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_answer_of_a_file_itself_forbids_guessing_and_running_whatever_middleware_there_is():
    answer = harmless_answer(HttpResponse())
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_file_keeps_its_name_for_the_reader_and_a_random_one_on_disk(ask, public):
    answer, _content = ask(public)
    assert "B%C3%A1o_c%C3%A1o.txt" in answer["Content-Disposition"]
    assert "áo" not in public.file.name


def test_a_pdf_may_be_read_in_the_browser(ask):
    document = PortalDocument.objects.create(title="PDF", file=ContentFile(harmless.pdf(), "a.pdf"))
    ResultPageFactory(body=[{"type": "files", "value": {"heading": "Tệp", "files": [document.pk]}}])
    answer, _content = ask(document)
    assert answer["Content-Disposition"].startswith("inline")


def test_the_etag_is_the_hash_of_what_is_served(ask, public):
    answer, _content = ask(public)
    assert answer["ETag"] == f'"{public.stored_file.sha256}"'
    known, content = ask(public, **{"if-none-match": answer["ETag"]})
    assert (known.status_code, content) == (304, b"")


@pytest.mark.parametrize(
    ("wanted", "status", "content", "told"),
    [
        ("bytes=0-9", 206, CONTENT[:10], "bytes 0-9/100"),
        ("bytes=95-", 206, CONTENT[95:], "bytes 95-99/100"),
        ("bytes=-5", 206, CONTENT[-5:], "bytes 95-99/100"),
        ("bytes=90-500", 206, CONTENT[90:], "bytes 90-99/100"),
        ("bytes=-500", 206, CONTENT, "bytes 0-99/100"),
        ("bytes=100-", 416, b"", "bytes */100"),
        ("bytes=-0", 416, b"", "bytes */100"),
        ("bytes=5-2", 200, CONTENT, None),
        ("bytes=0-1,5-6", 200, CONTENT, None),
        ("lines=1-2", 200, CONTENT, None),
        ("bytes=a-b", 200, CONTENT, None),
        ("bytes=" + "9" * 5000 + "-", 200, CONTENT, None),
    ],
)
def test_ranges_are_exact(ask, public, wanted, status, content, told):
    answer, got = ask(public, range=wanted)
    assert (answer.status_code, got) == (status, content)
    assert answer.get("Content-Range") == told
    if status == 206:
        assert int(answer["Content-Length"]) == len(content)


def test_a_range_of_an_older_file_gets_the_whole_new_one(ask, public):
    answer, content = ask(public, range="bytes=0-1", **{"if-range": '"older"'})
    assert (answer.status_code, content) == (200, CONTENT)


@pytest.mark.parametrize("state", [FileState.WAITING, FileState.QUARANTINED, FileState.REFUSED])
def test_a_file_that_is_not_released_is_not_served_to_anyone(ask, public, state, people):
    hold(public, state, rule="" if state == FileState.WAITING else "infected")
    assert ask(public)[0].status_code == 404
    assert signed_in(people.editor).get(public.url).status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    "probe", [{}, {"range": "bytes=0-0"}, {"if-none-match": "*"}, {"if-range": "x", "range": "bytes=0-"}]
)
def test_a_private_file_answers_as_one_that_does_not_exist(ask, document, client, method, probe):
    answer, content = ask(document, method, **probe)
    nothing = getattr(client, method)("/tep/999999/bao-cao.txt", headers=probe)
    assert answer.status_code == nothing.status_code == 404
    assert told_by(answer) == told_by(nothing)
    assert "ETag" not in answer
    assert CONTENT not in content


def test_the_hash_of_a_private_file_cannot_be_probed(ask, document):
    answer, _content = ask(document, **{"if-none-match": f'"{document.stored_file.sha256}"'})
    assert answer.status_code == 404


def test_a_file_is_not_found_under_another_name(client, public):
    assert client.get(f"/tep/{public.pk}/khac.txt").status_code == 404


def test_a_picture_that_is_not_released_is_drawn_in_no_size(client):
    image = PortalImage.objects.create(title="Ảnh", description="Ảnh", file=get_test_image_file())
    drawn = image.get_rendition("width-100")
    ResultPageFactory(body=[{"type": "picture", "value": {"image": image.pk, "caption": ""}}])
    hold(image)
    assert client.get(f"/media/{drawn.file.name}").status_code == 404
    assert PortalImage.objects.get().is_released is False


def test_a_row_without_a_file_of_the_pipeline_is_never_served(ask, public):
    with set_up("thử"):
        PortalDocument.objects.filter(pk=public.pk).update(stored_file=None)
    assert ask(public)[0].status_code == 404
