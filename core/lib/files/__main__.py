"""Inspect one file in a process of its own: what a hostile file uses up is this process, never the portal.

Reads the question as JSON from standard input, answers as JSON on standard output.
"""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from core.lib.files.inspection import Request, inspect
from core.lib.files.kinds import Kind, Limits

BEYOND_LIMITS = 768 * 1024 * 1024  # address space of interpreter and parsers, bytes
LARGEST_CLEAN_COPY = 64 * 1024 * 1024


def main() -> None:
    """Answer one question; the process ends by a signal when a file makes it pass its bounds."""
    asked = json.load(sys.stdin)
    seconds = asked["seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (BEYOND_LIMITS, BEYOND_LIMITS))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_CLEAN_COPY, LARGEST_CLEAN_COPY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limits = Limits(**{**asked["limits"], "bytes_of": {Kind(k): v for k, v in asked["limits"]["bytes_of"].items()}})
    request = Request(asked["name"], frozenset(map(Kind, asked["kinds"])), asked["staff"])
    found = inspect(Path(asked["path"]), request, limits, Path(asked["clean"]))
    json.dump(asdict(found), sys.stdout)


if __name__ == "__main__":
    main()
