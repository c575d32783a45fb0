"""The plain site's only app."""

from django.apps import AppConfig


class PlainSiteConfig(AppConfig):
    """Home, sections, articles."""

    name = "bench.plain.site"
    label = "plain"
    default_auto_field = "django.db.models.BigAutoField"
