"""Addresses as ``wagtail start`` writes them."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap

from bench.plain.site.views import NewestFeed, search

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("search/", search, name="search"),
    path("rss/", NewestFeed()),
    path("sitemap.xml", sitemap),
    path("", include(wagtail_urls)),
]
