import base64
import os
from ipaddress import IPv4Address

import pytest

from quickstart.checkout import Checkout, port_number, read_env_file
from quickstart.console import SetUpError


def test_settings_come_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_PORT", "9001")
    monkeypatch.setenv("PORTAL_HOST", "::1")
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "elsewhere"))

    checkout = Checkout.at(tmp_path)

    assert (checkout.port, checkout.host, checkout.var) == (9001, "::1", tmp_path / "elsewhere")
    assert checkout.address == "http://localhost:9001/"


@pytest.mark.parametrize(
    ("host", "nearest"),
    [("127.0.0.1", "127.0.0.1"), (str(IPv4Address(0)), "127.0.0.1"), ("::", "::1"), ("portal.test", "portal.test")],
)
def test_a_server_on_all_addresses_is_reached_on_this_machine(tmp_path, host, nearest):
    assert Checkout(tmp_path, tmp_path / "var", host=host).nearest_host == nearest


def test_two_checkouts_have_different_keys(tmp_path):
    first, second = (Checkout(tmp_path / name, tmp_path / name / "var") for name in ("a", "b"))

    assert first.key != second.key


@pytest.mark.parametrize("value", ["", "0", "65536", "-1", "80a", "٨٠", " 80"])
def test_a_port_that_is_no_port_is_refused(value):
    with pytest.raises(SetUpError, match="PORTAL_PORT must be a number"):
        port_number(value)


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(checkout):
    path = checkout.secret_key_file()
    key = path.read_text()

    assert checkout.secret_key_file().read_text() == key
    assert len(key) > 50
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_keys_of_encrypted_fields_are_made_once_each_in_a_file_of_its_own(checkout):
    files = checkout.key_files()
    before = {name: path.read_text() for name, path in files.items()}

    assert {name: path.read_text() for name, path in checkout.key_files().items()} == before
    assert len(set(before.values())) == 2
    assert {len(base64.b64decode(key)) for key in before.values()} == {32}
    assert {path.stat().st_mode & 0o777 for path in files.values()} == {0o600}


def test_a_var_folder_of_somebody_else_is_named(checkout, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    with pytest.raises(SetUpError, match=f"{checkout.var} belongs to another user"):
        checkout.prepare()


def test_the_env_file_is_read_without_comments_and_quotes(tmp_path):
    path = tmp_path / ".env"
    path.write_text("# words\n\nPORTAL_PORT=9000\nA = 'b c'\nURL=postgres://u@h/d?x=1\n", encoding="utf-8")

    assert read_env_file(path) == {"PORTAL_PORT": "9000", "A": "b c", "URL": "postgres://u@h/d?x=1"}


def test_a_missing_env_file_sets_nothing(tmp_path):
    assert read_env_file(tmp_path / ".env") == {}


def test_a_broken_line_of_the_env_file_is_named_by_its_number(tmp_path):
    path = tmp_path / ".env"
    path.write_text("A=1\nno equals sign\n", encoding="utf-8")

    with pytest.raises(SetUpError, match="line 2: expected NAME=value"):
        read_env_file(path)
