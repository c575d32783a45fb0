"""Guard public forms: one call says whether a submission passes, is held, or is refused and why (R9.4-1).

The steps run from the cheapest to the dearest: hidden field, token, time, proof (no query); limits (one statement);
the form's own rules; the challenge is spent (one statement).
"""

import hashlib
import hmac
import logging
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connection

from core.enums import Refusal
from core.lib import proof_of_work
from core.lib.client_address import network_of
from core.models import SpentChallenge, SubmissionCount
from core.rules.abuse import HELD, PASSED, Limit, Limits, Verdict, refused

DEFAULT_LIMITS = ""
SKEW = timedelta(hours=1)
"""How far the clocks of two machines may be apart before a swept challenge could be used again."""

SHARED_LIMITS = frozenset({Refusal.FORM_LIMIT, Refusal.TOTAL_LIMIT})
"""Limits that shut out people who did nothing: somebody has to look, so these stand in the log as errors."""

logger = logging.getLogger(__name__)


class GuardedSubmission(Protocol):
    """What the guard needs of a form; ``core.forms.GuardedForm`` has it."""

    guard_code: str
    guard_pages: int

    @property
    def guard_scope(self) -> str:
        """Form and action for which a challenge is valid."""

    @property
    def guard_token(self) -> str:
        """The token that came with the submission."""

    @property
    def guard_number(self) -> str:
        """The number that the browser found, empty without JavaScript."""

    @property
    def guard_trap(self) -> str:
        """What was written into the field that people do not see."""

    def is_valid(self) -> bool:
        """Run the form's own rules."""


def guard(form: GuardedSubmission, *, address: str, now: datetime) -> Verdict:
    """Say what becomes of a submission, count it, and spend its challenge when it is accepted.

    Call it inside the transaction that stores the submission: the challenge is spent exactly when that commits. A
    submission without proof, from a device without JavaScript, is held. ``form.cleaned_data`` may be read when the
    verdict is accepted.
    """
    verdict = _judge(form, address, now)
    if verdict.refusal and verdict.refusal is not Refusal.INVALID:
        level = logging.ERROR if verdict.refusal in SHARED_LIMITS else logging.WARNING
        logger.log(level, "Refused a submission of the form %s: %s", form.guard_code, verdict.refusal.value)
    return verdict


