"""What editorial tells Wagtail: menu, what waits on the first page, where a page came from, what may not be done."""

from editorial.wagtail_hooks import (
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
)

__all__ = [
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
]
