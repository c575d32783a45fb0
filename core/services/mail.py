"""Letters by e-mail: Vietnamese, with salutation and close, nothing personal in the subject (RX-9)."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.lib import text

MAX_SUBJECT_LENGTH = 150


def letter(recipient: str, name: str, subject: str, body: str, *, agency: str = "") -> EmailMultiAlternatives:
    """Return an unsent letter to one address.

    ``name`` stands in the salutation only; without one it reads "Kính gửi Ông/Bà", and an ``agency`` is greeted
    by its own name. Line breaks and control characters leave the subject. Raises ValueError when the subject
    names the person.
    """
    clean_subject = " ".join(text.clean(subject).split())[:MAX_SUBJECT_LENGTH]
    if name and text.fold(name) in text.fold(clean_subject):
        raise ValueError("A subject must not name the person the letter goes to.")
    content = render_to_string(
        "core/emails/letter.txt",
        {
            "salutation": salutation(name, agency),
            "body": text.clean(body).strip(),
            "portal_name": settings.WAGTAIL_SITE_NAME,
            "portal_address": f"https://{settings.CANONICAL_HOST}/",
        },
    )
    return EmailMultiAlternatives(subject=clean_subject, body=content, to=[recipient])


def salutation(name: str, agency: str = "") -> str:
    """Return the first line of a letter to a person, or to an agency when one is named."""
    if agency:
        return _("Kính gửi: {agency}").format(agency=agency)
    return _("Kính gửi Ông/Bà {name}").format(name=name).strip() + ","
