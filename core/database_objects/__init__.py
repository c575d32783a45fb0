"""Database objects that models cannot declare, for the migrations of every app."""

from core.database_objects.afterwards import KEEP_NOTES_AND_MARKS
from core.database_objects.approvals import KEEP_APPROVALS
from core.database_objects.ground import CREATE_AUDIT_CHAIN, CREATE_TEXT_SEARCH_CONFIG, LEAVE_COUNTS_OUT_OF_THE_LOG
from core.database_objects.page_guard import GUARD_PAGES
from core.database_objects.page_tables import CREATE_COMPARISON, guard_page_tables
from core.database_objects.withdrawals import GUARD_WITHDRAWALS

__all__ = [
    "CREATE_AUDIT_CHAIN",
    "CREATE_COMPARISON",
    "CREATE_TEXT_SEARCH_CONFIG",
    "GUARD_PAGES",
    "GUARD_WITHDRAWALS",
    "KEEP_APPROVALS",
    "KEEP_NOTES_AND_MARKS",
    "LEAVE_COUNTS_OUT_OF_THE_LOG",
    "guard_page_tables",
]
