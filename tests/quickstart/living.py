"""Whether a process still lives."""

import time
from pathlib import Path


def is_gone(pid: int) -> bool:
    """Tell whether a process ends within seconds; the kernel may need a moment."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state in {"Z", "X"}:
            return True
        time.sleep(0.02)
    return False
