"""The reception page: where information is taken, what, by when, and what a supplier answers for (R6.1a-1)."""

from typing import Any

from django.views.generic import TemplateView

from core.enums import AuditAct, FileKind
from core.lib import clock, dates, files
from core.models import AuditEvent, SiteIdentity
from core.services.rule_values import rule_values
from core.services.uploads.checking import limits
from editorial.enums import DocumentStart, EventStart
from editorial.rules.statement import CURRENT, STATEMENTS

MEGABYTE = 1024 * 1024
KEYS = ("event-intake-hours", "event-intake-start", "document-intake-hours", "document-intake-start")


class ReceptionView(TemplateView):
    """Open to everybody and to robots; reading it sets no cookie."""

    template_name = "editorial/supply/reception.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rules = rule_values(dates.local_date(clock.now()), *KEYS)
        return super().get_context_data(
            **{
                "event_hours": rules["event-intake-hours"].value,
                "event_start": EventStart(rules["event-intake-start"].value).label,
                "document_hours": rules["document-intake-hours"].value,
                "document_start": DocumentStart(rules["document-intake-start"].value).label,
                "formats": taken_formats(),
                "statement": STATEMENTS[CURRENT],
                "statement_version": CURRENT,
                "changed_at": _last_change(),
                **kwargs,
            }
        )


def taken_formats() -> list[dict[str, str]]:
    """Return each kind of file that the public may send, with its formats and size, from the managed list."""
    sizes = limits().bytes_of
    found = []
    for kind in files.Kind:
        extensions = files.allowed_extensions(frozenset({kind}), staff=False)
        if extensions:
            row = {"kind": str(FileKind(kind).label), "formats": ", ".join(extensions)}
            found.append(row | {"size": f"{sizes[kind] // MEGABYTE}\u00a0MB"})
    return found


def _last_change() -> Any:
    """Return when the address of reception was last changed, or None when it never was."""
    changes = AuditEvent.objects.filter(act=AuditAct.SETTING_CHANGED, subject_type=SiteIdentity._meta.label_lower)
    return changes.order_by("-pk").values_list("at", flat=True).first()
