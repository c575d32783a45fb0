"""What a reader of English finds: how the portal is built and whom to turn to (R2.2b-2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.enums import Category
from home.services.lookup import current_frame

ENGLISH = {
    Category.DOCUMENTS.value: "Legal documents",
    Category.LEADERS.value: "Activities of the City's leaders",
    Category.COMMITTEE.value: "Steering Committee for Administrative Reform",
    Category.RESULTS.value: "Implementation and results",
    Category.MODELS.value: "Experience and models",
}


@require_safe
def english(request: HttpRequest) -> HttpResponse:
    """Answer with the structure and the contact in English; everything else is said to be in Vietnamese only."""
    sections = [(item, ENGLISH.get(item.category, "")) for item in current_frame().bar]
    return render(request, "portal/english.html", {"sections": sections})
