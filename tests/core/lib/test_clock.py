"""The clock of the project gives aware instants in UTC."""

from datetime import UTC, datetime, timedelta

from core.lib import clock


def test_now_is_the_present_instant_in_utc() -> None:
    before = datetime.now(UTC)
    instant = clock.now()
    assert instant.utcoffset() == timedelta(0)
    assert before <= instant <= datetime.now(UTC)
