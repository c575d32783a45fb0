"""The benchmark's articles are the same in every run and hold the phrases that it looks for."""

import pytest

from bench.content import COMMON_PHRASE, RARE_ARTICLES, RARE_PHRASES, SECTIONS, articles


def test_two_runs_give_the_same_articles() -> None:
    assert list(articles(20)) == list(articles(20))


def test_every_third_article_holds_the_common_phrase() -> None:
    assert sum(COMMON_PHRASE in article.text for article in articles(300)) == 100


@pytest.mark.parametrize("count", [400, 2_000])
def test_each_rare_phrase_stands_in_as_many_articles_at_every_size(count: int) -> None:
    texts = [article.text for article in articles(count)]
    assert [sum(phrase in text for text in texts) for phrase in RARE_PHRASES] == [RARE_ARTICLES] * len(RARE_PHRASES)


def test_the_first_section_holds_the_most_articles() -> None:
    counts = [0] * len(SECTIONS)
    for article in articles(1000):
        counts[article.section] += 1
    assert counts[0] > 500
    assert min(counts) > 50


def test_addresses_are_unique_and_dates_rise() -> None:
    made = list(articles(200))
    assert len({article.slug for article in made}) == 200
    assert [article.published_at for article in made] == sorted({article.published_at for article in made})
