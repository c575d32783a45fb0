"""Editors' pictures and files: the form, the chooser, several at once, replacing, and code that saves by itself."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from core.enums import AuditAct, FileState
from core.models import AuditEvent, PortalDocument, PortalImage, StoredFile
from tests.core.uploads import harmless
from tests.core.uploads.hostile import EICAR, REFUSED
from tests.factories import UserFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
AJAX = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture
def admin() -> Client:
    return signed_in(UserFactory(superuser=True))


def sent(case):
    name, build, _rule = REFUSED[case]
    return SimpleUploadedFile(name, build())


def test_a_refused_file_is_told_at_its_field_and_the_title_stays(admin):
    response = admin.post(reverse("wagtaildocs:add"), {"title": "Kế hoạch năm", "file": sent("locked PDF")})
    assert response.context["form"].errors["file"] == ["Tệp đặt mật khẩu hoặc bị mã hóa; hãy bỏ mật khẩu rồi gửi lại."]
    assert "Kế hoạch năm" in response.content.decode()
    assert not PortalDocument.objects.exists()
    assert not StoredFile.objects.exists()


def test_an_infected_file_is_refused_and_noted(admin):
    file = SimpleUploadedFile("a.txt", EICAR)
    response = admin.post(reverse("wagtaildocs:add"), {"title": "Tệp", "file": file})
    assert "mã độc" in response.context["form"].errors["file"][0]
    act = AuditEvent.objects.get(act=AuditAct.FILE_REFUSED)
    assert (act.actor_id, act.detail["rule"]) == (int(admin.session["_auth_user_id"]), "infected")


def test_a_refused_picture_is_told_at_its_field(admin):
    form = {"title": "Ảnh", "description": "Ảnh", "file": sent("double extension of a server")}
    response = admin.post(reverse("wagtailimages:add"), form)
    assert "hai phần mở rộng" in response.context["form"].errors["file"][0]


def test_one_bad_file_of_several_is_told_alone(admin):
    for file, success in ((sent("PDF cut off"), False), (SimpleUploadedFile("tot.txt", b"x"), True)):
        address = reverse("wagtaildocs:add_multiple")
        assert admin.post(address, {"files[]": file}, headers=AJAX).json()["success"] is success
    assert PortalDocument.objects.count() == 1


def test_a_file_uploaded_while_choosing_is_checked_too(admin):
    form = {"document-chooser-upload-title": "Tệp", "document-chooser-upload-file": sent("program as text")}
    assert admin.post(reverse("wagtaildocs_chooser:create"), form).json()["step"] == "reshow_creation_form"
    assert not PortalDocument.objects.exists()


def test_a_picture_that_waited_for_its_words_is_cleaned_and_its_raw_copy_gone(admin):
    picture = SimpleUploadedFile("anh.png", harmless.picture())
    first = admin.post(reverse("wagtailimages:add_multiple"), {"files[]": picture}, headers=AJAX).json()
    pk = first["uploaded_file_id"]
    prefix = f"uploaded-image-{pk}"
    values = {f"{prefix}-title": "Ảnh", f"{prefix}-description": "Quầy tiếp dân"}
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[pk])
    assert admin.post(address, values, headers=AJAX).json()["success"]
    image = PortalImage.objects.get()
    assert image.is_released
    assert image.file.name == image.admitted_name
    folder = image.file.storage.listdir("original_images")[1]
    assert not [name for name in folder if name.startswith("anh")]


def test_replacing_the_file_takes_the_same_way(admin):
    admin.post(reverse("wagtaildocs:add"), {"title": "Tệp", "file": SimpleUploadedFile("a.txt", "Cũ".encode())})
    document = PortalDocument.objects.get()
    address = reverse("wagtaildocs:edit", args=[document.pk])
    response = admin.post(address, {"title": "Tệp", "file": sent("program as text")})
    assert "file" in response.context["form"].errors
    admin.post(address, {"title": "Tệp", "file": SimpleUploadedFile("b.txt", "Mới".encode())})
    document.refresh_from_db()
    assert document.extracted_text == "Mới"
    assert document.stored_file.declared_name == "b.txt"
    assert StoredFile.objects.count() == 2


def test_code_cannot_save_past_the_pipeline():
    with pytest.raises(ValidationError) as error:
        PortalDocument.objects.create(title="Tệp", file=ContentFile(b"MZ", "a.exe"))
    assert "file" in error.value.message_dict
    with pytest.raises(ValidationError):
        PortalImage.objects.create(title="Ảnh", description="Ảnh", file=ContentFile(harmless.picture(), "a.php.png"))


def test_a_held_file_enters_no_search(settings):
    document = PortalDocument.objects.create(title="Tệp", file=ContentFile("MẬT\nNội dung".encode(), "a.txt"))
    assert document.stored_file.state == FileState.QUARANTINED
    assert document.extracted_text == ""


def test_the_text_of_a_file_that_waited_is_found_after_the_scan(settings):
    address, settings.SCANNER_ADDRESS = settings.SCANNER_ADDRESS, "localhost:1"
    document = PortalDocument.objects.create(title="Tệp", file=ContentFile("Nội dung".encode(), "a.txt"))
    assert document.extracted_text == ""
    settings.SCANNER_ADDRESS = address
    call_command("scan_files")
    document.refresh_from_db()
    assert document.extracted_text == "Nội dung"


def test_the_form_of_a_file_that_is_not_released_says_why(admin):
    document = PortalDocument.objects.create(title="Tệp", file=ContentFile("MẬT".encode(), "a.txt"))
    content = admin.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    assert "Giữ lại để kiểm tra" in content
    assert "dấu chỉ độ mật" in content


@pytest.mark.parametrize(("content", "told"), [("MẬT".encode(), "dấu chỉ độ mật"), (b"x", "")])
def test_who_sends_a_file_that_is_held_is_told_at_once(admin, content, told):
    sent = {"title": "Tệp", "file": SimpleUploadedFile("a.txt", content), "collection": 1, "tags": ""}
    answer = admin.post(reverse("wagtaildocs:add"), sent, follow=True)
    warnings = [str(one) for one in answer.context["messages"] if one.level_tag == "warning"]
    assert len(warnings) == bool(told)
    assert told in "".join(warnings)


def test_who_sends_a_file_that_waits_is_told_so(admin, settings):
    settings.SCANNER_ADDRESS = "localhost:1"
    sent = {"title": "Tệp", "file": SimpleUploadedFile("a.txt", b"x"), "collection": 1, "tags": ""}
    answer = admin.post(reverse("wagtaildocs:add"), sent, follow=True)
    assert "chờ quét mã độc" in answer.content.decode()
