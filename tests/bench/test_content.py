"""The benchmark's articles are the same in every run and hold the phrases that it looks for."""

from itertools import islice

from bench.content import COMMON_PHRASE, RARE_EVERY, RARE_PHRASES, SECTIONS, articles


def test_two_runs_give_the_same_articles() -> None:
    assert list(articles(20)) == list(articles(20))


def test_a_larger_run_begins_with_the_smaller_one() -> None:
    assert list(islice(articles(500), 20)) == list(articles(20))


def test_every_third_article_holds_the_common_phrase() -> None:
    assert sum(COMMON_PHRASE in article.text for article in articles(300)) == 100


def test_each_rare_phrase_stands_in_one_article_of_a_thousand() -> None:
    texts = [article.text for article in articles(RARE_EVERY * len(RARE_PHRASES))]
    assert [sum(phrase in text for text in texts) for phrase in RARE_PHRASES] == [1] * len(RARE_PHRASES)


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
