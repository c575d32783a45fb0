"""How often a page is looked at again (Article 6.4.d, R6.4d-1): pages that guide readers, not news."""

from datetime import date, timedelta

RULE_OF_TYPE = {
    "home.standardpage": "review-days-standard-page",
    "home.sectionpage": "review-days-section",
    "home.homepage": "review-days-home",
}
"""The rule value with the days between two looks, by page type; other types are planned by hand."""

CHANGE_DAYS = "review-change-days"
"""The rule value with the days for what a look found wrong."""


def next_due(day: date, every_days: int) -> date:
    """Return the day of the next look."""
    return day + timedelta(days=every_days)
