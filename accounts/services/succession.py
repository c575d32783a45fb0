"""Assign new work to open agencies only; a closed one offers its successors (R0-3)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Agency
from accounts.rules.succession import Unit, open_units


def open_agency_or_successors(agency: Agency, *, day: date) -> list[Agency]:
    """Return ``[agency]`` when it is open on the day, else the open agencies that succeeded it.

    An empty list means that the agency is closed and no successor is recorded.
    """
    if agency.is_open_on(day):
        return [agency]
    agencies = _with_successors(agency)
    units = {
        code: Unit(code, one.valid_from, one.valid_until, tuple(next_one.code for next_one in one.successors.all()))
        for code, one in agencies.items()
    }
    return [agencies[code] for code in open_units(agency.code, day, units)]


def require_open_agency(agency: Agency, *, day: date) -> Agency:
    """Return the agency when new work may be assigned to it on the day.

    Raises ValidationError with code ``closed`` for a closed agency; its message names the successors and
    ``params["successors"]`` holds them.
    """
    if agency.is_open_on(day):
        return agency
    successors = open_agency_or_successors(agency, day=day)
    if successors:
        message = _("%(name)s không còn hoạt động. Hãy giao cho: %(names)s.")
    else:
        message = _("%(name)s không hoạt động vào ngày này và chưa có đơn vị kế tiếp được ghi nhận.")
    names = ", ".join(successor.name for successor in successors)
    raise ValidationError(
        message, code="closed", params={"name": agency.name, "names": names, "successors": successors}
    )


def _with_successors(agency: Agency) -> dict[str, Agency]:
    found = {agency.code: agency}
    level = list(Agency.objects.filter(pk=agency.pk).prefetch_related("successors"))
    while level:
        found |= {one.code: one for one in level}
        codes = {successor.code for one in level for successor in one.successors.all()} - found.keys()
        level = list(Agency.objects.filter(code__in=codes).order_by("name").prefetch_related("successors"))
    return found
