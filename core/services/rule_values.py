"""Read the numbers of the law by date: old computations keep the value of their day (R0-2)."""

from datetime import date

from core.models import RuleValue


class MissingRuleValueError(LookupError):
    """No value of a rule is in force on a day: nothing is computed, nothing is guessed."""


def rule_value(key: str, day: date) -> RuleValue:
    """Return the rule in force on a day, with its legal basis; raises MissingRuleValueError (R0-2)."""
    found = RuleValue.objects.valid_on(day).filter(key=key).first()
    if found is None:
        raise MissingRuleValueError(f"{key} has no value on {day.isoformat()}")
    return found


def rule_number(key: str, day: date) -> int:
    """Return the number of a rule in force on a day, in the rule's unit; raises MissingRuleValueError."""
    return int(rule_value(key, day).value)


def rule_values(day: date, *keys: str) -> dict[str, RuleValue]:
    """Return several rules in force on a day by key (one query); raises MissingRuleValueError for one without."""
    found = {value.key: value for value in RuleValue.objects.valid_on(day).filter(key__in=keys)}
    for key in keys:
        if key not in found:
            raise MissingRuleValueError(f"{key} has no value on {day.isoformat()}")
    return found
