"""The one way out: calls to hosts that the settings name, over https, never to an address inside (docs/security.md).

No other module may open a connection: ``requests``, ``urllib.request``, ``httpx``, ``http.client`` and ``socket`` are
banned in ``pyproject.toml``. What is behind a name is looked up once and that very address is called, so that a name
which changes its address between check and call gains nothing. A host of the City's own network may be called only
when the settings say so by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from requests import PreparedRequest, RequestException, Response  # noqa: TID251 - this is the one client
from requests.adapters import HTTPAdapter  # noqa: TID251 - as above
from requests_hardened import Config, HTTPSession

CHUNK_BYTES = 65_536
HTTPS_PORT = 443


class OutboundError(RequestException):
    """The call was refused or failed; ``args[0]`` says why, without what was sent."""


@dataclass(frozen=True)
class Answer:
    """What came back: status, type and at most the allowed number of bytes."""

    status: int
    content_type: str
    body: bytes


class OutboundSession(HTTPSession):
    """A session of ``requests`` for code of others that wants one; each of its calls is held to the same rules."""

    def __init__(self) -> None:
        super().__init__(
            Config(
                ip_filter_enable=True,
                ip_filter_allow_loopback_ips=False,
                never_redirect=True,
                default_timeout=settings.OUTBOUND_TIMEOUT_SECONDS,
                user_agent_override=settings.OUTBOUND_USER_AGENT,
            )
        )
        # Neither proxies nor passwords of the environment: both would lead past the check of the address.
        self.trust_env = False
        self.verify = settings.OUTBOUND_CA_FILE or True
        for place in settings.OUTBOUND_INSIDE:
            self.mount(f"https://{place.lower()}/", HTTPAdapter())

    def send(self, request: PreparedRequest, **kwargs: Any) -> Response:
        """Return the bounded answer; raises OutboundError for whatever is refused or fails."""
        url = request.url or ""
        _check(url)
        kwargs |= {"allow_redirects": False, "stream": True}
        try:
            with super().send(request, **kwargs) as response:
                return _bounded(response)
        except OutboundError:
            raise
        except (RequestException, OSError) as error:
            raise OutboundError(f"{urlsplit(url).hostname}: {type(error).__name__}") from error


def call(
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    content_type: str = "",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Call an allowed host and return its answer; redirects are answers like any other and are never followed.

    Raises OutboundError when the address is not https, when its host (with its port, unless that is 443) is not in
    ``settings.OUTBOUND_HOSTS``, when the name leads to a private address and the host is not in
    ``settings.OUTBOUND_INSIDE`` too, when it takes too long, or when more than ``settings.OUTBOUND_MAX_BYTES`` come
    back.
    """
    _check(url)
    sent = dict(headers or {}) | ({"Content-Type": content_type} if content_type else {})
    with OutboundSession() as session:
        response = session.request(method, url, data=body, headers=sent)
    return Answer(response.status_code, response.headers.get("Content-Type", ""), response.content)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port or HTTPS_PORT
    except ValueError as error:
        raise OutboundError("This is no address.") from error
    if parts.scheme != "https" or parts.username is not None:
        raise OutboundError("Only https, without a name in the address.")
    host = (parts.hostname or "").lower()
    place = host if port == HTTPS_PORT else f"{host}:{port}"
    if place not in {allowed.lower() for allowed in settings.OUTBOUND_HOSTS}:
        raise OutboundError("This host is not among those that the settings allow.")


def _bounded(response: Response) -> Response:
    """Return the answer with its body read to the end, within size and time."""
    answer = Response()
    answer.status_code, answer.reason, answer.url = response.status_code, response.reason, response.url
    answer.headers, answer.encoding, answer.request = response.headers, response.encoding, response.request
    answer.raw = BytesIO(_read(response))
    return answer


def _read(response: Response) -> bytes:
    found = bytearray()
    started = monotonic()
    for chunk in response.iter_content(CHUNK_BYTES):
        found += chunk
        if len(found) > settings.OUTBOUND_MAX_BYTES:
            raise OutboundError("The answer is larger than allowed.")
        if monotonic() - started > settings.OUTBOUND_WHOLE_SECONDS:
            raise OutboundError("The answer comes too slowly.")
    return bytes(found)
