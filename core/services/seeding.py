"""Fill the tables of rule values and calendar days from the data files (R0-2, RX-1)."""

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import transaction

from core.enums import AuditAct
from core.lib.calendar_seed import read_seed
from core.models import CalendarDay, RuleValue
from core.services import audit
from core.services.audit_watch import rule_value as describe
from core.services.changes import set_up

RULE_VALUES_FILE = Path(__file__).resolve().parent.parent / "data" / "rule_values.toml"
SEED = "Nạp giá trị và lịch từ tệp dữ liệu"


@transaction.atomic
def seed_rule_values(file: Path = RULE_VALUES_FILE) -> int:
    """Add the rule values whose period is still free and return how many were added.

    Values that officers entered or changed stay as they are. Raises ValidationError for a value that
    breaks the rules of the table, tomllib.TOMLDecodeError for a broken file.
    """
    stored: dict[str, list[RuleValue]] = {}
    for value in RuleValue.objects.all():
        stored.setdefault(value.key, []).append(value)
    added = 0
    for entry in tomllib.loads(file.read_text(encoding="utf-8"))["value"]:
        value = RuleValue(**entry)
        if _overlaps(value, stored.get(value.key, ())):
            continue
        value.full_clean()
        with set_up(SEED):
            value.save()
        audit.record(AuditAct.RULE_VALUE_CHANGED, subject=value, detail={"change": "seed", **describe(value)})
        added += 1
    return added


@transaction.atomic
def seed_calendar_days() -> int:
    """Add the days off and make-up days of the data file that the table lacks; return how many."""
    stored = set(CalendarDay.objects.values_list("day", flat=True))
    missing = [
        CalendarDay(day=override.day, kind=override.kind, name=override.name, legal_basis=override.legal_basis)
        for override in read_seed().overrides
        if override.day not in stored
    ]
    if missing:
        with set_up(SEED):
            CalendarDay.objects.bulk_create(missing)
        days = [day.day.isoformat() for day in missing]
        audit.record(AuditAct.CALENDAR_CHANGED, detail={"change": "seed", "days": days})
    return len(missing)


def _overlaps(value: RuleValue, others: Iterable[RuleValue]) -> bool:
    end = value.valid_until or date.max
    return any(value.valid_from < (other.valid_until or date.max) and other.valid_from < end for other in others)
