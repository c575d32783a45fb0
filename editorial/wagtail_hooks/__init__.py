"""What editorial tells Wagtail: its menu group, and what waits on the first page."""

from editorial.wagtail_hooks import changes, channels, menu, waiting

__all__ = ["changes", "channels", "menu", "waiting"]
