"""Public functions of rules, services and core.lib say what they do in a first full sentence (style rule 18)."""

import ast

import pytest

from tests.house.source import place, python_files, tree

DESCRIBED = [
    path
    for path in python_files()
    if {"rules", "services"} & {*path.parts, path.stem} or ("core" in path.parts and "lib" in path.parts)
]


ENDS_OF_A_SENTENCE = (".", ".)", '."', ":", "…")


def is_protocol(node):
    return any(getattr(base, "id", "") == "Protocol" for base in node.bases)


def public_definitions(body, prefix=""):
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield f"{prefix}{node.name}", node
            if isinstance(node, ast.ClassDef) and not is_protocol(node):
                yield from public_definitions(node.body, f"{node.name}.")


@pytest.mark.parametrize("path", DESCRIBED, ids=place)
def test_what_is_public_has_a_docstring_that_opens_with_a_full_sentence(path):
    missing = []
    for name, node in public_definitions(tree(path).body):
        first = (ast.get_docstring(node) or "").split("\n\n")[0].strip()
        if not first.endswith(ENDS_OF_A_SENTENCE) or len(first.split()) < 2:
            missing.append(name)
    assert missing == []


@pytest.mark.parametrize("path", [path for path in python_files() if path.stat().st_size], ids=place)
def test_a_module_with_code_says_what_it_is_for(path):
    assert ast.get_docstring(tree(path))
