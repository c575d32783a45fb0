"""Configuration of the documents app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Category 1 of Article 4: legal documents."""

    name = "documents"
    verbose_name = _("Văn bản")
