"""Search as ``wagtail start`` writes it, and a feed."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Page

from bench.plain.site.models import ArticlePage

PAGE_SIZE = 10


def search(request: HttpRequest) -> HttpResponse:
    """Answer with the pages that the words match."""
    words = request.GET.get("query")
    results = Page.objects.live().search(words) if words else Page.objects.none()
    page = Paginator(results, PAGE_SIZE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "plain/search.html", {"query": words, "results": page})


class NewestFeed(Feed):
    """The newest twenty articles."""

    title = "Newest"
    link = "/"
    description = "Newest"

    def items(self) -> Iterable[ArticlePage]:
        return ArticlePage.objects.live().order_by("-date")[:20]

    def item_title(self, item: ArticlePage) -> str:
        return item.title

    def item_description(self, item: ArticlePage) -> str:
        return item.intro

    def item_pubdate(self, item: ArticlePage) -> datetime:
        return item.date

    def item_link(self, item: ArticlePage) -> str:
        return item.full_url
