"""Wagtail's widgets without inline scripts, so that the admin's content policy can forbid them (decision 0014).

Wagtail puts a script of one call behind its date fields and choosers. The call becomes data here, which
``static/js/admin.js`` reads.
"""

import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput, BaseChooser

# What people typed stands escaped in a widget's HTML, so a script in it is always Wagtail's own.
CALL = re.compile(r"<script>(?:new )?(?P<name>\w+)\((?P<arguments>.*?)\);</script>", re.DOTALL)
STARTER = (
    '<span hidden data-controller="portal-start" data-portal-start-name-value="{}"'
    ' data-portal-start-arguments-value="{}"></span>'
)
WIDGETS: tuple[type, ...] = (AdminDateInput, AdminTimeInput, AdminDateTimeInput, BaseChooser, DateRangePickerWidget)


def calls_as_data(html: str) -> SafeString:
    """Return a widget's HTML with each of its scripts as data."""
    return SafeString(CALL.sub(_starter, html))


def _starter(call: re.Match[str]) -> str:
    arguments = json.loads(f"[{call['arguments']}]")
    return format_html(STARTER, call["name"], json.dumps(arguments))


def _without_script(render: Callable[..., str]) -> Callable[..., SafeString]:
    @wraps(render)
    def rendered(*arguments: Any, **named: Any) -> SafeString:
        return calls_as_data(render(*arguments, **named))

    return rendered


def install() -> None:
    """Let the widgets draw themselves that way."""
    for widget in WIDGETS:
        widget.render = _without_script(widget.render)  # type: ignore[attr-defined]  # Wagtail is untyped
