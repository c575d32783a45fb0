import os
import stat

import pytest

from quickstart import scanner


@pytest.fixture
def machine(monkeypatch, tmp_path):
    monkeypatch.setattr(scanner, "REAL_SIGNATURES", tmp_path / "real")
    (tmp_path / "real").mkdir()
    return tmp_path


def test_without_real_signatures_the_one_for_tests_serves(machine):
    with scanner.prepared(machine / "log") as prepared:
        found = (prepared.folder / "signatures" / "eicar.ndb").read_text(encoding="ascii")
    assert found.startswith("Eicar-Test-Signature:0:*:")


def test_real_signatures_are_used_where_they_are(machine):
    (machine / "real" / "daily.cvd").touch()
    with scanner.prepared(machine / "log") as prepared:
        assert f"DatabaseDirectory {machine / 'real'}\n" in (prepared.folder / "clamd.conf").read_text()


def test_the_folder_is_private_and_goes_afterwards(machine):
    with scanner.prepared(machine / "log") as prepared:
        folder = prepared.folder
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert len(prepared.address) < 100
    assert not folder.exists()


def test_roots_scanner_is_somebody_else(machine):
    with scanner.prepared(machine / "log") as prepared:
        told = (prepared.folder / "clamd.conf").read_text()
        owner = prepared.folder.stat().st_uid
    assert ("\nUser " in told) is (os.geteuid() == 0)
    assert owner != 0 or os.geteuid() != 0


def test_the_signature_in_the_repository_names_the_test_file_only():
    (line,) = scanner.TEST_SIGNATURES.read_text(encoding="ascii").splitlines()
    assert bytes.fromhex(line.rpartition(":")[2]).endswith(b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
