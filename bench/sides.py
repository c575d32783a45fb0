"""Start a worker for each side and size, each on a database of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

SETTINGS = {"portal": "bench.portal_settings", "plain": "bench.plain.settings"}
PREFIX = "bench"
STOP_SECONDS = 10


@dataclass
class Worker:
    """A process that holds one site on one database."""

    side: str
    database: str
    owner_url: str
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(self.side, with_database(self.owner_url, self.database)),
            # Ctrl-C reaches only the benchmark, which ends its workers in order.
            start_new_session=True,
        )

    def ask(self, order: str, **details: Any) -> dict[str, Any]:
        """Send an order and return the answer; raises RuntimeError when the worker died."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("The worker has no pipes.")
        self.process.stdin.write(json.dumps({"order": order, **details}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"The worker of {self.side} ended at {order}.")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        """End the process, by force when it is busy."""
        if self.process.stdin is not None and not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            self.process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            # Nothing is lost: its database is dropped next.
            self.process.kill()
            self.process.wait(timeout=STOP_SECONDS)


def environment(side: str, url: str) -> dict[str, str]:
    """Return the environment of a process that runs one of the two sites on a database."""
    settings = os.environ.get(f"BENCH_{side.upper()}_SETTINGS", SETTINGS[side])
    own = {"DJANGO_SETTINGS_MODULE": settings, "DATABASE_URL": url, "DATABASE_OWNER_URL": url, "SECRET_KEY": "bench"}
    return {**os.environ, **own, "MEDIA_ROOT": str(media_folder(urlsplit(url).path.lstrip("/")))}


def media_folder(database: str) -> Path:
    """Return the folder of the pictures that belong to a database of the benchmark."""
    return Path(tempfile.gettempdir(), database)


def with_database(url: str, name: str) -> str:
    """Return a database address with another database name."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def database_name(side: str, size: int | str) -> str:
    """Return a name no other run on the same server uses while this one lives."""
    return f"{PREFIX}_{os.getpid()}_{side}_{size}"


def create_database(owner_url: str, name: str, template: str = "template1") -> None:
    """Make a database as a copy of another one."""
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(statement)


def drop_databases(owner_url: str) -> None:
    """Drop the databases of this run and their pictures, and those that a killed run left behind."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        names = connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^bench_[0-9]+_'").fetchall()
        for (name,) in names:
            owner = name.split("_")[1]
            if owner == str(os.getpid()) or not Path("/proc", owner).exists():
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
                shutil.rmtree(media_folder(name), ignore_errors=True)
