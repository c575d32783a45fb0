"""Models that every app may build on."""

from core.models.abuse import SpentChallenge, SubmissionCount
from core.models.afterwards import ChangeNote, Recheck
from core.models.approvals import Approval
from core.models.audit import AuditEvent
from core.models.changes import ChangeRequest, ChangeRow, ChangeStep, MovedAddress, ShownChange
from core.models.media import PortalDocument, PortalImage, PortalRendition
from core.models.mixins import EventTimeFields, ListingFields, SourceFields
from core.models.notifications import Notification
from core.models.pages import BasePage, ContentPage
from core.models.published import PublishedItem
from core.models.rule_values import CalendarDay, RuleValue
from core.models.site import SiteIdentity
from core.models.uploads import FileDecision, StoredFile
from core.models.withdrawals import FormerAddress, Withdrawal

__all__ = [
    "Approval",
    "AuditEvent",
    "BasePage",
    "CalendarDay",
    "ChangeNote",
    "ChangeRequest",
    "ChangeRow",
    "ChangeStep",
    "ContentPage",
    "EventTimeFields",
    "FileDecision",
    "FormerAddress",
    "ListingFields",
    "MovedAddress",
    "Notification",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PublishedItem",
    "Recheck",
    "RuleValue",
    "ShownChange",
    "SiteIdentity",
    "SourceFields",
    "SpentChallenge",
    "StoredFile",
    "SubmissionCount",
    "Withdrawal",
]
