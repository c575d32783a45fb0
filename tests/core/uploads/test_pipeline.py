"""From the sender to the released file: with clamd running, stopped, hanging and talking nonsense (R6.1a-6, R3.3-2)."""

import hashlib
import signal
import time
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError, transaction

from core.enums import AuditAct, FileState
from core.lib import clock
from core.lib.files import RefusedError, Request, Rule, Scanner
from core.models import AuditEvent, StoredFile
from core.services import uploads
from core.services.uploads import store
from tests.core.uploads import harmless
from tests.core.uploads.conftest import running_clamd
from tests.core.uploads.hostile import DOUBTED, INFECTED, REFUSED

pytestmark = pytest.mark.django_db


def send(name="a.txt", content=b"Harmless", *, staff=True, **options):
    request = Request(name, staff=staff)
    return uploads.receive(ContentFile(content, name), request, uploader_id=None, now=clock.now(), **options)


def acts():
    return list(AuditEvent.objects.order_by("pk").values_list("act", flat=True))


def test_a_clean_file_is_released_with_its_original_untouched(real_scanner):
    content = harmless.picture("JPEG", exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00")
    stored = send("Ảnh.jpg", content)
    assert stored.state == FileState.RELEASED
    assert store.path_of(stored.original).read_bytes() == content
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert store.path_of(stored.served).read_bytes() != content
    assert stored.scanner_version.startswith("ClamAV")
    assert acts() == [AuditAct.FILE_RECEIVED]


def test_a_stored_file_has_a_random_name_that_only_its_owner_reads(real_scanner):
    path = store.path_of(send("bi-mat.txt").original)
    assert "bi-mat" not in str(path)
    assert path.stat().st_mode & 0o777 == 0o400


@pytest.mark.parametrize("case", INFECTED)
def test_clamd_finds_what_is_hidden_in_a_file(real_scanner, case):
    name, build = INFECTED[case]
    with pytest.raises(RefusedError) as error:
        send(name, build())
    assert error.value.finding.rule == Rule.INFECTED
    assert "Eicar" in str(error.value)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    "case", ["locked Word", "ZIP bomb", "pixel bomb", "billion laughs", "program", "double extension"]
)
def test_a_refused_file_leaves_nothing_behind(real_scanner, case):
    name, build, rule = REFUSED[case]
    before = set(store.root().rglob("*"))
    with pytest.raises(RefusedError) as error:
        send(name, build())
    assert error.value.finding.rule == rule
    assert not StoredFile.objects.exists()
    assert set(store.root().rglob("*")) <= before | {store.root() / "incoming"}


@pytest.mark.parametrize("case", ["macros", "JavaScript", "marking in text", "template from outside", "PDF in a PDF"])
def test_a_doubtful_file_is_held_back_and_kept(real_scanner, case):
    name, build, rule = DOUBTED[case]
    stored = send(name, build())
    assert (stored.state, stored.rule) == (FileState.QUARANTINED, rule)
    assert stored.scanned_at is not None
    assert store.path_of(stored.original).exists()


def test_a_stopped_scanner_means_waiting_and_the_task_releases_later(settings, clamd_address):
    settings.SCANNER_ADDRESS = "unix:/nonexistent/clamd"
    waiting = send()
    assert waiting.state == FileState.WAITING
    call_command("scan_files", verbosity=0)
    waiting.refresh_from_db()
    assert waiting.state == FileState.WAITING
    settings.SCANNER_ADDRESS = clamd_address
    call_command("scan_files")
    waiting.refresh_from_db()
    assert waiting.state == FileState.RELEASED
    assert acts() == [AuditAct.FILE_RECEIVED, AuditAct.FILE_RELEASED]


def test_an_infected_file_that_waited_is_refused_in_the_end(settings, clamd_address):
    settings.SCANNER_ADDRESS = "localhost:1"
    waiting = send("a.txt", INFECTED["EICAR plain"][1]())
    assert waiting.state == FileState.WAITING
    settings.SCANNER_ADDRESS = clamd_address
    call_command("scan_files")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.rule) == (FileState.REFUSED, Rule.INFECTED)


def test_a_clamd_that_stops_hangs_and_comes_back(settings):
    with running_clamd() as (address, process):
        settings.SCANNER_ADDRESS, settings.SCANNER_SECONDS = address, 1
        assert send().state == FileState.RELEASED
        process.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        assert send().state == FileState.WAITING
        assert time.monotonic() - began < 30
        process.send_signal(signal.SIGCONT)
        assert send().state == FileState.RELEASED
    assert send().state == FileState.WAITING


@pytest.mark.parametrize(
    "answer", [None, b"", b"\0", b"stream: OK", b"OK\0", b"stream: OK\nstream: OK\0", b"x" * 9000, b"\xff\xfe\0"]
)
def test_an_answer_nobody_understands_means_waiting(answering, answer):
    answering(answer)
    assert send().state == FileState.WAITING


def test_a_stream_too_long_for_the_scanner_means_waiting(answering):
    answering(b"INSTREAM size limit exceeded. ERROR\0")
    assert send().state == FileState.WAITING


def test_a_suspicion_of_the_scanner_is_a_doubt_not_a_verdict(answering, monkeypatch):
    monkeypatch.setattr(Scanner, "_ask", lambda self, command, *rest: _speak(command))
    assert send().state == FileState.QUARANTINED


def _speak(command):
    return "ClamAV 1" if command.startswith(b"zV") else "stream: Heuristics.Limits.Exceeded.MaxFiles FOUND"


def test_new_signatures_take_back_what_old_ones_let_through(settings, answering, clamd_address):
    stored = send("a.txt", b"Harmless")
    StoredFile.objects.filter(pk=stored.pk).update(scanner_version="ClamAV 0.1")
    settings.SCANNER_ADDRESS = clamd_address
    path = store.path_of(stored.original)
    path.chmod(0o600)
    path.write_bytes(INFECTED["EICAR plain"][1]())
    call_command("scan_files")
    stored.refresh_from_db()
    assert stored.state == FileState.REFUSED
    assert acts() == [AuditAct.FILE_RECEIVED, AuditAct.FILE_REFUSED]


def test_the_same_signatures_are_not_asked_twice(real_scanner):
    send()
    assert uploads.rescan(real_scanner.version(), now=clock.now()) == 0


def test_no_row_is_released_that_was_not_scanned(real_scanner):
    stored = send()
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(scanned_at=None)


def test_files_of_a_form_that_nobody_sent_off_go_after_a_day(real_scanner):
    left, sent = send(claimed=False), send(claimed=False)
    uploads.claim([sent], now=clock.now())
    path = store.path_of(left.original)
    uploads.sweep(now=clock.now() + timedelta(hours=23))
    assert StoredFile.objects.count() == 2
    uploads.sweep(now=clock.now() + timedelta(hours=25))
    assert list(StoredFile.objects.all()) == [sent]
    assert not path.exists()


def test_a_file_whose_transaction_came_to_nothing_is_swept(real_scanner):
    orphan = store.path_of("aa/bb/orphan")
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"x")
    uploads.sweep(now=clock.now() + timedelta(hours=25))
    assert not orphan.exists()


def test_a_storage_name_cannot_leave_the_store():
    with pytest.raises(ValueError, match="inside the store"):
        store.path_of("../../etc/passwd")
