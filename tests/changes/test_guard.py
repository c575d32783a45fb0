"""The database lets nothing change what the public sees, whoever writes and however (R6.3a-1)."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from core.models import ChangeStep, MovedAddress, PortalImage, SiteIdentity
from core.services import changes
from core.services.changes.shown import guarded_columns
from editorial.rules.change_requests import ChangeRight, rights_needed
from portal.content.pages import publish
from tests.factories import LeaderFactory, SectionPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shown_once")]

# One change of one shown column for each guarded table.
CHANGED = {
    "core_siteidentity": ("name", "Tên khác"),
    "wagtailcore_site": ("site_name", "Tên khác"),
    "core_portalimage": ("description", "Lời khác"),
    "core_portaldocument": ("title", "Tên khác"),
    "accounts_leader": ("name", "Tên khác"),
    "accounts_leadertitle": ("title", "Chức khác"),
    "core_rulevalue": ("value", "6"),
    "core_calendarday": ("name", "Tên khác"),
    "wagtailredirects_redirect": ("redirect_link", "https://khac.vn/"),
    "accounts_agency": ("name", "Tên khác"),
    "accounts_agency_successors": ("to_agency_id", None),
}
WAYS = ("save", "update", "sql")


def stored(instance):
    return type(instance)._base_manager.filter(pk=instance.pk).values().first()


def write(instance, table, way):
    column, value = CHANGED[table]
    value = instance.from_agency_id if value is None else value
    if way == "save":
        setattr(instance, column, value)
        instance.save()
    elif way == "update":
        type(instance)._base_manager.filter(pk=instance.pk).update(**{column: value})
    else:
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', [value, instance.pk])


def test_every_guarded_table_is_tried_here(shown):
    assert guarded_columns().keys() == CHANGED.keys() == shown.keys()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("table", CHANGED)
def test_the_application_changes_nothing_without_an_approval(shown, as_application, table, way):
    before = stored(shown[table])
    with pytest.raises(DatabaseError, match="No approved change request"), transaction.atomic():
        write(shown[table], table, way)
    assert stored(shown[table]) == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("table", CHANGED)
def test_the_owner_of_the_tables_changes_nothing_either(shown, table, way):
    before = stored(shown[table])
    with pytest.raises(DatabaseError, match="No approved change request"), transaction.atomic():
        write(shown[table], table, way)
    assert stored(shown[table]) == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("table", CHANGED)
def test_without_the_guard_each_way_would_lead_out(shown, table, way):
    """Sabotage: what the tests above refuse is refused by the trigger and by nothing else."""
    before = stored(shown[table])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER core_guard_update')
    write(shown[table], table, way)
    assert stored(shown[table]) != before


@pytest.mark.parametrize("table", CHANGED)
def test_the_application_deletes_nothing_by_hand(shown, as_application, table):
    with (
        pytest.raises(DatabaseError, match="No approved change request"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f'DELETE FROM "{table}" WHERE id = %s', [shown[table].pk])


@pytest.mark.parametrize("table", sorted(CHANGED.keys() - {"core_portalimage", "core_portaldocument"}))
def test_the_application_adds_nothing_by_hand(shown, as_application, table):
    instance = shown[table]
    instance.pk = None
    instance._state.adding = True
    with (
        pytest.raises(DatabaseError, match=r"No approved change request|duplicate key|exclusion"),
        transaction.atomic(),
    ):
        instance.save(force_insert=True)


def test_the_application_cannot_open_the_door_of_the_set_up(shown, as_application):
    with pytest.raises(DatabaseError, match="Only the owner"), transaction.atomic(), changes.set_up("đột nhập"):
        write(shown["core_siteidentity"], "core_siteidentity", "update")


def test_the_door_shuts_behind_the_set_up(shown):
    with changes.set_up("thử"):
        write(shown["core_siteidentity"], "core_siteidentity", "save")
    with pytest.raises(DatabaseError), transaction.atomic():
        SiteIdentity.objects.update(name="Sau khi đóng")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_changerow SET after = before",
        "DELETE FROM core_changestep",
        "UPDATE core_changerequest SET proposed_by = 1",
        "INSERT INTO core_shownchange (\"table\", row_pk, act, digest, at) VALUES ('x', '1', 'x', '', now())",
        "INSERT INTO core_movedaddress (page_id, old_url_path, new_url_path, at) VALUES (1, '/a/', '/b/', now())",
        "INSERT INTO core_rehearsedrow (table_name, row_pk, act) VALUES ('x', '1', 'x')",
        "ALTER TABLE core_siteidentity DISABLE TRIGGER ALL",
        "TRUNCATE core_siteidentity",
    ],
)
def test_the_application_cannot_touch_the_book(shown, as_application, sql):
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_a_rehearsal_cannot_be_committed(shown, as_application):
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT set_config('portal.rehearsal', 'on', true)")
        SiteIdentity.objects.update(name="Chỉ thử")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what a commit does


def test_a_made_up_approval_of_somebody_without_the_right_is_refused(shown, as_application, people, proposed):
    request = proposed(lambda: SiteIdentity.objects.update(name="Tên khác"))
    for nobody in (people.editor.pk, 999_999):
        with pytest.raises(DatabaseError, match="no right to decide"), transaction.atomic():
            ChangeStep.objects.create(request=request, kind="approved", by_id=nobody, at=request.made_at)
    with pytest.raises(DatabaseError, match="does not fit"), transaction.atomic():
        ChangeStep.objects.create(request=request, kind="approved", by_id=people.standing_body.pk, at=request.made_at)


@pytest.fixture
def another_leader(db):
    return LeaderFactory(name="Trần Văn B")


@pytest.mark.parametrize("other", ["value", "row", "table"])
def test_an_approval_covers_the_change_it_names_and_no_other(
    shown, another_leader, as_application, people, proposed, other
):
    leader, table = shown["accounts_leader"], "accounts_leader"
    request = proposed(lambda: write(leader, table, "update"))
    step = {"request": request, "kind": "approved", "by_id": people.approver.pk, "at": request.made_at}
    others = {
        "value": lambda: type(leader).objects.filter(pk=leader.pk).update(name="Tên thứ ba"),
        "row": lambda: write(another_leader, table, "update"),
        "table": lambda: write(shown["core_portalimage"], "core_portalimage", "update"),
    }
    with pytest.raises(DatabaseError, match="No approved change request"), transaction.atomic():
        ChangeStep.objects.create(**step)
        others[other]()
    with transaction.atomic():
        ChangeStep.objects.create(**step)
        write(leader, table, "update")


def test_a_private_picture_does_not_become_public_by_itself(as_application):
    image = PortalImage.objects.create(title="Ảnh", description="Một cửa", file=get_test_image_file())
    with pytest.raises(DatabaseError, match="No public page uses"), transaction.atomic():
        PortalImage.objects.filter(pk=image.pk).update(is_public=True)


def test_a_private_picture_may_be_worked_on(as_application):
    image = PortalImage.objects.create(title="Ảnh", description="Một cửa", file=get_test_image_file())
    PortalImage.objects.filter(pk=image.pk).update(title="Ảnh khác")
    image.refresh_from_db()
    assert image.title == "Ảnh khác"


def test_taking_a_public_picture_down_does_not_open_a_way(shown, as_application):
    images = PortalImage.objects.filter(pk=shown["core_portalimage"].pk)
    images.update(is_public=False)
    with pytest.raises(DatabaseError, match="No approved change request"), transaction.atomic():
        images.update(description="Lời khác")
    with pytest.raises(DatabaseError, match="stays so on record"), transaction.atomic():
        images.update(first_public_at=None)


def rename(section, capture):
    with capture(execute=True):
        section.slug = "dia-chi-moi"
        publish(section)


def test_a_renamed_page_leaves_a_redirect_as_part_of_that_act(client: Client, django_capture_on_commit_callbacks):
    section = SectionPageFactory(title="Mục thử", slug="muc-thu")
    rename(section, django_capture_on_commit_callbacks)
    assert client.get("/muc-thu/").headers["Location"] == "/dia-chi-moi/"
    assert MovedAddress.objects.get().old_url_path.endswith("/muc-thu/")


@pytest.fixture
def renamed(django_capture_on_commit_callbacks):
    """Return a section that left /muc-thu/, whose redirect is still to be made."""
    section = SectionPageFactory(title="Mục thử", slug="muc-thu")
    rename(section, django_capture_on_commit_callbacks)
    with changes.set_up("thử"):
        Redirect.objects.all().delete()
    return section


@pytest.mark.parametrize(
    "values",
    [
        {"old_path": "/van-ban"},
        {"old_path": "/muc-thu", "redirect_link": "https://khac.vn/"},
        {"old_path": "/muc-thu", "automatically_created": False},
    ],
)
def test_nothing_else_passes_for_such_a_redirect(renamed, as_application, values):
    kept = {"redirect_page_id": renamed.pk, "site": Site.objects.get(), "automatically_created": True}
    with pytest.raises(DatabaseError, match="No approved change request"), transaction.atomic():
        Redirect.objects.create(**kept | values)


def test_a_redirect_of_a_move_is_not_deleted_by_hand(django_capture_on_commit_callbacks):
    rename(SectionPageFactory(title="Mục thử", slug="muc-thu"), django_capture_on_commit_callbacks)
    with pytest.raises(DatabaseError, match="No approved change request"), transaction.atomic():
        Redirect.objects.filter(old_path="/muc-thu").delete()


# What somebody would put into a temporary table of ours to approve: own, not sent, without the right.
STAND_INS = {
    "core_changerequest": ("UPDATE pg_temp.core_changerequest SET proposed_by = 0", "standing_body", True),
    "core_changestep": ("UPDATE pg_temp.core_changestep SET kind = 'submitted'", "leader", False),
    "accounts_membership": ("UPDATE pg_temp.accounts_membership SET user_id = {editor}", "editor", True),
}


@pytest.mark.parametrize("table", STAND_INS)
def test_temporary_tables_do_not_stand_in_for_ours(shown, as_application, people, proposed, table):
    lie, who, is_sent = STAND_INS[table]
    request = proposed(lambda: SiteIdentity.objects.update(name="Tên khác"), sent=is_sent)
    with (
        pytest.raises(DatabaseError, match=r"no right to decide|does not fit"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f'CREATE TEMPORARY TABLE "{table}" AS SELECT * FROM public."{table}"')
        cursor.execute(lie.format(editor=people.editor.pk))
        if not is_sent:
            cursor.execute(
                "INSERT INTO pg_temp.core_changestep (request_id, kind) VALUES (%s, 'submitted')", [request.pk]
            )
        cursor.execute(
            "INSERT INTO public.core_changestep (request_id, kind, by_id, at, note, transaction)"
            " VALUES (%s, 'approved', %s, now(), '', 0)",
            [request.pk, getattr(people, who).pk],
        )


def test_a_moved_address_made_up_in_a_temporary_table_opens_no_way(shown, as_application):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE core_movedaddress (LIKE public.core_movedaddress)")
        site = Site.objects.get()
        place = f"{site.root_page.url_path}van-ban-gia/"
        cursor.execute(
            "INSERT INTO pg_temp.core_movedaddress VALUES (1, %s, %s, '/x/', now())", [site.root_page_id, place]
        )
    with pytest.raises(DatabaseError, match="No approved change request"), transaction.atomic():
        Redirect.objects.create(
            old_path="/van-ban-gia", redirect_page_id=site.root_page_id, site=site, automatically_created=True
        )


@pytest.mark.parametrize("table", sorted(CHANGED))
def test_the_database_and_the_rule_ask_for_the_same_right(shown, as_application, people, proposed, table):
    request = proposed(lambda: write(shown[table], table, "update"))
    step = {"request": request, "kind": "approved", "at": request.made_at}
    for person, right in ((people.approver, ChangeRight.CONTENT), (people.city_office, ChangeRight.STRUCTURE)):
        if rights_needed({table}) == {right}:
            with transaction.atomic():
                ChangeStep.objects.create(**step, by_id=person.pk)
                transaction.set_rollback(True)
        else:
            with pytest.raises(DatabaseError, match="no right to decide"), transaction.atomic():
                ChangeStep.objects.create(**step, by_id=person.pk)
