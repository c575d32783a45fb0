"""Calls to the outside: allowed hosts only, never to an address inside, bounded in size and time (docs/security.md)."""

import socket

import pytest
from requests import Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectTimeout

from core.services import outbound
from core.services.outbound import OutboundError, call

HOST = "dich-vu.example.vn"
PUBLIC, PRIVATE = "8.8.8.8", "10.0.0.7"


@pytest.fixture
def allowed(settings):
    settings.OUTBOUND_HOSTS = [HOST]


@pytest.fixture
def answering(allowed, monkeypatch):
    """Return a function that says what the outside answers; no connection is opened."""
    asked = []

    def answer(status=200, body=b"ok", headers=None, error=None):
        def send(adapter, request, **options):
            asked.append((request, options))
            if error:
                raise error
            response = Response()
            response.status_code, response.request, response.url = status, request, request.url
            response.headers.update(headers or {"Content-Type": "text/plain"})
            response._content, response._content_consumed = body, True
            return response

        monkeypatch.setattr(HTTPAdapter, "send", send)
        return asked

    return answer


def names_lead_to(monkeypatch, *addresses):
    queue = list(addresses)

    def look_up(host, port, *args, **named):
        # An address stands for itself; only names are looked up.
        address = (queue.pop(0) if len(queue) > 1 else queue[0]) if host == HOST else host
        return [(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return queue


def test_an_allowed_host_is_called(answering):
    asked = answering()
    answer = call(f"https://{HOST}/so-lieu", method="POST", body=b"{}", content_type="application/json")
    assert (answer.status, answer.body, answer.content_type) == (200, b"ok", "text/plain")
    assert asked[0][0].headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "url",
    [
        f"http://{HOST}/",
        f"https://{HOST}:8443/",
        f"https://ai@{HOST}/",
        f"https://khac.example.vn/?{HOST}",
        f"https://{HOST}.example.com/",
        f"https://{HOST}@khac.example.vn/",
        "https:///khong-ten",
        "https://[::1",
        f"ftp://{HOST}/",
        "file:///etc/passwd",
        "",
    ],
)
def test_any_other_address_is_refused_before_a_connection(answering, url):
    asked = answering()
    with pytest.raises(OutboundError):
        call(url)
    assert asked == []


def test_no_host_is_allowed_unless_the_settings_name_it(settings):
    assert settings.OUTBOUND_HOSTS == []


@pytest.mark.parametrize(
    "address",
    [PRIVATE, "127.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "::1", "fd00::1", "::ffff:10.0.0.7"],
)
def test_a_name_that_leads_inside_is_refused(allowed, monkeypatch, address):
    names_lead_to(monkeypatch, address)
    with pytest.raises(OutboundError, match="InvalidIPAddress"):
        call(f"https://{HOST}/")


def test_the_address_that_was_checked_is_the_one_that_is_called(allowed, monkeypatch):
    """A second look-up would answer with an address inside."""
    names_lead_to(monkeypatch, PUBLIC, PRIVATE)
    tried = []

    def connect(connection, address):
        tried.append(address[0])
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(OutboundError):
        call(f"https://{HOST}/")
    assert tried
    assert PRIVATE not in tried


def test_a_redirect_is_not_followed(answering):
    asked = answering(302, b"", {"Location": "https://127.0.0.1/"})
    assert call(f"https://{HOST}/").status == 302
    assert len(asked) == 1


def test_an_answer_that_is_too_large_is_dropped(answering, settings):
    settings.OUTBOUND_MAX_BYTES = 10
    answering(body=b"x" * 11)
    with pytest.raises(OutboundError, match="larger"):
        call(f"https://{HOST}/")


def test_an_answer_that_drips_is_dropped(answering, settings):
    settings.OUTBOUND_WHOLE_SECONDS = -1
    answering()
    with pytest.raises(OutboundError, match="slowly"):
        call(f"https://{HOST}/")


def test_a_failure_tells_the_host_and_nothing_that_was_sent(answering):
    answering(error=ConnectTimeout("https://dich-vu.example.vn/?ma=bi-mat"))
    with pytest.raises(OutboundError) as caught:
        call(f"https://{HOST}/?ma=bi-mat")
    assert str(caught.value) == f"{HOST}: ConnectTimeout"


def test_every_call_has_a_time_limit_and_ignores_proxies_of_the_environment(answering, settings, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://10.0.0.1:3128")
    asked = answering()
    outbound.call(f"https://{HOST}/")
    _request, options = asked[0]
    assert options["timeout"] == settings.OUTBOUND_TIMEOUT_SECONDS
    assert not options["proxies"]


def test_a_port_is_part_of_what_the_settings_allow(answering, settings):
    asked = answering()
    settings.OUTBOUND_HOSTS = [f"{HOST}:8443"]
    assert call(f"https://{HOST}:8443/").status == 200
    with pytest.raises(OutboundError):
        call(f"https://{HOST}/")
    assert len(asked) == 1


@pytest.fixture
def connections(monkeypatch):
    """Note where connections are tried, and refuse them."""
    tried = []

    def connect(connection, address):
        tried.append(address[0])
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


def test_a_host_inside_is_called_only_when_the_settings_say_so(allowed, settings, monkeypatch, connections):
    names_lead_to(monkeypatch, PRIVATE)
    with pytest.raises(OutboundError, match="InvalidIPAddress"):
        call(f"https://{HOST}/")
    assert connections == []
    settings.OUTBOUND_INSIDE = [HOST]
    with pytest.raises(OutboundError, match="ConnectionError"):
        call(f"https://{HOST}/")
    assert set(connections) == {PRIVATE}


def test_being_inside_alone_allows_nothing(settings, answering):
    asked = answering()
    settings.OUTBOUND_HOSTS, settings.OUTBOUND_INSIDE = [], [HOST]
    with pytest.raises(OutboundError):
        call(f"https://{HOST}/")
    assert asked == []


def test_a_host_whose_name_begins_like_one_inside_is_no_host_inside(settings, monkeypatch, connections):
    names_lead_to(monkeypatch, PRIVATE)
    settings.OUTBOUND_HOSTS, settings.OUTBOUND_INSIDE = [HOST], [HOST.removesuffix(".vn")]
    with pytest.raises(OutboundError, match="InvalidIPAddress"):
        call(f"https://{HOST}/")
    assert connections == []


@pytest.mark.parametrize("url", ["https://khac.example.vn/", f"http://{HOST}/", f"https://ai:b@{HOST}/"])
def test_a_session_for_the_code_of_others_is_held_to_the_same_rules(url, answering):
    asked = answering()
    with outbound.OutboundSession() as session, pytest.raises(OutboundError):
        session.get(url)
    assert asked == []


def test_an_answer_of_a_session_is_bounded_and_whole(answering, settings):
    answering(body=b'{"a": 1}', headers={"Content-Type": "application/json"})
    with outbound.OutboundSession() as session:
        assert session.get(f"https://{HOST}/").json() == {"a": 1}
        settings.OUTBOUND_MAX_BYTES = 3
        with pytest.raises(OutboundError, match="larger"):
            session.get(f"https://{HOST}/")


def test_no_session_follows_a_redirect(answering):
    asked = answering(302, b"", {"Location": f"https://{HOST}/khac"})
    with outbound.OutboundSession() as session:
        assert session.get(f"https://{HOST}/", allow_redirects=True).status_code == 302
    assert len(asked) == 1


def test_certificates_are_checked_by_the_authority_of_the_settings(answering, settings):
    asked = answering()
    call(f"https://{HOST}/")
    settings.OUTBOUND_CA_FILE = "/etc/thanh-pho/ca.pem"
    call(f"https://{HOST}/")
    assert [options["verify"] for _request, options in asked] == [True, "/etc/thanh-pho/ca.pem"]
