"""A scanner that hangs is asked a few times, then left alone for a while: nobody waits for it (decision 0023)."""

import signal
import time
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from core.enums import FileState
from core.lib import clock
from core.lib.files import Request, Scanner, ScannerSilentError
from core.models import StoredFile
from core.services import uploads
from core.services.uploads import silence
from tests.core.uploads.conftest import running_clamd

pytestmark = pytest.mark.django_db


def send():
    content = ContentFile(b"Harmless", "a.txt")
    return uploads.receive(content, Request("a.txt"), uploader_id=None, now=clock.now())


@pytest.fixture
def asked(monkeypatch):
    """Count how often the scanner is asked to look at a file; it never says a word."""
    times = []

    def scan(self, path):
        times.append(path)
        raise ScannerSilentError

    monkeypatch.setattr(Scanner, "scan", scan)
    return times


def test_after_three_silences_nobody_waits(asked):
    for _ in range(6):
        assert send().state == FileState.WAITING
    assert len(asked) == 3


def test_what_is_known_is_known_to_every_process(asked):
    now = clock.now()
    for _ in range(3):
        assert not silence.is_left_alone(now=now)
        silence.note_silence(now=now)
    send()
    assert not asked


def test_after_its_rest_one_tries_and_the_others_wait_at_once(settings, asked):
    now = clock.now()
    for _ in range(3):
        silence.note_silence(now=now)
    later = now + timedelta(seconds=settings.SCANNER_REST_SECONDS)
    assert [silence.is_left_alone(now=later) for _ in range(3)] == [False, True, True]
    silence.note_silence(now=later)
    assert silence.is_left_alone(now=later + timedelta(seconds=settings.SCANNER_REST_SECONDS - 1))
    assert not silence.is_left_alone(now=later + timedelta(seconds=settings.SCANNER_REST_SECONDS))


def test_one_who_died_while_trying_is_forgotten(settings):
    now = clock.now()
    for _ in range(3):
        silence.note_silence(now=now)
    later = now + timedelta(seconds=settings.SCANNER_REST_SECONDS)
    assert not silence.is_left_alone(now=later)
    assert silence.is_left_alone(now=later)
    assert not silence.is_left_alone(now=later + timedelta(seconds=2 * settings.SCANNER_SECONDS))


def test_an_answer_ends_it():
    for _ in range(3):
        silence.note_silence(now=clock.now())
    silence.note_answer()
    assert send().state == FileState.RELEASED


def test_a_scanner_that_is_not_there_is_no_silence(settings):
    settings.SCANNER_ADDRESS = "unix:/nonexistent/clamd"
    for _ in range(5):
        send()
    assert not silence.is_left_alone(now=clock.now())


def test_a_hanging_stand_in_costs_three_senders_their_time(answering):
    answering(None, seconds=0.4)
    began = time.monotonic()
    states = {send().state for _ in range(10)}
    assert states == {FileState.WAITING}
    assert time.monotonic() - began < 10 * 0.4 + 3
    assert silence.is_left_alone(now=clock.now())


def test_a_clamd_that_hangs_is_left_alone_and_the_task_brings_it_back(settings):
    with running_clamd() as (address, process):
        settings.SCANNER_ADDRESS, settings.SCANNER_SECONDS = address, 1
        assert send().state == FileState.RELEASED
        process.send_signal(signal.SIGSTOP)
        waits = []
        for _ in range(8):
            began = time.monotonic()
            assert send().state == FileState.WAITING
            waits.append(time.monotonic() - began)
        assert silence.is_left_alone(now=clock.now())
        assert sum(wait > 1 for wait in waits) == 3
        process.send_signal(signal.SIGCONT)
        assert send().state == FileState.WAITING
        call_command("scan_files")
        assert send().state == FileState.RELEASED
    assert set(StoredFile.objects.values_list("state", flat=True)) == {FileState.RELEASED}


def test_a_file_that_takes_too_long_does_not_stop_the_ones_behind_it(settings, monkeypatch):
    address, settings.SCANNER_ADDRESS = settings.SCANNER_ADDRESS, "localhost:1"
    first, second = send(), send()
    settings.SCANNER_ADDRESS = address
    whole = Scanner.scan

    def scan(self, path):
        if path.as_posix().endswith(first.original):
            raise ScannerSilentError
        return whole(self, path)

    monkeypatch.setattr(Scanner, "scan", scan)
    call_command("scan_files")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (FileState.WAITING, FileState.RELEASED)
