"""Screens of the Board that stand beside Wagtail's own."""
