"""The database lets nothing be public that nobody approved, whoever writes and whatever with (R6.3a-1, T12)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from core.enums import ApprovalKind
from core.lib import clock
from core.models import Approval, BasePage
from core.services import approvals
from documents.models import DocumentRelation
from home.models import YearPage
from news.models import LeaderParticipation, ResultPage
from portal.content.pages import publish
from tests.factories import (
    LeaderActivityPageFactory,
    LeaderFactory,
    LegalDocumentPageFactory,
    ResultPageFactory,
    SectionPageFactory,
    StandardPageFactory,
    UserFactory,
    stored_home,
)

pytestmark = pytest.mark.django_db

SECRET = "Chưa ai duyệt"
GUARDS = {
    "wagtailcore_page": ("core_page_enters", "core_page_changes", "core_page_moves", "core_address_follows"),
    "wagtailcore_pageviewrestriction": ("core_restriction_stays",),
    "wagtailcore_revision": ("core_approved_revision_keep", "core_approved_revision_stay"),
    "core_approval": ("core_approval_enter", "core_approval_keep"),
}


def sql(statement: str, *values: Any) -> Callable[[Page], None]:
    def run(page: Page) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, page.pk])

    return run


def saved_live(page: Page) -> None:
    page.live = True
    page.save()


def saved_text(page: Page) -> None:
    page.title = SECRET
    page.save()


def saved_summary(page: Page) -> None:
    page.summary = SECRET
    page.save(clean=False)


def draft_of(page: Page) -> Any:
    page.title = SECRET
    return page.save_revision()


def published_by_a_superuser(page: Page) -> None:
    draft_of(page).publish(user=UserFactory(superuser=True), skip_permission_checks=True)


def by_schedule(page: Page) -> None:
    page.save_revision(approved_go_live_at=clock.now())
    call_command("publish_scheduled")


def copied_live(page: Page) -> None:
    page.copy(update_attrs={"slug": "ban-sao", "title": SECRET}, keep_live=True)


def aliased(page: Page) -> None:
    CreatePageAliasAction(page, parent=stored_home(), update_slug="bi-danh").execute(skip_permission_checks=True)


def reverted(page: Page) -> None:
    first = page.get_latest_revision()
    publish(page)
    first.publish()


def old_revision_raw(page: Page) -> None:
    first = page.live_revision_id
    page.title = SECRET
    publish(page)
    Page.objects.filter(pk=page.pk).update(live_revision_id=first)


ON_A_DRAFT = {
    "save": saved_live,
    "publish": lambda page: draft_of(page).publish(),
    "publish as a superuser": lambda page: published_by_a_superuser(page),
    "schedule": by_schedule,
    "queryset": lambda page: Page.objects.filter(pk=page.pk).update(live=True),
    "queryset with a revision": lambda page: Page.objects.filter(pk=page.pk).update(
        live=True, live_revision_id=draft_of(page).pk
    ),
    "raw": sql("UPDATE wagtailcore_page SET live = true, live_revision_id = latest_revision_id WHERE id = %s"),
}
ON_A_LIVE_PAGE = {
    "save of the title": saved_text,
    "save of the text": saved_summary,
    "publish": lambda page: draft_of(page).publish(),
    "copy": copied_live,
    "alias": aliased,
    "revert": reverted,
    "an old revision": old_revision_raw,
    "queryset": lambda page: Page.objects.filter(pk=page.pk).update(title=SECRET),
    "page type": lambda page: ResultPage.objects.filter(pk=page.pk).update(summary=SECRET),
    "seo": lambda page: Page.objects.filter(pk=page.pk).update(seo_title=SECRET),
    "menu": sql("UPDATE wagtailcore_page SET show_in_menus = NOT show_in_menus WHERE id = %s"),
    "slug": lambda page: Page.objects.filter(pk=page.pk).update(slug="khac"),
    "expiry": lambda page: Page.objects.filter(pk=page.pk).update(expire_at=clock.now()),
    "body": sql("""UPDATE news_resultpage SET body = '[{"type": "paragraph", "value": "x"}]' WHERE page_ptr_id = %s"""),
    "another type": sql("UPDATE wagtailcore_page SET content_type_id = 1 WHERE id = %s"),
    "no revision": sql("UPDATE wagtailcore_page SET live_revision_id = NULL WHERE id = %s"),
    "address": sql("UPDATE wagtailcore_page SET url_path = '/trang-chu/khac/' WHERE id = %s"),
    "move": lambda page: page.move(stored_home(), pos="last-child"),
    "raw move": sql("UPDATE wagtailcore_page SET path = '0001000199' || right(path, 2) WHERE id = %s"),
}


def shown(page: Page) -> list[Any]:
    """Return everything the database says in public of a page."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT live, live_revision_id, title, slug, url_path, path, summary, body::text, author_name
            FROM wagtailcore_page JOIN news_resultpage ON page_ptr_id = id WHERE id = %s AND live
            """,
            [page.pk],
        )
        return [*cursor.fetchall(), Page.objects.filter(live=True).count()]


def refused(way: Callable[[Page], Any], page: BasePage) -> bool:
    """Try a way in a savepoint, let the database look at the end of it, and return whether it refused."""
    try:
        with transaction.atomic():
            way(type(page).objects.get(pk=page.pk))
            approvals.check_pages_now()
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


def unguard(*tables: str) -> None:
    """Sabotage: leave tables without their triggers until the test is over."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize("way", ON_A_DRAFT)
