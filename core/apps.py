"""Configuration of the core app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Page base, blocks, media, register of public items, rule values and calendar."""

    name = "core"
    verbose_name = _("Nền tảng")

    def ready(self) -> None:
        from core import receivers, tree_moves

        tree_moves.install()
