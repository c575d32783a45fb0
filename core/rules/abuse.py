"""How often a public form may be used, and what the guard says of a submission (R9.4-1)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.enums import LIMIT_REFUSALS, Refusal


@dataclass(frozen=True)
class Limit:
    """So many submissions in each window of so many seconds; windows begin at whole multiples since 1970."""

    count: int
    seconds: int

    def __post_init__(self) -> None:
        if self.count < 1 or not 1 <= self.seconds <= 86_400:
            raise ValueError(f"A limit counts at least one submission in at most a day, not {self}.")

    def window(self, now: datetime) -> datetime:
        """Return when the window that holds ``now`` began."""
        return datetime.fromtimestamp(int(now.timestamp()) // self.seconds * self.seconds, UTC)

    def ends(self, now: datetime) -> datetime:
        """Return when the window that holds ``now`` ends; that instant belongs to the next one."""
        return self.window(now) + timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Limits:
    """The limits of one form: per address, for the form, for all forms together, and for submissions without proof."""

    address: Limit
    form: Limit
    everything: Limit
    unproven: Limit


@dataclass(frozen=True)
class Verdict:
    """What becomes of a submission: passed, held for a person to look at, or refused with its reason."""

    refusal: Refusal | None = None
    held: bool = False
    retry_after: int = 0
    """Seconds after which the same submission would be accepted; 0 when waiting does not help."""

    @property
    def accepted(self) -> bool:
        """Whether the submission is taken, be it at once or after a person has looked."""
        return self.refusal is None

    @property
    def is_limit(self) -> bool:
        """Whether waiting helps, or another way than the form."""
        return self.refusal in LIMIT_REFUSALS


PASSED = Verdict()
HELD = Verdict(held=True)


def refused(reason: Refusal, retry_after: timedelta = timedelta(0)) -> Verdict:
    """Return a refusal; ``retry_after`` is rounded up to whole seconds."""
    return Verdict(reason, retry_after=-(-retry_after // timedelta(seconds=1)))
