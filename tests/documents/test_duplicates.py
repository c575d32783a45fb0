"""The same number, issuer and date twice is one document twice (R4.1-1)."""

from datetime import date

import pytest

from documents.services.duplicates import find_duplicates
from tests.factories import AgencyFactory, LegalDocumentPageFactory

pytestmark = pytest.mark.django_db

NUMBER = "43/2026/QĐ-UBND"


@pytest.mark.parametrize("number", [NUMBER, "043/2026/qd ubnd", " 43 / 2026 / QĐ - UBND"])
def test_spelling_does_not_hide_a_duplicate(number):
    first = LegalDocumentPageFactory(number=NUMBER)
    assert find_duplicates(LegalDocumentPageFactory(number=number)) == [first]


def test_a_draft_counts():
    first = LegalDocumentPageFactory(number=NUMBER, published=False)
    assert find_duplicates(LegalDocumentPageFactory(number=NUMBER)) == [first]


def test_another_day_is_another_document():
    LegalDocumentPageFactory(number=NUMBER, issued_on=date(2026, 1, 1))
    assert find_duplicates(LegalDocumentPageFactory(number=NUMBER)) == []


def test_another_agency_is_another_document():
    LegalDocumentPageFactory(number=NUMBER, issuer=AgencyFactory())
    assert find_duplicates(LegalDocumentPageFactory(number=NUMBER, issuer=AgencyFactory())) == []
    assert find_duplicates(LegalDocumentPageFactory(number=NUMBER, issuer_name="Chính phủ")) == []


def test_an_agency_and_its_written_name_are_the_same_issuer():
    first = LegalDocumentPageFactory(number=NUMBER, issuer=AgencyFactory(name="Ủy ban nhân dân Thành phố"))
    second = LegalDocumentPageFactory(number=NUMBER, issuer_name="ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI")
    assert find_duplicates(second) == [first]


def test_documents_without_a_number_are_the_same_when_their_titles_are():
    first = LegalDocumentPageFactory(number="", title="Quy chế hoạt động")
    LegalDocumentPageFactory(number="", title="Quy chế khác")
    assert find_duplicates(LegalDocumentPageFactory(number="", title="QUY CHẾ hoạt động")) == [first]
