"""Addresses of feeds, the site map and what robots read."""

from django.urls import path, re_path

from portal.feeds import AtomFeed, RssFeed
from portal.sitemaps import sitemap_index, sitemap_part
from portal.views.robots import robots
from portal.views.site_map import site_map

SECTION = r"(?P<path>(?:[a-z0-9-]+/){1,3})"

urlpatterns = [
    path("rss/", RssFeed(), name="rss"),
    path("atom/", AtomFeed(), name="atom"),
    re_path(rf"^rss/{SECTION}$", RssFeed(), name="section_rss"),
    re_path(rf"^atom/{SECTION}$", AtomFeed(), name="section_atom"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemap_part, name="sitemap_part"),
    path("robots.txt", robots, name="robots"),
    path("so-do-trang/", site_map, name="site_map"),
]
