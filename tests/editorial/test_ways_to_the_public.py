"""Every way of publishing that Wagtail has, as every role: without an approval nothing public changes (R6.3a-1, T12).

One scene for all: a public page with a newer draft, a draft that waits at the Board's step, a page behind a
restriction. Who might approve has had a hand in both texts. Each way is tried, looked at, and taken back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Revision

from core.models import Approval
from core.services import approvals
from editorial.services.approval import approve
from tests.access.outcomes import without_drawing
from tests.admin.forms import add_address, edit_address, read_form
from tests.core.test_page_guard import ON_A_DRAFT, ON_A_LIVE_PAGE
from tests.editorial.approving import ALL_TICKED, CHECKED, act, edited, go_to_approval, latest, step, submit
from tests.factories import ResultPageFactory, StandardPageFactory, UserFactory
from tests.sign_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

SECRET = "Chưa ai duyệt"
SHOWN = (
    "SELECT id, title, slug, url_path, path, live_revision_id, seo_title FROM wagtailcore_page WHERE live ORDER BY id",
    "SELECT news_resultpage.* FROM news_resultpage JOIN wagtailcore_page ON id = page_ptr_id WHERE live ORDER BY id",
    "SELECT page_id, path, title, summary, updated_at FROM core_publisheditem ORDER BY page_id",
    "SELECT id, old_path FROM wagtailredirects_redirect ORDER BY id",
    "SELECT count(*) FROM core_approval",
)


@dataclass
class Scene:
    """What is there, and the forms of the admin as their browser would send them."""

    live: Any
    draft: Any
    restricted: Any
    restriction: PageViewRestriction
    add: dict[str, Any]
    edit_live: dict[str, Any]
    edit_draft: dict[str, Any]

    @property
    def parent(self) -> Page:
        return self.live.get_parent()


@pytest.fixture
def scene(board, people) -> Scene:
    live = ResultPageFactory(title="Đã đăng", slug="da-dang")
    draft = ResultPageFactory(title="Bản nháp", slug="ban-nhap", published=False)
    restricted = StandardPageFactory(title="Trang giới hạn", published=False)
    restriction = PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    for page in (live, draft):
        for person in (people.approver, people.leader, people.editor):
            edited(page, person, title=SECRET)
    submit(draft, people.editor)
    go_to_approval(draft, signed_in(people.editor))
    reader = signed_in(UserFactory(superuser=True))
    return Scene(
        live,
        draft,
        restricted,
        restriction,
        add=read_form(reader, add_address(live.get_parent(), type(live))).dict() | {"title": SECRET, "slug": "moi"},
        edit_live=read_form(reader, edit_address(live)).dict(),
        edit_draft=read_form(reader, edit_address(draft)).dict(),
    )


def at(name: str, *places: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=places)


def api(page: Page, name: str) -> str:
    return f"/quan-tri/api/main/pages/{page.pk}/action/{name}/"


PUBLISH = {"action-publish": "action-publish"}


def bulk(scene: Scene, name: str) -> str:
    return f"/quan-tri/bulk/wagtailcore/page/{name}/?id={scene.live.pk}&id={scene.draft.pk}&id={scene.restricted.pk}"


def with_schedule(browser: Client, scene: Scene) -> None:
    """Schedule the publication for a moment ago, and let the scheduler come by."""
    past = {"go_live_at": "2026-11-22 08:00"}
    for page, form in ((scene.live, scene.edit_live), (scene.draft, scene.edit_draft)):
        browser.post(edit_address(page), form | PUBLISH | past)
    call_command("publish_scheduled")


def reverted(browser: Client, scene: Scene) -> None:
    first = scene.live.revisions.order_by("pk")[1]
    browser.get(at("revisions_revert", scene.live.pk, first.pk))
    browser.post(edit_address(scene.live), scene.edit_live | PUBLISH | {"revision": first.pk})


def copied(browser: Client, scene: Scene, **values: str) -> None:
    for page in (scene.live, scene.draft):
        known = {"new_title": SECRET, "new_slug": f"ban-sao-{page.pk}", "new_parent_page": scene.parent.pk}
        browser.post(at("copy", page.pk), known | {"copy_subpages": "on"} | values)


def stepped(browser: Client, scene: Scene) -> None:
    """Press the buttons of the workflow, and begin it anew in between."""
    for _turn in range(2):
        if (state := step(scene.draft)) is not None:
            browser.post(at("workflow_action", scene.draft.pk, "approve", state.pk), CHECKED)
        browser.post(edit_address(scene.draft), scene.edit_draft | {"action-restart-workflow": "on"})


def edited_with(action: str) -> Callable[[Client, Scene], None]:
    def run(browser: Client, scene: Scene) -> None:
        for page, form in ((scene.live, scene.edit_live), (scene.draft, scene.edit_draft)):
            browser.post(
                edit_address(page), form | {"title": SECRET, action: action, "workflow-action-name": "approve"}
            )

    return run


def posted(address: Callable[[Scene], str], **values: Any) -> Callable[[Client, Scene], None]:
    def run(browser: Client, scene: Scene) -> None:
        known = {name: value(scene) if callable(value) else value for name, value in values.items()}
        browser.post(address(scene), known)

    return run


WAYS: dict[str, Callable[[Client, Scene], Any]] = {
    "create and publish": lambda browser, scene: browser.post(
        add_address(scene.parent, type(scene.live)), scene.add | PUBLISH
    ),
    "create and submit": lambda browser, scene: browser.post(
        add_address(scene.parent, type(scene.live)), scene.add | {"action-submit": "action-submit"}
    ),
    "edit and publish": edited_with("action-publish"),
    "edit and act in the workflow": edited_with("action-workflow-action"),
    "revert and publish": reverted,
    "bulk publish": posted(lambda scene: bulk(scene, "publish"), include_descendants="on"),
    "bulk move": posted(lambda scene: bulk(scene, "move"), chooser=lambda scene: scene.restricted.pk),
    "copy and publish": lambda browser, scene: copied(browser, scene, publish_copies="on"),
    "copy as alias": lambda browser, scene: copied(browser, scene, alias="on", publish_copies="on"),
    "convert an alias": posted(lambda scene: at("convert_alias", scene.live.pk)),
    "move": posted(lambda scene: at("move_confirm", scene.live.pk, scene.restricted.pk)),
    "reorder": posted(lambda scene: at("set_page_position", scene.live.pk) + "?position=0"),
    "schedule": with_schedule,
    "lift the restriction": posted(lambda scene: at("set_privacy", scene.restricted.pk), restriction_type="none"),
    "approve each step": stepped,
    "emergency": posted(lambda scene: reverse("publish_in_emergency", args=[scene.draft.pk]), reason="Bão"),
    "interface: publish": posted(lambda scene: api(scene.draft, "publish")),
    "interface: publish the newer text": posted(lambda scene: api(scene.live, "publish")),
    "interface: copy": posted(lambda scene: api(scene.live, "copy"), keep_live="true", slug="qua-api", title=SECRET),
    "interface: alias": posted(lambda scene: api(scene.live, "create_alias"), slug="bi-danh"),
    "interface: move": posted(
        lambda scene: api(scene.live, "move"), destination_page_id=lambda scene: scene.restricted.pk
    ),
    "interface: revert": posted(
        lambda scene: api(scene.live, "revert_to_page_revision"), revision_id=lambda scene: scene.live.live_revision_id
    ),
}  # fmt: skip
OF_LEADERS = {"leader": {"emergency"}}
"""What a role may do without an approval of the Board: a leader publishes in an emergency, with a reason."""


def shown() -> list[Any]:
    """Return everything that the public sees of pages, and how much was approved."""
    with connection.cursor() as cursor:
        found = []
        for statement in SHOWN:
            cursor.execute(statement)
            found.append(cursor.fetchall())
        return found


def public_bytes(scene: Scene) -> list[tuple[int, bytes]]:
    """Return what readers get at the addresses of the scene, in lists, feed, sitemap and search."""
    reader = Client()
    section = type(scene.live).objects.get(pk=scene.live.pk).get_parent().get_parent().specific.public_path
    paths = [scene.live.public_path, scene.draft.public_path, scene.restricted.public_path, section]
    answers = [reader.get(path) for path in (*paths, "/", "/rss/", "/sitemap.xml", "/tim-kiem/?q=duyệt")]
    return [(answer.status_code, answer.getvalue()) for answer in answers]


def leads_out(way: Callable[[], Any]) -> bool:
    """Try a way, let the database look at the end of it, take it back, and return whether anything public changed."""
    before = shown()
    try:
        with transaction.atomic():
            way()
            approvals.check_pages_now()
            changed = shown() != before
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return changed


def everybody(people: Any) -> Iterator[tuple[str, Client]]:
    """Yield the browsers of nobody, of the cast and of an administrator."""
    yield "anonymous", Client()
    yield "superuser", signed_in(UserFactory(superuser=True))
    for user in people:
        yield user.username, signed_in(user)


def test_no_role_leads_anything_out_by_any_way_without_an_approval(scene, people):
    before, found = public_bytes(scene), []
    assert SECRET.encode() not in b"".join(body for _status, body in before)
    with without_drawing():
        for role, browser in everybody(people):
            browser.raise_request_exception = False
            ways = {name: way for name, way in WAYS.items() if name not in OF_LEADERS.get(role, ())}
            found += [(role, name) for name, way in ways.items() if leads_out(partial(way, browser, scene))]
    assert found == []
    assert public_bytes(scene) == before


def test_a_way_that_changes_something_public_would_be_seen(scene):
    """Sabotage: the owner of the tables takes a page down; the eyes of the test above see it."""
    browser = signed_in(UserFactory(superuser=True))
    assert leads_out(lambda: type(scene.live).objects.get(pk=scene.live.pk).unpublish())
    assert not leads_out(lambda: browser.post(at("unpublish", scene.live.pk)))
    assert not leads_out(lambda: browser.get(at("unpublish", scene.live.pk)))


@pytest.fixture
def pages(db):
    """Return a draft and a public page, by whether they are public."""
    return {False: ResultPageFactory(published=False), True: ResultPageFactory()}


def tried(way, page):
    way(type(page).objects.get(pk=page.pk))


def test_no_code_of_the_application_leads_anything_out(pages, as_application):
    def scheduled_raw(page):
        Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at="2026-11-22 08:00+07")
        call_command("publish_scheduled")

    ways = [(False, name, way) for name, way in (ON_A_DRAFT | {"approved schedule": scheduled_raw}).items()]
    ways += [(True, name, way) for name, way in ON_A_LIVE_PAGE.items()]
    found = [name for is_live, name, way in ways if leads_out(partial(tried, way, pages[is_live]))]
    assert found == []


def test_exactly_the_approved_version_goes_out_once(scene, people, frozen_now):
    writer = UserFactory()
    Revision.objects.filter(object_id=str(scene.draft.pk)).update(user=writer)
    revision = edited(scene.draft, writer, title="Được duyệt")
    approver, press = signed_in(people.approver), partial(act, page=scene.draft, action="approve", **CHECKED)
    press(approver)
    assert (step(scene.draft).task.name, Approval.objects.filter(page=scene.draft).exists()) == ("Kiểm tra", False)
    go_to_approval(scene.draft, signed_in(people.editor))
    press(approver)
    page = type(scene.draft).objects.get(pk=scene.draft.pk)
    assert (page.live, page.title, page.live_revision_id) == (True, "Được duyệt", revision.pk)
    assert "Được duyệt" in Client().get(page.public_path).content.decode()
    spent = Approval.objects.get(page=page)
    assert (spent.revision_id, spent.approver_id, spent.published_at) == (revision.pk, people.approver.pk, frozen_now)
    with pytest.raises(PermissionDenied, match="vừa duyệt"):
        approve(latest(page), answers=ALL_TICKED, actor=people.leader, now=frozen_now + timedelta(minutes=1))
    assert Approval.objects.filter(page=page).count() == 1
