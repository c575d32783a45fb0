"""Remind suppliers who stay silent, once, then tell the office that the time is over (R6.1a-11).

Each letter has its place in the ledger: however often this runs, and however long it did not, each goes out once.
"""

from collections.abc import Iterator
from datetime import date, datetime

from core.lib import dates
from core.lib.workdays import WorkCalendar, add_working_days
from core.services.calendar import work_calendar
from core.services.rule_values import rule_number
from editorial.enums import EntryState
from editorial.models import EntryMessage, Supplement
from editorial.rules.supply import TALKING
from editorial.services import letters


def remind(*, now: datetime) -> tuple[int, int]:
    """Note letters for who was silent too long; return how many reminders and how many overdue notices were due."""
    today, calendar = dates.local_date(now), work_calendar()
    after = rule_number("supply-reminder-days", today)
    reminders = overdue = 0
    for asked in _open_supplements():
        if asked.due_on < today:
            overdue += letters.tell_silence(asked, now=now)
        elif _is_due(asked.asked_at, after, today, calendar):
            reminders += letters.remind(asked, now=now)
    silence = rule_number("supply-silence-days", today)
    for question in open_questions():
        if _is_due(question.sent_at, silence, today, calendar):
            overdue += letters.tell_silence(question, now=now)
        elif _is_due(question.sent_at, after, today, calendar):
            reminders += letters.remind(question, now=now)
    return reminders, overdue


def open_questions() -> Iterator[EntryMessage]:
    """Yield questions of the office without an answer, the oldest first; nothing of what is sealed."""
    questions = EntryMessage.objects.filter(
        from_office=True, closed_at__isnull=True, entry__state__in=TALKING, entry__sealed_at__isnull=True
    )
    yield from questions.select_related("entry__agency", "entry__sender", "author").order_by("sent_at", "pk")


def overdue_questions(*, now: datetime) -> list[EntryMessage]:
    """Return questions of the office that wait longer than the rule value allows."""
    questions = list(open_questions())
    if not questions:
        return []
    today, calendar = dates.local_date(now), work_calendar()
    days = rule_number("supply-silence-days", today)
    return [question for question in questions if _is_due(question.sent_at, days, today, calendar)]


def _open_supplements() -> Iterator[Supplement]:
    waiting = Supplement.objects.filter(
        answered_at__isnull=True, entry__state=EntryState.RETURNED, entry__sealed_at__isnull=True
    )
    yield from waiting.select_related("entry__agency", "entry__sender", "asked_by").order_by("asked_at", "pk")


def _is_due(since: datetime, days: int, today: date, calendar: WorkCalendar) -> bool:
    """Return whether so many working days have passed: on the day after the last of them."""
    return today > add_working_days(dates.local_date(since), days, calendar)
