"""What becomes of the entries of the demo: each step by the service that the admin's button calls."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from core.enums import FileState
from core.lib import dates
from editorial.enums import BoardPosition, EntryKind, RefusalGround
from editorial.models import Entry, EntryPage
from editorial.rules import checklist
from editorial.services import (
    acceptance,
    approval,
    merging,
    messages,
    refusals,
    routing,
    sorting,
    supplements,
    supplying,
)
from portal.demo.inbox.cast import Cast, Row

DAYS_TO_ANSWER = 3

Step = Callable[[Entry, Row, Cast, datetime], object]


def _due(cast: Cast) -> datetime:
    return datetime.combine(_day(cast, DAYS_TO_ANSWER), time(17), dates.HANOI)


def _day(cast: Cast, days: int) -> date:
    return dates.local_date(cast.now) + timedelta(days=days)


def _sort(entry: Entry, row: Row, cast: Cast, at: datetime) -> object:
    values = {name: row[name] for name in ("origin", "content", "purpose")}
    days = {name: getattr(entry, name) for name in ("starts_at", "ends_at", "issued_on")}
    found = {"kind": row.get("kind", EntryKind.NEWS), "category": row["declared"], **values, **days}
    return sorting.sort(entry, found, actor=cast.editor, now=at)


def _route(entry: Entry, row: Row, cast: Cast, at: datetime) -> object:
    seat, note = cast.seats[BoardPosition.APPROVER], "Xem nội dung trước khi biên tập."
    return routing.send(entry, seat=seat, note=note, due_at=_due(cast), actor=cast.editor, now=at)


def _accept(entry: Entry, row: Row, cast: Cast, at: datetime) -> object:
    """Accept an entry, unless the scanner has not seen its files yet."""
    if entry.files.filter(stored__state=FileState.WAITING).exists():
        return None
    return acceptance.accept(entry, actor=cast.editor, now=at)


def _edit(entry: Entry, row: Row, cast: Cast, at: datetime) -> object:
    draft: Any = _page(entry).get_latest_revision_as_object()
    for name, value in row["fields"].items():
        setattr(draft, name, value)
    return draft.save_revision(user=cast.editor)


def _submit(entry: Entry, row: Row, cast: Cast, at: datetime) -> object:
    page = _page(entry)
    return page.get_workflow().start(page, cast.editor)


def _approve(entry: Entry, row: Row, cast: Cast, at: datetime) -> object:
    ticked = checklist.answers([question.id for question in checklist.CHECKLISTS[checklist.CURRENT]])
    return approval.approve(_page(entry).get_latest_revision(), answers=ticked, actor=cast.approver, now=at)


def _publish_now(entry: Entry, row: Row, cast: Cast, at: datetime) -> object:
    revision = _page(entry).get_latest_revision()
    return approval.publish_in_emergency(revision, reason=row["reason"], actor=cast.leader, now=at)


def _refuse(entry: Entry, row: Row, cast: Cast, at: datetime) -> object:
    repeated = RefusalGround.DUPLICATE in row["grounds"]
    return refusals.propose(
        entry,
        grounds=row["grounds"],
        reasoning=row["reasoning"],
        published_page=EntryPage.objects.exclude(published_at=None).latest("pk").page if repeated else None,
        reverify_until=_day(cast, row["reverify_days"]) if "reverify_days" in row else None,
        actor=cast.editor,
        now=at,
    )


def _ask(entry: Entry, row: Row, cast: Cast, at: datetime) -> object:
    return messages.ask(entry, body=row["words"], expects_answer=True, actor=cast.editor, now=at)


def _return(entry: Entry, row: Row, cast: Cast, at: datetime) -> object:
    due_on = dates.local_date(_due(cast))
    return supplements.ask(entry, request=row["request"], due_on=due_on, actor=cast.editor, now=at)


def _page(entry: Entry) -> Any:
    return entry.pages.select_related("page").get().page.specific


STEPS: dict[str, Step] = {
    "take": lambda entry, row, cast, at: sorting.take(entry, actor=cast.editor, now=at),
    "sort": _sort,
    "verify": lambda entry, row, cast, at: sorting.set_aside(entry, actor=cast.editor, now=at),
    "route": _route,
    "return": _return,
    "ask": _ask,
    "write": lambda entry, row, cast, at: supplying.write(
        entry, body=row["words"], actor=cast.people[row["by"]], now=at
    ),
    "withdraw": lambda entry, row, cast, at: supplying.withdraw(entry, actor=cast.people[row["by"]], now=at),
    "merge": lambda entry, row, cast, at: merging.merge(
        entry, Entry.objects.get(title=row["into"]), actor=cast.editor, now=at
    ),
    "refuse": _refuse,
    "agree": lambda entry, row, cast, at: refusals.decide(entry, agree=True, note="", actor=cast.approver, now=at),
    "agree-sealed": lambda entry, row, cast, at: refusals.decide(
        entry, agree=True, note="", actor=cast.security_officer, now=at
    ),
    "accept": _accept,
    "edit": _edit,
    "submit": _submit,
    "approve": _approve,
    "publish-now": _publish_now,
}
NEEDING_A_PAGE = frozenset({"edit", "submit", "approve", "publish-now"})
