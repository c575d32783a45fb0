"""Each letter of the mail box becomes an entry once, whatever the sender's program did to it (Article 6.1.a)."""

import unicodedata
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from django.core import mail

from editorial.enums import Channel, EntryState, ItemReason, ItemState, RunOutcome
from editorial.models import ChannelItem, Entry
from editorial.services.channels import originals
from editorial.services.channels.mailbox import EmailBox
from editorial.services.channels.running import run
from tests.editorial.channels.conftest import later
from tests.editorial.channels.imap_server import PASSWORD, USER, mail_server

pytestmark = pytest.mark.django_db

ADDRESS = "tai-chinh@example.vn"


@pytest.fixture
def post(settings, tmp_path, sending_agency):
    """Switch the mail box on and return its post."""
    with mail_server(tmp_path) as (post, port, certificate):
        settings.MAILBOX_HOST, settings.MAILBOX_PORT = "127.0.0.1", port
        settings.MAILBOX_USER, settings.MAILBOX_PASSWORD = USER, PASSWORD
        settings.MAILBOX_CA_FILE = str(certificate)
        yield post


def letter(
    sender=f"Nguyễn Văn Hòa <{ADDRESS}>", subject="Kết quả tháng 11", words="Sở đã cắt giảm thủ tục.", **headers
):
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = sender, "tiep-nhan@example.vn", subject
    made["Message-ID"] = headers.pop("message_id", f"<{subject.encode().hex()[:20]}@example.vn>")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(words)
    return made


def run_mail(minutes=5):
    return run(EmailBox(later(minutes)), now=later(minutes))


def test_a_letter_of_an_agency_becomes_its_entry_with_the_raw_letter_kept(post, sending_agency):
    raw = bytes(letter())
    post.deliver(raw)
    assert run_mail().taken == 1
    entry = Entry.objects.get()
    assert (entry.channel, entry.agency, entry.title) == (Channel.EMAIL, sending_agency, "Kết quả tháng 11")
    assert entry.body == "Sở đã cắt giảm thủ tục."
    trace = entry.traces.get()
    kept = originals.path_of(trace.original)
    assert kept.read_bytes() == post.letters[1]
    assert trace.sha256 == originals.sha256_of(kept)
    assert kept.stat().st_mode & 0o777 == 0o400


def test_a_letter_of_a_person_keeps_name_and_address_encrypted(post):
    post.deliver(bytes(letter("Trần Thị Mai <mai@example.com>")))
    run_mail()
    entry = Entry.objects.get()
    assert (entry.agency, entry.sender_name, entry.sender_contact) == (None, "Trần Thị Mai", "mai@example.com")
    raw = Entry.objects.raw("SELECT id, sender_name || sender_contact AS stored FROM editorial_entry")[0].stored
    assert "mai" not in raw


def test_the_box_is_opened_for_reading_only_and_nothing_in_it_is_marked(post):
    post.deliver(bytes(letter()))
    run_mail()
    asked = b" ".join(post.asked)
    assert b"EXAMINE" in asked
    assert not any(word in asked for word in (b"SELECT", b"STORE", b"EXPUNGE", b"BODY[]"))


def test_a_letter_is_fetched_once(post):
    post.deliver(bytes(letter()))
    run_mail()
    before = len(post.asked)
    assert run_mail(6).repeated == 0
    assert not any(b"FETCH" in line for line in post.asked[before:])


def test_a_box_whose_numbers_begin_anew_brings_nothing_twice(post):
    post.deliver(bytes(letter()))
    run_mail()
    post.validity = 2
    again = run_mail(6)
    assert (again.repeated, Entry.objects.count()) == (1, 1)


def test_the_same_letter_delivered_twice_is_one_entry(post):
    post.deliver(b"Received: from a\n" + bytes(letter()))
    post.deliver(b"Received: from b\n" + bytes(letter()))
    made = run_mail()
    assert (made.taken, Entry.objects.count()) == (1, 1)


def test_a_letter_that_borrows_the_id_of_another_does_not_hide_it(post):
    post.deliver(bytes(letter("ai-do@example.com", words="Giả.", message_id="<1@example.vn>")))
    post.deliver(bytes(letter(words="Thật.", message_id="<1@example.vn>")))
    assert run_mail().taken == 2


def test_the_same_words_sent_again_by_the_same_sender_are_one_more_trace(post):
    post.deliver(bytes(letter(message_id="<1@example.vn>")))
    post.deliver(bytes(letter(message_id="<2@example.vn>")))
    run_mail()
    assert [trace.state for trace in Entry.objects.get().traces.order_by("pk")] == [
        ItemState.TAKEN,
        ItemState.REPEATED,
    ]


def test_the_same_words_of_another_sender_are_another_entry(post):
    post.deliver(bytes(letter(message_id="<1@example.vn>")))
    post.deliver(bytes(letter("mai@example.com", message_id="<2@example.vn>")))
    run_mail()
    assert Entry.objects.count() == 2


def test_the_sender_is_asked_once_for_the_statement(post, django_capture_on_commit_callbacks):
    post.deliver(bytes(letter("mai@example.com")))
    with django_capture_on_commit_callbacks(execute=True):
        run_mail()
        post.validity = 2
        run_mail(6)
    entry = Entry.objects.get()
    assert (entry.waits_for_statement, entry.state) == (True, EntryState.RECEIVED)
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["mai@example.com"], f"Đề nghị cam kết về tin, bài {entry.code}")
    ]


