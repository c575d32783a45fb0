"""Run the inspection of one file in a process of its own, bounded in memory and time."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.lib.files.inspection import Inspection, Request, admit_name, inspect
from core.lib.files.kinds import Limits
from core.lib.files.names import clean_name
from core.lib.files.verdicts import Finding, RefusedError, Rule

ROOT = Path(__file__).resolve().parents[3]
CPU_SECONDS = 40
WALL_SECONDS = 50
COMMAND = ("-m", "core.lib.files")
_IN_PROCESS = frozenset({"video", "sound"})  # walks of a few kilobytes, without a foreign parser


def examine(path: Path, request: Request, limits: Limits, clean: Path) -> Inspection:
    """Return what ``inspect`` returns; a file that kills its inspector is refused as too complex."""
    try:
        name, found = admit_name(request, path.stat().st_size, limits)
    except RefusedError as error:
        return Inspection(_shown(request.name), refusal=error.finding)
    if found.reader in _IN_PROCESS:
        return inspect(path, request, limits, clean)
    answer = _ask(path, request, limits, clean)
    if answer is None:
        clean.unlink(missing_ok=True)
        return Inspection(name, found.extension, refusal=Finding(Rule.TOO_COMPLEX))
    return answer


def _ask(path: Path, request: Request, limits: Limits, clean: Path) -> Inspection | None:
    question = {
        "path": str(path),
        "clean": str(clean),
        "name": request.name,
        "kinds": sorted(request.kinds),
        "staff": request.staff,
        "limits": asdict(limits),
        "seconds": CPU_SECONDS,
    }
    try:
        done = subprocess.run(
            [sys.executable, *COMMAND],
            input=json.dumps(question),
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "MALLOC_ARENA_MAX": "1"},
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        return None
    return _read(json.loads(done.stdout))


def _read(told: dict[str, Any]) -> Inspection:
    refusal = told.pop("refusal")
    doubts = told.pop("doubts")
    return Inspection(
        **told,
        refusal=Finding(Rule(refusal["rule"]), refusal["detail"]) if refusal else None,
        doubts=tuple(Finding(Rule(one["rule"]), one["detail"]) for one in doubts),
    )


def _shown(raw: str) -> str:
    try:
        return clean_name(raw)
    except RefusedError:
        return ""
