"""Form widgets of public pages."""

from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString


class PlainSelect(forms.Select):
    """A select without groups, written at once: Django renders a template for each of its options.

    A list above 181 agencies takes ten milliseconds that way, more than the rest of its page.
    """

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = {str(one) for one in self.format_value(value)}
        rows = ((escape(str(key)), " selected" if str(key) in chosen else "", label) for key, label in self.choices)
        options = "\n".join(f'<option value="{key}"{mark}>{escape(str(label))}</option>' for key, mark, label in rows)
        own = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>\n{}\n</select>", flatatt(own), SafeString(options))
