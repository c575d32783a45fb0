"""An encrypted field: clear in Python, closed in the database, the whole way round a change of keys."""

import unicodedata
from collections.abc import Iterator

import pytest
from django.core.checks import run_checks
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from wagtail.models import RevisionMixin
from wagtail.search import index

from core.fields import EncryptedTextField
from core.lib.crypto.fields import TamperedValueError, UnknownKeyError
from core.lib.crypto.keys import new_key, read_keys
from core.services import field_encryption

OLD, NEW = new_key(), new_key()
TEXT = "Nguyễn Thị Hoà, số 5 ngõ 12 phố Đội Cấn"


def secret_model(**options: object) -> type[models.Model]:
    class Secret(models.Model):
        text = EncryptedTextField(context="tests.secret.text", null=True, **options)

        class Meta:
            app_label = "core"

    return Secret


@pytest.fixture
def secrets(db: None, settings, monkeypatch) -> Iterator[type[models.Model]]:
    settings.FIELD_KEYS = OLD
    with isolate_apps("core"):
        model = secret_model()
    monkeypatch.setattr(field_encryption.apps, "get_models", lambda **_: [model])
    with connection.schema_editor() as editor:
        editor.create_model(model)
    return model


def stored(row: models.Model) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM core_secret WHERE id = %s", [row.pk])
        return cursor.fetchone()[0]


