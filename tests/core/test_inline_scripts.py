"""Wagtail's widgets come without inline scripts: what they start stands in data (docs/security.md)."""

import json
from html.parser import HTMLParser

import pytest
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminPageChooser, AdminTimeInput
from wagtail.admin.widgets.workflows import AdminTaskChooser
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.widgets import AdminImageChooser

from core.inline_scripts import calls_as_data

WIDGETS = [
    (AdminDateInput, ["initDateChooser"]),
    (AdminTimeInput, ["initTimeChooser"]),
    (AdminDateTimeInput, ["initDateTimeChooser"]),
    (DateRangePickerWidget, ["initDateChooser", "initDateChooser"]),
    (AdminPageChooser, ["PageChooser"]),
    (AdminImageChooser, ["ImageChooser"]),
    (AdminDocumentChooser, ["DocumentChooser"]),
    (AdminTaskChooser, ["createTaskChooser"]),
]


class Starters(HTMLParser):
    """Collects what a widget starts."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if values.get("data-controller") == "portal-start":
            arguments = json.loads(values["data-portal-start-arguments-value"])
            self.found.append((values["data-portal-start-name-value"], arguments))


@pytest.mark.django_db
@pytest.mark.parametrize(("widget", "started"), WIDGETS, ids=lambda value: getattr(value, "__name__", None))
def test_a_widget_is_started_from_data(widget, started):
    html = widget().render("ngay", None, {"id": "id_bang-__prefix__-ngay"})
    assert "<script" not in html
    assert [name for name, _arguments in Starters(html).found] == started
    assert all(arguments[0].startswith("id_bang-__prefix__-ngay") for _name, arguments in Starters(html).found)


def test_quotes_and_signs_of_html_stay_data():
    options = {"modalUrl": """/chon/?a=1&b='"<b>"""}
    html = calls_as_data(rf'<b></b><script>new PageChooser("id_a\u002Db", {json.dumps(options)});</script>')
    assert Starters(html).found == [("PageChooser", ["id_a-b", options])]


def test_html_without_a_script_stays_as_it_is():
    assert calls_as_data("<input name='a'>") == "<input name='a'>"
