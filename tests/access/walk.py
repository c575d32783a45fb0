"""Every address of the portal, read from the resolver, with a real path for each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

PLACE = re.compile(r"<(?:\w+:)?(?P<name>\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver, or one of the cases that it stands for."""

    pattern: str
    name: str
    path: str


class UnknownPlaceError(LookupError):
    """A pattern holds a place for which the world has no example."""


def patterns() -> Iterator[tuple[str, str]]:
    """Yield each pattern as readable text with its full name."""
    yield from _below(get_resolver(), "/", ())


def _below(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        text = prefix + readable(str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from _below(entry, text, (*spaces, entry.namespace) if entry.namespace else spaces)
        elif isinstance(entry, URLPattern):
            yield text, ":".join((*spaces, entry.name or ""))


def readable(pattern: str) -> str:
    """Return a pattern without the signs of regular expressions around it, named groups as ``<name>``."""
    return NAMED_GROUP.sub(r"<\1>", pattern.removeprefix("^").removesuffix("$"))


def addresses(examples: Mapping[str, object], cases: Mapping[str, tuple[str, ...]]) -> list[Address]:
    """Return every address with an example for each of its places.

    ``examples`` maps a place (``page_id``), or a place of one pattern (``agencies:pk``), or a whole pattern's name, to
    what stands there. ``cases`` maps a pattern's name to query strings that are asked as well.
    """
    found = []
    for pattern, name in dict(patterns()).items():
        if name == "wagtail_bulk_action":
            found.extend(_bulk_actions(pattern, name, examples))
            continue
        path = example_path(pattern, name, examples)
        found.append(Address(pattern, name, path))
        found.extend(Address(f"{pattern}{query}", name, f"{path}{query}") for query in cases.get(name, ()))
    return sorted(found, key=lambda address: address.pattern)


def example_path(pattern: str, name: str, examples: Mapping[str, object]) -> str:
    """Return a path that the pattern takes.

    Raises UnknownPlaceError with what to add when there is no example.
    """
    whole = examples.get(name) or examples.get(pattern)
    if whole is not None:
        return str(whole)
    space = name.rpartition(":")[0]

    def value(found: re.Match[str]) -> str:
        place = found["name"]
        for key in (f"{name}:{place}", f"{space}:{place}", place):
            if key in examples:
                return str(examples[key])
        raise UnknownPlaceError(f"{pattern} ({name}): say in tests/access/world.py what stands for <{place}>.")

    path = PLACE.sub(value, pattern)
    if set(path) & set("^$()[]|"):
        raise UnknownPlaceError(f"{pattern} ({name}): give a whole path for it in tests/access/world.py.")
    return path


def _bulk_actions(pattern: str, name: str, examples: Mapping[str, object]) -> Iterator[Address]:
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            for action in actions:
                place = pattern.replace("<str:app_label>/<str:model_name>/<str:action>", f"{app}/{model}/{action}")
                yield Address(f"{place}?id=", name, f"{place}?id={examples[f'bulk:{model}']}")
