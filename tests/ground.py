"""The tree, the roles and the numbers of the law, laid once for the whole run; tests of the set-up clear them."""

from datetime import UTC, datetime

import time_machine
from django.db import connection
from wagtail.models import Collection, Locale, Page

from accounts.services.role_seeding import seed_roles
from core.enums import Category
from core.models import SiteIdentity
from core.services.changes import set_up
from core.services.seeding import seed_rule_values
from home.services.filing import year_page
from tests.factories import stored_home, stored_section

LAID_ON = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
# Everything else that hangs on these goes with them.
TABLES = ("wagtailcore_page", "wagtailcore_revision", "wagtailcore_referenceindex", "wagtailsearch_indexentry")
TABLES += ("home_frame", "auth_group", "core_rulevalue", "core_auditevent")


def lay() -> None:
    """Publish the home page and the sections with their year pages, seed roles and rule values, begin the chain."""
    with time_machine.travel(LAID_ON, tick=False):
        with set_up("thử"):
            SiteIdentity.load().save()
        seed_roles(stored_home())
        seed_rule_values()
        for category in Category:
            year_page(stored_section(category), LAID_ON.year)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE core_auditevent")


def lay_where_nothing_is() -> None:
    """Lay it for a test with real transactions when another one has left the database empty."""
    if Page.objects.exists():
        return
    Locale.objects.get_or_create(language_code="vi")
    Collection.add_root(name="Root")
    Page.add_root(instance=Page(title="Root", slug="root"))
    lay()


def clear() -> None:
    """Leave the database as migrations leave it; call it inside a transaction that is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
    Page.add_root(instance=Page(title="Root", slug="root"))
