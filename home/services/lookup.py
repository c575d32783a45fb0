"""Find what a public address shows, with the frame around it, in one query."""

from functools import cache
from typing import Any

from core.models import PublishedItem
from core.models.published_statements import item_at
from home.models import Frame
from home.services.frame import load_frame

_kept: dict[str, Frame] = {}


def item_and_frame(path: str) -> tuple[PublishedItem, Frame] | None:
    """Return the item at an address and the frame, or None when nothing public is there.

    The process keeps the frame it read last; the query tells by a hash of its data whether it still holds,
    so that a change shows in the very next answer.
    """
    item: Any = next(iter(PublishedItem.objects.raw(_statement(), [path, Frame.SINGLETON])), None)
    return (item, _frame(item.frame_version)) if item else None


def _frame(version: str | None) -> Frame:
    if version is None:
        return load_frame()
    frame = _kept.get(version)
    if frame is None:
        frame = load_frame()
        _kept.clear()
        _kept[version] = frame
    return frame


@cache
def _statement() -> str:
    table = Frame._meta.db_table
    return f"""
        SELECT item.*, md5(frame.data::text) AS frame_version FROM ({item_at()}) item
        LEFT JOIN {table} frame ON frame.id = %s
    """  # noqa: S608 (names of the models)
