"""What results can be narrowed by, counted on the candidates that ranking has read anyway."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.enums import Category
from core.lib import dates
from portal.search.candidates import Candidate
from portal.search.rules import Filters

MAX_OPTIONS = 12
CATEGORY_LABELS = {category.value: category.label for category in Category}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet; ``changes`` says which parameters of the address it sets, an empty one removes."""

    label: str
    value: str
    count: int
    is_chosen: bool
    changes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow results."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> Option | None:
        """Return the value that narrows the results now."""
        return next((option for option in self.options if option.is_chosen), None)


def facets_of(candidates: Iterable[Candidate], filters: Filters) -> tuple[Facet, ...]:
    """Return category, year and agency with the values that occur, and always the chosen one."""
    categories: Counter[str] = Counter()
    years: Counter[str] = Counter()
    units: Counter[str] = Counter()
    unit_names: dict[str, str] = {filters.unit: filters.unit}
    for candidate in candidates:
        categories[candidate.category] += 1
        years[str(dates.local_date(candidate.listed_at).year)] += 1
        units[candidate.unit_code] += 1
        unit_names[candidate.unit_code] = candidate.unit_name
    category_order = [value for value in Category.values if categories[value]]
    return (
        _facet("muc", _("Chuyên mục"), categories, category_order, CATEGORY_LABELS, filters.category),
        _facet("nam", _("Năm"), years, sorted(years, reverse=True), {}, str(filters.year or "")),
        _facet("don_vi", _("Cơ quan, đơn vị"), units, [u for u, _n in units.most_common()], unit_names, filters.unit),
    )


def _facet(
    name: str, label: str, counts: Counter[str], order: list[str], labels: Mapping[str, str | Promise], chosen: str
) -> Facet:
    values = [value for value in order if value][:MAX_OPTIONS]
    if chosen and chosen not in values:
        values.insert(0, chosen)
    options = (
        Option(
            label=str(labels.get(value) or value),
            value=value,
            count=counts[value],
            is_chosen=value == chosen,
            changes={name: "" if value == chosen else value},
        )
        for value in values
    )
    return Facet(name, label, tuple(options))
