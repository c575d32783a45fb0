"""Home, sections and articles as the Wagtail tutorial writes them."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

PAGE_SIZE = 20


class HomePage(Page):
    """The newest articles of each section."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        sections = SectionPage.objects.child_of(self).live()
        context["sections"] = [
            (section, ArticlePage.objects.child_of(section).live().order_by("-date")[:4]) for section in sections
        ]
        return context


class SectionPage(Page):
    """A list of articles, twenty on a page."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        articles = ArticlePage.objects.child_of(self).live().order_by("-date")
        context["articles"] = Paginator(articles, PAGE_SIZE).get_page(request.GET.get("page"))
        return context


class ArticlePage(Page):
    """An article."""

    date = models.DateTimeField("Date", db_index=True)
    intro = models.CharField(max_length=500, blank=True)
    body = StreamField([("paragraph", blocks.RichTextBlock())], blank=True)
    image = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]


class OpinionField(AbstractFormField):
    """A field of the form."""

    page = ParentalKey("OpinionPage", on_delete=models.CASCADE, related_name="form_fields")


class OpinionPage(AbstractForm):
    """A form as the tutorial builds it: one row for each submission."""


class Message(models.Model):
    """What somebody sent, as a form of the tutorial's kind would keep it."""

    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    sender = models.CharField(max_length=255, blank=True)
    channel = models.CharField(max_length=20, db_index=True)
    state = models.CharField(max_length=20, db_index=True)
    received_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.title
