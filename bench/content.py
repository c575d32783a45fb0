"""Generated Vietnamese articles, the same for both sides and for every run."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

SECTIONS = ("Chỉ đạo điều hành", "Thể chế", "Thủ tục hành chính", "Chuyển đổi số", "Công vụ")
SECTION_SHARES = (60, 10, 10, 10, 10)
FIRST_DAY = datetime(2001, 1, 1, 2, tzinfo=UTC)
INTERVAL = timedelta(minutes=130)  # about 4,000 articles a year
COMMON_PHRASE = "cải cách hành chính"  # in every third article
RARE_ARTICLES = 20  # hold a rare phrase at every size: a full page of results, however large the site
RARE_PHRASES = (
    "cây xanh", "nước sạch", "vỉa hè", "bến xe", "lò mổ", "hầm chui", "làng nghề", "hồ bơi", "chợ đêm", "thuế khoán",
)  # fmt: skip
REGULATION = Path(__file__).parents[1] / "documents" / "data" / "regulation.txt"
# Drawn as often as the regulation uses them, so that common words are common and there are many rare ones.
WORDS = re.findall(r"[^\W\d_]+", REGULATION.read_text(encoding="utf-8").lower())


@dataclass(frozen=True)
class Article:
    """One generated article."""

    number: int
    section: int
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    published_at: datetime

    @property
    def slug(self) -> str:
        """Return an address that is unique over the whole run."""
        return f"bai-{self.number}"

    @property
    def text(self) -> str:
        """Return the words of the body."""
        return " ".join(self.paragraphs)


def articles(count: int) -> Iterator[Article]:
    """Yield ``count`` articles; three of five stand in the first section, newest last."""
    rng = random.Random(20_261_123)
    step = max(count // (RARE_ARTICLES * len(RARE_PHRASES)), 1)
    for number in range(count):
        section = rng.choices(range(len(SECTIONS)), SECTION_SHARES)[0]
        paragraphs = [_sentence(rng, 100) for _ in range(6)]
        if number % 3 == 0:
            paragraphs[2] += f" Công tác {COMMON_PHRASE} được đẩy mạnh."
        if number % step == 0:
            paragraphs[4] += f" Tổ quản lý {RARE_PHRASES[number // step % len(RARE_PHRASES)]} báo cáo."
        yield Article(
            number,
            section,
            f"{_sentence(rng, 9)} số {number}",
            _sentence(rng, 25),
            tuple(paragraphs),
            FIRST_DAY + INTERVAL * number,
        )


def _sentence(rng: random.Random, length: int) -> str:
    return " ".join(rng.choices(WORDS, k=length)).capitalize()
