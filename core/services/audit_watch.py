"""Carry what Wagtail logs about watched records and pages over into the audit chain."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import BaseLogEntry, PageLogEntry

from core.enums import AuditAct
from core.models import CalendarDay, RuleValue, SiteIdentity
from core.services import audit
from core.services.audit import JSON, Subject

CHANGES = {"wagtail.create": "create", "wagtail.edit": "edit", "wagtail.delete": "delete"}
PAGE_ACTS = {
    "wagtail.delete": AuditAct.PAGE_DELETED,
    "wagtail.workflow.approve": AuditAct.PAGE_APPROVED,
    "wagtail.workflow.reject": AuditAct.PAGE_REJECTED,
    "wagtail.view_restriction.create": AuditAct.PAGE_RESTRICTED,
    "wagtail.view_restriction.edit": AuditAct.PAGE_RESTRICTED,
    "wagtail.view_restriction.delete": AuditAct.PAGE_RESTRICTED,
}


@dataclass(frozen=True)
class Watch:
    """Which act each change of a record is, and what is worth keeping of the record."""

    acts: Mapping[str, AuditAct]
    detail: Callable[[Any], Mapping[str, JSON]]


_WATCHED: dict[str, Watch] = {}


def watch(
    model: type[models.Model],
    act: AuditAct | Mapping[str, AuditAct],
    detail: Callable[[Any], Mapping[str, JSON]] = lambda record: {},
) -> None:
    """Record each creation, edit and deletion of a model that Wagtail's admin logs.

    ``act`` is one act for all three or a mapping by "create", "edit", "delete"; ``detail`` returns ids and codes of
    the record, no personal data.
    """
    acts = act if isinstance(act, Mapping) else dict.fromkeys(CHANGES.values(), act)
    _WATCHED[model._meta.label_lower] = Watch(acts, detail)


def hear(entry: BaseLogEntry) -> None:
    """Record the act behind a new entry of Wagtail's log, if it is a watched one."""
    if isinstance(entry, PageLogEntry):
        if entry.action in PAGE_ACTS:
            about = Subject(_label(entry), str(entry.page_id))
            audit.record(PAGE_ACTS[entry.action], actor=entry.user, subject=about, detail={"action": entry.action})
        return
    change, watched = CHANGES.get(entry.action), _WATCHED.get(_label(entry))
    if watched is None or change is None or (change == "edit" and not entry.content_changed):
        return
    model = entry.content_type.model_class()
    stored = model._base_manager.filter(pk=entry.object_id).first() if model else None
    detail = dict(watched.detail(stored)) if stored else {}
    about = Subject(_label(entry), str(entry.object_id))
    audit.record(watched.acts[change], actor=entry.user, subject=about, detail={"change": change, **detail})


def _label(entry: BaseLogEntry) -> str:
    return f"{entry.content_type.app_label}.{entry.content_type.model}" if entry.content_type else ""


def watch_core() -> None:
    """Watch rule values, the calendar, the settings, redirects and groups."""
    watch(RuleValue, AuditAct.RULE_VALUE_CHANGED, rule_value)
    watch(CalendarDay, AuditAct.CALENDAR_CHANGED, calendar_day)
    watch(SiteIdentity, AuditAct.SETTING_CHANGED)
    watch(Redirect, AuditAct.SETTING_CHANGED, lambda redirect: {"path": redirect.old_path, "to": redirect.link})
    watch(Group, AuditAct.GROUP_CHANGED, lambda group: {"permissions": group.permissions.count()})


def rule_value(value: RuleValue) -> Mapping[str, JSON]:
    """Return what a rule value says and when."""
    until = value.valid_until
    return {
        "key": value.key,
        "value": value.value,
        "unit": value.unit,
        "valid_from": value.valid_from.isoformat(),
        "valid_until": until.isoformat() if until else None,
    }


def calendar_day(day: CalendarDay) -> Mapping[str, JSON]:
    """Return which day is off or made up."""
    return {"day": day.day.isoformat(), "kind": day.kind}
