"""The Board's lists in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from editorial.viewsets.board import BoardSeatViewSet
from editorial.viewsets.changes import ChangeRequestViewSet
from editorial.viewsets.channels import ChannelItemViewSet, ChannelRunViewSet, ChannelViewSet
from editorial.viewsets.inbox import InboxViewSet
from editorial.viewsets.later import LaterPublicationViewSet
from editorial.viewsets.reviews import PageReviewViewSet
from editorial.viewsets.sources import SourceMarkViewSet, SourceViewSet
from editorial.viewsets.statistics import FiguresViewSet


class EditorialGroup(ModelViewSetGroup):
    """One menu group for the Board."""

    menu_label = _("Ban Biên tập")
    menu_icon = "mail"
    menu_order = 150
    items = (
        InboxViewSet("inbox"),
        SourceViewSet("sources"),
        SourceMarkViewSet("source_marks"),
        BoardSeatViewSet("board"),
        FiguresViewSet("figures"),
        LaterPublicationViewSet("later_publications", url_prefix="dang-muon"),
        ChannelViewSet("channels"),
        ChannelRunViewSet("channel_runs"),
        ChannelItemViewSet("traces"),
        ChangeRequestViewSet("change_requests"),
        PageReviewViewSet("page_reviews"),
    )


__all__ = [
    "BoardSeatViewSet",
    "ChangeRequestViewSet",
    "EditorialGroup",
    "FiguresViewSet",
    "InboxViewSet",
    "LaterPublicationViewSet",
    "SourceMarkViewSet",
    "SourceViewSet",
]
