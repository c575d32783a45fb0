"""The portal as a newcomer runs it: virus scanner, web server and queue, the address, one sign-in per role."""

import http.client
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from quickstart import scanner
from quickstart.console import SetUpError, step
from quickstart.processes import Processes
from quickstart.project import Project

READY_SECONDS = 90
SCANNER_SECONDS = 60
HEALTH = "/suc-khoe/"


def check_port(host: str, port: int) -> None:
    """Raise SetUpError when the port cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SetUpError(
                f"Port {port} on {host} cannot be used ({os.strerror(error.errno or 0)}). "
                f"Choose another: make run PORTAL_PORT={port + 1 if port < 65535 else 8000}"
            ) from error


def free_port(host: str) -> int:
    """Return a port nobody uses now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(project: Project) -> Iterator[Processes]:
    """Set the portal up and keep scanner, web server and queue running inside the block.

    The scanner comes first: what the set-up puts into the media library goes through it.
    """
    processes = Processes(project.checkout.root)
    with scanner.prepared(project.checkout.var / "clamd.log") as clamd:
        try:
            processes.start("The virus scanner", clamd.command, os.environ)
            wait_for_scanner(clamd, processes)
            scanned = replace(project, additions=clamd.environment)
            scanned.set_up()
            start(scanned, processes)
            yield processes
        finally:
            processes.stop()


def wait_for_scanner(clamd: scanner.Scanner, processes: Processes) -> None:
    """Wait until the scanner listens; loading real signatures takes a while, and files may wait for it."""
    deadline = time.monotonic() + SCANNER_SECONDS
    while not clamd.listens:
        processes.check()
        if time.monotonic() > deadline:
            step("The virus scanner is still loading; files wait for it")
            return
        time.sleep(0.1)


def start(project: Project, processes: Processes) -> None:
    """Start web server and queue, and wait until the portal answers."""
    environment = project.environment()
    web: list[str | Path] = [project.python, "-m", "gunicorn", "--config", Path("deploy", "gunicorn.conf.py")]
    processes.start("The web server", web, environment)
    processes.start("The queue", [project.python, "manage.py", "qcluster"], environment)
    deadline = time.monotonic() + READY_SECONDS
    while (answer := status_of(project, HEALTH)) != 200:
        processes.check()
        if time.monotonic() > deadline:
            raise SetUpError(f"The portal did not become ready in {READY_SECONDS} s; {HEALTH} answers {answer}.")
        time.sleep(0.2)


def status_of(project: Project, path: str) -> int | None:
    """Return the status the portal answers for a path, or None when nobody answers."""
    checkout = project.checkout
    connection = http.client.HTTPConnection(checkout.nearest_host, checkout.port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{checkout.port}"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def run(project: Project) -> None:
    """Run the portal until it is interrupted."""
    try:
        with started(project) as processes:
            print(welcome(project), flush=True)
            processes.watch(project.database.check)
    except KeyboardInterrupt:
        print("\nĐang dừng… / Stopping…", flush=True)


def prove(project: Project) -> None:
    """Start the portal, see that it answers, and stop it again."""
    with started(project) as processes:
        answer = status_of(project, "/")
        if answer != 200:
            raise SetUpError(f"The home page answers {answer}.")
        processes.check()
        step(f"The portal answers at {project.checkout.address}")


def welcome(project: Project) -> str:
    """Return what is shown when the portal is ready."""
    path = project.checkout.var / "sign-ins.txt"
    sign_ins = table(path.read_text(encoding="utf-8"))
    line = "─" * 78
    return (
        f"\n{line}\n"
        f"Cổng đã sẵn sàng / The portal is ready:  {project.checkout.address}\n"
        f"Quản trị / Admin:                        {project.checkout.address}quan-tri/\n\n"
        f"{sign_ins}\n\n"
        f"(lưu tại / kept in {path})\n"
        f"Nhấn Ctrl-C để dừng / Press Ctrl-C to stop.\n{line}"
    )


def table(text: str) -> str:
    """Return lines of `role, name, password` in columns."""
    rows = [[cell.strip() for cell in line.split(",")] for line in text.splitlines() if line.strip()]
    columns = max((len(row) for row in rows), default=0)
    widths = [max(len(row[column]) for row in rows if column < len(row)) for column in range(columns)]
    return "\n".join("   ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
