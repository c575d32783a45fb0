"""Keep what readers say of a page, and forget their words in time."""

from datetime import datetime, timedelta

from django.conf import settings

from home.models import PageOpinion


def give_opinion(*, page_id: int, is_useful: bool, words: str, held: bool, now: datetime) -> PageOpinion:
    """Store one answer; ``held`` marks those that came without proof of work."""
    return PageOpinion.objects.create(
        page_id=page_id, is_useful=is_useful, words=words, needs_review=held, received_at=now
    )


def forget_words(*, now: datetime) -> int:
    """Empty the words of answers older than the settings allow; returns how many were emptied."""
    before = now - timedelta(days=settings.OPINION_WORDS_DAYS)
    return PageOpinion.objects.filter(received_at__lt=before).exclude(words="").update(words="")
