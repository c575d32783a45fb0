"""What a reader of one format hands back."""

from dataclasses import dataclass, field
from pathlib import Path

from core.lib.files.kinds import Format, Limits
from core.lib.files.verdicts import Finding, Rule


@dataclass(frozen=True)
class Task:
    """One file to read: where it lies, what it says it is, and where a cleaned copy may be written."""

    path: Path
    format: Format
    limits: Limits
    clean: Path

    @property
    def inside(self) -> Path:
        """Return the folder into which files are taken out that the scanner would not find within this one."""
        return self.clean.parent / "inside"


@dataclass
class Findings:
    """What holds the file back, the text in it, and the extension of the cleaned copy if one was written."""

    doubts: list[Finding] = field(default_factory=list)
    text: str = ""
    cleaned_as: str = ""

    def doubt(self, rule: Rule, detail: str = "") -> None:
        """Note a reason to hold the file back, once."""
        found = Finding(rule, detail)
        if found not in self.doubts:
            self.doubts.append(found)
