"""Every field that can hold personal data says why, by what law and how long, or was looked at (R9.4-4)."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from core.fields import EncryptedTextField
from core.rules.personal_data import ACCOUNT, PersonalData
from core.services import personal_data

INVENTORY = Path(settings.BASE_DIR) / "docs" / "personal-data.md"
HOW = (
    "Declare the field in `personal_data` of its model (core/rules/personal_data.py), or, when it cannot hold personal "
    "data, in core/data/not_personal.toml; then run `manage.py write_personal_data`."
)


def test_no_field_is_left_undeclared():
    assert personal_data.undeclared() == [], HOW


def test_no_declaration_outlives_its_field():
    assert personal_data.stale() == []


def test_the_committed_inventory_is_up_to_date():
    assert INVENTORY.read_text(encoding="utf-8") == personal_data.as_markdown(), HOW


def test_sensitive_data_is_stored_encrypted():
    assert [line.name for line in personal_data.inventory() if line.data.sensitive and not line.is_encrypted] == []


def test_nothing_is_declared_and_reviewed_at_once():
    reviewed = {
        f"{label}.{name}"
        for label, names in personal_data._reviewed().items()
        for name in names
        if label != personal_data.EVERY_MODEL
    }
    assert reviewed & {line.name for line in personal_data.inventory()} == set()


def test_the_people_of_the_portal_stand_in_the_inventory():
    names = {line.name for line in personal_data.inventory()}
    assert {"accounts.User.email", "accounts.Leader.name", "axes.AccessAttempt.ip_address"} <= names


def test_a_new_text_field_is_noticed(monkeypatch):
    with isolate_apps("core"):

        class Petition(models.Model):
            told = models.TextField()
            name = models.CharField(max_length=10)
            state = models.CharField(max_length=1, choices=[("a", "A")])
            sent_at = models.DateTimeField()

            personal_data = {"name": ACCOUNT}

            class Meta:
                app_label = "core"

    monkeypatch.setattr(personal_data.apps, "get_models", lambda **_: [Petition])
    assert personal_data.undeclared() == ["core.Petition.told"]


def test_a_declared_field_is_shown_with_all_it_says(monkeypatch):
    with isolate_apps("core"):

        class Petition(models.Model):
            told = EncryptedTextField("Nội dung", context="core.petition.told")
            personal_data = {"told": replace(ACCOUNT, sensitive=True)}

            class Meta:
                app_label = "core"
                verbose_name = "đơn thư"

    monkeypatch.setattr(personal_data.apps, "get_models", lambda **_: [Petition])
    (line,) = [line for line in personal_data.as_markdown().splitlines() if line.startswith("| `core.")]
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells[:2] == ["`core.Petition.told`", "Đơn thư: Nội dung"]
    assert cells[2:6] == [ACCOUNT.purpose.label, ACCOUNT.basis.label, ACCOUNT.retention.label, ACCOUNT.recipients.label]
    assert cells[6:] == ["có", "có"]


def test_without_a_purpose_there_is_no_declaration():
    with pytest.raises(TypeError):
        PersonalData(basis=ACCOUNT.basis, retention=ACCOUNT.retention, recipients=ACCOUNT.recipients)
