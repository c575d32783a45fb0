"""Every page type has a template of its own, a place in the tree and a Vietnamese name."""

import pytest
from django.apps import apps
from wagtail.models import Page

from core.models import BasePage
from home.models import YearPage
from tests.house.source import TEMPLATES, app_names

WITHOUT_TEMPLATE = {YearPage: "leads to the list of its section"}
PAGE_TYPES = sorted((m for m in apps.get_models() if issubclass(m, BasePage)), key=lambda m: m._meta.label)
OF_OUR_APPS = [m for m in apps.get_models() if issubclass(m, Page) and m.__module__.split(".")[0] in app_names()]


def test_every_page_type_descends_from_the_base_page():
    assert [model for model in OF_OUR_APPS if not issubclass(model, BasePage)] == []


@pytest.mark.parametrize("model", [m for m in PAGE_TYPES if m not in WITHOUT_TEMPLATE], ids=lambda m: m.__name__)
def test_a_page_type_keeps_its_template_where_wagtail_looks_for_it(model):
    name = "".join(f"_{c.lower()}" if c.isupper() else c for c in model.__name__).strip("_")
    assert model.template == f"{model._meta.app_label}/{name}.html"
    assert (TEMPLATES / model.template).is_file()


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda m: m.__name__)
def test_a_page_type_says_where_it_may_stand(model):
    assert "parent_page_types" in {name for base in model.__mro__ if base is not Page for name in vars(base)}
    assert model.allowed_parent_page_models() != list(apps.get_models())
    assert set(model.allowed_parent_page_models()) < {Page, *PAGE_TYPES}


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda m: m.__name__)
def test_a_page_type_has_a_vietnamese_name(model):
    assert model._meta.original_attrs.get("verbose_name")
