"""The four lists of news in the admin, in the order of Article 4."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from core.viewsets import PageListViewSet
from news.models import CommitteePage, LeaderActivityPage, ModelPage, ResultPage


class LeaderActivityViewSet(PageListViewSet):
    """Category 2."""

    model = LeaderActivityPage
    name = "leader_activities"
    icon = "user"
    menu_label = _("Hoạt động của Lãnh đạo")


class CommitteeViewSet(PageListViewSet):
    """Category 3."""

    model = CommitteePage
    name = "committee"
    icon = "group"
    menu_label = _("Ban Chỉ đạo")
    list_filter = ["kind"]


class ResultViewSet(PageListViewSet):
    """Category 4."""

    model = ResultPage
    name = "results"
    icon = "tick"
    menu_label = _("Thực hiện, kết quả")
    list_filter = ["agency"]


class ModelViewSet(PageListViewSet):
    """Category 5."""

    model = ModelPage
    name = "models"
    icon = "glasses"
    menu_label = _("Kinh nghiệm, mô hình")
    list_filter = ["country"]


class NewsGroup(ViewSetGroup):
    """One menu group for news."""

    menu_label = _("Tin tức")
    menu_icon = "doc-empty"
    menu_order = 210
    items = (LeaderActivityViewSet, CommitteeViewSet, ResultViewSet, ModelViewSet)


@hooks.register("register_admin_viewset")
def register_news() -> NewsGroup:
    return NewsGroup()
