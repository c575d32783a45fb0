"""The check of the whole database finds public pages past their guard, and guards that are gone (R6.3a-1, T12)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.changes.test_public_check import findings
from tests.factories import LeaderActivityPageFactory, ResultPageFactory, stored_home

pytestmark = pytest.mark.django_db


@contextmanager
def without(table: str, trigger: str) -> Iterator[None]:
    """Do what only the owner could: switch one guard off and on again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")


def run(sql: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_the_tree_as_it_was_set_up_has_nothing_to_find():
    ResultPageFactory()
    LeaderActivityPageFactory()
    assert findings() == []


def test_a_title_changed_past_the_guard_is_found():
    page = ResultPageFactory()
    with without("wagtailcore_page", "core_page_changes"):
        run("UPDATE wagtailcore_page SET title = 'Lậu' WHERE id = %s", page.pk)
    assert f"wagtailcore_page {page.pk} differs from what was approved" in findings()


def test_a_page_made_live_past_the_guard_is_found():
    page = stored_home().add_child(
        instance=type(stored_home().get_children().first().specific)(title="Lậu", live=False)
    )
    page.save_revision()
    with without("wagtailcore_page", "core_page_changes"):
        run("UPDATE wagtailcore_page SET live = true, live_revision_id = latest_revision_id WHERE id = %s", page.pk)
    assert f"wagtailcore_page {page.pk} was never approved" in findings()


def test_the_text_of_a_page_changed_past_the_guard_is_found():
    page = ResultPageFactory()
    with without("news_resultpage", "core_page_row_is_approved"):
        run("UPDATE news_resultpage SET summary = 'Lậu' WHERE page_ptr_id = %s", page.pk)
    assert f"news_resultpage {page.pk} differs from what was approved" in findings()


def test_rows_of_a_page_changed_past_the_guard_are_found():
    page = LeaderActivityPageFactory()
    with without("news_leaderparticipation", "core_page_rows_are_approved"):
        run("DELETE FROM news_leaderparticipation WHERE page_id = %s", page.pk)
    assert f"news_leaderparticipation of page {page.pk} differ from what was approved" in findings()


def test_an_approved_revision_changed_past_the_guard_is_found():
    page = ResultPageFactory()
    with without("wagtailcore_revision", "core_approved_revision_keep"):
        run(
            'UPDATE wagtailcore_revision SET content = content || \'{"go_live_at": ""}\' WHERE id = %s',
            page.live_revision_id,
        )
    assert f"wagtailcore_page {page.pk} differs from what was approved" in findings()


@pytest.mark.parametrize(
    ("table", "trigger"),
    [
        ("core_calendarday", "core_guard_insert"),
        ("core_changestep", "editorial_check_decider"),
        ("core_approval", "editorial_approval_is_right"),
        ("wagtailcore_page", "core_page_changes"),
        ("news_resultpage", "core_page_row_is_approved"),
    ],
)
def test_a_guard_that_is_gone_is_found(shown, table, trigger):
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run(f"DROP TRIGGER {trigger} ON {table}")
    assert f"{table}: trigger {trigger} is gone" in findings()
