"""Feeds of the City portal fill the inbox with provenance, and never a page (R11.2a-2, R3.3-4, R3.5-4)."""

import pytest
from django.core.checks import run_checks
from wagtail.models import Page

from core.enums import AuditAct
from core.models import AuditEvent, PublishedItem
from editorial.enums import Channel, RunOutcome
from editorial.lib.feeds import FeedError, read_feed
from editorial.models import ChannelItem, Entry
from editorial.rules.statement import CITY_PORTAL_NEWS
from editorial.services.channels import originals
from editorial.services.channels.city_feed import CityFeed
from editorial.services.channels.running import run
from tests.editorial.channels.conftest import later
from tests.editorial.channels.http_peer import HOST, http_peer
from tests.factories import AgencyFactory

ITEM = """<item><guid>tin-1</guid><title>Hà Nội &amp; cải cách</title><link>https://cong.example.vn/tin-1</link>
<pubDate>Mon, 23 Nov 2026 08:00:00 +0700</pubDate><description>
<![CDATA[<p>Một <b>tin</b>.</p><script>x</script>]]></description></item>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
<title>Cổng Thành phố</title>{ITEM}</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"
xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>Cổng</title>{}
<entry><id>urn:2</id><title>Tin hai</title><link href="https://cong.example.vn/2"/><updated>2026-11-23T01:00:00Z</updated>
<summary>Lời.</summary></entry></feed>"""


@pytest.fixture
def feed(settings, monkeypatch, sending_agency):
    """Switch the feed on and return the peer that answers it."""
    AgencyFactory(code="van-phong-ubnd", name="Văn phòng UBND", email="vp@example.vn")
    settings.CITY_FEED_URLS, settings.OUTBOUND_HOSTS = [f"https://{HOST}/tin.rss"], [HOST]
    with http_peer(monkeypatch) as peer:
        peer.say("/tin.rss", RSS.encode())
        yield peer


def run_feed(minutes=5):
    return run(CityFeed(later(minutes)), now=later(minutes))


@pytest.mark.django_db
def test_an_item_becomes_an_entry_with_its_provenance(feed):
    assert run_feed().taken == 1
    entry = Entry.objects.get()
    assert (entry.channel, entry.agency.code) == (Channel.CITY_PORTAL, "van-phong-ubnd")
    assert (entry.title, entry.body) == ("Hà Nội & cải cách", "Một tin.")
    assert (entry.statement_version, entry.origin) == (CITY_PORTAL_NEWS, f"Cổng Thành phố ({HOST})")
    trace = entry.traces.get()
    assert trace.source_url == "https://cong.example.vn/tin-1"
    assert "08:00 23/11/2026" in trace.note
    assert originals.path_of(trace.original).read_bytes() == RSS.encode()


@pytest.mark.django_db
def test_an_item_is_taken_once(feed):
    run_feed()
    assert (run_feed(6).taken, Entry.objects.count()) == (0, 1)


@pytest.mark.django_db
def test_nothing_of_a_feed_becomes_a_page(feed):
    pages, public = Page.objects.count(), PublishedItem.objects.count()
    run_feed()
    assert (Page.objects.count(), PublishedItem.objects.count()) == (pages, public)


@pytest.mark.django_db
def test_the_office_is_sent_no_letters_about_its_own_news(feed, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run_feed()
    assert mailoutbox == []


@pytest.mark.django_db
def test_an_item_that_changes_out_there_is_marked_and_what_came_stays(feed):
    run_feed()
    feed.say("/tin.rss", RSS.replace("Một <b>tin</b>.", "Một tin khác.").encode())
    run_feed(6)
    run_feed(7)
    entry = Entry.objects.get()
    assert entry.body == "Một tin."
    assert entry.traces.get().note.startswith("Nguồn đã sửa tin này")
    assert AuditEvent.objects.filter(act=AuditAct.ENTRY_SOURCE_CHANGED, subject_id=str(entry.pk)).count() == 1


@pytest.mark.django_db
def test_an_item_that_is_withdrawn_out_there_is_marked_once(feed):
    feed.say("/tin.rss", ATOM.format("").encode())
    run_feed()
    feed.say("/tin.rss", ATOM.format('<at:deleted-entry ref="urn:2" when="2026-11-24T00:00:00Z"/>').encode())
    run_feed(6)
    run_feed(7)
    assert Entry.objects.get().traces.get().note.startswith("Nguồn đã gỡ tin này")
    assert AuditEvent.objects.filter(act=AuditAct.ENTRY_SOURCE_CHANGED).count() == 1


@pytest.mark.django_db
def test_one_feed_that_is_down_does_not_stop_the_other(feed, settings):
    settings.CITY_FEED_URLS = [f"https://{HOST}/khong-co", f"https://{HOST}/tin.rss"]
    made = run_feed()
    assert (made.outcome, made.error, made.taken) == (RunOutcome.DOWN, "HTTP 404", 1)


@pytest.mark.django_db
def test_a_feed_that_is_none_is_an_outage_and_stores_nothing(feed):
    feed.say("/tin.rss", b"<html><body>Bao tri</body></html>")
    assert run_feed().error == "FeedError"
    assert not ChannelItem.objects.exists()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<rss>",
        b"<a/>",
        RSS.replace("<rss", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss', 1).encode(),
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>',
    ],
)
def test_broken_and_hostile_feeds_are_refused(raw):
    with pytest.raises(FeedError):
        read_feed(raw)


def test_an_address_that_is_no_web_address_is_not_kept():
    items, _gone = read_feed(RSS.replace("https://cong.example.vn/tin-1", "javascript:alert(1)").encode())
    assert [item.url for item in items] == [""]


def test_a_feed_has_a_bounded_number_of_items():
    items, _gone = read_feed(RSS.replace(ITEM, "".join(ITEM.replace("tin-1", f"t{n}") for n in range(300))).encode())
    assert len(items) == 200


@pytest.mark.parametrize("target", ["page", "publish", "xuat-ban", ""])
def test_any_target_but_the_inbox_stops_the_start(settings, target):
    settings.CITY_FEED_TARGET = target
    assert "editorial.E001" in {one.id for one in run_checks()}


@pytest.mark.parametrize(
    "address", ["http://a.example.vn/", "https://khac.example.vn/", "ftp://a.example.vn/", "https://["]
)
def test_an_address_that_may_not_be_called_stops_the_start(settings, address):
    settings.OUTBOUND_HOSTS, settings.CITY_FEED_URLS = ["a.example.vn"], [address]
    assert "editorial.E002" in {one.id for one in run_checks()}


def test_settings_that_are_right_pass(settings):
    settings.OUTBOUND_HOSTS, settings.CITY_FEED_URLS = ["a.example.vn"], ["https://a.example.vn/tin.rss"]
    assert not {one.id for one in run_checks()} & {"editorial.E001", "editorial.E002"}
