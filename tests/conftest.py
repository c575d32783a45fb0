"""Fixtures of the whole suite; what it is guarded against stands in ``tests.guards``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import time_machine
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from core.enums import Category
from core.lib import clock
from home.models import HomePage, SectionPage
from home.services.filing import year_page
from tests import ground
from tests.factories import stored_home, stored_section
from tests.guards.network import forbid_other_machines
from tests.guards.ordering import shuffle_unordered_queries
from tests.guards.templates import refuse_undefined_variables
from tests.people import People, hire
from tests.scanner import stand_in
from tests.sign_in import signed_in

FROZEN_NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, 9 o'clock in Hanoi


@dataclass(frozen=True)
class SiteTree:
    """The published tree: home page and the sections of the five main categories, each with a year page."""

    home: HomePage
    sections: Mapping[Category, SectionPage]


def pytest_configure(config: pytest.Config) -> None:
    """Guard the whole run, from before the first template is read."""
    patch = pytest.MonkeyPatch()
    config.add_cleanup(patch.undo)
    forbid_other_machines(patch)
    shuffle_unordered_queries(patch)
    refuse_undefined_variables(patch)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave browser tests to a call of their own: what they write stays in the database."""
    in_browser = [item for item in items if item.get_closest_marker("browser")]
    if in_browser and len(in_browser) < len(items):
        config.hook.pytest_deselected(items=in_browser)
        items[:] = [item for item in items if item not in in_browser]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Build the site's tree and roles once: every test finds them, none pays for them.

    Tests with real transactions empty the database behind them, the audit chain included; whoever needs the tree then
    builds it anew.
    """
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER core_audit_refuse_emptying")
        ground.lay()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Wagtail keeps the paths of site roots in the cache, beyond the transaction of a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def media_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep uploaded files of the run apart from those of the quick start."""
    with override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("media"), UPLOADS_ROOT=tmp_path_factory.mktemp("uploads")
    ):
        yield


@pytest.fixture(autouse=True, scope="session")
def scanner_stand_in() -> Iterator[None]:
    """Answer for the scanner; a socket's path must be short, so it does not lie where pytest keeps files."""
    with (
        TemporaryDirectory(prefix="scan") as folder,
        stand_in(Path(folder)) as address,
        override_settings(SCANNER_ADDRESS=address, SCANNER_SECONDS=10),
    ):
        yield


@pytest.fixture
def frozen_now() -> Iterator[datetime]:
    """Stop the clock on Monday 23/11/2026, 9:00 in Hanoi, and return that instant."""
    with time_machine.travel(FROZEN_NOW, tick=False):
        yield FROZEN_NOW


@pytest.fixture
def bare_database(db: None) -> None:
    """Leave the database as migrations leave it, for tests of the set-up itself."""
    ground.clear()


@pytest.fixture
def site_tree(db: None) -> SiteTree:
    """Publish the home page, the five main sections and their year pages of this year."""
    sections = {category: stored_section(category) for category in Category}
    for section in sections.values():
        year_page(section, clock.now().year)
    return SiteTree(stored_home(), sections)


@pytest.fixture
def people(db: None) -> People:
    """Hire the cast of ``tests.people``: one person for each role, with its rights."""
    return hire(stored_home())


@pytest.fixture
def as_application(db: None) -> Iterator[None]:
    """Act as the application's role, that default privileges gave everything; what a test made before stays."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE portal_app")
        yield
        cursor.execute("RESET ROLE")


@pytest.fixture
def client_of(db: None) -> Callable[[AbstractBaseUser], Client]:
    """Return a function that signs a person in with both factors and returns their browser."""
    return signed_in