def test_files_come_through_the_pipeline_and_a_bad_one_is_named_to_the_sender(post, django_capture_on_commit_callbacks):
    made = letter()
    made.add_attachment("Báo cáo.".encode(), maintype="text", subtype="plain", filename="Báo cáo tháng 11.txt")
    made.add_attachment(b"MZ", maintype="application", subtype="x-msdownload", filename="xem.exe")
    post.deliver(bytes(made))
    with django_capture_on_commit_callbacks(execute=True):
        assert run_mail().taken == 1
    entry = Entry.objects.get()
    assert [row.stored.declared_name for row in entry.files.all()] == ["Báo cáo tháng 11.txt"]
    assert [row["name"] for row in entry.traces.get().refused_files] == ["xem.exe"]
    assert any("xem.exe" in one.body and entry.code in one.body for one in mail.outbox)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"X_Auto_Response_Suppress": "All"},
        {"sender": "MAILER-DAEMON@example.vn"},
    ],
)
def test_a_machine_is_neither_taken_nor_answered(post, headers, django_capture_on_commit_callbacks):
    post.deliver(bytes(letter(**headers)))
    with django_capture_on_commit_callbacks(execute=True):
        assert run_mail().ignored == 1
    assert (Entry.objects.count(), mail.outbox) == (0, [])
    assert ChannelItem.objects.get().reason == ItemReason.AUTOMATIC


def test_our_own_letter_is_ignored(post, settings):
    post.deliver(bytes(letter(settings.DEFAULT_FROM_EMAIL)))
    assert run_mail().ignored == 1


def test_a_letter_larger_than_allowed_is_not_fetched(post, settings):
    settings.MAILBOX_LETTER_BYTES = 100
    post.deliver(bytes(letter(words="x" * 200)))
    assert run_mail().refused == 1
    assert not any(b"BODY" in line for line in post.asked)


def test_a_large_letter_comes_in_pieces(post):
    made = letter()
    made.add_attachment(b"a" * 700_000, maintype="text", subtype="plain", filename="dai.txt")
    post.deliver(bytes(made))
    run_mail()
    assert sum(b"BODY.PEEK" in line for line in post.asked) >= 3
    assert Entry.objects.get().files.get().stored.size == 700_000


def test_a_wrong_password_is_noted_without_telling_it(post, settings, caplog):
    settings.MAILBOX_PASSWORD = "sai-mat-khau"
    made = run_mail()
    assert (made.outcome, made.error) == (RunOutcome.DOWN, "IMAP4.error")
    assert "sai-mat-khau" not in caplog.text


def test_a_certificate_of_somebody_else_is_not_trusted(post, settings):
    settings.MAILBOX_CA_FILE = ""
    assert run_mail().error == "SSLCertVerificationError"


def test_a_server_that_hangs_up_midway_loses_nothing(post):
    post.deliver(bytes(letter(subject="Một", words="Một.")))
    post.deliver(bytes(letter(subject="Hai", words="Hai.")))
    post.hangs_up_at = b"FETCH 2 (BODY"
    made = run_mail()
    assert (made.outcome, made.taken) == (RunOutcome.DOWN, 1)
    post.hangs_up_at = b""
    assert run_mail(6).taken == 1
    assert Entry.objects.count() == 2


def test_what_came_during_an_outage_is_caught_up_in_order(post, settings):
    settings.MAILBOX_HOST, host = "127.0.0.1", settings.MAILBOX_HOST
    port, settings.MAILBOX_PORT = settings.MAILBOX_PORT, 1
    for number in range(3):
        post.deliver(bytes(letter(subject=f"Thư {number}", words=f"Số {number}.")))
    assert run_mail().outcome == RunOutcome.DOWN
    settings.MAILBOX_HOST, settings.MAILBOX_PORT = host, port
    assert run_mail(6).taken == 3
    assert [entry.title for entry in Entry.objects.order_by("pk")] == ["Thư 0", "Thư 1", "Thư 2"]


def test_with_a_server_that_vouches_a_forged_sender_is_no_agency(post, settings, sending_agency):
    settings.MAILBOX_AUTHSERV_ID = "mx.example.vn"
    forged = letter(message_id="<1@x>", words="Giả.", Authentication_Results="mx.example.vn; dmarc=fail")
    unsaid = letter(message_id="<2@x>", words="Không rõ.", Authentication_Results="ke-xau.example; dmarc=pass")
    genuine = letter(message_id="<3@x>", words="Thật.", Authentication_Results="mx.example.vn; spf=pass; dmarc=pass")
    for one in (forged, unsaid, genuine):
        post.deliver(bytes(one))
    run_mail()
    assert [entry.agency for entry in Entry.objects.order_by("pk")] == [None, None, sending_agency]


def test_a_name_in_nfd_and_a_subject_in_nfd_are_stored_in_nfc(post):
    nfd = unicodedata.normalize("NFD", "Cải cách hành chính")
    post.deliver(bytes(letter(subject=nfd, words=nfd)))
    run_mail()
    assert (Entry.objects.get().title, Entry.objects.get().body) == ("Cải cách hành chính", "Cải cách hành chính")


def test_words_with_a_marking_of_secrecy_are_held_back_like_a_file(post):
    post.deliver(bytes(letter(subject="Kế hoạch năm", words="TỐI MẬT\n\nKế hoạch tuyệt đối riêng.")))
    run_mail()
    entry = Entry.objects.get()
    assert "Kế hoạch" not in entry.title + entry.body + entry.search_text + entry.traces.get().name
    assert entry.files.get().is_hidden


def test_nothing_personal_stands_in_the_log(post, caplog):
    post.deliver(bytes(letter("Trần Thị Mai <mai@example.com>", subject="Nhà tôi ở phố Huế")))
    post.deliver(b"From: mai@example.com\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" * 200)
    run_mail()
    assert "mai@" not in caplog.text.lower()
    assert "Huế" not in caplog.text
