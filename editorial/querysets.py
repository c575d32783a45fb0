"""Adjectives for entries of the inbox."""

import re
from datetime import date
from typing import Self

from django.db import models

from core.lib import text
from editorial.enums import EntryState
from editorial.rules.states import TO_SORT

MOST_WORDS = 8
CODE = re.compile(r"tn0*([1-9][0-9]{0,17})")


class EntryQuerySet(models.QuerySet):
    """Adjectives for entries; sealed ones hold nothing that could be found."""

    def found_by(self, typed: str) -> Self:
        """Return entries whose title, number, code or agency has every typed word, accents or not."""
        if code := CODE.fullmatch(text.fold(typed)):
            return self.filter(pk=int(code.group(1)))
        found = self
        for word in text.words(typed)[:MOST_WORDS]:
            found = found.filter(search_text__contains=word)
        return found

    def to_sort(self) -> Self:
        """Return entries that wait for sorting, oldest first."""
        return self.filter(state__in=TO_SORT).order_by("received_at", "pk")

    def overdue_for_supplement(self, day: date) -> Self:
        """Return entries whose supplier has not answered until the day that was set."""
        return self.filter(
            state=EntryState.RETURNED, supplements__answered_at__isnull=True, supplements__due_on__lt=day
        ).distinct()
