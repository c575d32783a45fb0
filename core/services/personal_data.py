"""The inventory of personal data over all installed models, own and foreign ones (R9.4-4).

Every field that can hold what a person is or says stands in one of two places: with purpose, basis and retention in
``personal_data`` of its model (``core/data/personal_data.toml`` for models of packages), or, looked at and found
harmless, in ``core/data/not_personal.toml``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.text import capfirst

from core.enums import DataBasis, DataPurpose, DataRecipients, DataRetention
from core.fields import EncryptedTextField
from core.rules.personal_data import PersonalData

DATA = Path(__file__).resolve().parent.parent / "data"
OPEN_FIELDS = (
    models.CharField,
    models.TextField,
    models.FileField,
    models.GenericIPAddressField,
    models.JSONField,
    models.BinaryField,
)
EVERY_MODEL = "*"

TITLE = """# Danh mục dữ liệu cá nhân

Tệp này do `manage.py write_personal_data` ghi từ khai báo cạnh mỗi bảng; không sửa tay. Cán bộ bảo vệ dữ liệu cá nhân
xác nhận mục đích, căn cứ và thời hạn.

## Trường chứa dữ liệu cá nhân"""
HEAD = """| Trường | Tên | Mục đích | Căn cứ | Thời hạn lưu | Người được biết | Nhạy cảm | Mã hóa |
|---|---|---|---|---|---|---|---|"""
LINKS = """## Liên kết tới tài khoản cán bộ

Mục đích, căn cứ, thời hạn như tài khoản; nội dung của liên kết là ai đã làm việc nào."""
REVIEWED = "## Trường đã xem, không chứa dữ liệu cá nhân"
EVERYWHERE = "mọi bảng"
YES = "có"


@dataclass(frozen=True)
class InventoryLine:
    """One field that holds personal data."""

    model: type[models.Model]
    field: models.Field
    data: PersonalData

    @property
    def name(self) -> str:
        """Return "accounts.User.email"."""
        return f"{self.model._meta.label}.{self.field.name}"

    @property
    def is_encrypted(self) -> bool:
        """Return whether the database holds the field encrypted."""
        return isinstance(self.field, EncryptedTextField)


def inventory() -> list[InventoryLine]:
    """Return every declared field of every installed model, in the order of apps, models and fields."""
    return [
        InventoryLine(model, field, declared[field.name])
        for model in _models()
        if (declared := _declared(model))
        for field in model._meta.local_concrete_fields
        if field.name in declared
    ]


def undeclared() -> list[str]:
    """Return the fields that could hold personal data and of which nobody has said whether they do."""
    reviewed = _reviewed()
    return [
        f"{model._meta.label}.{field.name}"
        for model in _models()
        for field in model._meta.local_concrete_fields
        if _is_open(field)
        and field.name not in _declared(model)
        and field.name not in reviewed.get(model._meta.label, ())
        and field.name not in reviewed[EVERY_MODEL]
    ]


def stale() -> list[str]:
    """Return declarations and reviews of fields that do not exist any more."""
    known = {model._meta.label: {field.name for field in model._meta.concrete_fields} for model in _models()}
    every_name = {name for names in known.values() for name in names}
    reviewed = dict(_reviewed())
    anywhere = reviewed.pop(EVERY_MODEL)
    return [
        *(f"{EVERY_MODEL}.{name}" for name in anywhere if name not in every_name),
        *_missing(reviewed, known),
        *_missing(_foreign(), known),
        *_missing({model._meta.label: _declared(model) for model in _models()}, known),
    ]


def account_links() -> list[str]:
    """Return the foreign keys that lead to a person's account, such as "core.PortalImage.uploaded_by_user"."""
    person = get_user_model()
    return [
        f"{model._meta.label}.{field.name}"
        for model in _models()
        for field in model._meta.local_concrete_fields
        if field.is_relation and field.related_model is person and not field.primary_key
    ]


def as_markdown() -> str:
    """Return the inventory as ``docs/personal-data.md`` holds it, for the data protection officer."""
    reviewed = (
        f"- {EVERYWHERE if label == EVERY_MODEL else f'`{label}`'}: {', '.join(f'`{name}`' for name in names)}"
        for label, names in sorted(_reviewed().items())
    )
    parts = [
        TITLE,
        "\n".join([HEAD, *(_row(line) for line in inventory())]),
        LINKS,
        "\n".join(f"- `{name}`" for name in account_links()),
        REVIEWED,
        "\n".join(reviewed),
    ]
    return "\n\n".join(parts) + "\n"


def _row(line: InventoryLine) -> str:
    title = f"{capfirst(line.model._meta.verbose_name)}: {line.field.verbose_name}"
    cells = (
        f"`{line.name}`",
        title,
        line.data.purpose.label,
        line.data.basis.label,
        line.data.retention.label,
        line.data.recipients.label,
        YES if line.data.sensitive else "",
        YES if line.is_encrypted else "",
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _models() -> Iterator[type[models.Model]]:
    yield from (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)


def _is_open(field: models.Field) -> bool:
    return isinstance(field, OPEN_FIELDS) and not field.choices


def _declared(model: type[models.Model]) -> Mapping[str, PersonalData]:
    found: dict[str, PersonalData] = {}
    for base in reversed(model.__mro__):
        found |= vars(base).get("personal_data", {})
    local = {field.name for field in model._meta.local_concrete_fields}
    inherited = {field.name for field in model._meta.concrete_fields} - local
    own = {name: data for name, data in found.items() if name not in inherited}
    return {**own, **_foreign().get(model._meta.label, {})}


@cache
def _foreign() -> Mapping[str, Mapping[str, PersonalData]]:
    declared = tomllib.loads((DATA / "personal_data.toml").read_text(encoding="utf-8"))
    return {
        label: {
            name: PersonalData(
                DataPurpose(words[0]), DataBasis(words[1]), DataRetention(words[2]), DataRecipients(words[3])
            )
            for name, words in fields.items()
        }
        for label, fields in declared.items()
    }


@cache
def _reviewed() -> Mapping[str, list[str]]:
    return tomllib.loads((DATA / "not_personal.toml").read_text(encoding="utf-8"))


def _missing(said: Mapping[str, object], known: Mapping[str, set[str]]) -> list[str]:
    return [
        f"{label}.{name}"
        for label, names in said.items()
        for name in (names if isinstance(names, list | Mapping) else ())
        if name not in known.get(label, set())
    ]
