"""Pages move among many siblings with few statements, and land where treebeard would put them."""

from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests.scenes import once

MOST_QUERIES = 50
LETTERS = "abcde"

pytestmark = pytest.mark.django_db


def branch(letters: str) -> Page:
    """Return a page with a child for each letter, each of which has a child of its own."""
    top = Page.objects.get(depth=1).add_child(instance=Page(title="top", slug=f"top-{letters}", live=False))
    for letter in letters:
        child = top.add_child(instance=Page(title=letter, slug=letter, live=False))
        child.add_child(instance=Page(title=f"{letter}-leaf", slug="leaf", live=False))
    return top


planted = once(lambda: branch(LETTERS))


@pytest.fixture
def top(planted: Page) -> Page:
    """Return the page above five children, as the database has it."""
    return Page.objects.get(pk=planted.pk)


def child(top: Page, letter: str) -> Page:
    return Page.objects.child_of(top).get(slug=letter, live=False)


def order(top: Page) -> str:
    """Return the letters of the children in order, after checking that the tree is whole."""
    children = list(Page.objects.child_of(top))
    for page in children:
        assert [leaf.title for leaf in page.get_children()] == [f"{page.title}-leaf"]
    assert Page.find_problems() == ([], [], [], [], [])
    assert Page.objects.get(pk=top.pk).numchild == len(children)
    return "".join(page.title for page in children)


@pytest.mark.parametrize(("letter", "target", "pos"), list(product(LETTERS, LETTERS, ("left", "right"))))
def test_a_page_moves_beside_a_sibling(top: Page, letter: str, target: str, pos: str) -> None:
    child(top, letter).move(child(top, target), pos=pos)
    rest = LETTERS.replace(letter, "")
    place = rest.index(target) + (pos == "right") if target != letter else LETTERS.index(letter)
    assert order(top) == rest[:place] + letter + rest[place:]


@pytest.mark.parametrize("letter", LETTERS)
def test_a_page_moves_to_the_front_of_its_parent(top: Page, letter: str) -> None:
    child(top, letter).move(top, pos="first-child")
    assert order(top) == letter + LETTERS.replace(letter, "")


@pytest.mark.parametrize("pos", ["left", "right"])
def test_a_page_moves_between_the_children_of_another_parent(pos: str) -> None:
    top, other = branch("abc"), branch("xyz")
    child(other, "y").move(child(top, "b"), pos=pos)
    assert order(top) == ("aybc" if pos == "left" else "abyc")
    assert order(other) == "xz"


def test_a_move_to_the_front_of_many_siblings_takes_few_queries() -> None:
    letters = [f"{number:03}" for number in range(60)]
    top = Page.objects.get(depth=1).add_child(instance=Page(title="top", slug="top", live=False))
    for letter in letters:
        top.add_child(instance=Page(title=letter, slug=letter, live=False))
    with CaptureQueriesContext(connection) as queries:
        child(top, "059").move(top, pos="first-child")
    assert len(queries) < MOST_QUERIES
    assert [page.title for page in Page.objects.child_of(top)] == ["059", *letters[:-1]]
