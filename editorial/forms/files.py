"""What a sender says of the files handed in, asked once for all of them with a caption for each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.enums import MediaLicence
from core.forms import FilesField
from editorial.models import EntryFile
from editorial.services.files import Brought

MOST_FILES = 20
LONGEST_CAPTION = EntryFile._meta.get_field("caption").max_length or 0


class FilesForm(forms.Form):
    """The fields about files that a form takes on; ``brought`` is what a service of the inbox wants."""

    attached = FilesField(
        label=_("Tệp kèm theo"),
        most=MOST_FILES,
        required=False,
        help_text=_("Văn bản, hình ảnh, âm thanh, video. Tệp không hợp lệ được nêu tên; các tệp khác vẫn được giữ."),
    )
    captions = forms.CharField(
        label=_("Chú thích của từng tệp"),
        required=False,
        widget=AdminAutoHeightTextInput,
        help_text=_("Mỗi dòng là chú thích của một tệp, theo thứ tự đã chọn."),
    )
    file_author = forms.CharField(label=_("Tác giả của hình, âm thanh, video"), max_length=200, required=False)
    file_licence = forms.ChoiceField(
        label=_("Quyền sử dụng"), choices=[("", "---------"), *MediaLicence.choices], required=False
    )
    file_licence_note = forms.CharField(
        label=_("Căn cứ của quyền sử dụng"),
        max_length=200,
        required=False,
        help_text=_("Số văn bản cho phép hoặc tên giấy phép, khi không phải do đơn vị tự thực hiện."),
    )

    def clean_captions(self) -> list[str]:
        """Return a caption for each line, none of them longer than a file may have."""
        lines = [line.strip() for line in self.cleaned_data["captions"].splitlines()]
        for place, line in enumerate(lines, start=1):
            if len(line) > LONGEST_CAPTION:
                raise forms.ValidationError(
                    _("Chú thích ở dòng %(n)d dài hơn %(most)d ký tự."), params={"n": place, "most": LONGEST_CAPTION}
                )
        return lines


def brought(data: dict[str, Any]) -> list[Brought]:
    """Return the files of a form's cleaned data with what was said of them."""
    captions: list[str] = data.get("captions") or []
    return [
        Brought(
            stored=stored,
            caption=captions[place] if place < len(captions) else "",
            author_name=data.get("file_author") or "",
            licence=data.get("file_licence") or "",
            licence_note=data.get("file_licence_note") or "",
        )
        for place, stored in enumerate(data.get("attached") or [])
    ]
