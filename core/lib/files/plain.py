"""Text and CSV files: Unicode, no foreign bytes, no cells that run commands."""

import codecs
import re
from collections.abc import Iterator

from core.lib.files.findings import Findings, Task
from core.lib.files.verdicts import RefusedError, Rule
from core.lib.text import clean

CHUNK = 1024 * 1024
# "=cmd|'/c calc'!A1", "=HYPERLINK(...)", "=WEBSERVICE(...)": what a spreadsheet would carry out when it opens the file.
_COMMAND_CELL = re.compile(
    r"""(?:^|[,;\t])\s*"?\s*[=+\-@][^,;\t\n]{0,200}?(?:\|[^,;\t\n]{0,200}!|\b(?:HYPERLINK|WEBSERVICE|IMPORTXML|IMPORTDATA|EXEC|CALL)\s*\()""",
    re.IGNORECASE | re.MULTILINE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(task: Task) -> Findings:
    """Return the text of the file; raises RefusedError for another encoding than Unicode and for control bytes."""
    kept: list[str] = []
    length = 0
    try:
        for part in _decoded(task):
            if _CONTROLS.search(part):
                raise RefusedError(Rule.CONTENT, task.format.extension)
            if length < task.limits.text_length:
                kept.append(part)
                length += len(part)
    except UnicodeDecodeError as error:
        raise RefusedError(Rule.ENCODING) from error
    findings = Findings(text=clean("".join(kept)))
    if task.format.extension == "csv" and _COMMAND_CELL.search(findings.text):
        findings.doubt(Rule.ACTIVE, "công thức trong ô")
    return findings


def _decoded(task: Task) -> Iterator[str]:
    with task.path.open("rb") as source:
        start = source.read(2)
        source.seek(0)
        wide = start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")()
        while chunk := source.read(CHUNK):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
