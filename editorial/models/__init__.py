"""The Board's register, its inbox, and the steps of approval."""

from editorial.models.board import BoardAbsence, BoardSeat
from editorial.models.channels import ChannelItem, ChannelRun, IntakeChannel, Sighting
from editorial.models.entries import Entry
from editorial.models.escalations import Escalation
from editorial.models.files import EntryFile
from editorial.models.handling import Refusal, Route, Supplement
from editorial.models.pages import EntryPage
from editorial.models.review import (
    ApprovalState,
    ApprovalTask,
    CheckTask,
    EditTask,
    EmergencyCheck,
    PublicationFailure,
    ReviewState,
)
from editorial.models.reviews import PageReview, ReviewResult
from editorial.models.sources import Source, SourceMark, SourcePermission
from editorial.models.structure import StructureChange
from editorial.models.supplies import EntryMessage, SupplyDraft, SupplyReceipt

__all__ = [
    "ApprovalState",
    "ApprovalTask",
    "BoardAbsence",
    "BoardSeat",
    "ChannelItem",
    "ChannelRun",
    "CheckTask",
    "EditTask",
    "EmergencyCheck",
    "Entry",
    "EntryFile",
    "EntryMessage",
    "EntryPage",
    "Escalation",
    "IntakeChannel",
    "PageReview",
    "PublicationFailure",
    "Refusal",
    "ReviewResult",
    "ReviewState",
    "Route",
    "Sighting",
    "Source",
    "SourceMark",
    "SourcePermission",
    "StructureChange",
    "Supplement",
    "SupplyDraft",
    "SupplyReceipt",
]
