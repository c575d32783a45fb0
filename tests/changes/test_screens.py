"""Every screen of the admin that writes what the public sees makes a request instead, and never fails (R6.3a-1)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import Agency
from core.enums import ChangeStepKind
from core.models import ChangeRequest, PortalDocument, PortalImage, SiteIdentity
from tests.admin.forms import messages_of
from tests.changes.test_guard import stored
from tests.factories import UserFactory
from tests.portal.test_redirect_import import confirm, send
from tests.sign_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shown_once")]

TITLES = {
    "titles-TOTAL_FORMS": "1",
    "titles-INITIAL_FORMS": "1",
    "titles-MIN_NUM_FORMS": "1",
    "titles-MAX_NUM_FORMS": "9",
}


def settings(shown):
    return reverse("wagtailsettings:edit", args=("core", "siteidentity", 1)), {"name": "Tên mới", "owner": "Của ai"}


def redirect_edit(shown):
    pk = shown["wagtailredirects_redirect"].pk
    form = {"old_path": "/cu", "site": "", "is_permanent": "on", "redirect_link": "https://moi.vn/"}
    return reverse("wagtailredirects:edit", args=(pk,)), form


def redirect_add(shown):
    form = {"old_path": "/them", "site": "", "is_permanent": "on", "redirect_link": "https://moi.vn/"}
    return reverse("wagtailredirects:add"), form


def redirect_delete(shown):
    return reverse("wagtailredirects:delete", args=(shown["wagtailredirects_redirect"].pk,)), {}


def rule_value(shown):
    pk = shown["core_rulevalue"].pk
    form = {
        "key": "thu",
        "name": "Thử",
        "value": "7",
        "unit": "days",
        "legal_basis": "Điều 2",
        "valid_from": "2026-01-01",
    }
    return reverse("rule_values:edit", args=(pk,)), form


def rule_value_add(shown):
    form = {
        "key": "moi",
        "name": "Mới",
        "value": "7",
        "unit": "days",
        "legal_basis": "Điều 2",
        "valid_from": "2026-01-01",
    }
    return reverse("rule_values:add"), form


def calendar_day(shown):
    pk = shown["core_calendarday"].pk
    form = {"day": "2026-12-01", "kind": "off", "name": "Tên khác", "legal_basis": "Thông báo"}
    return reverse("calendar_days:edit", args=(pk,)), form


def calendar_day_delete(shown):
    return reverse("calendar_days:delete", args=(shown["core_calendarday"].pk,)), {}


def agency(shown):
    one: Agency = shown["accounts_agency"]
    form = {"code": one.code, "name": "Tên khác", "kind": one.kind, "successors": [one.successors.get().pk]}
    return reverse("agencies:edit", args=(one.pk,)), form


def leader(shown):
    one, title = shown["accounts_leader"], shown["accounts_leadertitle"]
    form = {"name": "Nguyễn Văn A", "titles-0-id": str(title.pk), "titles-0-title": "Chủ tịch", "titles-0-source": "QĐ"}
    return reverse("leaders:edit", args=(one.pk,)), form | TITLES


def image(shown):
    form = {"title": "Ảnh", "description": "Lời khác", "collection": "1", "tags": ""}
    return reverse("wagtailimages:edit", args=(shown["core_portalimage"].pk,)), form


def image_file(shown):
    content = get_test_image_file(filename="moi.png", colour="black", size=(64, 48)).file.getvalue()
    address, form = image(shown)
    return address, form | {"description": "Một cửa", "file": SimpleUploadedFile("moi.png", content, "image/png")}


def image_focus(shown):
    address, form = image(shown)
    focus = {"focal_point_x": "9", "focal_point_y": "9", "focal_point_width": "5", "focal_point_height": "5"}
    return address, form | {"description": "Một cửa"} | focus


def document_file(shown):
    form = {"title": "Tệp", "collection": "1", "tags": "", "file": SimpleUploadedFile("moi.txt", b"Noi dung moi")}
    return reverse("wagtaildocs:edit", args=(shown["core_portaldocument"].pk,)), form


def site(shown):
    one = shown["wagtailcore_site"]
    form = {"hostname": one.hostname, "port": "80", "site_name": "Khác", "root_page": one.root_page_id}
    return reverse("wagtailsites:edit", args=(one.pk,)), form | {"is_default_site": "on"}


SCREENS = {
    settings: "core_siteidentity",
    redirect_edit: "wagtailredirects_redirect",
    redirect_add: "wagtailredirects_redirect",
    redirect_delete: "wagtailredirects_redirect",
    rule_value: "core_rulevalue",
    rule_value_add: "core_rulevalue",
    calendar_day: "core_calendarday",
    calendar_day_delete: "core_calendarday",
    agency: "accounts_agency",
    leader: "accounts_leadertitle",
    image: "core_portalimage",
    image_file: "core_portalimage",
    image_focus: "core_portalimage",
    document_file: "core_portaldocument",
    site: "wagtailcore_site",
}


@pytest.fixture
def administrator(db) -> Client:
    """Return the browser of somebody whom no screen refuses."""
    return signed_in(UserFactory(superuser=True))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_a_screen_makes_a_request_and_another_person_lets_it_happen(administrator, shown, people, screen):
    table, before = SCREENS[screen], {name: stored(one) for name, one in shown.items()}
    count = {name: type(one)._base_manager.count() for name, one in shown.items()}
    address, form = screen(shown)
    response = administrator.post(address, form)
    request = ChangeRequest.objects.filter(kind="person").get()
    place = reverse("change_requests:inspect", args=[request.pk])
    assert (response.status_code, response["Location"]) == (302, place)
    assert "Chưa có gì thay đổi" in messages_of(response)
    assert {name: stored(one) for name, one in shown.items()} == before
    assert {name: type(one)._base_manager.count() for name, one in shown.items()} == count
    assert table in request.rows.values_list("table", flat=True)

    assert administrator.get(place).status_code == 200
    administrator.post(place, {"step": "gui", "note": "Theo quyết định mới"})
    other = signed_in(people.leader)
    assert "Duyệt và áp dụng ngay" in other.get(place).content.decode()
    other.post(place, {"step": "duyet", "note": ""})
    assert request.steps.latest("pk").kind == ChangeStepKind.APPROVED
    after = {name: stored(one) for name, one in shown.items()}
    changed = {name for name in before if before[name] != after[name]}
    changed |= {name for name in count if count[name] != type(shown[name])._base_manager.count()}
    assert changed == {table}
    assert other.get(place).status_code == 200


def test_what_does_not_show_is_stored_at_once(administrator, people):
    image = PortalImage.objects.create(title="Ảnh", description="Một cửa", file=get_test_image_file())
    form = {"title": "Tên khác", "description": "Một cửa", "collection": "1", "tags": ""}
    administrator.post(reverse("wagtailimages:edit", args=(image.pk,)), form)
    image.refresh_from_db()
    assert image.title == "Tên khác"
    assert not ChangeRequest.objects.filter(kind="person").exists()


def test_bad_input_stays_in_the_form_and_makes_no_request(administrator, shown):
    address, form = rule_value(shown)
    response = administrator.post(address, form | {"value": "năm"})
    assert "value" in response.context["form"].errors
    assert not ChangeRequest.objects.filter(kind="person").exists()


def test_an_import_of_redirects_is_one_request(administrator, shown, people):
    rows = "from,to\n/mot,https://a.vn/\n/hai,https://b.vn/\n"
    confirm(administrator, send(administrator, content=rows.encode()).context["form"])
    request = ChangeRequest.objects.get(kind="person")
    assert request.rows.count() == 2
    assert Redirect.objects.count() == 1


def test_tags_and_collections_of_several_pictures_stay_free(administrator, shown):
    image = shown["core_portalimage"]
    address = reverse("wagtail_bulk_action", args=("core", "portalimage", "add_tags"))
    administrator.post(f"{address}?id={image.pk}", {"tags": "mot-cua"})
    assert list(image.tags.names()) == ["mot-cua"]


def test_public_files_are_not_deleted_by_any_screen(administrator, shown):
    for name, model in (("portalimage", PortalImage), ("portaldocument", PortalDocument)):
        pk = shown[f"core_{name}"].pk
        address = reverse("wagtail_bulk_action", args=("core", name, "delete"))
        assert administrator.post(f"{address}?id={pk}").status_code == 302
        assert model.objects.filter(pk=pk).exists()
    assert not ChangeRequest.objects.filter(kind="person").exists()


def test_a_screen_that_is_not_listed_refuses_in_words(administrator, shown, monkeypatch):
    monkeypatch.setattr("portal.proposals.propose_instead", lambda act, **who: (act(), None))
    address, form = settings(shown)
    response = administrator.post(address, form)
    assert response.status_code == 302
    assert "chỉ thay đổi khi có đề nghị" in messages_of(response)


def test_an_own_draft_may_be_dropped(administrator, shown):
    address, form = settings(shown)
    place = administrator.post(address, form)["Location"]
    administrator.post(place, {"step": "bo", "note": ""})
    assert ChangeRequest.objects.get(kind="person").steps.get().kind == ChangeStepKind.DROPPED


def test_a_request_without_a_reason_is_not_sent(administrator, shown):
    address, form = settings(shown)
    place = administrator.post(address, form)["Location"]
    response = administrator.post(place, {"step": "gui", "note": ""})
    assert "Hãy ghi lý do." in response.content.decode()
    assert not ChangeRequest.objects.get(kind="person").steps.exists()


def test_a_request_that_is_not_sent_is_seen_by_its_proposer_only(administrator, shown, people):
    address, form = settings(shown)
    place = administrator.post(address, form)["Location"]
    assert signed_in(people.leader).get(place).status_code == 404
    assert administrator.get(place).status_code == 200


def test_the_proposer_gets_no_button_to_approve(shown, people):
    browser = signed_in(people.standing_body)
    address, form = settings(shown)
    place = browser.post(address, form)["Location"]
    browser.post(place, {"step": "gui", "note": "Theo quyết định"})
    assert "Duyệt và áp dụng ngay" not in browser.get(place).content.decode()
    browser.post(place, {"step": "duyet", "note": ""})
    assert SiteIdentity.objects.get().name != "Tên mới"


def test_what_waits_stands_on_the_first_page(shown, people):
    browser = signed_in(people.standing_body)
    address, form = settings(shown)
    place = browser.post(address, form)["Location"]
    assert "Bạn chưa gửi" in browser.get(reverse("wagtailadmin_home")).content.decode()
    browser.post(place, {"step": "gui", "note": "Theo quyết định"})
    assert "Chờ bạn duyệt" not in browser.get(reverse("wagtailadmin_home")).content.decode()
    assert "Chờ bạn duyệt" in signed_in(people.leader).get(reverse("wagtailadmin_home")).content.decode()
    assert "Chờ bạn duyệt" not in signed_in(people.editor).get(reverse("wagtailadmin_home")).content.decode()


def test_the_new_file_can_be_looked_at_before_it_is_approved(administrator, shown, people):
    address, form = image_file(shown)
    place = administrator.post(address, form)["Location"]
    administrator.post(place, {"step": "gui", "note": "Hình mới"})
    row = ChangeRequest.objects.get(kind="person").rows.get()
    file = reverse("change_requests:file", args=[row.request_id, row.pk, "sau"])
    response = signed_in(people.approver).get(file)
    assert response.status_code == 200
    b"".join(response.streaming_content)
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_list_asks_no_more_for_more_requests(shown, people, django_assert_max_num_queries):
    browser = signed_in(people.leader)
    for number in range(12):
        made = ChangeRequest.objects.create(
            kind="person",
            subject=f"Đề nghị {number}",
            proposed_by=people.editor.pk,
            made_at=date(2026, 11, 1).isoformat() + "T00:00Z",
        )
        made.steps.create(kind="submitted", by_id=people.editor.pk, at=made.made_at, note="Lý do")
    browser.get(reverse("change_requests:index"))
    with django_assert_max_num_queries(25):
        assert "Đề nghị 11" in browser.get(reverse("change_requests:index")).content.decode()


def test_the_guard_costs_a_page_nothing(client: Client, shown, django_assert_num_queries):
    client.get("/")
    with connection.execute_wrapper(
        lambda execute, sql, *rest: (
            (_ for _ in ()).throw(AssertionError(sql)) if "core_change" in sql else execute(sql, *rest)
        )
    ):
        assert client.get("/").status_code == 200
