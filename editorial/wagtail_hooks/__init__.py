"""What editorial tells Wagtail: its menu group."""

from editorial.wagtail_hooks import menu

__all__ = ["menu"]
