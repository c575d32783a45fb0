"""The stored frame follows the tree and the identity at once: menu, trail and footer of every page (decision 15)."""

import re

import pytest
from wagtail.models import Page

from core.enums import Category
from core.models import SiteIdentity
from core.services.changes import set_up
from home.models import Frame, SectionPage
from home.services.lookup import current_frame
from portal.content.pages import publish, publish_latest
from tests.factories import (
    ResultPageFactory,
    SectionPageFactory,
    StandardPageFactory,
    stored_home,
    stored_section,
)
from tests.structure import move

pytestmark = pytest.mark.django_db


def menu() -> list[str]:
    return [item.title for item in current_frame().menu]


def trail(client, path: str) -> list[str]:
    block = client.get(path).content.decode().partition('class="breadcrumb"')[2].partition("</nav>")[0]
    return re.findall(r'href="([^"]+)"', block)


@pytest.fixture
def section() -> SectionPage:
    stored_home()
    return SectionPageFactory(title="Mục thử")


def test_a_published_section_stands_in_the_menu_of_every_page(section, client):
    page = ResultPageFactory()
    assert "Mục thử" in menu()
    for path in ("/", section.public_path, page.public_path):
        assert ">Mục thử</a>" in client.get(path).content.decode().partition('class="menu"')[2]


def test_a_draft_section_stands_nowhere(client):
    stored_home()
    draft = SectionPageFactory(title="Mục nháp", published=False)
    assert "Mục nháp" not in client.get("/").content.decode()
    assert client.get(draft.public_path).status_code == 404


def test_a_new_name_stands_in_the_menu_once_it_is_published(section):
    section.title = "Tên mới"
    section.save_revision()
    assert "Tên mới" not in menu()
    publish_latest(section)
    assert "Tên mới" in menu()
    assert "Mục thử" not in menu()


def test_a_new_address_stands_in_the_menu(section, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        section.slug = "dia-chi-moi"
        publish(section)
    assert "/dia-chi-moi/" in [item.url for item in current_frame().menu]


def test_a_section_that_is_taken_down_leaves_the_menu(section):
    section.unpublish()
    assert "Mục thử" not in menu()


def test_a_hidden_section_leaves_the_menu_and_keeps_its_address(section, client):
    below = SectionPageFactory(title="Mục con", parent=section)
    section.show_in_menus = False
    publish(section)
    assert "Mục thử" not in menu()
    assert client.get(section.public_path).status_code == 200
    assert trail(client, below.public_path) == ["/", section.public_path]


def test_the_order_of_the_tree_is_that_of_the_menu(section):
    other = SectionPageFactory(title="Mục sau")
    assert menu().index("Mục thử") < menu().index("Mục sau")
    move(other, section, "left")
    assert menu().index("Mục sau") < menu().index("Mục thử")


def test_a_moved_section_stands_below_its_new_parent(section, django_capture_on_commit_callbacks):
    other = SectionPageFactory(title="Mục khác")
    with django_capture_on_commit_callbacks(execute=True):
        move(other, section, "last-child")
    assert "Mục khác" not in menu()
    assert [child.title for child in current_frame().by_id[section.pk].children] == ["Mục khác"]


def test_what_stands_below_a_page_that_is_not_public_stands_in_no_other_branch(section):
    other = SectionPageFactory(title="Mục sẽ gỡ")
    orphan = SectionPageFactory(title="Mồ côi", parent=other)
    Page.objects.get(pk=other.pk).unpublish()
    SectionPageFactory(title="Mục cuối")
    frame = current_frame()
    assert orphan.pk not in frame.by_id
    assert all(child.title != "Mồ côi" for item in frame.tree for child in item.children)
    assert {"Mục thử", "Mục cuối"} <= set(menu())


def test_a_changed_identity_stands_in_the_next_footer(client):
    stored_home()
    identity = SiteIdentity.load()
    assert "đang cập nhật" in client.get("/").content.decode().partition('class="footer"')[2]
    identity.managing_body, identity.phone = "Ban Biên tập mới", "024 1234 5678"
    with set_up("thử"):
        identity.save()
    footer = client.get("/").content.decode().partition('class="footer"')[2]
    assert "Ban Biên tập mới" in footer
    assert 'href="tel:02412345678"' in footer


def test_the_trail_names_every_section_above_a_page(client):
    below = SectionPageFactory(title="Cấp xã", parent=stored_section(Category.RESULTS))
    page = ResultPageFactory(parent=below)
    assert trail(client, page.public_path) == ["/", "/tin-tuc/", "/tin-tuc/ket-qua/", below.public_path]
    assert trail(client, below.public_path) == ["/", "/tin-tuc/", "/tin-tuc/ket-qua/"]


def test_the_trail_of_a_plain_page_names_the_plain_page_above(client):
    above = StandardPageFactory(title="Giới thiệu")
    below = StandardPageFactory(title="Tổ chức", parent=above)
    assert trail(client, below.public_path) == ["/", above.public_path]


def test_a_section_with_a_longer_name_is_not_above_its_neighbour(client):
    SectionPageFactory(title="Tin", slug="tin")
    longer = SectionPageFactory(title="Tin mới", slug="tin-moi")
    assert trail(client, longer.public_path) == ["/"]


def test_a_lost_frame_is_built_anew(section):
    Frame.objects.all().delete()
    assert "Mục thử" in menu()


def test_there_is_one_frame_row(section):
    SectionPageFactory(title="Mục khác")
    assert Frame.objects.count() == 1
