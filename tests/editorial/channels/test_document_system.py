"""Documents of the City document system, from a folder and over HTTP, each once (Article 6.1.a, R6.1a-4)."""

import json
from datetime import date

import pytest

from core.enums import Category
from editorial.enums import Channel, ItemReason, RunOutcome
from editorial.lib.packages import PackageError, read_metadata
from editorial.models import ChannelItem, Entry
from editorial.rules.statement import DOCUMENT_SENT
from editorial.services.channels import originals
from editorial.services.channels.document_system import DocumentSystem
from editorial.services.channels.running import run
from tests.editorial.channels.conftest import later
from tests.editorial.channels.http_peer import HOST, http_peer

XML = """<?xml version="1.0" encoding="utf-8"?>
<VanBan xmlns="urn:van-ban"><SoKyHieu>12/QĐ-STC</SoKyHieu><TrichYeu>Về việc cắt giảm thủ tục</TrichYeu>
<CoQuanBanHanh>Sở Tài chính</CoQuanBanHanh><NgayBanHanh>2026-11-20</NgayBanHanh>
<TepDinhKem>quyet-dinh.txt</TepDinhKem></VanBan>"""
FIELDS = {
    "number": "SoKyHieu",
    "excerpt": "TrichYeu",
    "issuer": "CoQuanBanHanh",
    "issued_on": "NgayBanHanh",
    "files": "TepDinhKem",
}


@pytest.fixture
def packages(settings, tmp_path, sending_agency):
    """Switch the channel on with a folder and return it."""
    settings.DOCUMENT_SYSTEM_FOLDER = str(tmp_path / "goi")
    (tmp_path / "goi").mkdir()
    return tmp_path / "goi"


@pytest.fixture
def service(settings, monkeypatch, sending_agency):
    """Switch the channel on with an address and return the peer behind it."""
    settings.DOCUMENT_SYSTEM_URL, settings.OUTBOUND_HOSTS = f"https://{HOST}/api", [HOST]
    with http_peer(monkeypatch) as peer:
        peer.say("/api/packages", json.dumps({"packages": ["a-1"]}).encode())
        peer.say("/api/packages/a-1", json.dumps(metadata()).encode())
        peer.say("/api/packages/a-1/files/quyet-dinh.txt", b"Quyet dinh.")
        yield peer


def metadata(**values):
    return {
        "SoKyHieu": "12/QĐ-STC",
        "TrichYeu": "Về việc cắt giảm thủ tục",
        "CoQuanBanHanh": "Sở Tài chính",
        "NgayBanHanh": "20/11/2026",
        "TepDinhKem": ["quyet-dinh.txt"],
    } | values


def put(packages, name="goi-1", told=XML, content="Quyết định."):
    folder = packages / name
    folder.mkdir(exist_ok=True)
    (folder / "metadata.xml").write_text(told)
    if content:
        (folder / "quyet-dinh.txt").write_text(content)
    return folder


def run_documents(minutes=5):
    return run(DocumentSystem(later(minutes)), now=later(minutes))


@pytest.mark.django_db
def test_a_package_becomes_an_entry_with_number_excerpt_issuer_day_and_files(packages, sending_agency):
    put(packages)
    assert run_documents().taken == 1
    entry = Entry.objects.get()
    assert (entry.channel, entry.agency, entry.number) == (Channel.DOCUMENT_SYSTEM, sending_agency, "12/QĐ-STC")
    assert (entry.title, entry.issued_on) == ("Về việc cắt giảm thủ tục", date(2026, 11, 20))
    assert (entry.declared_category, entry.statement_version) == (Category.DOCUMENTS, DOCUMENT_SENT)
    assert [row.stored.declared_name for row in entry.files.all()] == ["quyet-dinh.txt"]
    assert originals.path_of(entry.traces.get().original).read_text() == XML


