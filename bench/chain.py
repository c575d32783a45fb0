"""Write into the audit chain from several connections at once, each row in a transaction of its own."""

from threading import Barrier, Thread
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from core.enums import AuditAct
from core.services import audit
from core.services.audit_verification import verify

WRITERS = 8
SECONDS = 5.0


def write_together() -> dict[str, Any]:
    """Return how many rows a second went in, and whether the chain holds afterwards."""
    counts = [0] * WRITERS
    begin = Barrier(WRITERS + 1)

    def write(place: int) -> None:
        connection.ensure_connection()
        begin.wait()
        end = perf_counter() + SECONDS
        while perf_counter() < end:
            with transaction.atomic():
                audit.record(AuditAct.SETTING_CHANGED, detail={"writer": place, "count": counts[place]})
            counts[place] += 1
        connection.close()

    threads = [Thread(target=write, args=(place,)) for place in range(WRITERS)]
    before = verify().rows
    for thread in threads:
        thread.start()
    begin.wait()
    start = perf_counter()
    for thread in threads:
        thread.join()
    took = perf_counter() - start
    after = verify()
    whole = after.broken is None and after.rows - before == sum(counts)
    return {"per_second": sum(counts) / took, "whole": whole, "rows": after.rows}
