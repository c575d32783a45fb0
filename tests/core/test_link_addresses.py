"""A link of a list leads to a page, to another screen of the portal, or outside; nothing else is stored."""

import pytest
from wagtail.blocks import StructBlockValidationError

from core.blocks.text import LinkBlock


def cleaned(address):
    block = LinkBlock()
    return block.clean(block.to_python({"page": None, "address": address, "title": "Liên kết"}))


@pytest.mark.parametrize("address", ["/", "/cung-cap-thong-tin/", "https://hanoi.gov.vn/tin?trang=2"])
def test_screens_and_outside_addresses_are_taken(address):
    assert cleaned(address).url == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//example.vn/", "/\\example.vn/", "/a b/", "cung-cap-thong-tin", "/x", "ftp://a.vn/x"],
)
def test_anything_else_is_refused_at_its_field(address):
    with pytest.raises(StructBlockValidationError) as refused:
        cleaned(address)
    assert set(refused.value.block_errors) == {"address"}
