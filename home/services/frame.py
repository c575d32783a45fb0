"""Build the stored frame; ``home.services.lookup`` reads it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict
from wagtail.models import Page

from core.lib import clock
from core.models import SiteIdentity
from core.models.pages import public_path
from home.models import Frame, HomePage, SectionPage, StandardPage
from home.models.sections import HOME_DEPTH


@transaction.atomic
def rebuild_frame(now: datetime | None = None) -> Frame:
    """Write the frame anew from the live sections, plain pages and the site's identity; return it."""
    home = HomePage.objects.first()
    pages = home.get_descendants().type(SectionPage, StandardPage).live().order_by("path") if home else []
    identity = model_to_dict(SiteIdentity.load(), exclude=["id"])
    data = {"tree": _tree(list(pages)), "identity": identity}
    frame, _created = Frame.objects.update_or_create(
        pk=Frame.SINGLETON, defaults={"data": data, "built_at": now or clock.now()}
    )
    return frame


def _tree(pages: list[Page]) -> list[dict[str, Any]]:
    sections = {
        pk: (category, menu_title)
        for pk, category, menu_title in SectionPage.objects.values_list("pk", "main_category", "menu_title")
    }
    roots: list[dict[str, Any]] = []
    open_branches: list[tuple[Page, dict[str, Any]]] = []
    for page in pages:
        category, menu_title = sections.get(page.pk, ("", ""))
        entry: dict[str, Any] = {
            "page_id": page.pk,
            "title": page.title,
            "label": menu_title or page.title,
            "url": public_path(page),
            "category": category,
            "in_menu": page.show_in_menus,
            "children": [],
        }
        while open_branches and not page.path.startswith(open_branches[-1][0].path):
            open_branches.pop()
        above = open_branches[-1][0].depth if open_branches else HOME_DEPTH
        if page.depth != above + 1:
            continue  # what stands between is not public
        (open_branches[-1][1]["children"] if open_branches else roots).append(entry)
        open_branches.append((page, entry))
    return roots
