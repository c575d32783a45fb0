"""One file through every check that needs no scanner: size, name, content, format, secrecy (security.md 4)."""

import importlib
from dataclasses import dataclass
from pathlib import Path

from core.lib.files import names, secrecy
from core.lib.files.findings import Findings, Task
from core.lib.files.kinds import FORMATS, MEGABYTE, Format, Kind, Limits, allowed_extensions
from core.lib.files.sniff import check_content
from core.lib.files.verdicts import Finding, RefusedError, Rule


@dataclass(frozen=True)
class Request:
    """What is asked about a file: its declared name, the kinds a form takes, and whether staff send it."""

    name: str
    kinds: frozenset[Kind] = frozenset(Kind)
    staff: bool = False


@dataclass(frozen=True)
class Inspection:
    """What is known of a file before the scanner has seen it."""

    name: str
    extension: str = ""
    refusal: Finding | None = None
    doubts: tuple[Finding, ...] = ()
    text: str = ""
    cleaned_as: str = ""

    @property
    def format(self) -> Format | None:
        """Return the entry of the managed list, or None when there is none."""
        return FORMATS.get(self.extension)


def admit_name(request: Request, size: int, limits: Limits) -> tuple[str, Format]:
    """Return the clean name and the format of a file of ``size`` bytes; raises RefusedError by rule."""
    name = names.clean_name(request.name)
    extension = names.extension_of(name)
    listed = ", ".join(allowed_extensions(request.kinds, staff=request.staff))
    if not extension:
        raise RefusedError(Rule.NO_EXTENSION, listed)
    found = FORMATS.get(extension)
    if found is None or found.kind not in request.kinds:
        raise RefusedError(Rule.EXTENSION, listed)
    if found.staff_only and not request.staff:
        raise RefusedError(Rule.STAFF_ONLY, extension)
    if size == 0:
        raise RefusedError(Rule.EMPTY)
    if size > limits.bytes_of[found.kind]:
        raise RefusedError(Rule.TOO_LARGE, f"{limits.bytes_of[found.kind] // MEGABYTE} MB")
    return name, found


def inspect(path: Path, request: Request, limits: Limits, clean: Path) -> Inspection:
    """Return what a file on disk is; a re-encoded or cleaned copy is written to ``clean`` where the format has one.

    Never raises for what a file holds: every fault ends as ``refusal`` or as one of ``doubts``.
    """
    name = request.name
    try:
        name, found = admit_name(request, path.stat().st_size, limits)
        with path.open("rb") as source:
            check_content(source, found.extension)
        read = importlib.import_module(f"core.lib.files.{found.reader}").read
        findings: Findings = read(Task(path, found, limits, clean))
    except RefusedError as error:
        return Inspection(name, refusal=error.finding)
    except (MemoryError, RecursionError):
        return Inspection(name, refusal=Finding(Rule.TOO_COMPLEX))
    if secrecy.marking_of_name(name) or secrecy.marking_of_text(findings.text):
        findings.doubts.insert(0, Finding(Rule.SECRECY))  # what weighs most names the state
    return Inspection(
        name, found.extension, None, tuple(findings.doubts), findings.text[: limits.text_length], findings.cleaned_as
    )
