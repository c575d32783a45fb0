"""Words about entries: lateness, grounds, and what letters read when they go out."""

from django import template
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from core.addresses import absolute
from core.lib import clock, dates
from editorial.enums import EscalationCause, RefusalGround
from editorial.models import ChannelItem, Refusal, Supplement
from editorial.models.files import words_of_rule
from editorial.rules.statement import CURRENT, STATEMENTS
from editorial.services import wording
from editorial.services.approval import hindrances_of
from editorial.services.suppliers import named_by

register = template.Library()


register.filter("punctuality", wording.punctuality)
register.filter("words_of_rule", words_of_rule)
register.filter("status_words", wording.status_words)
register.filter("time_left", wording.time_left)


@register.simple_tag
def follow_address() -> str:
    """Return the address at which suppliers follow what they sent."""
    return absolute(reverse("supply:follow"))


@register.simple_tag
def reception_address() -> str:
    """Return the permanent address of the reception page."""
    return absolute(reverse("supply:reception"))


@register.filter
def grounds_of_letter(codes: str) -> list[str]:
    """Return the grounds of "1,7" in the words of Article 3.9."""
    return [str(RefusalGround(int(code)).label) for code in codes.split(",")]


@register.filter
def cause_of_escalation(code: str) -> str:
    """Return why an entry goes up to the leaders, in words."""
    return str(EscalationCause(code).label)


@register.filter
def supplement_request(pk: int) -> str:
    """Return what a supplier was asked for; nothing when the entry has been sealed since."""
    return Supplement.objects.get(pk=pk).request


@register.filter
def refusal_reasoning(pk: int) -> str:
    """Return the reasoning of a refusal; nothing when the entry is sealed."""
    return Refusal.objects.get(pk=pk).reasoning


@register.filter
def already_public_at(pk: int) -> str:
    """Return where the public item stands that a refusal on ground 7 names, while it is public; nothing if sealed."""
    refusal = Refusal.objects.select_related("entry").get(pk=pk)
    item = None if refusal.entry.is_sealed else named_by(refusal)
    return absolute(item.path) if item else ""


@register.filter
def thing_not_taken(pk: int) -> ChannelItem:
    """Return the trace of what was not taken; its names are gone when the entry has been sealed since."""
    return ChannelItem.objects.select_related("entry").get(pk=pk)


@register.simple_tag
def statement_words() -> str:
    """Return the statement of responsibility in force."""
    return STATEMENTS[CURRENT]


@register.simple_tag
def hindrances(page: Page, user: User) -> list[str]:
    """Return what keeps a person from approving the latest version of a page today; nothing when it may go out."""
    return hindrances_of(page, user, now=clock.now())


@register.filter
def moment(instant: object) -> str:
    """Return "14:05 23/11/2026" in Hà Nội, or nothing."""
    return dates.short_datetime(instant) if instant else ""  # type: ignore[arg-type]  # a template hands over anything


@register.filter
def is_over(instant: object) -> bool:
    """Return whether a deadline has passed."""
    return bool(instant) and instant < clock.now()  # type: ignore[operator]  # a template hands over anything
