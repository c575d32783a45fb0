"""Files from strangers: what is taken, what is held back, what is refused, and why (security.md 4)."""

from core.lib.files.inspection import Inspection, Request, inspect
from core.lib.files.kinds import FORMATS, Format, Kind, Limits, allowed_extensions
from core.lib.files.names import clean_name, storage_name
from core.lib.files.sandbox import examine
from core.lib.files.scanner import Scan, Scanner, ScannerSilentError, ScannerUnavailableError
from core.lib.files.signatures import local_mark
from core.lib.files.verdicts import MESSAGES, Finding, RefusedError, Rule

__all__ = [
    "FORMATS",
    "MESSAGES",
    "Finding",
    "Format",
    "Inspection",
    "Kind",
    "Limits",
    "RefusedError",
    "Request",
    "Rule",
    "Scan",
    "Scanner",
    "ScannerSilentError",
    "ScannerUnavailableError",
    "allowed_extensions",
    "clean_name",
    "examine",
    "inspect",
    "local_mark",
    "storage_name",
]
