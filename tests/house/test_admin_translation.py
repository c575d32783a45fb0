"""Editors meet no English: every label of the installed packages has a Vietnamese one, here or in the package."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings

OURS = Path(__file__).resolve().parents[2] / "locale/framework/vi/LC_MESSAGES"
DOMAINS = ("django", "djangojs")
PACKAGES = (
    "wagtail",
    "wagtail_modeladmin",
    "taggit",
    "django.conf",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sessions",
)
LEFT_OUT_APPS = {
    "wagtail.contrib.search_promotions": "the portal has a search of its own",
    "wagtail.contrib.simple_translation": "the portal has one language",
    "wagtail.contrib.styleguide": "for developers of Wagtail",
}
SAME_IN_BOTH_LANGUAGES = {"URL", "IPv4", "IPv6"}

PLACEHOLDER = re.compile(r"%\(\w+\)[-0-9.]*[sdr]|%[-0-9.]*[sdr](?!\w)|\{\w*\}")
TAG = re.compile(r"<[^>]+>")
# City documents write xóa, khỏe, hủy with the mark on the first vowel; quý, hoàn and thuyết are no such syllables.
MARK_ON_THE_SECOND_VOWEL = re.compile(r"(o[áàảãạéèẻẽẹ]|(?<!q)u[ýỳỷỹỵ])(?!\w)", re.IGNORECASE)
OTHER_WORDS_FOR_OUR_TERMS = re.compile(r"xuất bản|luồng công việc|phê chuẩn|bình luận|email", re.IGNORECASE)

Key = tuple[str | None, str]


@cache
def catalogue(path: Path) -> polib.POFile:
    return polib.pofile(str(path), check_for_duplicates=True)


def translation(entry: polib.POEntry) -> str:
    return entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr


def translated(path: Path) -> set[Key]:
    if not path.exists():
        return set()
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if entry.translated()}


def english_catalogues(domain: str) -> Iterator[tuple[str, Path]]:
    """Yield the app and the file of each English catalogue of the packages in use."""
    for package in PACKAGES:
        spec = find_spec(package)
        assert spec is not None, f"{package} is not installed"
        root = Path(next(iter(spec.submodule_search_locations or [])))
        for path in sorted(root.rglob(f"locale/en/LC_MESSAGES/{domain}.po")):
            app = ".".join([package, *path.relative_to(root).parts[:-4]])
            if app not in LEFT_OUT_APPS and ".test" not in app:
                yield app, path


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_label_of_the_installed_packages_is_vietnamese(domain: str) -> None:
    ours = translated(OURS / f"{domain}.po")
    catalogues = list(english_catalogues(domain))
    missing = [
        (app, entry.msgctxt, entry.msgid)
        for app, path in catalogues
        for known in [ours | translated(path.parents[2] / "vi/LC_MESSAGES" / path.name)]
        for entry in polib.pofile(str(path))
        if not entry.obsolete and (entry.msgctxt, entry.msgid) not in known
    ]
    assert catalogues
    assert missing == []


def test_what_is_left_out_is_not_installed() -> None:
    assert LEFT_OUT_APPS.keys() & set(settings.INSTALLED_APPS) == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_catalogue_is_complete_and_without_guesses(domain: str) -> None:
    entries = catalogue(OURS / f"{domain}.po")
    assert entries.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete or not entry.translated()] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_translation_keeps_placeholders_tags_and_outer_blanks(domain: str) -> None:
    broken = [
        (source, target)
        for entry in catalogue(OURS / f"{domain}.po")
        for source, target in [(entry.msgid_plural or entry.msgid, translation(entry))]
        if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(target))
        or sorted(TAG.findall(source)) != sorted(TAG.findall(target))
        or (source[:1].isspace(), source[-1:].isspace()) != (target[:1].isspace(), target[-1:].isspace())
    ]
    assert broken == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_translation_is_the_english_text(domain: str) -> None:
    same = [
        entry.msgid
        for entry in catalogue(OURS / f"{domain}.po")
        if entry.msgid == translation(entry) and re.search(r"[A-Za-z]{2,}", PLACEHOLDER.sub("", entry.msgid))
    ]
    assert set(same) <= SAME_IN_BOTH_LANGUAGES


@pytest.mark.parametrize("domain", DOMAINS)
def test_translations_spell_alike_and_use_the_terms_of_the_glossary(domain: str) -> None:
    odd = [
        translation(entry)
        for entry in catalogue(OURS / f"{domain}.po")
        if MARK_ON_THE_SECOND_VOWEL.search(translation(entry)) or OTHER_WORDS_FOR_OUR_TERMS.search(translation(entry))
    ]
    assert odd == []
