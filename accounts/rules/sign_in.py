"""When a session counts as signed in (R9.4-1): two factors, an end by rest and an end in any case."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


class Standing(Enum):
    """What a session is good for."""

    OVER = "over"
    HALF = "half"  # the password was right, the second factor is missing
    FULL = "full"


@dataclass(frozen=True)
class Limits:
    """How long a session may rest, last, and count as just confirmed."""

    idle: timedelta
    absolute: timedelta
    fresh: timedelta
    enrolment: timedelta


@dataclass(frozen=True)
class Marks:
    """What a session remembers of how its person signed in; instants in UTC."""

    began: datetime
    seen: datetime
    password: datetime | None = None
    factor: datetime | None = None
    enrolment: datetime | None = None

    @property
    def is_full(self) -> bool:
        """Return whether a second factor was shown in this session."""
        return self.factor is not None


def standing(marks: Marks | None, limits: Limits, *, now: datetime) -> Standing:
    """Return what a signed-in session is good for at an instant (R9.4-1).

    A session without marks was not made by our sign-in and is over. Periods are half-open: at the very end of
    the idle or absolute time the session is over.
    """
    if marks is None or now >= marks.seen + limits.idle or now >= marks.began + limits.absolute:
        return Standing.OVER
    return Standing.FULL if marks.is_full else Standing.HALF


def is_just_confirmed(
    marks: Marks, limits: Limits, *, has_factor: bool, password_is_enough: bool, now: datetime
) -> bool:
    """Return whether devices may be added or removed now (R9.4-1).

    The second factor must have been shown within the fresh time. Who has none yet may have typed the code that was
    handed over, which lasts a little longer: somebody has to install an app meanwhile. The password alone is enough for
    demo accounts only.
    """
    shown = [(marks.factor, limits.fresh)]
    if not has_factor:
        shown.append((marks.enrolment, limits.enrolment))
        if password_is_enough:
            shown.append((marks.password, limits.fresh))
    return any(instant is not None and now < instant + period for instant, period in shown)


def is_worth_noting(seen: datetime, *, now: datetime, every: timedelta = timedelta(minutes=1)) -> bool:
    """Return whether the last sign of life is old enough to be written anew; once a minute spares the database."""
    return now >= seen + every
