"""Keep old addresses of renamed and moved pages working by permanent redirects (R2.2c-1)."""

import copy

from wagtail.contrib.redirects.signal_handlers import create_redirects
from wagtail.models import Page, Site


def redirect_old_addresses(page: Page, old_url_path: str) -> None:
    """Lead the address of the page and of every live page below it on to where they stand now.

    A page that was never public has no address that anybody could know, and gets no redirect.
    """
    if page.first_published_at is None or page.url_path == old_url_path:
        return
    before = copy.copy(page)
    before.url_path = old_url_path
    create_redirects(page=page, page_old=before, sites=Site.objects.exclude(root_page=page))
