"""What editorial tells Wagtail: menu, what waits on the first page, where a page came from, what may not be done."""

from editorial.wagtail_hooks import (
    afterwards,
    alarms,
    changes,
    channels,
    emergencies,
    held_files,
    menu,
    origin,
    overseeing,
    pages,
    waiting,
    withdrawals,
)

__all__ = [
    "afterwards",
    "alarms",
    "changes",
    "channels",
    "emergencies",
    "held_files",
    "menu",
    "origin",
    "overseeing",
    "pages",
    "waiting",
    "withdrawals",
]
