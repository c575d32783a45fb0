"""The Board's register and its inbox."""

from editorial.models.board import BoardAbsence, BoardSeat
from editorial.models.channels import ChannelItem, ChannelRun, IntakeChannel, Sighting
from editorial.models.entries import Entry
from editorial.models.files import EntryFile
from editorial.models.handling import Refusal, Route, Supplement
from editorial.models.pages import EntryPage
from editorial.models.sources import Source, SourceMark, SourcePermission

__all__ = [
    "BoardAbsence",
    "BoardSeat",
    "ChannelItem",
    "ChannelRun",
    "Entry",
    "EntryFile",
    "EntryPage",
    "IntakeChannel",
    "Refusal",
    "Route",
    "Sighting",
    "Source",
    "SourceMark",
    "SourcePermission",
    "Supplement",
]
