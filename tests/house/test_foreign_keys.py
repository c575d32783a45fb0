"""A foreign key is a dependency too, and nothing that the archive holds may go by cascade (Article 6.5)."""

from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from modelcluster.fields import ParentalKey

from tests.house.source import app_names, level, our_app_configs

CASCADES_WITH_REASON = {
    "core.PortalRendition.image": "a rendition is a computed copy of its picture",
}


def package(model: type[models.Model]) -> str:
    return model.__module__.split(".")[0]


def our_models() -> Iterator[type[models.Model]]:
    for config in our_app_configs():
        yield from config.get_models(include_auto_created=True)


def is_inherited_from_a_package(model: type[models.Model], name: str) -> bool:
    bases = (base for base in model.__mro__ if hasattr(base, "_meta") and package(base) not in app_names())
    return any(name in {field.name for field in base._meta.local_fields} for base in bases)


def own_relations() -> Iterator[tuple[str, type[models.Model], models.Field]]:
    for model in our_models():
        fields = (*model._meta.local_fields, *model._meta.local_many_to_many)
        for field in fields:
            if field.is_relation and not is_inherited_from_a_package(model, field.name):
                yield f"{model._meta.label}.{field.name}", model, field


RELATIONS = {name: (model, field) for name, model, field in own_relations()}
BETWEEN_OUR_APPS = [
    name
    for name, (model, field) in RELATIONS.items()
    if package(field.related_model) in app_names() and package(field.related_model) != package(model)
]
KEYS_OF_OURS = [
    name
    for name, (model, field) in RELATIONS.items()
    if not field.many_to_many and not model._meta.auto_created and not field.remote_field.parent_link
]


@pytest.mark.parametrize("name", BETWEEN_OUR_APPS)
def test_a_foreign_key_points_downwards(name):
    model, field = RELATIONS[name]
    assert level(package(field.related_model)) < level(package(model))


@pytest.mark.parametrize("name", BETWEEN_OUR_APPS)
def test_a_lower_app_does_not_see_the_apps_that_point_to_it(name):
    _model, field = RELATIONS[name]
    assert field.remote_field.hidden, 'give it related_name="+"'


def test_no_key_may_point_to_any_model():
    generic = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    assert generic == []


@pytest.mark.parametrize("name", KEYS_OF_OURS)
def test_a_foreign_key_protects_what_it_points_to(name):
    _model, field = RELATIONS[name]
    on_delete = field.remote_field.on_delete
    cascade_is_right = isinstance(field, ParentalKey) or name in CASCADES_WITH_REASON
    assert on_delete is models.PROTECT or (on_delete is models.CASCADE and cascade_is_right)


def test_no_reason_for_a_cascade_outlives_its_key():
    assert set(CASCADES_WITH_REASON) <= set(KEYS_OF_OURS)
