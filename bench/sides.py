"""Start a worker for each side and size, each on a database of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

SETTINGS = {"portal": "bench.portal_settings", "plain": "bench.plain.settings"}


@dataclass
class Worker:
    """A process that holds one site on one database."""

    side: str
    database: str
    owner_url: str
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        url = with_database(self.owner_url, self.database)
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": SETTINGS[self.side],
            "DATABASE_URL": url,
            "DATABASE_OWNER_URL": url,
            "SECRET_KEY": "bench",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
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
        """End the process."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait(timeout=30)


def with_database(url: str, name: str) -> str:
    """Return a database address with another database name."""
    return f"{url.rsplit('/', 1)[0]}/{name}"


def create_database(owner_url: str, name: str, template: str = "template1") -> None:
    """Make a database anew, as a copy of another one."""
    drop_database(owner_url, name)
    _execute(
        owner_url, sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    )


def drop_database(owner_url: str, name: str) -> None:
    """Drop a database of the benchmark."""
    _execute(owner_url, sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _execute(owner_url: str, statement: sql.Composed) -> None:
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(statement)
