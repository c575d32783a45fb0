"""The kinds of documents and of relations are those of the law, each with its Vietnamese name."""

from core.lib.text import slugify
from documents.enums import (
    ABBREVIATIONS,
    ADMINISTRATIVE_TYPES,
    NORMATIVE_TYPES,
    DocumentType,
    RelationKind,
    RowKind,
)
from documents.rules.legal_text import parse


def test_there_are_29_administrative_kinds() -> None:
    assert len(ADMINISTRATIVE_TYPES) == 29


def test_every_kind_is_normative_or_administrative() -> None:
    assert set(DocumentType) == ADMINISTRATIVE_TYPES | NORMATIVE_TYPES


def test_the_value_of_a_kind_is_its_name_without_accents() -> None:
    assert {kind.value: slugify(str(kind.label)) for kind in DocumentType} == {
        kind.value: kind.value for kind in DocumentType
    }


def test_every_kind_but_the_official_letter_is_recognised_as_a_title() -> None:
    titled = {kind for kind in DocumentType if parse(f"{str(kind.label).upper()}\nMẫu").parts[0].kind == kind}
    assert set(DocumentType) - titled == {DocumentType.OFFICIAL_LETTER, DocumentType.OFFICIAL_CARD}


def test_no_two_kinds_share_an_abbreviation() -> None:
    assert len(set(ABBREVIATIONS.values())) == len(ABBREVIATIONS)
    assert DocumentType.DECISION.abbreviation == "QĐ"
    assert DocumentType.OFFICIAL_LETTER.abbreviation == ""


def test_every_relation_reads_both_ways() -> None:
    labels = {str(kind.label) for kind in RelationKind}
    inverse = {str(kind.inverse_label) for kind in RelationKind}
    assert len(labels) == len(inverse) == len(RelationKind)
    assert str(RelationKind.REPEALS.inverse_label) == "Bị bãi bỏ bởi"


def test_the_values_of_row_kinds_are_fit_for_addresses() -> None:
    assert all(slugify(kind.value) == kind.value for kind in RowKind)
