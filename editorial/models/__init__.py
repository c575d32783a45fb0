"""The Board's register and its inbox."""

from editorial.models.board import BoardAbsence, BoardSeat
from editorial.models.channels import ChannelItem, ChannelRun, IntakeChannel, Sighting
from editorial.models.entries import Entry
from editorial.models.files import EntryFile
from editorial.models.handling import Refusal, Route, Supplement
from editorial.models.supplies import EntryMessage, SupplyDraft, SupplyReceipt

__all__ = [
    "BoardAbsence",
    "BoardSeat",
    "ChannelItem",
    "ChannelRun",
    "Entry",
    "EntryFile",
    "EntryMessage",
    "IntakeChannel",
    "Refusal",
    "Route",
    "Sighting",
    "Supplement",
    "SupplyDraft",
    "SupplyReceipt",
]
