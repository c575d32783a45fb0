"""Registers of which a person sees some rows only: one rule, held at every address (docs/features/access.md).

Wagtail asks permissions of a model, not of a row, in most of its views. Here each address that names a row is guarded
before its view runs, whichever view it is, and lists, exports and choosers start from the person's rows.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern
from django.utils.translation import gettext as _

ROW_PLACES = ("pk", "instance_pk", "object_id")
Rows = Callable[[Any], QuerySet]
View = Callable[..., HttpResponseBase]

scoped_models: dict[type[Model], Rows] = {}


def guarded(view: View, rows_for: Rows) -> View:
    """Return the view behind a check that the row its address names is one of the person's; 404 else."""

    @wraps(view)
    def check_row(request: HttpRequest, *args: Any, **places: Any) -> HttpResponseBase:
        for place in ROW_PLACES:
            if place in places and not _holds(rows_for(request.user), unquote(str(places[place]))):
                raise Http404(_("Không có mục này."))
        return view(request, *args, **places)

    return check_row


def guard_patterns(patterns: Iterable[URLPattern], rows_for: Rows) -> list[URLPattern]:
    """Return the addresses with each view guarded."""
    return [
        URLPattern(entry.pattern, guarded(entry.callback, rows_for), entry.default_args, entry.name)
        for entry in patterns
    ]


def outside(user: Any, objects: Iterable[Model]) -> bool:
    """Return whether one of the rows belongs to a scoped register and is not the person's."""
    return any(not _holds(scoped_models[type(one)](user), one.pk) for one in objects if type(one) in scoped_models)


def _holds(rows: QuerySet, key: object) -> bool:
    try:
        return bool(rows.filter(pk=key).exists())
    except (ValueError, ValidationError):  # no key of this model
        return False


def _scoped_class(view_class: type, rows_for: Rows) -> type:
    """Return the view class with its queries cut to the person's rows, and with nothing stored outside them."""

    def cut(name: str) -> Callable[..., QuerySet]:
        whole = getattr(view_class, name)

        def method(self: Any, *args: Any) -> QuerySet:
            found: QuerySet = whole(self, *args)
            return found.filter(pk__in=rows_for(self.request.user).order_by().values("pk"))

        return method

    def save_instance(self: Any) -> Model:
        stored: Model = view_class.save_instance(self)  # type: ignore[attr-defined]  # looked for below
        if not _holds(rows_for(self.request.user), stored.pk):
            raise PermissionDenied  # inside the view's transaction
        return stored

    names = ("get_base_queryset", "get_object_list", "get_objects")
    methods: dict[str, Any] = {name: cut(name) for name in names if hasattr(view_class, name)}
    if hasattr(view_class, "save_instance"):
        methods["save_instance"] = save_instance
    return type(view_class.__name__, (view_class,), methods)


class RowScopedMixin:
    """For ModelViewSet, SnippetViewSet and ChooserViewSet: name the rows of a person in ``rows_for``."""

    model: type[Model]

    def rows_for(self, user: Any) -> QuerySet:
        """Return the rows that the person may see; whoever may do what with them is left to the permission policy."""
        raise NotImplementedError

    def construct_view(self, view_class: type, **kwargs: Any) -> View:
        viewset: Any = super()
        view: View = viewset.construct_view(_scoped_class(view_class, self.rows_for), **kwargs)
        return view

    def get_urlpatterns(self) -> list[URLPattern]:
        viewset: Any = super()
        return guard_patterns(viewset.get_urlpatterns(), self.rows_for)

    def on_register(self) -> None:
        viewset: Any = super()
        scoped_models[self.model] = self.rows_for
        viewset.on_register()


class RowScopedAdminMixin:
    """The same for wagtail-modeladmin."""

    model: type[Model]

    def rows_for(self, user: Any) -> QuerySet:
        """Return the rows that the person may see."""
        raise NotImplementedError

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        admin: Any = super()
        found: QuerySet = admin.get_queryset(request)
        return found.filter(pk__in=self.rows_for(request.user).order_by().values("pk"))

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        admin: Any = super()
        return tuple(guard_patterns(admin.get_admin_urls_for_registration(), self.rows_for))
