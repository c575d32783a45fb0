"""Files in a form of the public: the bad ones are named, the good ones and the text stay (R6.1a-6)."""

import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from core.enums import FileState
from core.forms import FilesField, _short
from core.lib import clock
from core.lib.files import Kind
from core.models import StoredFile
from core.services import uploads
from tests.core.uploads import harmless
from tests.core.uploads.hostile import REFUSED

pytestmark = pytest.mark.django_db


class SubmissionForm(forms.Form):
    title = forms.CharField()
    files = FilesField(kinds={Kind.TEXT, Kind.IMAGE, Kind.DRAWING}, most=3)


def fill(*sent, title="Góp ý", kept=""):
    data = QueryDict(mutable=True)
    data.update({"title": title, "files-kept": kept})
    chosen = [SimpleUploadedFile(name, content) for name, content in sent]
    return SubmissionForm(data, MultiValueDict({"files": chosen}))


def kept_in(form):
    found = re.search(r'name="files-kept" value="([^"]+)"', str(form["files"]))
    return found[1] if found else ""


GOOD = ("tot.txt", "Nội dung".encode())
BAD = ("xau.exe", b"MZ")


def test_good_files_are_kept_unclaimed():
    form = fill(GOOD, ("anh.png", harmless.picture()))
    assert form.is_valid()
    assert [one.declared_name for one in form.cleaned_data["files"]] == ["tot.txt", "anh.png"]
    assert all(one.claimed_at is None and one.state == FileState.RELEASED for one in form.cleaned_data["files"])


def test_a_bad_file_is_named_with_its_rule_and_the_rest_survives():
    form = fill(GOOD, BAD)
    assert not form.is_valid()
    assert "“xau.exe”: Loại tệp này không có trong danh mục cho phép" in form.errors["files"][0]
    page = form.as_p()
    assert "Góp ý" in page
    assert "tot.txt" in page
    again = fill(kept=kept_in(form))
    assert again.is_valid()
    assert [one.declared_name for one in again.cleaned_data["files"]] == ["tot.txt"]


def test_files_survive_a_mistake_in_another_field():
    form = fill(GOOD, title="")
    assert list(form.errors) == ["title"]
    assert fill(kept=kept_in(form)).is_valid()


def test_every_bad_file_is_named():
    form = fill(BAD, ("khoa.pdf", REFUSED["locked PDF"][1]()))
    assert len(form.errors["files"]) == 2


def test_files_that_somebody_has_claimed_cannot_be_taken_again():
    form = fill(GOOD)
    assert form.is_valid()
    kept = kept_in(form)
    uploads.claim(form.cleaned_data["files"], now=clock.now())
    assert "files" in fill(kept=kept).errors


@pytest.mark.parametrize("forged", ["[1]", "WzFd:1abc:xyz", "\x00", "x" * 10_000])
def test_a_forged_list_is_no_list(forged):
    fill(GOOD).is_valid()
    assert "files" in fill(kept=forged).errors


def test_more_files_than_allowed_are_refused():
    form = fill(*[(f"{number}.txt", b"x") for number in range(5)])
    assert form.errors["files"] == ["Chỉ nhận tối đa 3 tệp."]
    assert StoredFile.objects.count() == 3


def test_a_form_without_files_says_so():
    assert "files" in fill().errors


def test_a_drawing_of_the_public_is_refused():
    form = fill(("hinh.svg", harmless.SVG))
    assert "hãy gửi ảnh .png hoặc tệp .pdf" in form.errors["files"][0]


def test_the_name_of_a_file_cannot_bring_markup_into_the_page():
    form = fill(("<img src=x onerror=alert(1)>.txt", b"x"), ("<b>.exe", b"MZ"))
    assert "<img src=x" not in form.as_p()
    assert "<b>" not in form.as_p()


def test_the_end_of_a_long_name_is_kept_in_the_words_of_a_refusal():
    long = "Báo cáo kết quả thực hiện nhiệm vụ cải cách hành chính " * 3 + "quý 4.pdf"
    assert _short(long).endswith("quý 4.pdf")
    assert len(_short(long)) <= 101
    assert _short("ngan.pdf") == "ngan.pdf"
