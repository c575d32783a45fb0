"""Category 5: an experience or model at home or abroad, and where it is applied (R4.5-1)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.enums import Category
from core.models import PublishedItem
from news.models import ModelApplication, ModelPage
from tests.admin.forms import add_address, save
from tests.factories import AgencyFactory, ModelPageFactory, ResultPageFactory, UserFactory

pytestmark = pytest.mark.django_db

FACTS = {
    "problem": "Người dân phải đi lại nhiều lần.",
    "solution": "Bộ phận một cửa đến tận tổ dân phố.",
    "result": "Giảm 40 % số lượt đi lại.",
    "cost": "120 triệu đồng",
    "contact": "Phòng Kiểm soát thủ tục",
}


def content_of(client, page) -> str:
    response = client.get(page.public_path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_model_card_shows_its_facts(client):
    content = content_of(client, ModelPageFactory(**FACTS))
    for value in (*FACTS.values(), "Việt Nam"):
        assert value in content
    assert "Người dịch" not in content


@pytest.mark.parametrize("country", ["Việt Nam", "việt nam", " VIỆT  NAM "])
def test_a_model_of_vietnam_needs_no_source_however_the_name_is_typed(country):
    page = ModelPageFactory(country=country)
    assert not page.is_foreign


@pytest.mark.parametrize("missing", ["source_name", "translator"])
def test_foreign_material_names_its_source_and_its_translator(missing):
    values = {"country": "Hàn Quốc", "source_name": "Bộ Nội vụ Hàn Quốc", "translator": "Lê Thị C"}
    with pytest.raises(ValidationError) as error:
        ModelPageFactory(**(values | {missing: ""}))
    assert list(error.value.message_dict) == [missing]


def test_foreign_material_with_both_is_shown_with_both(client):
    page = ModelPageFactory(country="Hàn Quốc", source_name="Bộ Nội vụ Hàn Quốc", translator="Lê Thị C")
    content = content_of(client, page)
    for value in ("Hàn Quốc", "Bộ Nội vụ Hàn Quốc", "Lê Thị C"):
        assert value in content


def test_a_draft_of_foreign_material_may_wait_for_its_source(client_of, site_tree):
    address = add_address(site_tree.sections[Category.MODELS], ModelPage)
    response = save(client_of(UserFactory(superuser=True)), address, title="Mô hình", country="Estonia")
    assert response.status_code == 302
    assert not ModelPage.objects.get().live


def test_a_reader_is_led_to_where_the_model_is_applied(client):
    told = ResultPageFactory(title="Ba Vì làm theo")
    draft = ResultPageFactory(published=False)
    page = ModelPageFactory(
        applications=[
            ModelApplication(agency=AgencyFactory(name="Xã Ba Vì"), told_on=told),
            ModelApplication(agency=AgencyFactory(name="Sở Nội vụ"), address="https://sonoivu.hanoi.gov.vn/tin"),
            ModelApplication(agency=AgencyFactory(name="Phường Láng"), told_on=draft),
            ModelApplication(agency=AgencyFactory(name="Xã Sóc Sơn")),
        ]
    )
    content = content_of(client, page)
    assert f'<a href="{told.public_path}">Xã Ba Vì</a>' in content
    assert '<a href="https://sonoivu.hanoi.gov.vn/tin">Sở Nội vụ</a>' in content
    assert "<p>Phường Láng</p>" in content
    assert "<p>Xã Sóc Sơn</p>" in content


def test_an_agency_applies_a_model_once():
    agency = AgencyFactory()
    page = ModelPageFactory(applications=[ModelApplication(agency=agency)])
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelApplication.objects.create(page=page, agency=agency)


def test_everything_that_a_card_says_is_found():
    page = ModelPageFactory(
        **FACTS,
        country="Estonia",
        source_name="e-Estonia",
        translator="Lê Thị C",
        applications=[ModelApplication(agency=AgencyFactory(name="Xã Ba Vì"))],
    )
    text = PublishedItem.objects.get(page_id=page.pk).search_text
    for value in (*FACTS.values(), "Estonia", "Lê Thị C", "Xã Ba Vì"):
        assert value in text


def test_a_model_is_found_by_its_solution_typed_without_accents(client):
    page = ModelPageFactory(**FACTS)
    content = client.get("/tim-kiem/", {"q": "den tan to dan pho"}).content.decode()
    assert page.public_path in content


def test_a_model_costs_five_queries_at_most(client, django_assert_max_num_queries):
    told = ResultPageFactory()
    page = ModelPageFactory(
        agency=AgencyFactory(),
        applications=[ModelApplication(agency=AgencyFactory(), told_on=told) for _ in range(3)],
    )
    content_of(client, page)
    with django_assert_max_num_queries(5):
        content_of(client, page)
