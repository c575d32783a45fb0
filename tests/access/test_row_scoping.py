"""A register cut to a person's rows holds at every address of every kind of viewset, by walking them all."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail_modeladmin.options import ModelAdmin

from accounts.enums import RoleCode
from accounts.models import Membership, Role
from core.views.scoping import RowScopedAdminMixin, RowScopedMixin, outside, scoped_models
from tests.access import scoped_addresses
from tests.access.scoped_addresses import ADMIN_REGISTER, VIEWSETS
from tests.access.walk import PLACE, readable
from tests.factories import AgencyFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.scoped_addresses")]

BASE = "/quan-tri/thu/"


def addresses_of_rows():
    """Return every address that names a row, with the place open."""
    for name, viewset in VIEWSETS.items():
        for pattern in viewset.get_urlpatterns():
            if PLACE.search(str(pattern.pattern)):
                yield f"{BASE}{name}/{pattern.pattern}"
    for pattern in ADMIN_REGISTER.get_admin_urls_for_registration():
        text = readable(str(pattern.pattern))
        if PLACE.search(text):
            yield f"{BASE}{text}"


OF_ROWS = sorted(addresses_of_rows())


@pytest.fixture
def rows(people):
    """Return a manager of one agency, with the row of a colleague and the row of somebody elsewhere."""
    role = Role.objects.get(code=RoleCode.AGENCY_OFFICER)
    ours, theirs = AgencyFactory(name="Sở Ta"), AgencyFactory(name="Sở Khác")
    manager = UserFactory(full_name="Người quản lý")
    permissions = Permission.objects.filter(content_type__app_label="accounts", codename__endswith="_membership")
    manager.user_permissions.set([*permissions, Permission.objects.get(codename="access_admin")])
    Membership.objects.create(user=manager, role=role, agency=ours)
    own = Membership.objects.create(user=UserFactory(full_name="Nguoi nha"), role=role, agency=ours)
    foreign = Membership.objects.create(user=UserFactory(full_name="Nguoi ngoai"), role=role, agency=theirs)
    return manager, own, foreign


def path_of(address, row):
    return PLACE.sub(str(row.pk), address)


def test_the_walk_meets_every_kind_of_view():
    walked = " ".join(OF_ROWS)
    for view in ("edit", "delete", "history", "history-results", "usage", "inspect", "copy", "chosen"):
        assert f"/{view}/" in walked
    assert sum("so-phan-cong" in address for address in OF_ROWS) == 4


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", OF_ROWS)
def test_a_row_of_others_is_not_there(address, method, rows, client_of):
    manager, _own, foreign = rows
    assert getattr(client_of(manager), method)(path_of(address, foreign)).status_code == 404
    assert Membership.objects.filter(pk=foreign.pk).exists()


@pytest.mark.parametrize("address", OF_ROWS)
def test_a_row_of_ones_own_is_there(address, rows, client_of):
    manager, own, _foreign = rows
    assert client_of(manager).get(path_of(address, own)).status_code in {200, 301, 302}


@pytest.mark.parametrize("address", OF_ROWS)
@pytest.mark.parametrize("key", ["khong-co", "0", "99999999999999999999"])
def test_a_key_that_is_none_is_not_there(address, key, rows, client_of):
    assert client_of(rows[0]).get(PLACE.sub(key, address)).status_code == 404


LISTS = ["register/", "register/results/", "snippets/", "chooser/", "chooser/results/", "so-phan-cong/"]


@pytest.mark.parametrize("address", LISTS)
def test_lists_and_choosers_show_the_rows_of_ones_own(address, rows, client_of):
    text = client_of(rows[0]).get(BASE + address).content.decode()
    assert "Nguoi nha" in text
    assert "Nguoi ngoai" not in text


@pytest.mark.parametrize("address", ["register/", "snippets/", "so-phan-cong/"])
def test_exports_hold_the_rows_of_ones_own(address, rows, client_of):
    response = client_of(rows[0]).get(BASE + address, {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert "Nguoi nha" in text
    assert "Nguoi ngoai" not in text


def test_several_rows_are_chosen_among_ones_own(rows, client_of):
    manager, own, foreign = rows
    response = client_of(manager).get(f"{BASE}chooser/chosen-multiple/", {"id": [own.pk, foreign.pk]})
    assert "Nguoi nha" in response.content.decode()
    assert "Nguoi ngoai" not in response.content.decode()


@pytest.mark.parametrize("view", ["add", "edit"])
def test_nobody_stores_a_row_outside_his_own(view, rows, client_of):
    manager, own, foreign = rows
    data = {"user": own.user_id, "role": own.role_id, "agency": foreign.agency_id, "valid_from": "", "valid_until": ""}
    address = reverse(f"register:{view}", args=[own.pk] if view == "edit" else [])
    client_of(manager).post(address, data)
    own.refresh_from_db()
    assert own.agency.name == "Sở Ta"
    assert Membership.objects.filter(agency=foreign.agency).count() == 1


def test_a_row_costs_one_query_more(rows, client_of, django_assert_max_num_queries):
    manager, own, _foreign = rows
    guard = scoped_addresses.Register("again").rows_for(manager)
    with django_assert_max_num_queries(1):
        assert guard.filter(pk=own.pk).exists()


def test_an_action_on_several_rows_stops_at_the_first_of_others(rows, monkeypatch):
    manager, own, foreign = rows
    monkeypatch.setitem(scoped_models, Membership, scoped_addresses.Register("again").rows_for)
    assert not outside(manager, [own])
    assert outside(manager, [own, foreign])
    request = RequestFactory().post("/")
    request.user = manager
    with pytest.raises(PermissionDenied):
        for hook in hooks.get_hooks("before_bulk_action"):
            hook(request, "delete", [own, foreign], None)


# Registers that everybody with the permission reads whole, each with the reason.
WHOLE = {
    "accounts.Agency": "every agency is public",
    "accounts.Leader": "leaders of the City are public",
    "accounts.Membership": "only roles of the whole City may view it (roles.toml)",
    "accounts.Role": "data of the project",
    "accounts.User": "only the superuser changes it; who views it does so for the whole City (roles.toml)",
    "auth.Group": "only the superuser sees it",
    "core.Approval": "only the Board and the auditor see what is published later, without what is sealed",
    "core.AuditEvent": "acts of the whole portal, for those who watch over it",
    "core.CalendarDay": "law",
    "core.Notification": "letters of the whole portal, for those who keep it running",
    "core.PublishedItem": "what is public",
    "core.RuleValue": "law",
    "editorial.Source": "who may be quoted is a matter of the whole Board",
    "editorial.SourceMark": "what a source took back is a matter of the whole Board",
    "editorial.IntakeChannel": "the channels feed one inbox for the whole Board",
    "editorial.ChannelRun": "how a channel ran is a matter of the whole Board",
    "editorial.ChannelItem": "what came by a channel lies in one inbox for the whole Board",
    "core.StoredFile": "the security officer's desk, which has a right of its own",
    "editorial.Entry": "one inbox for the whole Board; what is sealed opens by a right of its own",
    "editorial.BoardSeat": "one Board for the whole City",
    "home.PageOpinion": "opinions on public pages, without a person",
    "wagtailcore.Site": "only the superuser sees it",
}


def registers():
    """Return the models of all registers in the admin; pages have rights on the tree, media on collections."""
    for viewset in viewsets.viewsets:
        for one in getattr(viewset, "registerables", [viewset]):
            if isinstance(one, ModelViewSet):
                yield one.model, isinstance(one, RowScopedMixin)
    for hook in hooks.get_hooks("register_admin_urls"):
        admin = getattr(hook, "__self__", None)
        if isinstance(admin, ModelAdmin):
            yield admin.model, isinstance(admin, RowScopedAdminMixin)


def test_every_register_is_scoped_or_says_why_it_is_read_whole():
    reverse("wagtailadmin_home")
    found = {model._meta.label: scoped for model, scoped in registers()}
    assert len(found) > 8
    assert {label for label, scoped in found.items() if not scoped} <= WHOLE.keys()
