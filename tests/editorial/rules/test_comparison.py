"""Original and edited text are compared word by word (R6.3a-3)."""

from editorial.rules.comparison import MOST_WORDS, Change, Piece, differences

SAME, DROPPED, ADDED = Change


def test_a_changed_word_stands_between_those_that_stayed():
    assert differences("Phường Hoàn Kiếm rút ngắn", "Phường Ba Đình rút ngắn") == [
        Piece(SAME, "Phường"),
        Piece(DROPPED, "Hoàn Kiếm"),
        Piece(ADDED, "Ba Đình"),
        Piece(SAME, "rút ngắn", ends=True),
    ]


def test_spaces_and_empty_lines_do_not_count():
    assert differences("Một  hai\n\n\nba", "Một hai\nba") == [
        Piece(SAME, "Một hai", ends=True),
        Piece(SAME, "ba", ends=True),
    ]


def test_whole_paragraphs_come_and_go():
    assert differences("a\nb", "a\nc\nd") == [
        Piece(SAME, "a", ends=True),
        Piece(DROPPED, "b"),
        Piece(ADDED, "c", ends=True),
        Piece(ADDED, "d", ends=True),
    ]


def test_nothing_against_something():
    assert differences("", "a") == [Piece(ADDED, "a", ends=True)]
    assert differences("a", "") == [Piece(DROPPED, "a", ends=True)]
    assert differences("", "") == []


def test_no_word_is_lost_on_either_side():
    before, after = "một hai ba\nbốn năm", "hai ba một\nnăm sáu\nbảy"
    pieces = differences(before, after)
    assert " ".join(piece.text for piece in pieces if piece.change != ADDED) == " ".join(before.split())
    assert " ".join(piece.text for piece in pieces if piece.change != DROPPED) == " ".join(after.split())


def test_stretches_too_long_for_words_are_told_whole():
    long = "x " * (MOST_WORDS + 1)
    assert [piece.change for piece in differences(f"{long}a", f"{long}b")] == [DROPPED, ADDED]
