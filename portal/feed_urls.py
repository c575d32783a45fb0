"""Addresses of feeds, the site map and what robots read."""

from django.urls import path, re_path
from django.views.decorators.http import require_safe

from portal.feeds import AtomFeed, RssFeed
from portal.sitemaps import sitemap_index, sitemap_of_screens, sitemap_part
from portal.views.robots import robots
from portal.views.site_map import site_map

SECTION = r"(?P<path>(?:[a-z0-9-]+/){1,3})"

urlpatterns = [
    path("rss/", require_safe(RssFeed()), name="rss"),
    path("atom/", require_safe(AtomFeed()), name="atom"),
    re_path(rf"^rss/{SECTION}$", require_safe(RssFeed()), name="section_rss"),
    re_path(rf"^atom/{SECTION}$", require_safe(AtomFeed()), name="section_atom"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemap_part, name="sitemap_part"),
    path("sitemap-bieu-mau.xml", sitemap_of_screens, name="sitemap_of_screens"),
    path("robots.txt", robots, name="robots"),
    path("so-do-trang/", site_map, name="site_map"),
]
