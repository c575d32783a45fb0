"""Write the audit chain: one call for every act that somebody will have to answer for (docs/decisions/0012)."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from core.enums import AuditAct
from core.lib import clock, text
from core.lib.acting import Acting, acting
from core.models import AuditEvent

JSON = str | int | bool | None | Sequence["JSON"] | Mapping[str, "JSON"]

Actor = AbstractBaseUser | AnonymousUser

MAX_TEXT = 500
MAX_PROCESS = 100


@dataclass(frozen=True)
class Subject:
    """What an act was about, when the object itself is not at hand."""

    type: str
    pk: str


def record(
    act: str,
    *,
    actor: Actor | None = None,
    subject: models.Model | Subject | None = None,
    detail: Mapping[str, JSON] | None = None,
    now: datetime | None = None,
) -> AuditEvent:
    """Add one row to the audit chain inside the caller's transaction and return it.

    ``act`` is a value of ``AuditAct``; ``detail`` holds ids and codes, never personal data. Number and hashes are
    set when the transaction commits, so the row returned has none yet. Any exception, here or at the commit,
    must stop the act: call this inside the same ``transaction.atomic()``. Raises ValueError for an act that is
    not listed and TypeError for a detail that is no JSON or a number with a fraction.
    """
    by = acting() or Acting(_own_name())
    known = actor if actor is not None and actor.pk is not None else None
    about = Subject(subject._meta.label_lower, str(subject.pk)) if isinstance(subject, models.Model) else subject
    about = about or Subject("", "")
    return AuditEvent.objects.create(
        at=now or clock.now(),
        act=AuditAct(act).value,
        actor_id=known.pk if known else None,
        actor_name=text.clean(known.get_username()) if known else "",
        subject_type=about.type,
        subject_id=about.pk,
        detail=_storable(detail or {}),
        process=by.process[:MAX_PROCESS],
        request_id=by.request_id,
    )


def _storable(value: JSON) -> JSON:
    if isinstance(value, str):
        return text.clean(value)[:MAX_TEXT]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {text.clean(key): _storable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(inner) for inner in value]
    raise TypeError(f"The audit chain stores text, whole numbers, truth values, lists and mappings, not {value!r}.")


def _own_name() -> str:
    """Return the name of the management command that runs, or of the program."""
    name = Path(sys.argv[0]).name
    return sys.argv[1] if name == "manage.py" and len(sys.argv) > 1 else name
