from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from quickstart import blank_tables
from quickstart.checkout import Checkout
from quickstart.cluster import APPLICATION, OWNER
from quickstart.database import Database
from quickstart.project import Project


@pytest.fixture
def project(running, tmp_path, monkeypatch):
    """A project with one migration, which makes the table ``notice`` when the tables are made."""
    checkout = Checkout(root=tmp_path, var=tmp_path / "var")
    checkout.prepare()
    migration = tmp_path / "app" / "migrations" / "0001_initial.py"
    migration.parent.mkdir(parents=True)
    migration.write_text("first")
    (tmp_path / "requirements-dev.txt").touch()
    running.create_anew("portal_blank")

    def migrate(made, *arguments):
        assert arguments[0] == "migrate"
        with psycopg.connect(made.database.owner_url, autocommit=True) as connection:
            connection.execute("CREATE TABLE notice (id int)")

    monkeypatch.setattr(Project, "manage", migrate)
    return Project(checkout, Path("python"), Database(running.url(APPLICATION), running.url(OWNER), running))


def tables(running):
    with psycopg.connect(running.url(OWNER, "portal_blank")) as connection:
        return [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]


def fill(running):
    with psycopg.connect(running.url(OWNER, "portal_blank"), autocommit=True) as connection:
        connection.execute("CREATE TABLE left_over (id int)")


def test_the_tables_are_made_once(project, running):
    blank_tables.prepare(project)
    assert tables(running) == ["notice"]
    fill(running)
    blank_tables.prepare(project)
    assert sorted(tables(running)) == ["left_over", "notice"]


def test_a_changed_migration_makes_them_anew(project, running):
    blank_tables.prepare(project)
    fill(running)
    (project.checkout.root / "app" / "migrations" / "0001_initial.py").write_text("changed")
    blank_tables.prepare(project)
    assert tables(running) == ["notice"]


def test_tables_that_failed_are_made_anew_even_without_a_change(project, running, monkeypatch):
    blank_tables.prepare(project)
    (project.checkout.root / "app" / "migrations" / "0001_initial.py").write_text("broken")
    working = Project.manage
    monkeypatch.setattr(Project, "manage", lambda *_arguments: pytest.fail("the migration failed"))
    with pytest.raises(pytest.fail.Exception):
        blank_tables.prepare(project)
    (project.checkout.root / "app" / "migrations" / "0001_initial.py").write_text("first")
    monkeypatch.setattr(Project, "manage", working)
    blank_tables.prepare(project)
    assert tables(running) == ["notice"]


def test_tests_copy_them_on_the_private_server_only(project):
    assert blank_tables.for_tests(project).additions == {blank_tables.SETTING: blank_tables.DATABASE}
    elsewhere = replace(project, database=Database("postgres://app", "postgres://owner"))
    assert blank_tables.for_tests(elsewhere) == elsewhere
    blank_tables.prepare(elsewhere)
