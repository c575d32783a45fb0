"""A peer on loopback that speaks HTTP, reached through ``core.services.outbound`` with all its checks."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as NoConnectionError
from urllib3 import HTTPResponse

HOST = "he-thong.example.vn"


@dataclass
class Peer:
    """What the peer answers at each path: status, type and body; and what it was asked."""

    answers: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_down: bool = False

    def say(self, path: str, body: bytes, *, status: int = 200, kind: str = "application/octet-stream") -> None:
        """Answer so at a path from now on."""
        self.answers[path] = (status, kind, body)


@contextmanager
def http_peer(patch: pytest.MonkeyPatch) -> Iterator[Peer]:
    """Keep the peer running inside the block; the last step of outbound calls, the line itself, leads to it.

    Checks of address, host, size and time are the portal's own; only encryption and port are left out.
    """
    peer = Peer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            peer.asked.append(self.path)
            status, kind, body = peer.answers.get(self.path, (404, "text/plain", b""))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        patch.setattr(HTTPAdapter, "send", _over(peer, port))
        try:
            yield peer
        finally:
            server.shutdown()
            thread.join()


def _over(peer: Peer, port: int):
    def send(adapter, request, **options):
        if peer.is_down:
            raise NoConnectionError("refused")
        parts = urlsplit(request.url)
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        line.request(request.method, parts.path + (f"?{parts.query}" if parts.query else ""))
        raw = line.getresponse()
        body = raw.read()
        line.close()
        answer = HTTPResponse(
            body=BytesIO(body), headers=dict(raw.getheaders()), status=raw.status, preload_content=False
        )
        return adapter.build_response(request, answer)

    return send
