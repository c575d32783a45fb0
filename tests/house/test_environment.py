"""Every name that the settings read from the environment stands in `.env.example`, where operators look."""

import ast

from tests.house.source import ROOT

READERS = {"text", "integer", "flag", "names", "pairs", "file_text"}


def names_read():
    for path in sorted((ROOT / "settings").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in READERS and node.args:
                name = node.args[0]
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    yield name.value


def test_the_example_of_the_environment_is_complete():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    read = set(names_read())
    assert len(read) > 30
    assert {name for name in read if f"#{name}" not in example and f"\n{name}" not in example} == set()
