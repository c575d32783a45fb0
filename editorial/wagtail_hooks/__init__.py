"""What editorial tells Wagtail: its menu group, what waits on the first page, what its page screens may not do."""

from editorial.wagtail_hooks import alarms, channels, menu, pages, waiting

__all__ = ["alarms", "channels", "menu", "pages", "waiting"]
