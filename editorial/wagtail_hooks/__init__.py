"""What editorial tells Wagtail: its menu group, and what waits on the first page."""

from editorial.wagtail_hooks import channels, menu, waiting

__all__ = ["channels", "menu", "waiting"]
