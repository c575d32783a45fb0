"""No keyword, order or column of a query comes from what somebody sent (docs/security.md): values only."""

import ast
import re

import pytest

from tests.house.source import place, python_files, tree

KEYWORD_CALLS = {
    *("filter", "exclude", "get", "get_or_create", "update_or_create", "create", "update", "annotate", "aggregate"),
    *("alias", "values", "Q", "FilteredRelation"),
}
NAME_CALLS = {"order_by", "values", "values_list", "only", "defer", "distinct", "select_related", "prefetch_related"}
NEVER = {"extra", "RawSQL"}  # `raw` stands under ruff S608
SENT = re.compile(r"\brequest\b|\bGET\b|\bPOST\b|\bcleaned_data\b|\bquery_params\b|\bparams\b")


def name_of(call):
    return getattr(call.func, "attr", None) or getattr(call.func, "id", "")


def is_sent(node):
    return bool(SENT.search(ast.unparse(node)))


def faults(module):
    """Yield each call whose keywords, order or columns are somebody's words, and each that takes SQL."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        name = name_of(node)
        spread = [keyword.value for keyword in node.keywords if keyword.arg is None]
        if (
            name in NEVER
            or (name in KEYWORD_CALLS and any(is_sent(value) for value in spread))
            or (name in NAME_CALLS and isinstance(node.func, ast.Attribute) and any(is_sent(one) for one in node.args))
        ):
            yield f"{node.lineno}: {ast.unparse(node)[:80]}"


def test_no_query_is_built_from_what_was_sent():
    found = {place(path): list(faults(tree(path))) for path in python_files()}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source",
    [
        "Page.objects.filter(**request.GET)",
        "Page.objects.filter(**dict(self.request.GET.items()))",
        "Q(**form.cleaned_data)",
        "pages.order_by(request.GET['sort'])",
        "pages.order_by(*request.GET.getlist('sort'))",
        "pages.annotate(**{request.GET['name']: Count('pk')})",
        "pages.values(request.POST['column'])",
        "pages.extra(where=[sql])",
    ],
)
def test_the_rule_sees(source):
    assert list(faults(ast.parse(source)))


@pytest.mark.parametrize(
    "source", ["pages.filter(title=request.GET['q'])", "pages.order_by('title')", "kept.get(name)"]
)
def test_the_rule_lets_pass(source):
    assert not list(faults(ast.parse(source)))
