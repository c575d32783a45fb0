"""Templates: each is used, compiles, keeps style and script out, and calls no third party."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.template import TemplateSyntaxError, engines
from django.template.loader_tags import ExtendsNode, IncludeNode
from wagtail.models import Page

from tests.house.source import STATIC, TEMPLATES, place, python_files, template_names

ENGINE = engines["django"].engine
NAMES = template_names()
HTML = [name for name in NAMES if name.endswith(".html")]
COMPONENTS = [name for name in HTML if name.startswith("components/")]

OPENING_COMMENT = re.compile(r"\A(?:\{% load [^%]+%\}\s*)?\{(?:#|% comment)")
INCLUDE = re.compile(r"\{%\s*include\s+(?P<what>[^%]+?)\s*%\}")
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))", re.IGNORECASE)
INLINE_STYLE = re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE)
INLINE_HANDLER = re.compile(r"<[a-z][^>]*\son[a-z]+\s*=|\bjavascript:", re.IGNORECASE)
LOADED_BY_THE_PAGE = re.compile(
    r"<(?:script|link|img|source|iframe|video|audio|embed|object|use|form)\b[^>]*?"
    r"\b(?:src|href|srcset|data|action)\s*=\s*[\"'](?:https?:)?//",
    re.IGNORECASE,
)
LOADED_BY_STYLE_OR_SCRIPT = re.compile(
    r"(?:url\(|@import|\bimport\b|fetch\(|open\(|src\s*=)\s*[\"'(]*\s*(?:https?:)?//", re.IGNORECASE
)


def source(name):
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def names_in_templates():
    """Return the templates that other templates extend or include by name."""
    named = set()
    for name in NAMES:
        try:
            template = ENGINE.get_template(name)
        except TemplateSyntaxError:
            continue  # the test below says so
        for node in template.nodelist.get_nodes_by_type((ExtendsNode, IncludeNode)):
            expression = node.parent_name if isinstance(node, ExtendsNode) else node.template
            if isinstance(expression.var, str):
                named.add((name, str(expression.var)))
    return named


def names_in_python():
    literal = re.compile(r"[\"']([\w/.-]+\.(?:html|txt|xml))[\"']")
    return {found for path in python_files() for found in literal.findall(path.read_text(encoding="utf-8"))}


def names_of_page_types():
    models = (model for model in apps.get_models() if issubclass(model, Page) and model.template)
    return {model.template for model in models}


def overrides_of_packages():
    loaders = [loader for outer in ENGINE.template_loaders for loader in getattr(outer, "loaders", [outer])]
    origins = {name: [o.name for loader in loaders for o in loader.get_template_sources(name)] for name in NAMES}
    return {
        name
        for name, places in origins.items()
        if any(Path(place).is_file() and not Path(place).is_relative_to(TEMPLATES) for place in places)
    }


def test_every_template_is_used():
    included = {named for _by, named in names_in_templates()}
    used = included | names_in_python() | names_of_page_types() | overrides_of_packages()
    assert [name for name in NAMES if name not in used] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles_with_known_tags_and_filters(name):
    assert ENGINE.get_template(name).nodelist


@pytest.mark.parametrize("name", NAMES)
def test_a_template_names_only_templates_that_exist(name):
    for by, named in names_in_templates():
        if by == name:
            assert ENGINE.get_template(named)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_opens_with_a_comment_on_its_variables(name):
    assert OPENING_COMMENT.match(source(name))


@pytest.mark.parametrize("name", HTML)
def test_a_component_is_included_with_the_variables_it_lists_and_no_others(name):
    includes = [what for what in INCLUDE.findall(COMMENT.sub("", source(name))) if "components/" in what]
    assert [what for what in includes if not what.endswith(" only")] == []


@pytest.mark.parametrize("name", HTML)
@pytest.mark.parametrize("pattern", [INLINE_SCRIPT, INLINE_STYLE, INLINE_HANDLER], ids=["script", "style", "handler"])
def test_a_template_has_no_inline_script_or_style(name, pattern):
    assert pattern.search(COMMENT.sub("", source(name))) is None


@pytest.mark.parametrize("name", HTML)
def test_a_template_loads_nothing_from_a_third_party(name):
    assert LOADED_BY_THE_PAGE.search(COMMENT.sub("", source(name))) is None


def test_style_sheets_and_scripts_load_nothing_from_a_third_party():
    files = [path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"}]
    assert [place(path) for path in files if LOADED_BY_STYLE_OR_SCRIPT.search(path.read_text(encoding="utf-8"))] == []
