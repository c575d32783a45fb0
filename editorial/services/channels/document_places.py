"""Where packages of the City document system lie: a folder, or an address that answers in JSON (R6.1a-4)."""

import json
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import quote

from django.conf import settings

from core.services import outbound
from editorial.lib import folders
from editorial.lib.packages import LARGEST_METADATA
from editorial.services.channels.parcels import ChannelDownError, NotYetError

METADATA_NAMES = frozenset({"metadata.xml", "metadata.json"})
NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}")
MOST_LISTED = 5_000
OK = 200


class PackagePlace(Protocol):
    """The adapter: whatever the City decides on, it lists packages, and hands over metadata and files."""

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the packages that are whole, each with a mark that changes when the package does."""

    def metadata(self, package: str) -> bytes:
        """Return the metadata of a package."""

    def open(self, package: str, name: str) -> AbstractContextManager[BinaryIO]:
        """Open a file of a package; raises FileNotFoundError when it is not there."""


class PackageFolder:
    """Packages as sub-folders: the metadata beside the files."""

    def __init__(self, now: datetime) -> None:
        self.root = Path(settings.DOCUMENT_SYSTEM_FOLDER)
        self.still_since = now - timedelta(seconds=settings.INTAKE_FOLDER_QUIET_SECONDS)

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the sub-folders with metadata that nobody has touched for a while; raises ChannelDownError."""
        try:
            with folders.opened(self.root) as root:
                packages, _names = folders.contents(root)
        except OSError as error:
            raise ChannelDownError(type(error).__name__) from error
        for package in packages:
            if not package.is_folder:
                continue
            try:
                with folders.opened(self.root, package.name) as folder:
                    parts, _names = folders.contents(folder)
            except OSError:
                continue
            has_metadata = any(one.name.lower() in METADATA_NAMES for one in parts)
            if has_metadata and all(one.changed_at <= self.still_since for one in parts):
                yield package.name, "|".join(f"{one.name}:{one.size}:{one.stamp}" for one in parts)

    def metadata(self, package: str) -> bytes:
        """Return the metadata of a package; raises NotYetError when it is not whole."""
        with folders.opened(self.root, package) as folder:
            parts, _names = folders.contents(folder)
        name = next((one.name for one in parts if one.name.lower() in METADATA_NAMES), "")
        if not name:
            raise NotYetError
        with self.open(package, name) as source:
            return source.read(LARGEST_METADATA + 1)

    @contextmanager
    def open(self, package: str, name: str) -> Iterator[BinaryIO]:
        """Open a file of a package."""
        try:
            with folders.reading(self.root, package, name) as source:
                yield source
        except folders.ChangedError as error:
            raise NotYetError from error


class PackageService:
    """Packages behind an address: ``/packages``, ``/packages/<id>``, ``/packages/<id>/files/<name>``."""

    def __init__(self, now: datetime) -> None:
        self.address = settings.DOCUMENT_SYSTEM_URL.rstrip("/")

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the ids that the service lists; raises ChannelDownError."""
        try:
            told = json.loads(self._asked("packages"))
            ids = [str(one) for one in told["packages"]][:MOST_LISTED]
        except (ValueError, KeyError, TypeError) as error:
            raise ChannelDownError("BadAnswer") from error
        yield from ((one, "") for one in ids if NAME.fullmatch(one))

    def metadata(self, package: str) -> bytes:
        """Return the metadata of a package."""
        return self._asked("packages", package)

    def open(self, package: str, name: str) -> AbstractContextManager[BinaryIO]:
        """Fetch a file of a package."""
        return BytesIO(self._asked("packages", package, "files", name))

    def _asked(self, *parts: str) -> bytes:
        address = "/".join((self.address, *(quote(part, safe="") for part in parts)))
        try:
            answer = outbound.call(address)
        except outbound.OutboundError as error:
            raise ChannelDownError(type(error).__name__) from error
        if answer.status == 404:
            raise FileNotFoundError
        if answer.status != OK:
            raise ChannelDownError(f"HTTP {answer.status}")
        return answer.body


def place_of(now: datetime) -> PackagePlace:
    """Return the place that the settings name; the folder goes first."""
    return PackageFolder(now) if settings.DOCUMENT_SYSTEM_FOLDER else PackageService(now)
