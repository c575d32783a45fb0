"""The register of agencies starts complete and stays as officers leave it (R0-3)."""

from datetime import date

import pytest

from accounts.enums import AgencyKind
from accounts.models import Agency
from accounts.services import agency_seeding
from accounts.services.agency_seeding import communes_and_wards, listed_agencies, seed_agencies
from core.lib import text
from core.services.changes import set_up

TODAY = date(2026, 11, 23)


@pytest.fixture
def seeded(db):
    seed_agencies()


def test_hanoi_has_51_wards_and_75_communes_since_july_2025(seeded):
    open_communes = Agency.objects.communes().open_on(date(2025, 7, 1))

    assert open_communes.filter(kind=AgencyKind.WARD).count() == 51
    assert open_communes.filter(kind=AgencyKind.COMMUNE).count() == 75
    assert not Agency.objects.communes().open_on(date(2025, 6, 30)).exists()


def test_communes_carry_their_official_codes(seeded):
    codes = dict(Agency.objects.communes().values_list("code", "official_code"))

    assert codes["phuong-hoan-kiem"] == "00070"
    assert codes["phuong-ba-dinh"] == "00004"
    assert codes["xa-o-dien"] == "09817"
    assert len(set(codes.values())) == 126


def test_the_thirty_former_districts_are_closed_and_have_no_invented_successors(seeded):
    former = Agency.objects.former_districts()

    kinds = list(former.values_list("kind", flat=True))
    assert (kinds.count("quan"), kinds.count("huyen"), kinds.count("thi-xa")) == (12, 17, 1)
    assert former.open_on(date(2025, 6, 30)).count() == 30
    assert not former.open_on(date(2025, 7, 1)).exists()
    assert not former.filter(successors__isnull=False).exists()


def test_fifteen_departments_are_open_today(seeded):
    departments = Agency.objects.filter(kind__in=[AgencyKind.DEPARTMENT, AgencyKind.OFFICE])

    assert departments.open_on(TODAY).count() == 15
    assert departments.exclude(pk__in=departments.open_on(TODAY)).count() == 7


@pytest.mark.parametrize(
    ("former", "successor"),
    [
        ("so-ke-hoach-va-dau-tu-cu", "so-tai-chinh"),
        ("so-tai-nguyen-va-moi-truong-cu", "so-nong-nghiep-va-moi-truong"),
        ("so-nong-nghiep-va-phat-trien-nong-thon-cu", "so-nong-nghiep-va-moi-truong"),
        ("so-giao-thong-van-tai-cu", "so-xay-dung"),
        ("so-thong-tin-va-truyen-thong-cu", "so-khoa-hoc-va-cong-nghe"),
        ("so-lao-dong-thuong-binh-va-xa-hoi-cu", "so-noi-vu"),
    ],
)
def test_a_merged_department_knows_its_successor(seeded, former, successor):
    agency = Agency.objects.get(code=former)

    assert agency.valid_until == date(2025, 3, 1)
    assert [one.code for one in agency.successors.all()] == [successor]


def test_every_agency_but_the_city_has_a_parent_and_every_closed_one_a_basis(seeded):
    assert list(Agency.objects.filter(parent=None).values_list("code", flat=True)) == ["ubnd-thanh-pho"]
    assert not Agency.objects.filter(valid_until__isnull=False, legal_basis="").exists()


def test_agencies_are_sorted_as_vietnamese_dictionaries_do(seeded):
    names = list(Agency.objects.filter(kind=AgencyKind.WARD).values_list("name", flat=True))

    assert names == sorted(names, key=text.sort_key)
    assert names.index("Phường Dương Nội") < names.index("Phường Đại Mỗ") < names.index("Phường Giảng Võ")


def test_a_second_run_adds_nothing_and_keeps_what_officers_changed(seeded):
    with set_up("thử"):
        Agency.objects.filter(code="so-noi-vu").update(phone="024 1234 5678", parent=None)

    assert seed_agencies() == 0
    kept = Agency.objects.get(code="so-noi-vu")
    assert (kept.phone, kept.parent) == ("024 1234 5678", None)


def test_a_missing_agency_is_added_again(seeded):
    with set_up("thử"):
        Agency.objects.get(code="xa-o-dien").delete()

    assert seed_agencies() == 1
    assert Agency.objects.get(code="xa-o-dien").parent.code == "ubnd-thanh-pho"


def test_a_package_with_other_numbers_is_refused(db, monkeypatch):
    monkeypatch.setitem(agency_seeding.COMMUNES_EXPECTED, AgencyKind.WARD, 52)

    with pytest.raises(ValueError, match="51 units"):
        seed_agencies()
    assert not Agency.objects.exists()


def test_codes_are_unique_slugs_and_references_lead_somewhere():
    seeds = [*listed_agencies(), *communes_and_wards()]
    codes = [seed.code for seed in seeds]

    assert len(codes) == len(set(codes)) == 181
    assert all(code == text.slugify(code) for code in codes)
    assert {seed.parent for seed in seeds if seed.parent} <= set(codes)
    assert {code for seed in seeds for code in seed.successors} <= set(codes)
