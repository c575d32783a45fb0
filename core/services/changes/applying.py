"""Do exactly what an approved request says, or nothing: the database compares each row once more."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.enums import ChangeAct
from core.models import ChangeRequest, ChangeRow, PortalDocument, PortalImage
from core.services import register
from core.services.changes.shown import model_of, put, shown, stored
from core.services.uploads.media import public_pages_with

DRAWN_FROM = frozenset({"file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"})
LOGGED = {ChangeAct.INSERT: "wagtail.create", ChangeAct.UPDATE: "wagtail.edit", ChangeAct.DELETE: "wagtail.delete"}


class StaleError(Exception):
    """A request that no longer fits what is stored; the first argument says why, in Vietnamese."""


def apply(request: ChangeRequest, *, actor: AbstractBaseUser) -> None:
    """Write every row of a request that was just approved, in this transaction.

    Raises StaleError, with nothing written, when something has changed since it was proposed or the rules of the
    register do not allow it any more.
    """
    try:
        with transaction.atomic():
            for row in request.rows.order_by("pk"):
                _write(row, actor)
    except ValidationError as error:
        raise StaleError(" ".join(error.messages)) from error
    except (DatabaseError, models.ProtectedError) as error:
        raise StaleError(_("Dữ liệu đã thay đổi nên không ghi được đề nghị này.")) from error


def require_unchanged(request: ChangeRequest) -> None:
    """Raise StaleError when a row is not as it stood when the request was made; the rows stay locked."""
    for row in request.rows.order_by("pk"):
        now = stored(row.table, row.row_pk)
        if shown(row.table, now) != shown(row.table, row.before):
            kind = capfirst(model_of(row.table)._meta.verbose_name)
            raise StaleError(_("“%(kind)s” đã được thay đổi sau khi đề nghị được lập.") % {"kind": kind})


def _write(row: ChangeRow, actor: AbstractBaseUser) -> None:
    model, act = model_of(row.table), ChangeAct(row.act)
    instance: Any = model() if act == ChangeAct.INSERT else model._base_manager.get(pk=row.row_pk)
    before, after = row.before or {}, row.after or {}
    if act == ChangeAct.DELETE:
        _log(instance, act, actor)
        instance.delete()
        return
    changed = {name for name in after if name not in before or before[name] != after[name]}
    put(instance, after, changed)
    instance.full_clean()
    instance.save(force_insert=act == ChangeAct.INSERT)
    _log(instance, act, actor)
    _follow(instance, changed)


def _log(instance: models.Model, act: ChangeAct, actor: AbstractBaseUser) -> None:
    if not instance._meta.auto_created:
        log(instance=instance, action=LOGGED[act], user=actor, content_changed=True)


def _follow(instance: models.Model, changed: set[str]) -> None:
    """Bring in line what was made of a picture or file: its sizes, and the text that search finds."""
    if isinstance(instance, PortalImage) and changed & DRAWN_FROM:
        instance.renditions.all().delete()
    if isinstance(instance, PortalDocument):
        for page in public_pages_with(instance):
            register.register(page)
