"""What readers are told at the top of a public page (docs/features/afterwards.md)."""

from datetime import datetime
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.models import BasePage

register = template.Library()


@register.simple_tag(takes_context=True)
def page_notices(context: dict[str, Any]) -> SafeString:
    """Return mark and corrections of the current page, empty for most pages (no query: the register has them)."""
    page = context.get("page")
    item = page.published_item if isinstance(page, BasePage) else None
    if item is None or not item.notices:
        return SafeString("")
    recheck = item.notices.get("recheck")
    return render_to_string(
        "components/notices.html",
        {
            "recheck": recheck and {**recheck, "since": datetime.fromisoformat(recheck["since"])},
            "corrections": [
                {**one, "at": datetime.fromisoformat(one["at"])} for one in item.notices.get("corrections", ())
            ],
            "page_id": item.page_id,
        },
    )
