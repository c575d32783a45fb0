"""Numbers of the law have a basis and a period; periods of one rule never overlap (R0-2)."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.enums import RuleUnit
from core.models import RuleValue
from core.services.changes import set_up
from core.services.rule_values import MissingRuleValueError, rule_number, rule_value

pytestmark = pytest.mark.django_db


def rule(**values: Any) -> RuleValue:
    defaults = {
        "key": "thu",
        "name": "Thử",
        "value": "5",
        "unit": RuleUnit.WORKING_DAYS,
        "legal_basis": "Điều 9 khoản 7",
        "valid_from": date(2025, 1, 1),
    }
    return RuleValue(**defaults | values)


def stored(value: RuleValue) -> None:
    with set_up("thử"):
        value.save()


def test_the_value_of_a_day_is_the_one_then_in_force() -> None:
    stored(rule(valid_until=date(2026, 7, 1)))
    stored(rule(value="7", valid_from=date(2026, 7, 1)))
    assert RuleValue.objects.valid_on(date(2026, 6, 30)).get(key="thu").value == "5"
    assert RuleValue.objects.valid_on(date(2026, 7, 1)).get(key="thu").value == "7"


def test_before_the_first_period_there_is_no_value() -> None:
    stored(rule())
    assert not RuleValue.objects.valid_on(date(2024, 12, 31)).filter(key="thu").exists()


def test_overlapping_periods_are_refused_by_the_form_and_the_database() -> None:
    stored(rule())
    second = rule(valid_from=date(2026, 1, 1))
    with pytest.raises(ValidationError, match="trùng"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        stored(second)


def test_a_period_must_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError) as error:
        rule(valid_until=date(2025, 1, 1)).full_clean()
    assert "valid_until" in error.value.message_dict


def test_a_gap_between_two_periods_is_refused() -> None:
    stored(rule(valid_until=date(2026, 1, 1)))
    with pytest.raises(ValidationError, match="khoảng trống"):
        rule(valid_from=date(2026, 1, 2)).full_clean()
    rule(valid_from=date(2026, 1, 1)).full_clean()


def test_a_value_is_read_by_date_and_never_guessed() -> None:
    stored(rule(valid_until=date(2026, 7, 1)))
    assert rule_number("thu", date(2026, 6, 30)) == 5
    assert rule_value("thu", date(2025, 1, 1)).legal_basis == "Điều 9 khoản 7"
    with pytest.raises(MissingRuleValueError):
        rule_number("thu", date(2026, 7, 1))


@pytest.mark.parametrize("value", ["năm", "-1", "5,5", ""])
def test_a_counted_value_must_be_a_whole_number(value: str) -> None:
    with pytest.raises(ValidationError) as error:
        rule(value=value).full_clean()
    assert "value" in error.value.message_dict
