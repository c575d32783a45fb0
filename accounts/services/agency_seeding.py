"""Fill the register of agencies: departments, today's communes and wards, and the units that ended (R0-3)."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import vietnam_provinces
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import AgencyKind
from accounts.models import Agency
from core.lib import text
from core.services.changes import set_up

AGENCIES_FILE = Path(__file__).resolve().parent.parent / "data" / "agencies.toml"
CITY = "ubnd-thanh-pho"
HANOI_CODE = 1
TWO_TIERS_FROM = date(2025, 7, 1)
COMMUNES_BASIS = "Nghị quyết 1656/NQ-UBTVQH15 ngày 16/6/2025"
COMMUNES_EXPECTED = {AgencyKind.WARD: 51, AgencyKind.COMMUNE: 75}
KIND_OF_DIVISION = {
    vietnam_provinces.VietNamDivisionType.PHUONG: AgencyKind.WARD,
    vietnam_provinces.VietNamDivisionType.XA: AgencyKind.COMMUNE,
}


@dataclass(frozen=True)
class AgencySeed:
    """One agency of the seed, with the codes of its parent and successors."""

    code: str
    name: str
    short_name: str
    kind: str
    official_code: str = ""
    parent: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    legal_basis: str = ""
    successors: tuple[str, ...] = ()

    def agency(self) -> Agency:
        """Return the unsaved agency, without parent and successors."""
        own: dict[str, Any] = {
            name: getattr(self, name) for name in ("code", "name", "short_name", "kind", "official_code", "legal_basis")
        }
        return Agency(**own, valid_from=self.valid_from, valid_until=self.valid_until)


def listed_agencies(file: Path = AGENCIES_FILE) -> list[AgencySeed]:
    """Return the agencies of the data file: the City, departments, and units that ended."""
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["agency"]
    return [AgencySeed(**{**entry, "successors": tuple(entry.get("successors", ()))}) for entry in entries]


def communes_and_wards() -> list[AgencySeed]:
    """Return the 126 communes and wards of Hà Nội as of 1 July 2025, with their official codes.

    Raises ValueError when the package holds other numbers than Resolution 1656 (51 wards, 75 communes).
    """
    found = list(_divisions())
    for kind, expected in COMMUNES_EXPECTED.items():
        number = sum(seed.kind == kind for seed in found)
        if number != expected:
            raise ValueError(f"vietnam_provinces holds {number} units of kind {kind!r}, expected {expected}.")
    return found


@transaction.atomic
def seed_agencies() -> int:
    """Add the agencies that the register lacks and return how many.

    What officers changed stays: an agency whose code is there is left alone, with parent and successors.
    """
    stored = set(Agency.objects.values_list("code", flat=True))
    missing = [seed for seed in (*listed_agencies(), *communes_and_wards()) if seed.code not in stored]
    if missing:
        with set_up(_("Nạp cơ quan, đơn vị từ tệp dữ liệu")):
            _add(missing)
    return len(missing)


def _add(missing: list[AgencySeed]) -> None:
    Agency.objects.bulk_create([seed.agency() for seed in missing])
    by_code = {agency.code: agency for agency in Agency.objects.all()}
    children = [seed for seed in missing if seed.parent]
    for seed in children:
        by_code[seed.code].parent = by_code[seed.parent]
    Agency.objects.bulk_update([by_code[seed.code] for seed in children], ["parent"])
    for seed in missing:
        if seed.successors:
            by_code[seed.code].successors.set([by_code[code] for code in seed.successors])


def _divisions() -> Iterator[AgencySeed]:
    province = vietnam_provinces.ProvinceCode(HANOI_CODE)
    for ward in vietnam_provinces.Ward.iter_by_province(province):
        kind = KIND_OF_DIVISION[ward.division_type]
        yield AgencySeed(
            code=text.slugify(ward.name),
            name=text.clean(ward.name),
            short_name=text.clean(ward.name).split(" ", 1)[1],
            kind=kind,
            official_code=f"{ward.code.value:05}",
            parent=CITY,
            valid_from=TWO_TIERS_FROM,
            legal_basis=COMMUNES_BASIS,
        )
