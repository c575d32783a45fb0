"""Texts that attackers and broken files send, for every function that takes text."""

from collections.abc import Callable

from hypothesis import strategies as st

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậđeêếoôốơớợuưứyỵAÀĐÊÔƠƯ"
ODD = (
    "\x00\n\r\t \u00a0\u00ad\u200b\u200d\u202e\u2066\ufeff\ud800\udfff"
    "\u0300\u0301\u0302\u0323\u031b-–/.…Ðð²ﬁﷺ℃İẞΣς한글👨\U000e0041"
)

any_text = st.text(
    st.one_of(st.characters(), st.sampled_from(VIETNAMESE + ODD), st.sampled_from("abc019 ")), max_size=60
)
"""Any Unicode, lone surrogates included, with the trouble spots drawn more often."""

HOSTILE_TEXTS: dict[str, Callable[[int], str]] = {
    "one word": lambda n: "a" * n,
    "spaces": lambda n: " " * n,
    "carriage returns": lambda n: "\r" * n,
    "NUL": lambda n: "\x00" * n,
    "bidi overrides": lambda n: "\u202e" * n,
    "lone surrogates": lambda n: "\ud83d" * n,
    "marks in wrong order": lambda n: "a" + "\u0300\u0323" * (n // 2),
    "marks on every sign": lambda n: "…\u0323\u0300" * (n // 3),
    "short mark runs": lambda n: ("a" + "\u0300\u0323" * 15) * (n // 31),
    "dots": lambda n: "…" * n,
    "dashes": lambda n: "-/" * (n // 2),
    "decomposed words": lambda n: "d\u0323o\u0302\u0301 " * (n // 6),
    "query words": lambda n: "đống đa " * (n // 8),
}
