"""Every hostile file through the whole pipeline, with clamd running, hanging and stopped (R6.1a-6, security.md 4)."""

import signal
from collections import Counter
from functools import cache

import pytest
from django.core.files.base import ContentFile

from core.enums import FileState
from core.lib import clock, files
from core.lib.files import RefusedError, Request, Rule, ScannerUnavailableError
from core.models import StoredFile
from core.services import uploads
from core.services.uploads import silence
from tests.core.uploads.conftest import running_clamd
from tests.core.uploads.harmless import HARMLESS
from tests.core.uploads.hostile import DOUBTED, INFECTED, REFUSED

pytestmark = pytest.mark.django_db

HOSTILE = [*REFUSED.values(), *DOUBTED.values(), *INFECTED.values()]
HELD, WAITING, RELEASED = FileState.QUARANTINED, FileState.WAITING, FileState.RELEASED


@pytest.fixture
def clamd(settings, monkeypatch):
    """Return a clamd of the test's own; tests/core/uploads/test_sandbox.py looks at the inspector's process."""
    monkeypatch.setattr(files, "examine", files.inspect)
    with running_clamd() as (address, process):
        settings.SCANNER_ADDRESS, settings.SCANNER_SECONDS = address, 20
        yield process
        process.send_signal(signal.SIGCONT)


def answers():
    try:
        return uploads.scanner(1).version().startswith("ClamAV")
    except ScannerUnavailableError:
        return False


@cache
def made(build):
    return build()


def sent(name, build):
    """Return where a file ends, and by which rules."""
    try:
        stored = uploads.receive(
            ContentFile(made(build), "sent"), Request(name, staff=True), uploader_id=None, now=clock.now()
        )
    except RefusedError as error:
        return FileState.REFUSED, [error.finding.rule]
    return FileState(stored.state), [one.rule for one in stored.findings]


def strays(cases, state, rule_of=lambda case: case[2]):
    """Return the cases that do not end in a state by their rule."""
    ends = {name: (sent(case[0], case[1]), rule_of(case)) for name, case in cases.items()}
    return {name: end for name, (end, rule) in ends.items() if end[0] != state or rule not in end[1]}


def infected(case):
    return Rule.INFECTED


def test_with_clamd_running_every_file_ends_at_its_rule(clamd):
    assert answers()
    assert strays(REFUSED, FileState.REFUSED) == {}
    assert strays(DOUBTED, HELD) == {}
    assert strays(INFECTED, FileState.REFUSED, infected) == {}
    assert {sent(name, build)[0] for name, build in HARMLESS.items()} == {RELEASED}
    assert StoredFile.objects.filter(scanned_at=None).count() == 0
    assert StoredFile.objects.count() == len(DOUBTED) + len(HARMLESS)


def silent(process, how):
    """Stop or hang the scanner, and make sure that it gives no answer."""
    process.send_signal(how)
    if how == signal.SIGKILL:
        process.wait()
    assert not answers()


@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGKILL], ids=["hanging", "stopped"])
def test_without_an_answer_nothing_is_released_until_clamd_has_seen_it(clamd, settings, clamd_address, how):
    silent(clamd, how)
    settings.SCANNER_SECONDS = 1
    assert strays(REFUSED, FileState.REFUSED) == {}
    assert strays(DOUBTED, HELD) == {}
    assert {sent(*case)[0] for case in INFECTED.values()} <= {WAITING, HELD}
    assert {sent(name, build)[0] for name, build in HARMLESS.items()} == {WAITING}
    assert not StoredFile.objects.filter(scanned_at__isnull=False).exists()

    settings.SCANNER_ADDRESS, settings.SCANNER_SECONDS = clamd_address, 20
    silence.note_answer()
    while uploads.scan_waiting(now=clock.now()):
        pass
    ends = Counter(StoredFile.objects.values_list("state", flat=True))
    assert ends == {HELD: len(DOUBTED), FileState.REFUSED: len(INFECTED), RELEASED: len(HARMLESS)}
    assert set(StoredFile.objects.filter(state=FileState.REFUSED).values_list("rule", flat=True)) == {Rule.INFECTED}


def test_the_run_feeds_more_than_sixty_files_and_eicar_plain_and_nested():
    assert len(HOSTILE) > 60
    assert {"EICAR plain", "EICAR in Word in Word", "EICAR in a PDF in a PDF"} <= INFECTED.keys()
