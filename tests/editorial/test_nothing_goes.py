"""Whatever is deleted, by whatever code, what was public stays, and all that hangs on it (Article 6.5, R6.5-1)."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import DatabaseError, models, transaction
from django.db.models import ProtectedError, RestrictedError
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Revision

from core.models import Approval, PortalDocument, PortalImage, StoredFile
from tests.editorial.approving import edited
from tests.editorial.test_approval import decide
from tests.editorial.test_withdrawals import UNTRUE, take_out
from tests.factories import AgencyFactory, LeaderActivityPageFactory

pytestmark = pytest.mark.django_db

REFUSED = (ProtectedError, RestrictedError, DatabaseError)
KEPT: tuple[type[models.Model], ...] = (Page, Revision, Approval, PortalImage, PortalDocument, StoredFile)
COMMANDS = (
    ("purge_revisions",),
    ("fixtree", "--full"),
    ("remove_stale_contenttypes", "--no-input"),
    ("clearsessions",),
)


@pytest.fixture
def published(frozen_now, draft, board, people):
    """Return everything of one page that was public: with leader, agency, picture, file, versions and approval."""
    image = PortalImage.objects.create(title="Ảnh", description="Quầy", file=get_test_image_file())
    document = PortalDocument.objects.create(title="Tệp", file=ContentFile(b"Noi dung", "tep.txt"))
    files = {"heading": "Tệp", "files": [document.pk]}
    body = [{"type": "picture", "value": {"image": image.pk, "caption": ""}}, {"type": "files", "value": files}]
    page = LeaderActivityPageFactory(body=body, agency=AgencyFactory(), owner=people.editor)
    edited(page, people.editor, summary="Bản thứ hai")
    approval = decide(draft, people.approver, frozen_now)
    return [page, *page.revisions.all(), *page.participants.all(), image, document, approval, approval.page.specific]


def around(objects):
    """Return the objects and all that they point to, however far: to delete one of them could take others along."""
    found = {(type(one), one.pk): one for one in objects}
    waiting = list(objects)
    while waiting:
        one = waiting.pop()
        for field in one._meta.concrete_fields:
            other = getattr(one, field.name) if field.is_relation else None
            if other is not None and (type(other), other.pk) not in found:
                found[type(other), other.pk] = other
                waiting.append(other)
    return list(found.values())


def standing():
    """Return what has to stay, as it is stored now; of versions those that somebody approved."""
    found = {model: set(model._default_manager.order_by("pk").values_list("pk", flat=True)) for model in KEPT}
    found[Revision] &= set(Approval.objects.order_by("pk").values_list("revision_id", flat=True))
    return found


def gone_after(act, before):
    """Return what an act of deletion, refused or not, has taken away; it is undone."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                act()
        except REFUSED:
            pass
        after = standing()
        transaction.set_rollback(True)
    return {model.__name__: sorted(before[model] - after[model]) for model in before if before[model] - after[model]}


@pytest.mark.parametrize("is_out", [False, True])
def test_no_object_takes_along_what_was_public(frozen_now, published, people, is_out):
    if is_out:
        take_out(published[-1], people, frozen_now, UNTRUE)
    before, lost = standing(), {}
    things = around(published)
    assert len({type(one) for one in things}) > 10
    for one in things:
        for how, act in (
            ("itself", one.delete),
            ("by query", type(one)._base_manager.filter(pk=one.pk).delete),
        ):
            if gone := gone_after(act, before):
                lost[f"{one._meta.label} {how}"] = gone
    assert lost == {}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_command_takes_along_what_was_public(published, command):
    before = standing()
    assert gone_after(lambda: call_command(*command, stdout=StringIO(), stderr=StringIO()), before) == {}


def test_the_walk_sees_a_loss(db):
    """Without this, a walk that deletes nothing at all would pass."""
    unused = PortalImage.objects.create(title="Chưa dùng", description="Quầy", file=get_test_image_file())
    key = unused.pk
    assert gone_after(unused.delete, standing()) == {"PortalImage": [key]}