def store(row: models.Model, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_secret SET text = %s WHERE id = %s", [value, row.pk])


def test_the_database_holds_the_text_closed(secrets):
    row = secrets.objects.create(text=TEXT)
    assert stored(row).startswith(f"v1:{read_keys(OLD).current}:")
    assert secrets.objects.get().text == TEXT


def test_update_and_bulk_writes_close_the_text_too(secrets):
    rows = secrets.objects.bulk_create([secrets(text="một"), secrets(text="hai"), secrets(text=None)])
    secrets.objects.filter(pk=rows[0].pk).update(text="ba")
    rows[1].text = "bốn"
    secrets.objects.bulk_update([rows[1]], ["text"])
    assert all(stored(row).startswith("v1:") for row in rows[:2])
    assert list(secrets.objects.order_by("pk").values_list("text", flat=True)) == ["ba", "bốn", None]


def test_text_is_stored_in_its_canonical_form(secrets):
    secrets.objects.create(text=unicodedata.normalize("NFD", TEXT) + "\u202e")
    assert secrets.objects.get().text == TEXT


def test_nothing_and_empty_text_stay_apart(secrets):
    empty = secrets.objects.create(text="")
    nothing = secrets.objects.create(text=None)
    assert stored(empty).startswith("v1:")
    assert secrets.objects.get(text__isnull=True) == nothing
    assert secrets.objects.get(text__isnull=False).text == ""


@pytest.mark.parametrize("look_up", ["text", "text__icontains", "text__startswith", "text__in", "text__length"])
def test_no_look_up_compares_it(secrets, look_up):
    with pytest.raises(FieldError):
        secrets.objects.filter(**{look_up: ["a"] if look_up.endswith("in") else "a"})


def test_a_value_changed_in_the_database_raises_when_it_is_read(secrets):
    row = secrets.objects.create(text=TEXT)
    store(row, stored(row)[:-6] + "AAAAAA")
    with pytest.raises(TamperedValueError):
        secrets.objects.get()


def test_a_value_of_a_key_we_do_not_have_raises_when_it_is_read(secrets, settings):
    secrets.objects.create(text=TEXT)
    settings.FIELD_KEYS = NEW
    with pytest.raises(UnknownKeyError):
        secrets.objects.get()


def test_without_a_key_nothing_is_written(secrets, settings):
    settings.FIELD_KEYS = ""
    with pytest.raises(ImproperlyConfigured, match="make_key field"):
        secrets.objects.create(text=TEXT)


def test_after_reencrypting_the_old_key_can_go(secrets, settings):
    secrets.objects.bulk_create([secrets(text=f"{TEXT} {number}") for number in range(7)])
    settings.FIELD_KEYS = f"{NEW}\n{OLD}"
    call_command("reencrypt", "--batch=2")
    settings.FIELD_KEYS = NEW
    assert [row.text for row in secrets.objects.order_by("pk")] == [f"{TEXT} {number}" for number in range(7)]


def test_reencrypting_goes_on_where_it_was_stopped(secrets, settings, monkeypatch):
    secrets.objects.bulk_create([secrets(text=str(number)) for number in range(5)])
    settings.FIELD_KEYS = f"{NEW}\n{OLD}"
    rewrite, seen = field_encryption._rewrite, []

    def stop_at_the_fourth(*args: object, **kwargs: object) -> None:
        seen.append(args)
        if len(seen) == 4:
            raise KeyboardInterrupt
        rewrite(*args, **kwargs)

    monkeypatch.setattr(field_encryption, "_rewrite", stop_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        call_command("reencrypt", "--batch=2")
    monkeypatch.setattr(field_encryption, "_rewrite", rewrite)
    report = field_encryption.reencrypt(secrets, secrets._meta.get_field("text"), batch_size=2)
    assert (report.current, report.rewritten) == (2, 3)


def test_a_row_that_no_key_opens_is_named_and_does_not_stop_the_others(secrets, settings, capsys):
    broken, sound = secrets.objects.create(text="a"), secrets.objects.create(text="b")
    store(broken, "v1:000000000000:AAAA")
    settings.FIELD_KEYS = f"{NEW}\n{OLD}"
    with pytest.raises(CommandError, match="1 dòng không đọc được"):
        call_command("reencrypt")
    assert f"không đọc được dòng {broken.pk}" in capsys.readouterr().err
    assert stored(sound).startswith(f"v1:{read_keys(NEW).current}:")
    assert stored(broken) == "v1:000000000000:AAAA"


def test_a_dry_run_changes_nothing(secrets, settings, capsys):
    row = secrets.objects.create(text="a")
    before = stored(row)
    settings.FIELD_KEYS = f"{NEW}\n{OLD}"
    call_command("reencrypt", "--dry-run")
    assert "cần mã hóa lại 1" in capsys.readouterr().out
    assert stored(row) == before


def test_the_check_of_the_database_names_a_key_that_is_missing(secrets, settings):
    secrets.objects.create(text="a")
    assert field_encryption.check_stored_values(app_configs=None, databases=["default"]) == []
    settings.FIELD_KEYS = NEW
    (error,) = field_encryption.check_stored_values(app_configs=None, databases=["default"])
    assert error.id == "core.E015"
    assert read_keys(OLD).current in error.msg


@pytest.mark.parametrize("content", ["", "not a key"])
@isolate_apps("core")
def test_a_model_with_such_a_field_fails_the_check_without_keys(content, settings):
    settings.FIELD_KEYS = content
    assert [error.id for error in secret_model().check()] == ["core.E010"]


def test_the_check_fails_for_a_key_file_that_holds_no_key(settings):
    settings.FIELD_KEYS = "not a key"
    assert "core.E010" in {error.id for error in run_checks()}


@pytest.mark.parametrize("content", ["not a key", OLD], ids=["no key", "field key"])
def test_the_check_fails_for_an_index_key_that_is_none_or_a_field_key(settings, content):
    settings.FIELD_KEYS, settings.BLIND_INDEX_KEY = OLD, content
    assert "core.E014" in {error.id for error in run_checks()}


@isolate_apps("core")
def test_such_a_field_cannot_be_indexed():
    assert [error.id for error in secret_model(db_index=True).check()] == ["core.E011"]


@isolate_apps("core")
def test_such_a_field_cannot_stand_where_revisions_or_the_search_index_would_copy_it():
    class Copied(index.Indexed, RevisionMixin, models.Model):
        text = EncryptedTextField(context="tests.copied.text")
        search_fields = [index.SearchField("text")]

        class Meta:
            app_label = "core"

    found = {error.id for error in Copied.check()}
    assert {"core.E012", "core.E013"} <= found


def test_a_migration_holds_the_context_of_the_field():
    written, _imports = MigrationWriter.serialize(EncryptedTextField("Chữ", context="tests.secret.text"))
    assert "core.fields.EncryptedTextField" in written
    assert "context='tests.secret.text'" in written
