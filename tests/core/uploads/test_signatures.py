"""Signatures that people put beside clamd's by hand bring a rescan, once clamd has surely loaded them."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from core.enums import FileState
from core.lib import clock
from core.lib.files import Request, local_mark
from core.services import uploads
from tests.core.uploads.hostile import EICAR

LATER = datetime(2100, 1, 1, tzinfo=UTC)


def test_a_mark_changes_with_every_local_file(tmp_path):
    marks = [local_mark(tmp_path, LATER)]
    for name, content in (("a.ndb", "x"), ("b.hdb", "y"), ("a.ndb", "longer")):
        (tmp_path / name).write_text(content)
        marks.append(local_mark(tmp_path, LATER))
    (tmp_path / "b.hdb").unlink()
    marks.append(local_mark(tmp_path, LATER))
    assert marks[0] == ""
    assert len(set(marks)) == len(marks)


def test_what_clamd_counts_itself_makes_no_mark(tmp_path):
    for name in ("daily.cld", "main.cvd", "freshclam.dat", "daily.cvd.sign"):
        (tmp_path / name).write_text("x")
    assert local_mark(tmp_path, LATER) == ""


def test_a_file_counts_when_clamd_had_time_to_load_it(tmp_path):
    (tmp_path / "a.ndb").write_text("x")
    os.utime(tmp_path / "a.ndb", (0, 0))  # a copy may bring an old day with it
    assert local_mark(tmp_path, datetime.now(UTC) - timedelta(minutes=15)) == ""
    assert local_mark(tmp_path, datetime.now(UTC) + timedelta(minutes=15)) != ""


def test_a_folder_that_cannot_be_read_makes_no_mark(tmp_path):
    assert local_mark(tmp_path / "missing", LATER) == ""


@pytest.mark.django_db
def test_a_new_local_signature_takes_back_what_was_let_through(settings, real_scanner, tmp_path):
    settings.SCANNER_SIGNATURES, settings.SCANNER_SETTLE_SECONDS = str(tmp_path), 0
    stored = uploads.receive(ContentFile(b"Harmless", "a.txt"), Request("a.txt"), uploader_id=None, now=clock.now())
    assert stored.state == FileState.RELEASED
    path = uploads.store.path_of(stored.original)
    path.chmod(0o600)
    path.write_bytes(EICAR)  # stands for a signature that knows now what it did not know before
    call_command("scan_files")
    stored.refresh_from_db()
    assert stored.state == FileState.RELEASED
    (tmp_path / "local.ndb").write_text("x")
    settings.SCANNER_SETTLE_SECONDS = -1
    call_command("scan_files")
    stored.refresh_from_db()
    assert stored.state == FileState.REFUSED
    assert "+" in stored.scanner_version
