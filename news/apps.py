"""Configuration of the news app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """Categories 2 to 5 of Article 4."""

    name = "news"
    verbose_name = _("Tin tức")
