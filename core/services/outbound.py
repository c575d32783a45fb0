"""The one way out: calls to hosts that the settings name, over https, never to an address inside (docs/security.md).

No other module may open a connection: ``requests``, ``urllib.request``, ``httpx``, ``http.client`` and ``socket`` are
banned in ``pyproject.toml``. What is behind a name is looked up once and that very address is called, so that a name
which changes its address between check and call gains nothing.
"""

from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from requests import RequestException, Response  # noqa: TID251 - this is the one client
from requests_hardened import Config, Manager

CHUNK_BYTES = 65_536


class OutboundError(Exception):
    """The call was refused or failed; ``args[0]`` says why, without what was sent."""


@dataclass(frozen=True)
class Answer:
    """What came back: status, type and at most the allowed number of bytes."""

    status: int
    content_type: str
    body: bytes


def call(url: str, *, method: str = "GET", body: bytes | None = None, content_type: str = "") -> Answer:
    """Call an allowed host and return its answer; redirects are answers like any other and are never followed.

    Raises OutboundError when the address is not https on port 443, when its host is not in
    ``settings.OUTBOUND_HOSTS``, when the name leads to a private address, when it takes too long, or when more than
    ``settings.OUTBOUND_MAX_BYTES`` come back.
    """
    _check(url)
    manager = Manager(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,
            default_timeout=settings.OUTBOUND_TIMEOUT_SECONDS,
            user_agent_override=settings.OUTBOUND_USER_AGENT,
        )
    )
    headers = {"Content-Type": content_type} if content_type else {}
    try:
        with manager.get_session() as session:
            # Neither proxies nor passwords of the environment: both would lead past the check of the address.
            session.trust_env = False
            with session.request(method, url, data=body, headers=headers, stream=True) as response:
                return Answer(response.status_code, response.headers.get("Content-Type", ""), _read(response))
    except (RequestException, OSError) as error:
        raise OutboundError(f"{urlsplit(url).hostname}: {type(error).__name__}") from error


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise OutboundError("This is no address.") from error
    if parts.scheme != "https" or port not in {None, 443} or parts.username is not None:
        raise OutboundError("Only https on its own port, without a name in the address.")
    if (parts.hostname or "").lower() not in {host.lower() for host in settings.OUTBOUND_HOSTS}:
        raise OutboundError("This host is not among those that the settings allow.")


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
