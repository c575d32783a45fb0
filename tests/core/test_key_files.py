"""Keys come from files only: never from the environment itself, never silently from nowhere."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from settings import env


def test_a_key_is_read_from_the_file_that_is_named(monkeypatch, tmp_path):
    (tmp_path / "keys").write_text("a key\n")
    monkeypatch.setenv("FIELD_KEYS_FILE", str(tmp_path / "keys"))
    assert env.file_text("FIELD_KEYS") == "a key"


def test_a_key_in_the_environment_itself_is_not_taken(monkeypatch):
    monkeypatch.delenv("FIELD_KEYS_FILE", raising=False)
    monkeypatch.setenv("FIELD_KEYS", "a key")
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS_FILE is not set"):
        env.file_text("FIELD_KEYS")


def test_a_file_that_is_not_there_stops_the_start(monkeypatch, tmp_path):
    monkeypatch.setenv("FIELD_KEYS_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS_FILE cannot be read"):
        env.file_text("FIELD_KEYS", "")
