"""The Board's lists in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from editorial.viewsets.board import BoardSeatViewSet


class EditorialGroup(ModelViewSetGroup):
    """One menu group for the Board."""

    menu_label = _("Ban Biên tập")
    menu_icon = "clipboard-list"
    menu_order = 150
    items = (BoardSeatViewSet("board"),)


__all__ = ["BoardSeatViewSet", "EditorialGroup"]
