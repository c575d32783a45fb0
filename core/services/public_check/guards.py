"""Find guards that were taken away or switched off: without them nothing that follows can be believed."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from core.models import BasePage, ShownChange
from core.services.public_check.parts import part_of_the_check

EXPECTED: dict[str, set[str]] = {
    "core_approval": {"core_approval_enter", "core_approval_keep"},
    "core_changenote": {"core_change_note_keep"},
    "core_changerequest": {"core_enter_request", "core_change_refuse"},
    "core_changerow": {"core_enter_row", "core_change_refuse"},
    "core_changestep": {"core_enter_step", "core_change_refuse"},
    "core_movedaddress": {"core_change_refuse"},
    "core_portaldocument": {"core_guard_publicity"},
    "core_portalimage": {"core_guard_publicity"},
    "core_recheck": {"core_recheck_keep"},
    "core_rehearsedrow": {"core_rehearsal_ends_in_nothing"},
    "core_shownchange": {"core_change_refuse"},
    "core_withdrawal": {"core_withdrawal_keep"},
    "wagtailcore_page": {
        "core_page_enters",
        "core_page_changes",
        "core_page_moves",
        "core_address_follows",
        "core_note_moves",
    },
    "wagtailcore_pageviewrestriction": {"core_restriction_stays"},
    "wagtailcore_revision": {"core_approved_revision_keep", "core_approved_revision_stay"},
}
"""Triggers by table; an app above adds its own with ``expect``."""

GUARDS_OF_A_TABLE = {"core_guard_insert", "core_guard_update", "core_guard_delete"}


def expect(table: str, *triggers: str) -> None:
    """Add triggers that must stand on a table, always on."""
    EXPECTED.setdefault(table, set()).update(triggers)


@part_of_the_check
def guards_stand() -> Iterator[str]:
    """Yield the guards that are gone or off: of tables in the book, of pages, and of the book itself."""
    states = _triggers()
    for table, name in sorted(_wanted()):
        state = states.get((table, name))
        if state != "A":
            yield f"{table}: trigger {name} is {'gone' if state is None else 'off'}"


def _wanted() -> set[tuple[str, str]]:
    booked = ShownChange.objects.order_by().values_list("table", flat=True).distinct()
    wanted = {(table, name) for table in booked for name in GUARDS_OF_A_TABLE}
    wanted |= {(table, name) for table, names in EXPECTED.items() for name in names}
    return wanted | {(table, "core_page_row_is_approved") for table in page_tables()}


def page_tables() -> list[str]:
    """Return the tables of the page types, without those of Wagtail itself."""
    return sorted(model._meta.db_table for model in _types_of(BasePage) if not model._meta.abstract)


def _types_of(model: Any) -> set[Any]:
    return {model}.union(*(_types_of(below) for below in model.__subclasses__()))


def _triggers() -> dict[tuple[str, str], str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, tgname, tgenabled::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND pg_table_is_visible(pg_class.oid)"
        )
        return {(table, name): state for table, name, state in cursor.fetchall()}
