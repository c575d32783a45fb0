"""Screens of the Board that stand beside Wagtail's own, and the public pages of the supplier's side (Article 6.1)."""
