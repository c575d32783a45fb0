"""The guards of the suite themselves: each must stop what it is there to stop."""

import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Origin, Template, engines

from accounts.models import Agency, Role, User
from core.enums import Category
from core.models import PublishedItem
from home.models import YearPage
from news.models import LeaderActivityPage
from tests.factories import (
    AgencyFactory,
    CommitteePageFactory,
    LeaderActivityPageFactory,
    LegalDocumentPageFactory,
    ModelPageFactory,
    ResultPageFactory,
    StandardPageFactory,
    UserFactory,
)
from tests.guards.network import ForbiddenConnectionError
from tests.guards.templates import UndefinedVariableError
from tests.people import CAST

OURS = str(Path(settings.BASE_DIR, "templates", "made-up.html"))
THEIRS = "/somewhere/wagtail/admin/templates/made-up.html"


def rendered(source: str, place: str = OURS, **context: object) -> str:
    template = Template(source, origin=Origin(place), engine=engines["django"].engine)
    return template.render(Context(context))


def test_a_connection_to_another_machine_is_refused():
    with socket.socket() as connection, pytest.raises(ForbiddenConnectionError):
        connection.connect(("192.0.2.1", 80))


@pytest.mark.parametrize("source", ["{{ missing }}", "{{ person.missing }}", "{{ missing|upper }}"])
def test_an_undefined_variable_in_our_templates_fails(source):
    with pytest.raises(UndefinedVariableError, match="missing"):
        rendered(source, person={})


@pytest.mark.parametrize(
    "source", ["{% if missing %}{% endif %}", "{{ missing|default:'' }}", "{% for x in missing %}{% endfor %}"]
)
def test_our_templates_may_say_that_a_value_may_be_missing(source):
    assert rendered(source) == ""


def test_an_undefined_variable_in_templates_of_others_stays_empty():
    assert rendered("{{ missing }}", THEIRS) == ""


def test_a_defined_variable_is_resolved_once():
    calls = []
    assert rendered("{{ call|upper }}", call=lambda: calls.append(1) or "a") == "A"
    assert calls == [1]


@pytest.mark.django_db
def test_queries_without_an_order_answer_in_a_random_order():
    AgencyFactory.create_batch(30)
    orders = {tuple(Agency.objects.order_by().values_list("pk", flat=True)) for _ in range(5)}
    assert len(orders) > 1


@pytest.mark.django_db
def test_queries_with_an_order_keep_it():
    AgencyFactory.create_batch(30)
    names = list(Agency.objects.order_by("-code").values_list("code", flat=True))
    assert names == sorted(names, reverse=True)


def test_the_site_tree_has_the_five_main_sections_with_their_year(site_tree, frozen_now):
    assert {section.main_category for section in site_tree.sections.values()} == set(Category)
    assert YearPage.objects.live().count() == len(Category)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("factory", "category"),
    [
        (LegalDocumentPageFactory, Category.DOCUMENTS),
        (LeaderActivityPageFactory, Category.LEADERS),
        (CommitteePageFactory, Category.COMMITTEE),
        (ResultPageFactory, Category.RESULTS),
        (ModelPageFactory, Category.MODELS),
    ],
)
def test_a_page_from_a_factory_is_published_in_its_category(factory, category):
    page = factory()
    item = PublishedItem.objects.get(page_id=page.pk)
    assert page.live
    assert item.category == category
    assert isinstance(page.get_parent().specific, YearPage)


@pytest.mark.django_db
def test_a_draft_from_a_factory_is_not_public():
    page = ResultPageFactory(published=False)
    assert not page.live
    assert not PublishedItem.objects.filter(page_id=page.pk).exists()


@pytest.mark.django_db
def test_factories_make_standard_pages_users_and_participants():
    activity = LeaderActivityPage.objects.get(pk=LeaderActivityPageFactory().pk)
    assert activity.participants.get().title_then == "Phó Chủ tịch UBND Thành phố"
    assert StandardPageFactory().public_path.startswith("/trang-")
    assert UserFactory(superuser=True).is_superuser


def test_everybody_of_the_cast_has_a_role_with_its_rights(people):
    assert Role.objects.count() == len(CAST) + 1  # the public has no account
    assert User.objects.filter(memberships__isnull=False).count() == len(CAST)
    assert people.editor.has_perm("wagtailadmin.access_admin")
    assert not people.collaborator.has_perm("wagtailadmin.access_admin")


def test_a_signed_in_editor_sees_the_admin(people, client_of):
    assert client_of(people.editor).get("/quan-tri/").status_code == 200
