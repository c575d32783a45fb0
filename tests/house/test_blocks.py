"""Every block an editor may pick says what it is, has a template and can be previewed (style rule 11)."""

import pytest
from django.apps import apps
from django.template import engines
from wagtail.fields import StreamField

from core.models import BasePage
from tests.factories import stored_home

MOST_BASIC = 9  # the body of an article alone offers as many


def offered_blocks():
    """Return every block that stands directly in a stream of one of our page types, once."""
    pages = (model for model in apps.get_models() if issubclass(model, BasePage))
    streams = {
        type(field.stream_block): field.stream_block
        for model in pages
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    }
    return [
        pytest.param(block, id=f"{stream.__name__}.{name}")
        for stream, instance in sorted(streams.items(), key=lambda item: item[0].__name__)
        for name, block in instance.child_blocks.items()
    ]


OFFERED = offered_blocks()


def test_there_are_blocks():
    assert len(OFFERED) >= MOST_BASIC


@pytest.mark.parametrize("block", OFFERED)
def test_a_block_says_what_it_is(block):
    assert block.meta.label
    assert block.meta.icon not in {"", "placeholder"}
    assert block.meta.description
    assert engines["django"].get_template(block.meta.template)


@pytest.mark.django_db
@pytest.mark.parametrize("block", OFFERED)
def test_a_block_can_be_previewed(block):
    assert getattr(block.meta, "preview_value", None) or getattr(block.meta, "preview_template", None)
    stored_home()
    preview = block.render(block.get_preview_value(), {"frame": None, "newest": {}})
    assert preview.strip()
