"""A stand-in for clamd that answers in its words; tests/core/uploads/ talks to the real one."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EICAR_MARK = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
VERSION = b"ClamAV 1.4.6/27000/stand-in"


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            byte = self.rfile.read(1)
            if not byte:
                return
            command += byte
        if command == b"zVERSION\0":
            self.wfile.write(VERSION + b"\0")
        elif command == b"zINSTREAM\0":
            found = self._is_infected()
            self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")

    def _is_infected(self) -> bool:
        """Look for the mark in a stream of any length without keeping it: tests measure memory in this process."""
        found, end = False, b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            seen = end + self.rfile.read(size)
            found = found or EICAR_MARK in seen
            end = seen[-len(EICAR_MARK) :]
        return found


class _Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


@contextmanager
def stand_in(folder: Path) -> Iterator[str]:
    """Keep the stand-in running inside the block and yield its address."""
    path = folder / "scanner"
    with _Server(str(path), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"unix:{path}"
        finally:
            server.shutdown()
            thread.join()