def challenge(form: GuardedSubmission, *, now: datetime) -> proof_of_work.Challenge:
    """Return a new challenge for a form; a form shown again keeps the time at which it was first opened."""
    try:
        opened = _token(form, now).opened
    except proof_of_work.ExpiredTokenError as error:
        opened = error.opened
    except proof_of_work.TokenError:
        opened = now
    return proof_of_work.issue(
        scope=form.guard_scope,
        key=_key("proof"),
        work=max(1, settings.PROOF_WORK // form.guard_pages),
        now=now,
        opened=opened,
    )


def limits_of(form_code: str) -> Limits:
    """Return the limits of a form as the settings have them; the form's own ones stand before the general ones."""
    found: Mapping[str, tuple[int, int]] = settings.SUBMISSION_LIMITS[DEFAULT_LIMITS] | settings.SUBMISSION_LIMITS.get(
        form_code, {}
    )
    return Limits(**{name: Limit(*numbers) for name, numbers in found.items()})


def check_limits(*, app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """System check: every form's limits are complete and possible."""
    found: list[CheckMessage] = []
    for form_code in settings.SUBMISSION_LIMITS:
        try:
            limits_of(form_code)
        except (TypeError, ValueError) as error:
            found.append(Error(f"SUBMISSION_LIMITS[{form_code!r}]: {error}", id="core.E017"))
    return found


def sweep(*, now: datetime) -> int:
    """Delete challenges and counts that mean nothing any more; returns how many rows went."""
    spent, _detail = SpentChallenge.objects.filter(expires_at__lt=now - SKEW).delete()
    counts, _detail = SubmissionCount.objects.filter(ends_at__lt=now - SKEW).delete()
    return spent + counts


def _judge(form: GuardedSubmission, address: str, now: datetime) -> Verdict:
    try:
        token = _token(form, now)
    except proof_of_work.ExpiredTokenError:
        return refused(Refusal.EXPIRED)
    except proof_of_work.TokenError:
        return refused(Refusal.FORGED)
    proven = form.guard_number != ""
    refusal = _cheap_refusal(form, token, now, proven=proven) or _count(form.guard_code, address, now, proven=proven)
    if refusal:
        return refusal
    if not form.is_valid():
        return refused(Refusal.INVALID)
    if not _spend(token):
        return refused(Refusal.REPLAYED)
    return PASSED if proven else HELD


def _token(form: GuardedSubmission, now: datetime) -> proof_of_work.Token:
    return proof_of_work.read(
        form.guard_token,
        scope=form.guard_scope,
        key=_key("proof"),
        now=now,
        lifetime=timedelta(seconds=settings.CHALLENGE_SECONDS),
    )


def _cheap_refusal(
    form: GuardedSubmission, token: proof_of_work.Token, now: datetime, *, proven: bool
) -> Verdict | None:
    if form.guard_trap:
        return refused(Refusal.TRAP_FILLED)
    ready = token.opened + timedelta(seconds=settings.LEAST_FILL_SECONDS / form.guard_pages)
    if now < ready:
        return refused(Refusal.TOO_FAST, ready - now)
    if proven and not proof_of_work.is_solved(token, form.guard_number, key=_key("proof")):
        return refused(Refusal.UNSOLVED)
    return None


def _count(form_code: str, address: str, now: datetime, *, proven: bool) -> Verdict | None:
    """Count the submission in every limit, or in none below the first that is full."""
    limits = limits_of(form_code)
    steps = [(Refusal.ADDRESS_LIMIT, limits.address, f"{form_code}\0{network_of(address)}")]
    if not proven:
        steps.append((Refusal.UNPROVEN_LIMIT, limits.unproven, form_code))
    steps += [(Refusal.FORM_LIMIT, limits.form, form_code), (Refusal.TOTAL_LIMIT, limits.everything, "")]
    counted = _count_up([(_count_key(reason, limit, what, now), limit) for reason, limit, what in steps], now)
    if counted == len(steps):
        return None
    reason, limit, _what = steps[counted]
    return refused(reason, limit.ends(now) - now)


def _count_up(steps: Sequence[tuple[uuid.UUID, Limit]], now: datetime) -> int:
    """Add one to each count while it is below its limit; returns how many were, in one atomic statement."""
    parts: list[str] = []
    values: list[uuid.UUID | datetime | int] = []
    for number, (key, limit) in enumerate(steps):
        before = f"WHERE EXISTS (SELECT FROM step_{number - 1})" if number else ""
        parts.append(
            f"step_{number} AS (INSERT INTO core_submissioncount AS stored (key, ends_at, count)"
            f" SELECT %s, %s, 1 {before} ON CONFLICT (key)"
            " DO UPDATE SET count = stored.count + 1 WHERE stored.count < %s RETURNING 1),"
            f" counted_{number} AS (SELECT count(*) FROM step_{number})"
        )
        values += [key, limit.ends(now), limit.count]
    total = " + ".join(f"(TABLE counted_{number})" for number in range(len(steps)))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(parts)} SELECT {total}", values)
        return int(cursor.fetchone()[0])


def _count_key(reason: Refusal, limit: Limit, what: str, now: datetime) -> uuid.UUID:
    """Return the key of a window's count, another one for each window.

    Nobody without the secret finds an address from it, nor the same address in two windows.
    """
    name = f"{reason}\0{what}\0{limit.seconds}\0{limit.window(now).timestamp():.0f}"
    return uuid.UUID(bytes=hmac.new(_key("addresses"), name.encode(), hashlib.sha256).digest()[:16])


def _spend(token: proof_of_work.Token) -> bool:
    """Store the challenge as used; a second user of it waits for the first one's transaction and is told False."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_spentchallenge (id, expires_at) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [token.id, token.issued + timedelta(seconds=settings.CHALLENGE_SECONDS)],
        )
        return cursor.rowcount == 1


def _key(purpose: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"core.abuse.{purpose}".encode(), hashlib.sha256).digest()
