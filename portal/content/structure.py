"""The tree with which the portal starts: sections of Article 4, plain pages, and the regulation itself."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from core.models import BasePage, SiteIdentity
from core.services.changes import set_up
from documents.enums import DocumentLevel, DocumentType, ReformField
from documents.models import LegalDocumentPage
from documents.services.importing import Attributes, document_from_file
from home.models import HomePage, SectionPage, StandardPage
from portal.content.blocks import stream
from portal.content.pages import add_child, file_and_publish, publish
from portal.content.site import prepare_site

DATA = Path(__file__).resolve().parent / "data"
REGULATION_FILE = Path(__file__).resolve().parents[2] / "documents" / "data" / "regulation.txt"
REGULATION_SECTION = "/van-ban/thanh-pho/"
MANAGING_BODY = "Ban Biên tập Trang thông tin Cải cách hành chính; Thường trực: Sở Nội vụ thành phố Hà Nội"

Tree = dict[str, BasePage]


@transaction.atomic
def build_structure() -> HomePage:
    """Return the home page; the first time, make the whole tree below it and publish it.

    Later runs change no page: from then on the tree belongs to the editors (Article 2.2.c).
    """
    home = prepare_site()
    if home.first_published_at is not None:
        return home
    _name_the_managing_body()
    data = tomllib.loads((DATA / "tree.toml").read_text(encoding="utf-8"))
    tree: Tree = {"/": publish(home)}
    for entry in data["section"]:
        _add(tree, entry, SectionPage(main_category=entry.get("category", ""), menu_title=entry.get("menu_title", "")))
    for entry in data["page"]:
        _add(tree, entry, StandardPage())
    _import_regulation(tree)
    for entry in data["page"]:
        publish(_filled(tree[entry["path"]], entry))
    filled: HomePage = publish(_filled(home, data["home"]))
    return filled


def _add(tree: Tree, entry: dict[str, Any], page: BasePage) -> None:
    parent_path, slug = entry["path"].rstrip("/").rsplit("/", 1)
    page.title, page.slug, page.summary = entry["title"], slug, entry["summary"]
    page.show_in_menus = entry.get("in_menu", True)
    tree[entry["path"]] = add_child(tree[f"{parent_path}/"], page)


def _filled(page: Any, entry: dict[str, Any]) -> Any:
    page.summary, page.body = entry["summary"], stream(entry["body"])
    return page


def _import_regulation(tree: Tree) -> LegalDocumentPage:
    attributes = Attributes(
        level=DocumentLevel.CITY,
        title="Quy chế hoạt động của Trang thông tin Cải cách hành chính của thành phố Hà Nội",
        summary="Quyết định ban hành kèm Quy chế gồm 4 chương, 12 điều. Số và ngày ban hành đang cập nhật.",
        document_type=DocumentType.DECISION,
    )
    page = document_from_file(REGULATION_FILE.read_bytes(), REGULATION_FILE.name, attributes)
    page.slug = "quy-che-hoat-dong-trang-thong-tin"
    page.field = ReformField.DIRECTION
    section: Any = tree[REGULATION_SECTION]
    return file_and_publish(page, section)


def _name_the_managing_body() -> None:
    identity = SiteIdentity.load()
    if not identity.managing_body:
        identity.managing_body = MANAGING_BODY
        with set_up("Cơ quan quản lý của cổng"):
            identity.save()
