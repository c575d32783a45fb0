"""A portal set up with demo content once for the whole folder, rolled back at the end."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from tests import ground


@pytest.fixture(scope="package")
def sign_ins_file(tmp_path_factory):
    """Where this folder's tests keep the demo's passwords."""
    return tmp_path_factory.mktemp("demo") / "var" / "sign-ins.txt"


@pytest.fixture(scope="package")
def set_up_once(django_db_setup, django_db_blocker, sign_ins_file):
    """Run ``setup_portal --demo`` inside a transaction that is never committed."""
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO_SIGN_INS=sign_ins_file),
        transaction.atomic(),
    ):
        cache.clear()
        ground.clear()
        call_command("setup_portal", "--demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(set_up_once, db):
    """The demo portal; what a test changes is undone after it."""
