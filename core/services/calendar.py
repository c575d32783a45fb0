"""The working calendar of the City's offices: public holidays, corrected by the office's own table (RX-1)."""

from core.lib.workdays import WorkCalendar, official_calendar
from core.models import CalendarDay


def work_calendar() -> WorkCalendar:
    """Return the calendar with every day off and make-up day that the office has entered (one query).

    Days are calendar days in Hanoi. A computation that reaches a year without data raises
    ``core.lib.workdays.MissingYear``.
    """
    return official_calendar(CalendarDay.objects.all())
