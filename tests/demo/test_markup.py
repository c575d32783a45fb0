"""The small markup of content files becomes safe, plain HTML."""

import pytest

from portal.content.blocks import stream
from portal.content.markup import to_html


def html(source):
    return to_html(source, lambda address: f'href="{address}"')


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("## Một\n\n### Hai", "<h2>Một</h2><h3>Hai</h3>"),
        ("một dòng\nhai dòng", "<p>một dòng hai dòng</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("**đậm** và [chữ](/x/)", '<p><b>đậm</b> và <a href="/x/">chữ</a></p>'),
        ("- a\nkhông phải mục", "<p>- a không phải mục</p>"),
        ("<script>&", "<p>&lt;script&gt;&amp;</p>"),
        ("\n \n", ""),
    ],
)
def test_each_form_has_its_element(source, expected):
    assert html(source) == expected


@pytest.mark.parametrize("address", ["/khong-co/", "page:khong-co"])
def test_a_link_to_a_page_that_is_not_there_is_an_error(db, address):
    with pytest.raises(KeyError):
        stream([{"type": "paragraph", "text": f"[chữ]({address})"}])


def test_an_unknown_block_is_an_error():
    with pytest.raises(KeyError):
        stream([{"type": "khong-co"}])
