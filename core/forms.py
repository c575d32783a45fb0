"""Forms of the admin that stand outside any page, and what every form for the public is made of."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.lib import clock, text
from core.lib.proof_of_work import LONGEST_NUMBER, LONGEST_TOKEN, Challenge
from core.services import abuse

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class NameEmailForm(forms.ModelForm):
    """What people change of their own account: a Vietnamese name is one field, read from the left."""

    class Meta:
        model = get_user_model()
        fields = ["full_name", "email"]


class PlainTextField(forms.CharField):
    """Text from the public: cut off before it is worked on, then canonical, then counted."""

    # A letter takes up to four characters in NFD; what is longer than that cannot become short enough.
    LONGEST_SPELLING = 4

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        self.most = max_length
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str | None:
        if isinstance(value, str):
            if len(value) > self.most * self.LONGEST_SPELLING:
                raise ValidationError(_("Nội dung quá dài: nhiều nhất %(most)d ký tự."), params={"most": self.most})
            value = text.clean(value)
        return super().to_python(value)


class GuardedForm(forms.Form):
    """A form for the public: a challenge, a trap for robots and limits stand before it (docs/features/abuse.md).

    ``guard_code`` names the form in settings and counts. ``guard_action`` binds a challenge to what the form is about,
    for instance a page. ``components/guard.html`` draws what belongs into the page, ``core.views.GuardedFormView``
    asks ``core.services.abuse.guard``.
    """

    TOKEN, NUMBER, TRAP = "guard_token", "guard_number", "contact_website"

    guard_code = ""
    guard_title: "StrOrPromise" = ""

    def __init__(self, *args: Any, guard_action: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guard_scope = f"{self.guard_code}/{guard_action}"

    @classmethod
    def with_own_limits(cls) -> "Iterator[type[GuardedForm]]":
        """Yield the forms for which the settings have limits of their own."""
        for form in cls.__subclasses__():
            if form.guard_code in settings.SUBMISSION_LIMITS:
                yield form
            yield from form.with_own_limits()

    @cached_property
    def challenge(self) -> Challenge:
        """A new challenge for the page that shows the form."""
        return abuse.challenge(self, now=clock.now())

    @property
    def guard_token(self) -> str:
        return self._posted(self.TOKEN, LONGEST_TOKEN)

    @property
    def guard_number(self) -> str:
        return self._posted(self.NUMBER, LONGEST_NUMBER)

    @property
    def guard_trap(self) -> str:
        return self._posted(self.TRAP, 1)

    def _posted(self, name: str, most: int) -> str:
        """Return what was sent, one character longer than allowed at most."""
        return str(self.data.get(name, ""))[: most + 1]
