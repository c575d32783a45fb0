"""Look at one file on its way in: all checks, and the scanner's word if it gives one. Nothing is stored."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from core.enums import FileState
from core.lib import clock, files
from core.services.uploads import silence
from core.services.uploads.store import CHUNK, Incoming, sha256_of


@dataclass(frozen=True)
class Checked:
    """A file that was looked at: where it lies, what it is, what was found."""

    incoming: Incoming
    inspection: files.Inspection
    scan: files.Scan | None
    sha256: str
    served_sha256: str
    size: int
    from_staff: bool

    @property
    def finding(self) -> files.Finding | None:
        """Return the first rule that stops the file, or None."""
        return decide(self.inspection, self.scan)[1]

    @property
    def state(self) -> FileState:
        """Return what becomes of the file."""
        return decide(self.inspection, self.scan)[0]

    @property
    def refusal(self) -> files.Finding | None:
        """Return the rule by which the file is not taken at all, or None."""
        return self.finding if self.state == FileState.REFUSED else None


def why_not(checked: Checked) -> str:
    """Return why a file may not be opened right now, or an empty text: for files that are read and not kept."""
    if checked.finding is not None:
        return checked.finding.message
    return "" if checked.state == FileState.RELEASED else str(_("Phần mềm quét chưa trả lời; hãy thử lại sau."))


def decide(inspection: files.Inspection, scan: files.Scan | None) -> tuple[FileState, files.Finding | None]:
    """Return the state that the findings lead to, and the rule behind it.

    Refusal comes before doubt, doubt before waiting: a file the scanner has not seen is never released.
    """
    if inspection.refusal is not None:
        return FileState.REFUSED, inspection.refusal
    if scan is not None and scan.signature and not scan.is_doubt:
        return FileState.REFUSED, files.Finding(files.Rule.INFECTED, scan.signature)
    if inspection.doubts:
        return FileState.QUARANTINED, inspection.doubts[0]
    if scan is None:
        return FileState.WAITING, None
    if scan.signature:
        return FileState.QUARANTINED, files.Finding(files.Rule.SUSPECTED, scan.signature)
    return FileState.RELEASED, None


def limits() -> files.Limits:
    """Return the limits of the settings."""
    return files.Limits(bytes_of={files.Kind(kind): size for kind, size in settings.UPLOAD_BYTES.items()})


def scanner(seconds: float | None = None) -> files.Scanner:
    """Return the scanner of the settings, with another time to answer in if ``seconds`` are given."""
    mark = ""
    if settings.SCANNER_SIGNATURES:
        settled = clock.now() - timedelta(seconds=settings.SCANNER_SETTLE_SECONDS)
        mark = files.local_mark(Path(settings.SCANNER_SIGNATURES), settled)
    return files.Scanner(settings.SCANNER_ADDRESS, seconds or settings.SCANNER_SECONDS, mark)


def scan(*paths: Path) -> files.Scan | None:
    """Return the scanner's word on a file that somebody sends, or None when it has none or is left alone.

    ``paths`` are the file and what was taken out of it: a find in one speaks for all, silence on one too.
    """
    return None if silence.is_left_alone(now=clock.now()) else ask(scanner(), *paths)


def ask(asked: files.Scanner, *paths: Path) -> files.Scan | None:
    """Return the word of a scanner, asked even while senders leave it alone, or None."""
    told: files.Scan | None = None
    try:
        for path in paths:
            found = asked.scan(path)
            if told is None or found.signature:
                told = found
            if found.signature and not found.is_doubt:
                break
    except files.ScannerSilentError:
        silence.note_silence(now=clock.now())
        return None
    except files.ScannerUnavailableError:
        return None
    silence.note_answer()
    return told


def check(content: File, request: files.Request) -> Checked:
    """Look at a file without storing it; what it is and what is wrong with it stands in the result."""
    incoming = Incoming()
    content.seek(0)
    sha256, size = incoming.write(content.chunks(CHUNK))
    content.seek(0)
    inspection = files.examine(incoming.original, request, limits(), incoming.clean)
    served, found = sha256, None
    if inspection.refusal is None:
        found = scan(incoming.original, *incoming.inside)
        if inspection.cleaned_as:
            served = sha256_of(incoming.clean)
    checked = Checked(incoming, inspection, found, sha256, served, size, request.staff)
    if checked.refusal is not None:
        incoming.discard()
    return checked
