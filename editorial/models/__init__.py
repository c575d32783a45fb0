"""The Board's register and its inbox."""

from editorial.models.board import BoardAbsence, BoardSeat
from editorial.models.entries import Entry
from editorial.models.escalations import Escalation
from editorial.models.files import EntryFile
from editorial.models.handling import Refusal, Route, Supplement

__all__ = ["BoardAbsence", "BoardSeat", "Entry", "EntryFile", "Escalation", "Refusal", "Route", "Supplement"]
