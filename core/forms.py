"""Forms of the admin that stand outside any page, and what every form for the public is made of."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.lib import clock, files, text
from core.lib.proof_of_work import LONGEST_NUMBER, LONGEST_TOKEN, Challenge
from core.models import StoredFile
from core.services import abuse, uploads
from core.widgets import FilesInput, Sent

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    _ModelForm = forms.ModelForm
else:
    _ModelForm = object


LONGEST_SHOWN_NAME, SHOWN_END = 100, 20


def add_refusal(form: forms.BaseForm, error: ValidationError) -> None:
    """Tell in a form why a service refused: at the fields that it names, the rest above the form."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, words in by_field.items():
        form.add_error(name if name in form.fields else None, list(words))


def _short(name: str) -> str:
    """Return a name with its end, which tells the files of one report apart and says of which type they are."""
    if len(name) <= LONGEST_SHOWN_NAME:
        return name
    return f"{name[: LONGEST_SHOWN_NAME - SHOWN_END].rstrip()}…{name[-SHOWN_END:].lstrip()}"


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
    guard_pages = 1
    """Among so many pages a long form shares one proof of work and one least time."""

    def __init__(self, *args: Any, guard_action: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guard_scope = f"{self.guard_code}/{guard_action}"

    @classmethod
    def with_own_limits(cls) -> "Iterator[type[GuardedForm]]":
        """Yield the forms for which the settings have limits of their own, one for each code."""
        for form in cls.__subclasses__():
            if form.__dict__.get("guard_code") in settings.SUBMISSION_LIMITS:
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


class UploadPipelineMixin(_ModelForm):
    """Sends the file of a media form through the upload pipeline before anything is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.uploader_id = getattr(kwargs.get("user"), "pk", None)
        super().__init__(*args, **kwargs)
        stored = self.instance.stored_file
        if stored is not None and not stored.is_released and "file" in self.fields:
            self.fields["file"].help_text = _("Tệp hiện tại: %(state)s. %(reason)s") % {
                "state": stored.get_state_display(),
                "reason": stored.reason,
            }

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the bytes of what was ever public when another file takes their place (Article 6.5)."""
        if self.instance.first_public_at is not None:
            self.original_file = None
        return super().save(*args, **kwargs)

    def clean_file(self) -> Any:
        """Refuse at the field, with the rule named; what was typed elsewhere stays."""
        sent = self.cleaned_data.get("file")
        if isinstance(sent, UploadedFile):
            checked = uploads.check_upload(type(self.instance), sent, uploader_id=self.uploader_id)
            if (refusal := checked.refusal) is not None:
                raise ValidationError(refusal.message)
        return sent


class PictureField(WagtailImageField):
    """A picture as it was sent: the upload pipeline looks at it in its own process, nobody before."""

    def to_python(self, data: Any) -> Any:
        return forms.FileField.to_python(self, data)


class ImageForm(UploadPipelineMixin, BaseImageForm):
    """Pictures and drawings of the media library."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (asked := self.fields.get("file")) is not None:
            mine = PictureField(label=asked.label, required=asked.required, widget=asked.widget)
            mine.help_text = asked.help_text
            self.fields["file"] = mine


class DocumentForm(UploadPipelineMixin, BaseDocumentForm):
    """Files of the media library."""


class FilesField(forms.Field):
    """Files of the public, each through the upload pipeline; a bad one never costs the good ones.

    The value is a list of ``StoredFile`` not yet claimed: claim them in the transaction that stores the submission.
    """

    widget = FilesInput
    SALT = "core.files-field"

    def __init__(self, *, kinds: Iterable[files.Kind] = files.Kind, most: int = 5, **kwargs: Any) -> None:
        self.kinds, self.most = frozenset(kinds), most
        super().__init__(**kwargs)
        listed = files.allowed_extensions(self.kinds, staff=False)
        self.widget.attrs.setdefault("accept", ",".join(f".{extension}" for extension in listed))

    def clean(self, value: Sent) -> list[StoredFile]:
        """Keep every good file, then complain of the others by name and rule."""
        taken, faults = self._kept_before(value.kept), []
        for sent in value.files:
            if len(taken) >= self.most:
                faults.append(_("Chỉ nhận tối đa %(most)s tệp.") % {"most": self.most})
                break
            request = files.Request(sent.name or "", self.kinds)
            try:
                taken.append(uploads.receive(sent, request, uploader_id=None, now=clock.now(), claimed=False))
            except files.RefusedError as error:
                name = _short(text.clean(sent.name or ""))
                faults.append(_("“%(name)s”: %(why)s") % {"name": name, "why": error.finding.message})
        self._remember(taken)
        if faults:
            raise ValidationError(faults)
        if self.required and not taken:
            raise ValidationError(self.error_messages["required"], code="required")
        return taken

    def _kept_before(self, signed: str) -> list[StoredFile]:
        if not signed:
            return []
        try:
            ids = signing.loads(signed, salt=self.SALT, max_age=settings.UPLOAD_UNCLAIMED_HOURS * 3600)
        except signing.BadSignature:
            return []
        return list(StoredFile.objects.filter(pk__in=ids, claimed_at=None).order_by("pk")[: self.most])

    def _remember(self, taken: list[StoredFile]) -> None:
        self.widget.kept = signing.dumps([one.pk for one in taken], salt=self.SALT) if taken else ""
        self.widget.kept_names = [one.declared_name for one in taken]
