"""The desk for held files says from which entry a file came (R3.3-2, R6.1a-2)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from core.lib import clock, dates
from core.models import StoredFile
from core.views.held_files import WHERE_USED
from editorial.models import EntryFile
from editorial.permissions import Right, rights_in_request


@hooks.register(WHERE_USED)
def name_the_entry(stored: StoredFile, user: Any) -> list[tuple[str, str]]:
    """Return the entry by its code alone, with the way there for who may look at entries today."""
    row = EntryFile.objects.select_related("entry").filter(stored=stored).first()
    if row is None:
        return []
    is_open = Right.VIEW in rights_in_request(user, dates.local_date(clock.now()))
    words = _("Tin, bài %(code)s, tệp số %(n)s") % {"code": row.entry.code, "n": row.position}
    return [(words, reverse("inbox:inspect", args=[row.entry_id]) if is_open else "")]
