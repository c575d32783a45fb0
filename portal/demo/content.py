"""Build the demo content once: real documents and figures with their sources, invented news marked as such."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Collection

from accounts.models import Agency, Leader, LeaderTitle
from core.models import BasePage, ContentPage
from core.services.changes import set_up
from documents.enums import DocumentLevel
from documents.models import DocumentFile, DocumentRelation, LegalDocumentPage
from home.models import HomePage, SectionPage
from news.models import CommitteePage, LeaderActivityPage, LeaderParticipation, ModelPage, ResultPage
from portal.content.blocks import Media, stream
from portal.content.pages import file_and_publish, publish
from portal.demo.media import store_media

DATA = Path(__file__).resolve().parent / "data"
COLLECTION = "Nội dung minh họa"
CITY_SECTION = "/van-ban/thanh-pho/"
REGULATION = "quy-che-hoat-dong-trang-thong-tin"
CONFIDENCE = {
    "A": "Đã đọc lời văn trong một bản chép công khai.",
    "B": "Theo nguồn chính thức hoặc nhiều nguồn độc lập.",
    "C": "Theo một nguồn thứ cấp.",
}
OWN_KEYS = {"section", "body", "agency", "issuer", "type", "confidence", "doubt", "relations", "leaders"}

Entry = dict[str, Any]


@transaction.atomic
def build_demo_content() -> int:
    """Return the number of pages made; later runs make none, whatever became of the first ones."""
    if Collection.objects.filter(name=COLLECTION).exists():
        return 0
    media = store_media(Collection.get_first_root_node().add_child(name=COLLECTION))
    documents, results, news = (_read(name) for name in ("documents", "results", "news"))
    leaders = {entry["name"]: _leader(entry) for entry in news["leader"]}
    pages: dict[str, BasePage] = {}
    for entry in documents["document"]:
        pages[entry["slug"]] = _add(_document(entry, pages), entry, media)
    _complete_the_regulation(documents["relation"], pages, media)
    kinds: list[tuple[list[Entry], Callable[[Entry], ContentPage]]] = [
        (results["result"], lambda entry: ResultPage(**_fields(entry))),
        (news["activity"], lambda entry: _activity(entry, leaders)),
        (news["committee"], lambda entry: CommitteePage(**_fields(entry))),
        (news["model"], lambda entry: ModelPage(**_fields(entry))),
    ]
    for entries, make in kinds:
        for entry in entries:
            pages[entry["slug"]] = _add(make(entry), entry, media)
    _add_to_home(_read("home")["body"], media)
    return len(pages)


def _read(name: str) -> dict[str, list[Entry]]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _add_to_home(entries: list[Entry], media: Media) -> None:
    home: Any = HomePage.objects.get()
    home.body = json.dumps([*home.body.get_prep_value(), *json.loads(stream(entries, media))])
    publish(home)


def _fields(entry: Entry) -> Entry:
    fields = {key: value for key, value in entry.items() if key not in OWN_KEYS}
    for key in {"agency", "issuer"} & entry.keys():
        fields[key] = Agency.objects.get(code=entry[key])
    return fields


def _add(page: Any, entry: Entry, media: Media) -> ContentPage:
    blocks = [*entry.get("body", ()), *_confidence(entry)]
    page.body = stream(blocks, media)
    filed: ContentPage = file_and_publish(page, _section(entry["section"]))
    return filed


def _section(path: str) -> SectionPage:
    section: SectionPage = SectionPage.objects.get(url_path__endswith=path)
    return section


def _confidence(entry: Entry) -> list[Entry]:
    if "confidence" not in entry:
        return []
    words = f"{CONFIDENCE[entry['confidence']]} {entry.get('doubt', '')}".strip()
    return [{"type": "callout", "heading": "Độ tin cậy của nguồn", "text": words}]


def _leader(entry: Entry) -> Leader:
    leader = Leader(name=entry["name"], note="Nhân vật minh họa, không có thật.")
    leader.titles = [LeaderTitle(**title) for title in entry["titles"]]
    with set_up("Nhân vật minh họa"):
        leader.save()
    return leader


def _activity(entry: Entry, leaders: dict[str, Leader]) -> ContentPage:
    page: Any = LeaderActivityPage(**_fields(entry))
    page.participants = [LeaderParticipation(leader=leaders[name]) for name in entry["leaders"]]
    activity: ContentPage = page
    return activity


def _document(entry: Entry, pages: dict[str, BasePage]) -> LegalDocumentPage:
    level = DocumentLevel.CITY if entry["section"] == CITY_SECTION else DocumentLevel.CENTRAL
    page: Any = LegalDocumentPage(level=level, document_type=entry["type"], **_fields(entry))
    page.relations = [_relation(row, pages) for row in entry.get("relations", ())]
    document: LegalDocumentPage = page
    return document


def _relation(row: Entry, pages: dict[str, BasePage]) -> DocumentRelation:
    known = {key: value for key, value in row.items() if key != "target"}
    return DocumentRelation(target=pages[row["target"]] if "target" in row else None, **known)


def _complete_the_regulation(entries: list[Entry], pages: dict[str, BasePage], media: Media) -> None:
    for entry in entries:
        page: Any = LegalDocumentPage.objects.get(slug=entry["document"])
        page.relations = [_relation(row, pages) for row in entry["relations"]]
        if entry["document"] == REGULATION:
            page.files = [DocumentFile(file_id=media.files["quy-che.txt"], label="Bản chữ")]
        publish(page)
