"""Every Vietnamese word of the interface goes through gettext, so that English can follow (style rule 17)."""

import ast
import re

import pytest

from tests.house.source import place, python_files, tree

VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "format_lazy"}
# What these modules hold is language itself, content, or words for the person at the server.
NOT_INTERFACE = {"rules", "lib", "content", "demo", "commands"}
CONTENT_ATTRIBUTES = {"preview_value", "default"}


def is_interface(path):
    return not NOT_INTERFACE & {*path.parent.parts, path.stem}


def is_content(target):
    name = getattr(target, "id", "")
    return name.isupper() or name in CONTENT_ATTRIBUTES


def allowed_constants(module):
    """Return the string nodes that are wrapped, or documentation, or content."""
    roots = []
    for node in ast.walk(module):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in GETTEXT:
                roots.append(node)
            case ast.Expr(value=ast.Constant()):
                roots.append(node)
            case ast.keyword(arg=name) if name in CONTENT_ATTRIBUTES:
                roots.append(node)
            case ast.Assign(targets=[target]) | ast.AnnAssign(target=target) if is_content(target):
                roots.append(node)
    return {id(node) for root in roots for node in ast.walk(root)}


@pytest.mark.parametrize("path", [path for path in python_files() if is_interface(path)], ids=place)
def test_vietnamese_words_are_wrapped_in_gettext(path):
    module = tree(path)
    allowed = allowed_constants(module)
    bare = [
        f"line {node.lineno}: {node.value}"
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and VIETNAMESE.search(node.value)
        and id(node) not in allowed
    ]
    assert bare == []
