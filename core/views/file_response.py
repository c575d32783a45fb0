"""Hand out one file: harmless headers, exact ranges, and no word about a file that is not public."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

CHUNK = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
INLINE = frozenset({"application/pdf"})


@dataclass(frozen=True)
class Served:
    """What is handed out: size in bytes, type, name, SHA-256 for a public file, and whether it is only for keeping."""

    size: int
    content_type: str
    name: str
    sha256: str = ""
    is_attachment: bool = False


def harmless(response: HttpResponseBase, *, is_drawing: bool = False) -> HttpResponseBase:
    """Add the headers that keep a browser from running anything in the file; a drawing may have colours of its own."""
    response["X-Content-Type-Options"] = "nosniff"
    colours = "style-src 'unsafe-inline'; " if is_drawing else ""
    response["Content-Security-Policy"] = f"default-src 'none'; {colours}sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def respond(request: HttpRequest, source: BinaryIO, served: Served) -> HttpResponseBase:
    """Answer with the whole file, one range of it, 304 or 416; ``source`` is closed with the answer.

    A file without ``sha256`` is not public: no ETag, no cache, no range.
    """
    etag = f'"{served.sha256}"' if served.sha256 else ""
    response: HttpResponseBase
    wanted = _range(request, etag, served.size) if etag else None
    if etag and _matches(request.headers.get("If-None-Match", ""), etag):
        source.close()
        response = HttpResponse(status=304)
    elif wanted is None:
        response = FileResponse(source, content_type=served.content_type)
        response["Content-Length"] = str(served.size)
    elif wanted[0] > wanted[1]:
        source.close()
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{served.size}"
    else:
        response = _part(source, served, *wanted)
    if response.status_code in (200, 206):
        as_attachment = served.is_attachment or served.content_type not in INLINE
        response["Content-Disposition"] = content_disposition_header(as_attachment, served.name) or "attachment"
    if etag:
        response["ETag"] = etag
        response["Accept-Ranges"] = "bytes"
        response["Cache-Control"] = "public, no-cache"
    else:
        response["Cache-Control"] = "private, no-store"
    return harmless(response)


def _part(source: BinaryIO, served: Served, first: int, last: int) -> HttpResponseBase:
    response = StreamingHttpResponse(_pieces(source, first, last), status=206, content_type=served.content_type)
    response["Content-Range"] = f"bytes {first}-{last}/{served.size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def _pieces(source: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    with source:
        source.seek(first)
        left = last - first + 1
        while left > 0 and (piece := source.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece


def _matches(header: str, etag: str) -> bool:
    return header.strip() == "*" or etag in {one.strip().removeprefix("W/") for one in header.split(",")}


def _range(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """Return first and last byte of the one range asked for, (1, 0) for none that exists, None for the whole file."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    kept = request.headers.get("If-Range")
    if request.method != "GET" or asked is None or (kept is not None and kept != etag):
        return None
    first, last = asked[1], asked[2]
    if not first and not last:
        return None
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) and size else (1, 0)
    if int(first) >= size:
        return (1, 0)
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last), size - 1) if last else size - 1
