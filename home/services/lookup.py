"""Find what a public address shows, with the frame around it, in one query.

The process keeps the frame it read last. The query compares a hash of the stored data, and brings the data
only when they have changed; so a change shows in the very next answer.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import connection

from core.models import FormerAddress, PublishedItem
from core.models.published_statements import item_at, item_of
from home.models import Frame
from home.services.frame import rebuild_frame

VERSION = "md5(frame.data::text)"
FRAME_COLUMNS = (
    f"{VERSION} AS frame_version, frame.built_at AS frame_built_at, "
    f"CASE WHEN {VERSION} <> %s THEN frame.data::text END AS frame_data"
)


@dataclass(frozen=True)
class _Kept:
    version: str = ""
    frame: Frame | None = None


_kept = _Kept()


def item_and_frame(path: str) -> tuple[PublishedItem, Frame] | None:
    """Return the item at an address and the frame, or None when nothing public is there."""
    kept = _kept
    values: list[str | int] = [kept.version, path, Frame.SINGLETON]
    with connection.cursor() as cursor:
        cursor.execute(_item_statement(), values)
        row = cursor.fetchone()
    if row is None:
        return None
    *item, version, built_at, data = row
    return item_of(item), _frame(kept, version, built_at, data)


def former_and_frame(path: str) -> tuple[int | None, Frame]:
    """Return the id of the page that was public at an address once, or None, with the frame: one query for both."""
    kept = _kept
    with connection.cursor() as cursor:
        cursor.execute(_former_statement(), [kept.version, path, Frame.SINGLETON])
        page_id, *stored = cursor.fetchone() or (None, None, None, None)
    return page_id, _frame(kept, *stored)


def current_frame() -> Frame:
    """Return the frame for an answer that is no page of the register, such as search results."""
    kept = _kept
    with connection.cursor() as cursor:
        cursor.execute(_frame_statement(), [kept.version, Frame.SINGLETON])
        return _frame(kept, *(cursor.fetchone() or (None, None, None)))


def _frame(kept: _Kept, version: str | None, built_at: datetime | None, data: str | None) -> Frame:
    """Return the kept frame, or keep and return the one just read; build it when there is none yet."""
    global _kept  # noqa: PLW0603 (one frame for each process is the point)
    if version is None or built_at is None:
        return rebuild_frame()
    if data is None and kept.frame is not None:
        return kept.frame
    frame = Frame(pk=Frame.SINGLETON, data=json.loads(data or "{}"), built_at=built_at)
    _kept = _Kept(version, frame)
    return frame


@cache
def _item_statement() -> str:
    return f"""
        SELECT item.*, {FRAME_COLUMNS} FROM ({item_at()}) item
        LEFT JOIN {Frame._meta.db_table} frame ON frame.id = %s
    """  # noqa: S608 (names of the models)


@cache
def _former_statement() -> str:
    return f"""
        SELECT former.page_id, {FRAME_COLUMNS} FROM {Frame._meta.db_table} frame
        LEFT JOIN {FormerAddress._meta.db_table} former ON former.path = %s WHERE frame.id = %s
    """  # noqa: S608 (as above)


@cache
def _frame_statement() -> str:
    return f"SELECT {FRAME_COLUMNS} FROM {Frame._meta.db_table} frame WHERE frame.id = %s"  # noqa: S608 (as above)
