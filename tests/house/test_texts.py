"""Every Vietnamese word of the interface goes through gettext, so that English can follow (style rule 17)."""

import ast
import re

import pytest

from core.models import PortalRendition
from tests.house.source import our_app_configs, place, python_files, tree

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


OWN_MODELS = [model for config in our_app_configs() for model in config.get_models() if model is not PortalRendition]


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_a_number_reads_well_before_the_name_of_many(model):
    """Wagtail writes "2 đề nghị thay đổi"; Vietnamese has neither "các" after a number nor an "s" at the end."""
    many = str(model._meta.verbose_name_plural)
    assert not many.startswith(("các ", "những "))
    assert many != f"{model._meta.verbose_name}s"
