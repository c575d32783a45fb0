"""Configuration of the home app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home page, sections, plain pages and the frame around every page."""

    name = "home"
    verbose_name = _("Trang chủ và các mục")

    def ready(self) -> None:
        from home import receivers
