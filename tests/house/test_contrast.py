"""Every pair of colours that meets on a page is measured in both schemes (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
STATES = ("open", "soon", "closed", "answered", "overdue")
SCHEMES = ("light", "dark")

TEXT = 4.5
PARTS = 3.0
STRONG = 7.0

TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "tint")),
    ("ink", "mark"),
    ("paper", "ink"),
    ("on-accent", "accent"),
    ("on-band", "band"),
    ("ink", "overdue-ground"),
    ("link", "overdue-ground"),
    *((state, f"{state}-ground") for state in STATES),
    *((state, "paper") for state in STATES),
]
PART_PAIRS = [
    ("edge", "paper"),
    ("edge", "tint"),
    ("gold", "paper"),
    ("accent", "paper"),
    ("ink", "paper"),
    ("overdue", "paper"),
]


def colours(scheme: str) -> dict[str, str]:
    light, dark = TOKENS.read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))
    return found


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_measures_21():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(scheme, ink, ground):
    found = colours(scheme)
    assert ratio(found[ink], found[ground]) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("part", "ground"), PART_PAIRS)
def test_parts_stand_out_from_their_ground(scheme, part, ground):
    found = colours(scheme)
    assert ratio(found[part], found[ground]) >= PARTS


@pytest.mark.parametrize(("ink", "ground"), [("on-accent", "accent"), ("on-band", "band"), ("ink", "paper")])
def test_words_on_the_accent_pass_the_stricter_limit_in_daylight(ink, ground):
    found = colours("light")
    assert ratio(found[ink], found[ground]) >= STRONG


def test_the_dark_scheme_sets_every_colour_anew():
    light, dark = TOKENS.read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")
    names = r"--([a-z-]+): #[0-9a-f]{6};"
    assert set(re.findall(names, light)) == set(re.findall(names, dark))
