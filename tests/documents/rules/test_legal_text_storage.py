"""A legal text goes through JSON unharmed, and damaged data is refused with a clear message."""

import json

import pytest

from documents.rules.legal_text import LegalText, LegalTextError, parse
from tests.documents.rules.samples import AMENDING_LAW, REGULATION


@pytest.mark.parametrize("source", [REGULATION, AMENDING_LAW, ""])
def test_stored_data_gives_the_same_text_back(source: str) -> None:
    text = parse(source)
    assert LegalText.from_data(json.loads(json.dumps(text.to_data()))) == text


def test_each_row_is_on_a_line_of_the_plain_text() -> None:
    text = parse(REGULATION)
    lines = text.plain_text().split("\n")
    assert len(lines) == len(text.rows)
    assert "Điều 4. Cung cấp thông tin" in lines


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"version": 2, "parts": []},
        {"version": 1},
        {"version": 1, "parts": [{"kind": "luat"}]},
        {
            "version": 1,
            "parts": [{"kind": "luat", "title": "", "anchor": "", "rows": [{"kind": "khong-co"}]}],
        },
        {"version": 1, "parts": None},
        [],
        None,
    ],
)
def test_damaged_data_is_refused_in_vietnamese(data: object) -> None:
    with pytest.raises(LegalTextError, match="Dữ liệu toàn văn"):
        LegalText.from_data(data)  # type: ignore[arg-type]  # the mistake under test
