"""The real clamd, with the signature of the repository, and scanners that are down, slow or mad."""

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from core.lib.files import Scanner, ScannerUnavailableError
from core.services.uploads import silence
from quickstart import scanner as clamd

START_SECONDS = 90


@contextmanager
def running_clamd() -> Iterator[tuple[str, subprocess.Popen]]:
    if clamd.program() is None:
        pytest.fail("clamd is missing. `make test` installs it; by hand: sudo apt-get install clamav-daemon")
    with TemporaryDirectory() as folder, clamd.prepared(log := Path(folder, "log")) as prepared:
        process = subprocess.Popen(prepared.command)
        try:
            wait_for(prepared.address, process, log)
            yield prepared.address, process
        finally:
            process.kill()
            process.wait()


def wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"clamd ended at its start: {log.read_text()}")
        try:
            Scanner(address, 2).version()
        except ScannerUnavailableError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("clamd did not start in time.")


@pytest.fixture(scope="session")
def clamd_address() -> Iterator[str]:
    with running_clamd() as (address, _process):
        yield address


@pytest.fixture(autouse=True)
def nothing_known_of_the_scanner():
    yield
    silence.note_answer()


@pytest.fixture
def real_scanner(settings, clamd_address):
    settings.SCANNER_ADDRESS = clamd_address
    settings.SCANNER_SECONDS = 60
    return Scanner(clamd_address, 60)


@pytest.fixture
def answering(settings):
    """Return a function that puts a scanner with one canned answer in place; None says nothing at all."""
    with TemporaryDirectory(prefix="scan") as folder:
        path = str(Path(folder) / "s")
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listening.bind(path)
        listening.listen(8)
        over = threading.Event()

        def serve(answer):
            held = []
            listening.settimeout(0.05)
            while not over.is_set():
                try:
                    line, _ = listening.accept()
                except TimeoutError:
                    continue
                line.settimeout(1)
                if answer is not None:
                    line.recv(64)
                    line.sendall(answer)
                    line.close()
                else:
                    held.append(line)
            for line in held:
                line.close()

        threads = []

        def put(answer, seconds=1):
            settings.SCANNER_ADDRESS, settings.SCANNER_SECONDS = f"unix:{path}", seconds
            threads.append(threading.Thread(target=serve, args=(answer,)))
            threads[-1].start()

        yield put
        over.set()
        for thread in threads:
            thread.join()
        listening.close()