@pytest.mark.django_db
def test_the_same_document_in_another_package_is_not_taken_twice(packages):
    put(packages)
    run_documents()
    put(packages, "goi-2")
    assert (run_documents(6).repeated, Entry.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_document_with_other_files_is_a_new_version(packages):
    put(packages)
    run_documents()
    put(packages, "goi-2", content="Quyết định, bản sửa.")
    run_documents(6)
    first, second = Entry.objects.order_by("pk")
    assert second.resubmission_of == first


@pytest.mark.django_db
def test_a_package_without_metadata_or_just_written_waits(packages):
    put(packages)
    assert run_documents(0).taken == 0
    (packages / "goi-1" / "metadata.xml").unlink()
    assert run_documents().taken == 0
    put(packages)
    assert run_documents(6).taken == 1


@pytest.mark.django_db
def test_an_issuer_that_is_no_agency_is_named_as_the_sender(packages):
    put(packages, told=XML.replace("Sở Tài chính", "Bộ Nội vụ"))
    run_documents()
    assert (Entry.objects.get().agency, Entry.objects.get().sender_name) == (None, "Bộ Nội vụ")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["../../ngoai.txt", "/etc/hostname", "..", "khong-co.txt", "goi/khac.txt"])
def test_a_file_that_is_not_in_the_package_makes_it_unreadable(packages, name):
    (packages.parent / "ngoai.txt").write_text("bí mật")
    put(packages, told=XML.replace("quyet-dinh.txt", name))
    assert run_documents().refused == 1
    assert (ChannelItem.objects.get().reason, Entry.objects.count()) == (ItemReason.UNREADABLE, 0)


@pytest.mark.django_db
def test_a_day_of_issue_in_the_future_is_refused(packages):
    put(packages, told=XML.replace("2026-11-20", "2126-11-20"))
    assert run_documents().refused == 1
    assert ChannelItem.objects.get().reason == ItemReason.BAD_DAYS


@pytest.mark.django_db
def test_over_http_a_package_is_fetched_once(service):
    assert run_documents().taken == 1
    entry = Entry.objects.get()
    assert (entry.number, entry.files.get().stored.size) == ("12/QĐ-STC", 11)
    asked = len(service.asked)
    assert run_documents(6).taken == 0
    assert service.asked[asked:] == ["/api/packages"]


@pytest.mark.django_db
def test_a_line_that_is_down_is_noted_and_caught_up(service):
    service.is_down = True
    down = run_documents()
    assert (down.outcome, down.error) == (RunOutcome.DOWN, "OutboundError")
    service.is_down = False
    assert run_documents(6).taken == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "body"), [(500, b""), (302, b""), (200, b"<html>"), (200, b'{"packages": 1}')])
def test_an_answer_that_is_none_is_an_outage(service, status, body):
    service.say("/api/packages", body, status=status)
    assert run_documents().outcome == RunOutcome.DOWN


@pytest.mark.django_db
def test_an_outage_between_list_and_file_stores_nothing_half(service):
    service.say("/api/packages/a-1/files/quyet-dinh.txt", b"", status=503)
    assert run_documents().outcome == RunOutcome.DOWN
    assert (Entry.objects.count(), ChannelItem.objects.count()) == (0, 0)
    service.say("/api/packages/a-1/files/quyet-dinh.txt", b"Quyet dinh.")
    assert run_documents(6).taken == 1


@pytest.mark.django_db
def test_ids_that_lead_elsewhere_are_not_asked_for(service):
    service.say("/api/packages", json.dumps({"packages": ["../quan-tri", "a/b", "a?b=c"]}).encode())
    run_documents()
    assert service.asked == ["/api/packages"]


@pytest.mark.django_db
def test_a_host_that_is_not_allowed_is_not_called(service, settings):
    settings.OUTBOUND_HOSTS = []
    assert run_documents().error == "OutboundError"
    assert service.asked == []


def test_field_names_are_translated_by_a_setting():
    told = json.dumps({"so": 7, "trichYeu": "a", "cq": "b", "ngay": "20261120"}).encode()
    fields = {"number": "so", "excerpt": "trichYeu", "issuer": "cq", "issued_on": "ngay", "files": "tep"}
    assert (read_metadata(told, fields).number, read_metadata(told, fields).files) == ("7", ())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"<a>",
        b"\xff\xfe<a/>",
        b"<VanBan/>",
        XML.replace("2026-11-20", "hôm qua").encode(),
        XML.replace("<VanBan", '<!DOCTYPE a [<!ENTITY b "c">]><VanBan').replace("12/QĐ", "&b;").encode(),
        json.dumps(metadata(TepDinhKem=[{"a": 1}])).encode(),
        json.dumps(metadata(TepDinhKem=["a"] * 51)).encode(),
        b"{" + b" " * (1024 * 1024),
        b'{"a":' * 100_000,
    ],
)
def test_metadata_that_is_broken_or_hostile_is_refused(raw):
    with pytest.raises(PackageError):
        read_metadata(raw, FIELDS)
