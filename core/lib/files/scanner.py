"""The scanner's door: clamd over a Unix socket or TCP, in a stream, within a given time or not at all."""

import re
import socket
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 128 * 1024
LONGEST_ANSWER = 4096
_FOUND = re.compile(r"^stream: (?P<name>.+) FOUND$")


class ScannerUnavailableError(RuntimeError):
    """The scanner is down, slow, or answers what nobody understands: the file has not been scanned."""


class ScannerSilentError(ScannerUnavailableError):
    """The scanner is there and says nothing in the given time."""


@dataclass(frozen=True)
class Scan:
    """What the scanner said: the name of what it found, or an empty text, and the version that said so."""

    signature: str
    version: str

    @property
    def is_doubt(self) -> bool:
        """Tell whether the scanner only suspects: a limit was reached, or a heuristic spoke."""
        return self.signature.startswith(("Heuristics.", "PUA."))


@dataclass(frozen=True)
class Scanner:
    """One clamd. ``address`` is "unix:/path" or "host:port"; ``seconds`` bound the whole conversation.

    ``mark`` names the local signatures, which clamd's own version does not; it becomes part of the version.
    """

    address: str
    seconds: float = 20
    mark: str = ""

    def scan(self, path: Path) -> Scan:
        """Return what clamd finds in the file; raises ScannerUnavailableError when it does not say."""
        until = time.monotonic() + self.seconds
        version = self._version(until)
        with path.open("rb") as source:
            answer = self._ask(b"zINSTREAM\0", until, source)
        if answer == "stream: OK":
            return Scan("", version)
        found = _FOUND.match(answer)
        if found is None:
            raise ScannerUnavailableError(answer[:80])
        return Scan(found["name"], version)

    def version(self) -> str:
        """Return the version of engine and signatures; raises ScannerUnavailableError."""
        return self._version(time.monotonic() + self.seconds)

    def _version(self, until: float) -> str:
        version = self._ask(b"zVERSION\0", until)
        if not version.startswith("ClamAV"):
            raise ScannerUnavailableError(version[:80])
        return f"{version} +{self.mark}" if self.mark else version

    def _ask(self, command: bytes, until: float, source: BinaryIO | None = None) -> str:
        try:
            with self._connected(until) as line:
                line.sendall(command)
                if source is not None:
                    _send(line, source, until)
                return _answer(line, until)
        except TimeoutError as error:
            raise ScannerSilentError(str(error)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise ScannerUnavailableError(str(error)) from error

    def _connected(self, until: float) -> socket.socket:
        scheme, _, rest = self.address.partition(":")
        if scheme == "unix":
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                line.settimeout(_left(until))
                line.connect(rest)
            except BaseException:
                line.close()
                raise
            return line
        if not rest.isdigit():
            raise ScannerUnavailableError("no address")
        return socket.create_connection((scheme, int(rest)), timeout=_left(until))


def _send(line: socket.socket, source: BinaryIO, until: float) -> None:
    """Send the file in chunks; clamd hangs up when a stream is too long for it, and says so first."""
    try:
        while chunk := source.read(CHUNK):
            line.settimeout(_left(until))
            line.sendall(struct.pack(">I", len(chunk)) + chunk)
        line.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        return


def _answer(line: socket.socket, until: float) -> str:
    kept = b""
    while b"\0" not in kept and len(kept) < LONGEST_ANSWER:
        line.settimeout(_left(until))
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        kept += part
    if b"\0" not in kept:
        raise ScannerUnavailableError("the answer broke off")
    return kept.partition(b"\0")[0].decode()


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time is over")
    return left
