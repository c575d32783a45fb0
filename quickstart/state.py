"""What was done already: a step is skipped while the fingerprint of its inputs stays the same."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """Return a hash over the names and contents of the files and over the words."""
    total = hashlib.sha256()
    for word in words:
        total.update(word.encode() + b"\0")
    for path in sorted(paths):
        content = path.read_bytes()
        total.update(f"{path}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


class State:
    """A small JSON file: step name to fingerprint."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def done(self, name: str, value: str) -> bool:
        """Tell whether the step was finished with exactly this fingerprint."""
        return self._read().get(name) == value

    def record(self, name: str, value: str) -> None:
        """Note that the step is finished."""
        known = self._read() | {name: value}
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        draft.replace(self.path)

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
