"""Entries of the content files turned into the stored form of StreamField blocks."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any
from uuid import uuid4

from django.urls import resolve

from core.models import PublishedItem
from portal.content.markup import to_html

Entry = Mapping[str, Any]
PAGE_PREFIX = "page:"


@dataclass(frozen=True)
class Media:
    """The pictures and files that entries refer to by name, as primary keys."""

    pictures: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)


NO_MEDIA = Media()


def stream(entries: Iterable[Entry], media: Media = NO_MEDIA) -> str:
    """Return the JSON of a StreamField with one block for each entry.

    Raises KeyError for a kind of block, picture, file or page of the portal that does not exist.
    """
    return json.dumps([{"type": entry["type"], "value": _VALUES[entry["type"]](entry, media)} for entry in entries])


def _page_id(address: str) -> int | None:
    """Return the public page at "/path/" or with "page:slug", None for another screen or an address elsewhere."""
    items = PublishedItem.objects.order_by("page_id").values_list("page_id", flat=True)
    if address.startswith("/"):
        found = items.filter(path=address).first()
    elif address.startswith(PAGE_PREFIX):
        found = items.filter(path__endswith=f"/{address.removeprefix(PAGE_PREFIX)}/").first()
    else:
        return None
    if found is None and not _is_screen(address):
        raise KeyError(f"No public page for {address}")
    return found


def _is_screen(address: str) -> bool:
    """Return whether the portal answers at an address with something else than a page of the tree."""
    return address.startswith("/") and resolve(address).url_name != "wagtail_serve"


def _link_attributes(address: str) -> str:
    page_id = _page_id(address)
    return f'href="{escape(address)}"' if page_id is None else f'linktype="page" id="{page_id}"'


def _paragraph(entry: Entry, media: Media) -> str:
    return to_html(entry["text"], _link_attributes)


def _callout(entry: Entry, media: Media) -> dict[str, str]:
    return {"heading": entry.get("heading", ""), "text": to_html(entry["text"], _link_attributes)}


def _quote(entry: Entry, media: Media) -> dict[str, str]:
    return {"text": entry["text"], "speaker": entry.get("speaker", "")}


def _table(entry: Entry, media: Media) -> dict[str, Any]:
    return {
        "data": [entry["header"], *entry["rows"]],
        "table_caption": entry["caption"],
        "first_row_is_table_header": True,
        "first_col_is_header": entry.get("first_column_is_header", True),
        "table_header_choice": "both" if entry.get("first_column_is_header", True) else "row",
        "cell": [],
        "mergeCells": [],
    }


def _picture(entry: Entry, media: Media) -> dict[str, Any]:
    return {"image": media.pictures[entry["name"]], "caption": entry.get("caption", "")}


def _files(entry: Entry, media: Media) -> dict[str, Any]:
    return {
        "heading": entry.get("heading", "Tệp đính kèm"),
        "files": [_item(media.files[name]) for name in entry["names"]],
    }


def _accordion(entry: Entry, media: Media) -> dict[str, Any]:
    return {"entries": [_item(_callout(item, media)) for item in entry["entries"]]}


def _links(entry: Entry, media: Media) -> dict[str, Any]:
    links = []
    for link in entry["links"]:
        page_id = _page_id(link["address"])
        address = link["address"] if page_id is None else ""
        links.append(_item({"page": page_id, "address": address, "title": link.get("title", "")}))
    return {"heading": entry["heading"], "links": links}


def _video(entry: Entry, media: Media) -> dict[str, str]:
    return {key: entry.get(key, "") for key in ("title", "address", "transcript")}


def _newest(entry: Entry, media: Media) -> dict[str, Any]:
    return {key: entry[key] for key in ("heading", "category", "number")}


def _item(value: object) -> dict[str, object]:
    return {"type": "item", "value": value, "id": str(uuid4())}


_VALUES: dict[str, Callable[[Entry, Media], Any]] = {
    "paragraph": _paragraph,
    "callout": _callout,
    "quote": _quote,
    "table": _table,
    "picture": _picture,
    "files": _files,
    "accordion": _accordion,
    "links": _links,
    "video": _video,
    "newest": _newest,
}