def test_no_draft_becomes_public(way):
    page = ResultPageFactory(published=False)
    assert refused(ON_A_DRAFT[way], page)


@pytest.mark.parametrize("way", ON_A_LIVE_PAGE)
def test_no_public_page_changes(way):
    page = ResultPageFactory()
    before = shown(page)
    assert refused(ON_A_LIVE_PAGE[way], page)
    assert shown(page) == before


@pytest.mark.parametrize("way", [*ON_A_DRAFT, *ON_A_LIVE_PAGE])
def test_without_the_guard_each_way_would_lead_out(way):
    """Sabotage: what the tests above refuse is refused by the triggers and by nothing else."""
    page = ResultPageFactory(published=way in ON_A_LIVE_PAGE)
    unguard(*GUARDS, "news_resultpage", "wagtailredirects_redirect")
    assert not refused((ON_A_DRAFT | ON_A_LIVE_PAGE)[way], page)


def test_a_live_page_cannot_come_in_at_once():
    parent = SectionPageFactory()
    assert refused(lambda page: page.add_child(instance=YearPage(title="2026", slug="2026", year=2026)), parent)


@pytest.mark.parametrize("act", ["delete", "update"])
def test_a_restriction_over_what_is_live_is_not_lifted(act):
    page = StandardPageFactory()
    below = StandardPageFactory(parent=page)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    held = PageViewRestriction.objects.filter(pk=restriction.pk)
    lift = held.delete if act == "delete" else lambda: held.update(restriction_type="none")
    assert refused(lambda _page: lift(), page)
    for one in (below, page):
        type(one).objects.get(pk=one.pk).unpublish()
    assert not refused(lambda _page: lift(), page)


