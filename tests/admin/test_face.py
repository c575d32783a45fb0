"""The admin speaks Vietnamese, shows what waits first, and nothing foreign."""

import re
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput
from wagtail.models import PageViewRestriction

from tests.conftest import SiteTree
from tests.factories import StandardPageFactory
from tests.people import People
from tests.sign_in import SIGN_IN, signed_in

pytestmark = pytest.mark.django_db

HOME = "/quan-tri/"


def labels(client: Client, address: str) -> list[str]:
    """Return the words of the form labels that the chooser at an address shows."""
    return re.findall(r"<label[^>]*>\s*([^<]+?)\s*<", client.get(address).json()["html"])


def test_signing_in_is_vietnamese_and_branded(client: Client) -> None:
    content = client.get(SIGN_IN).content.decode()
    assert "Mật khẩu" in content
    assert "Password" not in content
    assert "Wagtail" not in re.sub(r"<(script|link)[^>]*>", "", content)


def test_the_admin_is_closed_and_hidden_from_search_engines(client: Client) -> None:
    assert client.get(HOME).status_code == 302
    assert 'name="robots" content="noindex"' in client.get(SIGN_IN).content.decode()


def test_the_first_page_shows_my_drafts(editor: Client, people: People, site_tree: SiteTree) -> None:
    mine = StandardPageFactory(title="Bản nháp của tôi", published=False)
    mine.save_revision(user=people.editor)
    StandardPageFactory(title="Bản nháp của người khác", published=False)
    content = editor.get(HOME).content.decode()
    assert "Bản nháp của tôi" in content
    assert "Bản nháp của người khác" not in content


def test_the_first_page_says_when_nothing_waits(editor: Client, site_tree: SiteTree) -> None:
    assert "Không có việc nào đang chờ bạn" in editor.get(HOME).content.decode()


def test_the_first_page_counts_nothing_and_leads_nowhere_outside(admin: Client, site_tree: SiteTree) -> None:
    content = admin.get(HOME).content.decode()
    assert "w-summary" not in content
    assert "guide.wagtail.org" not in content
    assert "docs.wagtail.org" not in content
    assert 'value="Search"' not in content


def test_an_editor_sees_the_lists_of_pages_in_the_menu(editor: Client, site_tree: SiteTree) -> None:
    menu = editor.get(HOME).content.decode()
    assert reverse("legal_documents:index") in menu
    assert reverse("results:index") in menu


def test_somebody_without_pages_sees_no_lists_of_pages(people: People, site_tree: SiteTree) -> None:
    assert reverse("legal_documents:index") not in signed_in(people.finance).get(HOME).content.decode()


@pytest.mark.parametrize(
    ("chooser", "expected"),
    [
        ("external_link", "Chữ của liên kết"),
        ("email_link", "Thư điện tử"),
        ("phone_link", "Số điện thoại"),
        ("anchor_link", "Chữ của liên kết"),
    ],
)
def test_the_fields_of_links_are_vietnamese(admin: Client, site_tree: SiteTree, chooser: str, expected: str) -> None:
    found = labels(admin, reverse(f"wagtailadmin_choose_page_{chooser}"))
    assert expected in found
    assert not {"Link text", "Email address", "Phone number", "Subject", "Body"} & set(found)


def test_a_person_has_one_field_for_the_name(editor: Client) -> None:
    content = editor.get(reverse("wagtailadmin_account")).content.decode()
    assert 'name="name_email-full_name"' in content
    assert "first_name" not in content


def test_no_page_asks_readers_to_sign_in(admin: Client, site_tree: SiteTree) -> None:
    page = StandardPageFactory()
    admin.post(reverse("wagtailadmin_pages:set_privacy", args=(page.pk,)), {"restriction_type": "login"})
    assert not PageViewRestriction.objects.exists()


@pytest.mark.parametrize(
    ("widget", "value", "shown", "in_the_picker"),
    [
        (AdminDateInput(), date(2026, 12, 5), "05/12/2026", "d/m/Y"),
        (AdminDateTimeInput(), datetime(2026, 12, 5, 8, 30), "05/12/2026 08:30", "d/m/Y H:i"),  # noqa: DTZ001 - as a form has it
    ],
)
def test_pickers_write_days_as_people_here_type_them(
    widget: AdminDateInput, value: date, shown: str, in_the_picker: str
) -> None:
    """Another form in the picker than in the field silently turns what was typed into today."""
    assert f'value="{shown}"' in widget.render("day", value)
    assert widget.get_config()["format"] == in_the_picker
