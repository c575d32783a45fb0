"""The site's one root page and its address."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from core.services.changes import set_up
from home.models import HomePage

DEFAULT_PORTS = {"http": 80, "https": 443}


def prepare_site() -> HomePage:
    """Return the home page, made and published when there is none, as the root of the default site.

    The welcome page that Wagtail's migrations leave behind goes; the site's address follows the settings.
    """
    home = HomePage.objects.first() or _make_home()
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    wanted = {
        "hostname": address.hostname or settings.CANONICAL_HOST,
        "port": address.port or DEFAULT_PORTS.get(address.scheme, 80),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "root_page_id": home.pk,
    }
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        with set_up("Địa chỉ và trang gốc của cổng"):
            site.save()
    for welcome in Page.objects.filter(depth=2, first_published_at__isnull=True).exclude(pk=home.pk):
        welcome.delete()
    return home


def _make_home() -> HomePage:
    root = Page.get_first_root_node()
    home: HomePage = root.add_child(
        instance=HomePage(title="Trang chủ", slug="trang-chu", show_in_menus=False, live=False)
    )
    return home
