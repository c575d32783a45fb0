"""Bring every encrypted value to the current key, so that an old key can be taken away (R9.4-4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, models, transaction
from django.db.models import ExpressionWrapper, F, Func, Value

from core.fields import EncryptedTextField, keyring
from core.lib.crypto import fields as crypto
from core.lib.crypto.keys import KeyFileError, read_single_key


@dataclass
class FieldReport:
    """What was found in one field; ``unreadable`` holds the primary keys of rows that no key opens."""

    name: str
    current: int = 0
    rewritten: int = 0
    unreadable: list[Any] = field(default_factory=list)


def encrypted_fields() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    """Yield every encrypted field of every installed model, each once."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for one in model._meta.local_concrete_fields:
            if isinstance(one, EncryptedTextField):
                yield model, one


def reencrypt(
    model: type[models.Model], one: EncryptedTextField, *, batch_size: int = 500, dry_run: bool = False
) -> FieldReport:
    """Encrypt the values of a field that another key wrote with the current one, a short transaction a batch.

    May be stopped and started again at any time: what is done is recognised by its key. Rows that cannot be read stay
    as they are and are named. A dry run counts only.
    """
    report = FieldReport(f"{model._meta.label}.{one.name}")
    begin = crypto.prefix(keyring().current)
    rows = model._base_manager.annotate(
        stored=ExpressionWrapper(F(one.attname), output_field=models.TextField())
    ).filter(stored__isnull=False)
    report.current = rows.filter(stored__startswith=begin).count()
    others = rows.exclude(stored__startswith=begin).order_by("pk")
    last: Any = None
    while True:
        with transaction.atomic():
            left = others if last is None else others.filter(pk__gt=last)
            batch = list(left.select_for_update(of=("self",)).values_list("pk", "stored")[:batch_size])
            for pk, stored in batch:
                _rewrite(model, one, pk, stored, report, dry_run=dry_run)
        if not batch:
            return report
        last = batch[-1][0]


def _rewrite(
    model: type[models.Model], one: EncryptedTextField, pk: Any, stored: str, report: FieldReport, *, dry_run: bool
) -> None:
    try:
        plain = crypto.decrypt(stored, context=one.context, keyring=keyring())
    except crypto.DecryptionError:
        report.unreadable.append(pk)
        return
    if not dry_run:
        model._base_manager.filter(pk=pk).update(**{one.attname: plain})
    report.rewritten += 1


def check_keys(*, app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """System check: what stands in a key file must be keys, whether or not a field uses them yet."""
    found: list[CheckMessage] = []
    field_keys: set[bytes] = set()
    try:
        if settings.FIELD_KEYS:
            field_keys = set(keyring().keys.values())
    except ImproperlyConfigured as error:
        found.append(Error(str(error), id="core.E010"))
    try:
        if settings.BLIND_INDEX_KEY and read_single_key(settings.BLIND_INDEX_KEY) in field_keys:
            found.append(Error("The key of the blind index must not be a field key.", id="core.E014"))
    except KeyFileError as error:
        found.append(Error(f"BLIND_INDEX_KEY_FILE: {error}.", id="core.E014"))
    return found


def check_stored_values(
    *, app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """System check of the database: every stored value names a key that we have."""
    return [
        Error(
            f"{model._meta.label}.{one.name} holds values of the key {name}, which is not in FIELD_KEYS_FILE.",
            hint="Restore the key file that belongs to this database, or put the key back as its last line.",
            id="core.E015",
        )
        for model, one in (encrypted_fields() if databases else ())
        for name in sorted(_stored_key_names(model, one) - set(keyring().keys))
    ]


def _stored_key_names(model: type[models.Model], one: EncryptedTextField) -> set[str]:
    stored = ExpressionWrapper(F(one.attname), output_field=models.TextField())
    part = Func(stored, Value(":"), Value(2), function="split_part", output_field=models.TextField())
    try:
        return set(
            model._base_manager.filter(**{f"{one.name}__isnull": False})
            .values_list(part, flat=True)
            .order_by()
            .distinct()
        )
    except DatabaseError:  # before the first migration there is no such table
        return set()
