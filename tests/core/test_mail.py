"""Letters are Vietnamese, polite and silent about persons in their subject (RX-9)."""

import pytest
from django.core import mail

from core.services.mail import letter


def test_a_letter_greets_and_closes_and_names_the_portal() -> None:
    message = letter("an@example.vn", "Nguyễn Văn An", "Tài khoản đã mở", "Tài khoản của Ông/Bà đã mở.")
    message.send()
    body = mail.outbox[0].body
    assert body.startswith("Kính gửi Ông/Bà Nguyễn Văn An,\n\nTài khoản của Ông/Bà đã mở.\n\nTrân trọng./.")
    assert "https://localhost/" in body


def test_a_letter_without_a_name_still_greets() -> None:
    assert letter("a@example.vn", "", "Thông báo", "Nội dung").body.startswith("Kính gửi Ông/Bà,\n")


def test_text_is_not_escaped_as_html() -> None:
    assert "Sở A & Sở B <đã họp>" in letter("a@example.vn", "", "Thông báo", "Sở A & Sở B <đã họp>").body


@pytest.mark.parametrize("subject", ["Gửi nguyen van an", "NGUYỄN VĂN AN: đơn của bạn"])
def test_a_subject_that_names_the_person_is_refused(subject: str) -> None:
    with pytest.raises(ValueError, match="subject"):
        letter("an@example.vn", "Nguyễn Văn An", subject, "Nội dung")


def test_a_subject_cannot_smuggle_headers() -> None:
    message = letter("a@example.vn", "", "Thông báo\nBcc: x@example.vn", "Nội dung")
    assert message.subject == "Thông báo Bcc: x@example.vn"
    assert message.message()["Bcc"] is None
