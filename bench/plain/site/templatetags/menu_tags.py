"""The menu as the Wagtail documentation writes it."""

from typing import Any

from django import template
from wagtail.models import Page, Site

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any]) -> Any:
    """Return the live children of the home page that stand in the menu."""
    root: Page = Site.find_for_request(context["request"]).root_page
    return root.get_children().live().in_menu()
