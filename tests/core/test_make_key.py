"""Key files are made by the portal, are private, and are never overwritten."""

import pytest
from django.core.management import CommandError, call_command

from core.lib.crypto import sealed
from core.lib.crypto.keys import read_keys, read_single_key


def test_a_new_file_holds_one_key_that_only_its_owner_reads(tmp_path):
    call_command("make_key", "field", str(tmp_path / "keys"))
    assert len(read_keys((tmp_path / "keys").read_text()).keys) == 1
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


def test_a_new_field_key_stands_before_the_old_ones(tmp_path):
    file = tmp_path / "keys"
    call_command("make_key", "field", str(file))
    old = read_keys(file.read_text())
    call_command("make_key", "field", str(file))
    new = read_keys(file.read_text())
    assert list(new.keys) == [new.current, old.current]
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_index_key_is_never_replaced(tmp_path):
    file = tmp_path / "index"
    call_command("make_key", "index", str(file))
    before = read_single_key(file.read_text())
    with pytest.raises(CommandError, match="không ghi đè"):
        call_command("make_key", "index", str(file))
    assert read_single_key(file.read_text()) == before


def test_a_broken_file_stays_as_it_is(tmp_path):
    (tmp_path / "keys").write_text("not a key")
    with pytest.raises(CommandError, match="line 2"):
        call_command("make_key", "field", str(tmp_path / "keys"))
    assert (tmp_path / "keys").read_text() == "not a key"


def test_the_keys_of_a_box_are_two_files_and_the_fingerprint_is_shown(tmp_path, capsys):
    call_command("make_key", "box", str(tmp_path / "box"))
    public, private = (tmp_path / "box").read_text(), (tmp_path / "box.private").read_text()
    assert sealed.unseal(sealed.seal(b"x", public_key=public), private_key=private) == b"x"
    assert sealed.fingerprint(public) in capsys.readouterr().out
    assert (tmp_path / "box.private").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("make_key", "field", str(tmp_path / "nowhere" / "keys"))
