"""Form widgets of public pages."""

from dataclasses import dataclass
from html import escape
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


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


@dataclass(frozen=True)
class Sent:
    """What one field of files sent: new files, and the signed list of those that an earlier attempt left here."""

    files: list[UploadedFile]
    kept: str = ""


class FilesInput(forms.FileInput):
    """Files of a form that may have to be sent twice: those that were taken stay listed and need no second choice."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.kept = ""
        self.kept_names: list[str] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sent:
        found = files.getlist(name) if hasattr(files, "getlist") else [one for one in [files.get(name)] if one]
        return Sent(list(found), str(data.get(f"{name}-kept", "")))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}-kept" not in data

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        own = self.build_attrs(self.attrs, {**(attrs or {}), "name": name, "type": "file", "multiple": True})
        chooser = format_html("<input{}>", flatatt(own))
        if not self.kept:
            return chooser
        names = format_html_join("", "<li>{}</li>", ((one,) for one in self.kept_names))
        hidden = format_html('<input type="hidden" name="{}-kept" value="{}">', name, self.kept)
        return format_html("{}{}<p>{}</p><ul>{}</ul>", chooser, hidden, _("Đã nhận, không cần chọn lại:"), names)
