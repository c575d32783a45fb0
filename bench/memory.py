"""Measure the memory of two web workers that have answered some requests."""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from bench.sides import STOP_SECONDS, environment

APPLICATIONS = {"portal": "portal.wsgi:application", "plain": "bench.plain.wsgi:application"}
# The portal runs as its own configuration says, the plain site as that configuration's peer.
OPTIONS = {
    "portal": ["--config", "deploy/gunicorn.conf.py"],
    "plain": ["--worker-class", "gthread", "--no-control-socket"],
}
START_SECONDS = 60
REQUESTS = 60


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=30)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(self.path)


def web_memory(side: str, url: str, paths: list[str]) -> int:
    """Return the bytes (PSS) of a web server with two workers of four threads after REQUESTS requests."""
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder, "web"))
        command = [sys.executable, "-m", "gunicorn", *OPTIONS[side], "--workers", "2", "--threads", "4"]
        command += ["--bind", f"unix:{address}", "--log-level", "error", APPLICATIONS[side]]
        process = subprocess.Popen(command, env=environment(side, url), start_new_session=True)
        try:
            _wait_for(address, process)
            for number in range(REQUESTS):
                _get(address, paths[number % len(paths)])
            return sum(proportional_bytes(pid) for pid in (process.pid, *_children(process.pid)))
        finally:
            process.terminate()
            try:
                process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=STOP_SECONDS)


def proportional_bytes(pid: int) -> int:
    """Return the proportional set size of a process in bytes."""
    return parse_pss(Path("/proc", str(pid), "smaps_rollup").read_text(encoding="ascii"))


def parse_pss(rollup: str) -> int:
    """Return the bytes that a smaps_rollup gives as ``Pss: ... kB``; raises ValueError when it has none."""
    found = re.search(r"^Pss:\s+(\d+) kB$", rollup, re.MULTILINE)
    if found is None:
        raise ValueError("The kernel gives no proportional set size.")
    return int(found[1]) * 1024


def _children(pid: int) -> list[int]:
    tasks = Path("/proc", str(pid), "task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text(encoding="ascii").split()]


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("The web server ended at its start.")
        if os.path.exists(address) and len(_children(process.pid)) >= 2:
            return
        time.sleep(0.1)
    raise RuntimeError("The web server did not start.")


def _get(address: str, path: str) -> None:
    connection = _UnixConnection(address)
    connection.request("GET", quote(path, safe="/?=&"))
    answer = connection.getresponse()
    answer.read()
    connection.close()
