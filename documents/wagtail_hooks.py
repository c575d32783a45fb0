"""What the admin says about legal documents: their list, and what to look at after saving one."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.models import Page

from core.lib import dates
from core.viewsets import FIRST_COLUMNS, LAST_COLUMNS, PageListViewSet
from documents.models import LegalDocumentPage
from documents.rules.legal_text import problems
from documents.services.duplicates import find_duplicates

MAX_TOLD_PROBLEMS = 5


def day_of_issue(page: LegalDocumentPage) -> str:
    """Return the day of issue as it is printed, or an empty text."""
    return dates.short_date(page.issued_on) if page.issued_on else ""


class LegalDocumentViewSet(PageListViewSet):
    """Every legal document in one list, whatever section and year it stands in (R4.1-1)."""

    model = LegalDocumentPage
    name = "legal_documents"
    icon = "doc-full"
    menu_label = gettext_lazy("Văn bản")
    menu_order = 200
    add_to_admin_menu = True
    list_filter = ["document_type", "level", "field"]
    columns = [
        *FIRST_COLUMNS,
        Column("number", label=gettext_lazy("Số, ký hiệu"), sort_key="number", width="14%"),
        Column("issued_on", label=gettext_lazy("Ban hành"), accessor=day_of_issue, sort_key="issued_on", width="10%"),
        *LAST_COLUMNS,
    ]


@hooks.register("register_admin_viewset")
def register_documents() -> LegalDocumentViewSet:
    return LegalDocumentViewSet()


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_about_document(request: HttpRequest, page: Page) -> None:
    """Point out documents that may be the same one, and lines of the full text that need a look."""
    saved_by_itself = not request.accepts("text/html")
    if saved_by_itself or not isinstance(page, LegalDocumentPage):
        return
    for other in find_duplicates(page):
        messages.warning(
            request,
            _("Có thể trùng: kho đã có văn bản cùng số, cơ quan và ngày ban hành: “%(title)s”.") % {"title": other},
        )
    found = problems(page.full_text, needs_articles=False) if page.full_text else ()
    if found:
        told = " ".join(problem.message for problem in found[:MAX_TOLD_PROBLEMS])
        more = len(found) - MAX_TOLD_PROBLEMS
        rest = _(" Còn %(number)s điểm khác.") % {"number": more} if more > 0 else ""
        messages.warning(request, _("Toàn văn cần xem lại: %(lines)s%(rest)s") % {"lines": told, "rest": rest})
