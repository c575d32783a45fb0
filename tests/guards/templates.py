"""A variable that does not exist fails the test that renders it, in the portal's own templates only.

Wagtail's templates count on undefined variables being empty; ours do not. Allowed remain ``{% if name %}``,
``{% for … in name %}`` and the filters ``default`` and ``default_if_none``, which say that a value may be missing.
"""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.base import FilterExpression, Parser, Variable, VariableDoesNotExist

TEMPLATES = Path(settings.BASE_DIR, "templates")
FORGIVING_FILTERS = {"default", "default_if_none"}


class UndefinedVariableError(Exception):
    """One of our templates names a variable that its context does not hold."""


class OurVariable(Variable):
    """A variable written in one of our own templates, without a filter that forgives its absence."""

    def __init__(self, var: str, template: str) -> None:
        super().__init__(var)
        self.template = template


def _template_to_watch(expression: FilterExpression, parser: Parser) -> str:
    name = str(getattr(parser.origin, "name", ""))
    forgiving = any(function.__name__ in FORGIVING_FILTERS for function, _arguments in expression.filters)
    return name if name.startswith(f"{TEMPLATES}/") and not forgiving else ""


def _value(variable: OurVariable, context: Any) -> Any:
    try:
        return variable.resolve(context)
    except VariableDoesNotExist as error:
        place = Path(variable.template).relative_to(TEMPLATES)
        raise UndefinedVariableError(f"{place}: {{{{ {variable.var} }}}} is not defined") from error


def refuse_undefined_variables(patch: pytest.MonkeyPatch) -> None:
    """Raise UndefinedVariableError where Django would print nothing."""
    read, resolve = FilterExpression.__init__, FilterExpression.resolve

    def watchful_read(self: FilterExpression, token: str, parser: Parser) -> None:
        read(self, token, parser)
        template = _template_to_watch(self, parser)
        if self.is_var and template:
            self.var = OurVariable(self.var.var, template)

    def strict(self: FilterExpression, context: Any, ignore_failures: bool = False) -> Any:
        if ignore_failures or not isinstance(self.var, OurVariable):
            return resolve(self, context, ignore_failures)
        known = FilterExpression.__new__(FilterExpression)
        known.token, known.filters, known.is_var = self.token, self.filters, False
        known.var = _value(self.var, context)
        return resolve(known, context)

    patch.setattr(FilterExpression, "__init__", watchful_read)
    patch.setattr(FilterExpression, "resolve", strict)