ROWS = {
    "participants": (
        LeaderActivityPageFactory,
        lambda page: LeaderParticipation.objects.create(page=page, leader=LeaderFactory(), sort_order=9),
    ),
    "participant gone": (LeaderActivityPageFactory, lambda page: page.participants.all().first().delete()),
    "relation": (
        LegalDocumentPageFactory,
        lambda page: DocumentRelation.objects.create(page=page, kind="bai-bo", target_text=SECRET),
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_of_a_public_page_do_not_change(name):
    factory, way = ROWS[name]
    page = factory()
    assert refused(way, page)
    unguard("news_leaderparticipation", "documents_documentrelation")
    assert not refused(way, page)


def test_rows_may_come_in_another_order_of_saving():
    leaders = [LeaderFactory(), LeaderFactory(), LeaderFactory()]
    page = LeaderActivityPageFactory(participants=[LeaderParticipation(leader=one) for one in leaders])
    page.participants = [LeaderParticipation(leader=one) for one in reversed(leaders)]
    publish(page)
    assert [row.leader_id for row in page.participants.order_by("sort_order")] == [one.pk for one in leaders][::-1]


def test_exactly_the_approved_revision_goes_out_once():
    page = ResultPageFactory(published=False)
    page.title = "Bản được duyệt"
    revision = page.save_revision()
    approval = approvals.record(page, revision, kind=ApprovalKind.SET_UP)
    revision.publish()
    approvals.check_pages_now()
    page.refresh_from_db()
    approval.refresh_from_db()
    assert (page.live, page.title, page.live_revision_id) == (True, "Bản được duyệt", revision.pk)
    assert approval.published_at == page.last_published_at
    page.unpublish()
    assert refused(lambda _page: revision.publish(), page)


def test_an_edit_after_the_approval_voids_it():
    page = ResultPageFactory(published=False)
    revision = page.save_revision()
    approvals.record(page, revision, kind=ApprovalKind.SET_UP)
    page.save_revision()
    assert refused(lambda _page: revision.publish(), page)


@pytest.mark.parametrize(
    "way",
    [
        lambda approval: Approval.objects.filter(pk=approval.pk).delete(),
        lambda approval: Approval.objects.filter(pk=approval.pk).update(approver_id=1),
        lambda approval: Approval.objects.filter(pk=approval.pk).update(published_at=None),
        lambda approval: type(approval.revision).objects.filter(pk=approval.revision_id).update(content={}),
        lambda approval: (
            type(approval.revision).objects.filter(pk=approval.revision_id).update(user_id=None, object_id=0)
        ),
        lambda approval: approval.revision._meta.model.objects.filter(pk=approval.revision_id)._raw_delete("default"),
    ],
)
def test_approvals_and_what_they_approved_stay(way):
    page = ResultPageFactory()
    approval = Approval.objects.get(revision_id=page.live_revision_id)
    assert refused(lambda _page: way(approval), page)
    unguard("core_approval", "wagtailcore_revision")
    assert not refused(lambda _page: way(approval), page)


def test_an_approval_of_another_page_is_refused():
    page, other = ResultPageFactory(published=False), ResultPageFactory(published=False)
    assert refused(lambda _page: approvals.record(page, other.save_revision(), kind=ApprovalKind.SET_UP), page)


def test_an_approval_of_other_words_than_were_read_is_refused():
    page = ResultPageFactory(published=False)
    revision = page.save_revision()
    read = approvals.content_hash(revision)
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content | {"summary": SECRET})
    assert refused(lambda _page: approvals.record(page, revision, kind=ApprovalKind.SET_UP, read_hash=read), page)


@pytest.mark.parametrize("change", [{"title": "2026 mới"}, {"summary": SECRET}, {"slug": "2027"}, {"seo_title": "x"}])
def test_a_year_page_with_a_word_in_it_needs_the_board(change):
    year = YearPage.objects.first()
    for name, value in change.items():
        setattr(year, name, value)
    revision = year.save_revision()
    assert refused(lambda _page: approvals.record(year, revision, kind=ApprovalKind.FILING), year)


def test_every_table_of_a_page_type_is_guarded():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'core_%%' AND tgenabled = 'A'"
        )
        found = set(cursor.fetchall())
    pages = {(model._meta.db_table, "core_page_row_is_approved") for model in _concrete(BasePage)}
    rows = {
        (relation.related_model._meta.db_table, "core_page_rows_are_approved")
        for model in _concrete(BasePage)
        for relation in model._meta.related_objects
        if relation.field.__class__.__name__ == "ParentalKey"
        and relation.related_model._meta.app_label != "wagtailcore"
    }
    base = {(table, name) for table, names in GUARDS.items() for name in names}
    assert len(pages) >= 9
    assert pages | rows | base <= found


def _concrete(model: type[BasePage]) -> Iterator[type[BasePage]]:
    for below in model.__subclasses__():
        if not below._meta.abstract:
            yield below
        yield from _concrete(below)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_approval SET published_at = NULL",
        "DELETE FROM core_approval",
        "TRUNCATE core_approval CASCADE",
        "ALTER TABLE wagtailcore_page DISABLE TRIGGER core_page_changes",
        "DROP FUNCTION core_page_is_approved CASCADE",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_cannot_touch_the_guard(as_application, statement):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_application_approves_no_set_up(as_application):
    page = Page.objects.exclude(depth=1).first()
    with pytest.raises(IntegrityError, match="Only the set-up"), transaction.atomic():
        approvals.record(page, page.specific.save_revision(), kind=ApprovalKind.SET_UP)
