"""Containers of moving pictures: MP4 (also for sound alone) and WebM, walked without reading the pictures."""

import os
import struct

from core.lib.files import mp4, webm
from core.lib.files.blanking import write_copy
from core.lib.files.findings import Findings, Task
from core.lib.files.verdicts import RefusedError, Rule


def read(task: Task) -> Findings:
    """Walk the container to its last byte and write a copy without places, names and tags; raises RefusedError."""
    findings = Findings(cleaned_as=task.format.extension)
    with task.path.open("rb") as source:
        size = source.seek(0, os.SEEK_END)
        try:
            if task.format.extension == "webm":
                blanks = webm.walk(source, size, findings)
            else:
                blanks = mp4.walk(source, size, task.format.extension, findings)
        except (struct.error, IndexError, UnicodeDecodeError, OverflowError) as error:
            raise RefusedError(Rule.BROKEN, task.format.extension) from error
        write_copy(source, task.clean, (0, size), blanks)
    return findings
