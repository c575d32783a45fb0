"""Count the inbox for those who lead it: punctuality and refusals, by agency, month and channel (R3.9-6, R6.1a-10)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from core.lib import dates
from editorial.enums import Channel, RefusalGround, StatisticsBy
from editorial.models import Entry, Refusal
from editorial.rules.periods import Months
from editorial.services.channels.watching import delayed_by_channels

PERCENT = 100
COUNTED = ("total", "on_time", "late", "unknown", "announced", "excused")


@dataclass(frozen=True)
class Group:
    """What the figures of one line are about; what the list does not group by is empty."""

    month: date | None = None
    agency: str = ""
    channel: str = ""

    @property
    def month_label(self) -> str:
        """Return "11/2026", or nothing when months are counted together."""
        return f"{self.month:%m/%Y}" if self.month else ""

    @property
    def place(self) -> tuple[date, str, str]:
        """Return where the group stands in a list: by month, then by name."""
        return (self.month or date.min, self.agency, self.channel)


@dataclass(frozen=True)
class Punctuality:
    """How punctual one group was.

    Counted for nobody: notices of what is still to come, unknown days, and what was late because the channel was down.
    """

    group: Group
    total: int
    on_time: int
    late: int
    unknown: int
    announced: int
    excused: int
    seconds_late: int

    @property
    def judged(self) -> int:
        """Return how many were either in time or late."""
        return self.on_time + self.late

    @property
    def percent(self) -> str:
        """Return the share in time of what can be judged as "97,5 %", or why there is none."""
        if not self.judged:
            return _("chưa có số liệu")
        return f"{self.on_time * PERCENT / self.judged:.1f} %".replace(".", ",")


@dataclass(frozen=True)
class Refused:
    """How often entries of one group were refused on one ground; an entry counts for each of its grounds."""

    group: Group
    ground: int
    entries: int

    @property
    def words(self) -> str:
        """Return the ground with its number, in the words of Article 3.9."""
        return f"{self.ground}. {RefusalGround(self.ground).label}"


def punctuality(
    months: Months, *, by: Collection[StatisticsBy], channel: str = "", agency: int | None = None
) -> list[Punctuality]:
    """Return how punctual the entries received in some months were, the most punctual group first (R6.1a-10).

    An entry that was merged counts with the one that came first, which is the one that is kept.
    """
    received = Entry.objects.filter(received_at__gte=months.begins, received_at__lt=months.ends)
    entries = _chosen(received.filter(merged_into__isnull=True), channel, agency)
    is_known, is_late = Q(seconds_late__isnull=False), Q(seconds_late__gt=0)
    is_announced, is_excused = Q(ends_at__gt=F("received_at")), Q(pk__in=delayed_by_channels(entries))
    is_over = ~is_announced | Q(ends_at__isnull=True)
    counted = _grouped(entries, by, "received_at", "").annotate(
        total=Count("pk"),
        on_time=Count("pk", filter=is_over & Q(seconds_late=0)),
        late=Count("pk", filter=is_late & ~is_excused),
        unknown=Count("pk", filter=~is_known),
        announced=Count("pk", filter=is_announced & is_known),
        excused=Count("pk", filter=is_late & is_excused),
        mean_late=Avg("seconds_late", filter=is_late & ~is_excused),
    )
    # Without any group there is one line, also of nothing.
    rows = [
        Punctuality(_group(row, by), seconds_late=int(row["mean_late"] or 0), **{name: row[name] for name in COUNTED})
        for row in counted
        if row["total"]
    ]
    return sorted(rows, key=_league)


def together(rows: Collection[Punctuality]) -> Punctuality:
    """Return how punctual several groups were taken together; the mean delay is that of all that were late."""
    sums = {name: sum(getattr(row, name) for row in rows) for name in COUNTED}
    seconds = sum(row.seconds_late * row.late for row in rows)
    return Punctuality(Group(), seconds_late=seconds // sums["late"] if sums["late"] else 0, **sums)


def refusals(
    months: Months, *, by: Collection[StatisticsBy], channel: str = "", agency: int | None = None
) -> list[Refused]:
    """Return how often which ground was the reason of refusals decided in some months (R3.9-6)."""
    agreed = Refusal.objects.filter(is_agreed=True, decided_at__gte=months.begins, decided_at__lt=months.ends)
    chosen = _chosen(agreed, channel, agency, "entry__")
    spread = chosen.annotate(ground=Func(F("grounds"), function="unnest", output_field=IntegerField()))
    counted = _grouped(spread, by, "decided_at", "entry__", "ground").annotate(entries=Count("entry", distinct=True))
    rows = [Refused(_group(row, by), row["ground"], row["entries"]) for row in counted]
    return sorted(rows, key=lambda row: (*row.group.place, row.ground))


def _chosen(rows: QuerySet[Any], channel: str, agency: int | None, prefix: str = "") -> QuerySet[Any]:
    conditions: dict[str, object] = {}
    if channel:
        conditions[f"{prefix}channel"] = channel
    if agency:
        conditions[f"{prefix}agency"] = agency
    return rows.filter(**conditions)


def _grouped(
    rows: QuerySet[Any], by: Collection[StatisticsBy], instant: str, prefix: str, *more: str
) -> QuerySet[Any, dict[str, Any]]:
    expressions: dict[str, Any] = {"together": Value(1)}
    if StatisticsBy.MONTH in by:
        expressions["of_month"] = TruncMonth(instant, tzinfo=dates.HANOI)
    if StatisticsBy.AGENCY in by:
        expressions |= {"of_agency": F(f"{prefix}agency"), "agency_name": F(f"{prefix}agency__name")}
    if StatisticsBy.CHANNEL in by:
        expressions["of_channel"] = F(f"{prefix}channel")
    return rows.order_by().annotate(**expressions).values(*expressions, *more)


def _group(row: Mapping[str, Any], by: Collection[StatisticsBy]) -> Group:
    month = dates.local_date(row["of_month"]) if "of_month" in row else None
    agency = (row.get("agency_name") or _("Cá nhân")) if StatisticsBy.AGENCY in by else ""
    channel = str(Channel(row["of_channel"]).label) if "of_channel" in row else ""
    return Group(month, agency, channel)


def _league(row: Punctuality) -> tuple[object, ...]:
    share = row.on_time / row.judged if row.judged else -1.0
    return (row.group.month or date.min, -share, -row.total, *row.group.place)
