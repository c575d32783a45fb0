"""What editorial tells Wagtail: its menu group, and what waits on the first page."""

from editorial.wagtail_hooks import menu, overseeing, waiting

__all__ = ["menu", "overseeing", "waiting"]
