"""Files of every format pass, hostile ones end at the rule that names them (R6.1a-6, security.md 4)."""

import pytest

from core.lib.files import Kind, Limits, Request, inspect
from tests.core.uploads.harmless import HARMLESS
from tests.core.uploads.hostile import DOUBTED, INFECTED, REFUSED


@pytest.fixture
def look(tmp_path):
    def look(name, content, **options):
        path = tmp_path / "sent"
        path.write_bytes(content)
        return inspect(path, Request(name, **({"staff": True} | options)), Limits(), tmp_path / "clean")

    return look


@pytest.mark.parametrize("name", HARMLESS)
def test_a_whole_file_of_each_format_passes(look, name):
    found = look(name, HARMLESS[name]())
    assert (found.refusal, found.doubts) == (None, ())


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_file_is_refused_by_its_rule(look, case):
    name, build, rule = REFUSED[case]
    found = look(name, build())
    assert found.refusal is not None
    assert found.refusal.rule == rule
    assert found.text == ""


@pytest.mark.parametrize("case", DOUBTED)
def test_a_doubtful_file_is_held_back_by_its_rule(look, case):
    name, build, rule = DOUBTED[case]
    found = look(name, build())
    assert found.refusal is None
    assert rule in [doubt.rule for doubt in found.doubts]


@pytest.mark.parametrize("case", INFECTED)
def test_what_only_the_scanner_knows_is_not_refused_by_form(look, case):
    name, build = INFECTED[case]
    assert look(name, build()).refusal is None


def test_the_hostile_files_are_at_least_sixty():
    assert len(REFUSED) + len(DOUBTED) + len(INFECTED) >= 60


def test_a_drawing_from_outside_is_refused_whatever_it_holds(look):
    assert look("a.svg", HARMLESS["hinh-ve.svg"](), staff=False).refusal.rule == "staff-only"


def test_a_form_takes_only_the_kinds_it_asks_for(look):
    found = look("anh.png", HARMLESS["anh.png"](), kinds=frozenset({Kind.TEXT}))
    assert found.refusal.rule == "extension"
    assert "pdf" in found.refusal.message
    assert "png" not in found.refusal.message
