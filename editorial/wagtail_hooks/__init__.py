"""What editorial tells Wagtail: its menu group, what waits on the first page, where a page came from."""

from editorial.wagtail_hooks import channels, menu, origin, waiting

__all__ = ["channels", "menu", "origin", "waiting"]
