"""Letters as programs of twenty years write them, and as people write them who mean harm."""

from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO

import pytest

from editorial.lib.letters import LetterError, is_genuine, read_letter, words_of_html

TCVN3 = "C¶i c¸ch hµnh chÝnh cña thµnh phè Hµ Néi"
VNI = "Caûi caùch haønh chính cuûa thaønh phoá"


def read(raw):
    return read_letter(BytesIO(raw if isinstance(raw, bytes) else raw.encode()))


def part(headers, body=b"x"):
    return b"From: a@example.vn\nMIME-Version: 1.0\n" + headers + b"\n\n" + body


def test_quoted_printable_and_base64_are_read():
    assert read(
        part(
            b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
            b"H=C3=A0 N=E1=BB=99i",
        )
    ).words == ("Hà Nội")
    assert read(
        part(b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", b"SMOgIE7hu5lp")
    ).words == ("Hà Nội")


@pytest.mark.parametrize(
    ("subject", "read_as"),
    [
        (b"=?UTF-8?B?SMOgIE7hu5lp?=", "Hà Nội"),
        (b"=?utf-8?Q?H=C3=A0_N=E1=BB=99i?=", "Hà Nội"),
        (b"=?UTF-8?B?SMOg?= =?UTF-8?B?IE7hu5lp?=", "Hà Nội"),
        ("Hà Nội".encode(), "Hà Nội"),
        (b"=?khong-co?Q?Ha_Noi?=", "Ha Noi"),
    ],
)
def test_subjects_are_read_however_they_are_written(subject, read_as):
    assert read(part(b"Subject: " + subject)).subject == read_as


@pytest.mark.parametrize(
    "disposition",
    [
        b"attachment; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.pdf",
        b"attachment; filename*0*=UTF-8''B%C3%A1o; filename*1*=%20c%C3%A1o.pdf",
        b'attachment; filename="=?UTF-8?B?QsOhbyBjw6FvLnBkZg==?="',
        'attachment; filename="Báo cáo.pdf"'.encode(),
    ],
)
def test_names_of_files_are_read_however_they_are_written(disposition):
    found = read(part(b"Content-Type: application/pdf\nContent-Disposition: " + disposition)).attachments
    assert [one.name for one in found] == ["Báo cáo.pdf"]


def test_a_charset_that_is_wrong_or_unknown_does_not_lose_the_words():
    for charset in (b"us-ascii", b"khong-co", b"utf-16"):
        told = read(part(b"Content-Type: text/plain; charset=" + charset, "Hà Nội mới".encode()))
        assert told.words, charset
    assert read(part(b"Content-Type: text/plain; charset=us-ascii", "Hà Nội".encode())).words == "Hà Nội"


def test_windows_1258_is_read_in_nfc():
    assert read(part(b"Content-Type: text/plain; charset=windows-1258", "Hà".encode("cp1258"))).words == "Hà"


def test_tcvn3_is_turned_over_and_noted():
    told = read(part(b"Content-Type: text/plain; charset=x-viet-tcvn", TCVN3.encode("latin-1")))
    assert told.words == "Cải cách hành chính của thành phố Hà Nội"
    told = read(part(b"Content-Type: text/plain; charset=iso-8859-1", TCVN3.encode("latin-1")))
    assert (told.words, told.note) == ("Cải cách hành chính của thành phố Hà Nội", "tcvn3")


def test_vni_is_noticed_and_left():
    told = read(part(b"Content-Type: text/plain; charset=iso-8859-1", VNI.encode("latin-1")))
    assert (told.words, told.note) == (VNI, "vni")


def test_html_becomes_words_and_nothing_else():
    words = words_of_html(
        "<style>p{}</style><p>Một &amp; hai</p><script>alert(1)</script><div>Ba<br>Bốn</div><img src=x onerror=y>"
    )
    assert [line for line in words.splitlines() if line] == ["Một & hai", "Ba", "Bốn"]


def test_plain_words_go_before_html():
    made = EmailMessage(policy=SMTP)
    made["From"] = "a@example.vn"
    made.set_content("Chữ thường")
    made.add_alternative("<p>HTML</p>", subtype="html")
    assert read(bytes(made)).words == "Chữ thường"


def test_an_open_html_letter_is_read():
    made = EmailMessage(policy=SMTP)
    made["From"] = "a@example.vn"
    made.set_content("<p>Chỉ có HTML</p>", subtype="html")
    assert read(bytes(made)).words == "Chỉ có HTML"


def test_a_letter_within_a_letter_is_one_file():
    inner = EmailMessage(policy=SMTP)
    inner["From"], inner["Subject"] = "b@example.vn", "Bên trong"
    inner.set_content("Bên trong")
    made = EmailMessage(policy=SMTP)
    made["From"] = "a@example.vn"
    made.set_content("Bên ngoài")
    made.add_attachment(inner)
    told = read(bytes(made))
    assert told.words == "Bên ngoài"
    assert [one.name for one in told.attachments] == ["thu-1.eml"]


@pytest.mark.parametrize("depth", [11, 90, 2_000])
def test_parts_within_parts_without_end_are_refused(depth):
    raw = b"From: a@example.vn\nMIME-Version: 1.0\n"
    for level in range(depth):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
    with pytest.raises(LetterError):
        read(raw + b"Content-Type: text/plain\n\nx\n")


def test_thousands_of_parts_are_refused():
    raw = part(b"Content-Type: multipart/mixed; boundary=x", b"--x\nContent-Type: text/plain\n\na\n" * 3_000 + b"--x--")
    with pytest.raises(LetterError):
        read(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"From: \n\n",
        b"From: a@example.vn, b@example.vn\n\nx",
        b"Subject: =?utf-8?B?////?=\n\n",
        b"\n" * 5_000,
    ],
)
def test_what_is_no_letter_names_no_sender(raw):
    assert read(raw).address == ""


@pytest.mark.parametrize("header", [b"From: =?x", b"From: <<<>>>@", b"Message-ID: <[", b"To: " + b"," * 10_000])
def test_broken_headers_break_nothing(header):
    assert read(header + b"\nSubject: a\n\nb").words == "b"


@pytest.mark.parametrize(
    ("verdicts", "genuine"),
    [
        (("mx.vn; spf=pass; dmarc=pass header.from=a.vn",), True),
        (("mx.vn; dmarc=fail", "mx.vn; dmarc=pass"), False),
        (("xau.example; dmarc=pass",), False),
        (("mx.vn.xau.example; dmarc=pass",), False),
        (("mx.vn; x=dmarc=pass",), False),
        ((), False),
    ],
)
def test_only_our_own_servers_first_verdict_counts(verdicts, genuine):
    assert is_genuine(verdicts, "mx.vn") is genuine
