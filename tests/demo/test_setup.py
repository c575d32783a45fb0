"""One command makes a portal that works, and a second run changes nothing."""

import re
import stat

from django.contrib.auth import authenticate
from django.core.management import call_command
from django.http import HttpRequest
from django_q.models import Schedule
from wagtail.models import Page, Revision, Site

from accounts.enums import RoleCode
from accounts.models import Agency, Leader, Membership, Role
from core.enums import Category
from core.models import PortalImage, PublishedItem, RuleValue, SiteIdentity
from documents.enums import LegalStatus, RowKind
from documents.models import LegalDocumentPage
from home.models import HomePage, SectionPage
from portal.content.pages import publish
from portal.demo.sign_ins import new_password, read_sign_ins

WITH_AN_ACCOUNT = set(RoleCode) - {RoleCode.PUBLIC}


def everything():
    """Return what must not change between two runs."""
    counted = (Agency, Role, Membership, RuleValue, Page, Revision, PublishedItem, PortalImage, Leader, Schedule)
    return {model.__name__: model._base_manager.count() for model in counted}


def test_a_second_run_changes_nothing(demo, sign_ins_file):
    before, passwords = everything(), sign_ins_file.read_text(encoding="utf-8")

    call_command("setup_portal", "--demo")

    assert everything() == before
    assert sign_ins_file.read_text(encoding="utf-8") == passwords


def test_a_second_run_says_nothing(demo, capsys):
    call_command("setup_portal", "--demo")

    assert capsys.readouterr().out == ""


def test_what_editors_changed_stays(demo):
    section = SectionPage.objects.get(main_category=Category.RESULTS)
    section.title, section.slug = "Kết quả", "ket-qua-moi"
    publish(section)
    sections = SectionPage.objects.count()

    call_command("setup_portal", "--demo")

    assert SectionPage.objects.get(main_category=Category.RESULTS).slug == "ket-qua-moi"
    assert SectionPage.objects.count() == sections


def test_the_site_has_one_home_and_no_welcome_page(demo):
    site = Site.objects.get()

    assert site.is_default_site
    assert site.root_page == HomePage.objects.get().page_ptr
    assert (site.hostname, site.port) == ("localhost", 80)
    assert Page.objects.filter(depth=2).count() == 1


def test_the_site_follows_the_address_of_the_settings(demo, settings):
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8123"

    call_command("setup_portal")

    assert (Site.objects.get().hostname, Site.objects.get().port) == ("localhost", 8123)


def test_the_five_main_categories_have_their_sections(demo):
    paths = {page.main_category: page.public_path for page in SectionPage.objects.exclude(main_category="")}

    assert paths == {
        "van-ban": "/van-ban/",
        "lanh-dao": "/tin-tuc/lanh-dao/",
        "ban-chi-dao": "/tin-tuc/ban-chi-dao/",
        "ket-qua": "/tin-tuc/ket-qua/",
        "mo-hinh": "/tin-tuc/mo-hinh/",
    }


def test_the_managing_body_stands_on_every_page_and_unknown_contacts_stay_empty(demo):
    identity = SiteIdentity.load()

    assert "Sở Nội vụ" in identity.managing_body
    assert (identity.phone, identity.email, identity.address) == ("", "", "")


def test_the_regulation_is_complete_and_its_number_is_not_invented(demo):
    page = LegalDocumentPage.objects.get(slug="quy-che-hoat-dong-trang-thong-tin")
    decision, regulation = page.legal_text.parts

    assert (page.number, page.issued_on, page.signer) == ("", None, "Nguyễn Trọng Đông")
    assert len(list(regulation.rows_of(RowKind.CHAPTER))) == 4
    assert [row.number for row in regulation.rows_of(RowKind.ARTICLE)] == [str(n) for n in range(1, 13)]
    assert len(list(decision.rows_of(RowKind.ARTICLE))) == 3
    assert page.files.count() == 1


def test_the_page_of_the_regulation_says_what_is_unknown(demo, client):
    page = client.get("/quy-che/").content.decode()

    assert "đang cập nhật" in page
    assert "/quy-che-hoat-dong-trang-thong-tin/" in page


def test_scheduled_pages_are_published_each_minute(demo):
    schedule = Schedule.objects.get(args="'publish_approved'")

    assert (schedule.cron, schedule.repeats) == ("* * * * *", -1)


def test_every_role_with_an_account_has_a_sign_in_that_works_and_holds_the_role(demo, sign_ins_file):
    sign_ins = read_sign_ins(sign_ins_file)
    people = {name: authenticate(HttpRequest(), username=name, password=one.password) for name, one in sign_ins.items()}

    assert all(people.values())
    administrator = people.pop("quan-tri")
    assert administrator.is_superuser
    held = {person.groups.get().role.code for person in people.values()}
    assert held == WITH_AN_ACCOUNT
    assert len(people) == len(WITH_AN_ACCOUNT)
    assert not any(person.is_superuser for person in people.values())
    assert all("(minh họa)" in person.full_name for person in people.values())


def test_the_file_of_sign_ins_is_for_its_owner_only(demo, sign_ins_file):
    assert stat.S_IMODE(sign_ins_file.stat().st_mode) == 0o600
    for line in sign_ins_file.read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[^,]+, [a-z-]+, ([a-z0-9]{4}-){3}[a-z0-9]{4}", line)


def test_a_lost_file_brings_new_passwords_that_work(demo, sign_ins_file, settings, tmp_path):
    settings.DEMO_SIGN_INS = tmp_path / "sign-ins.txt"

    call_command("setup_portal", "--demo")

    fresh = read_sign_ins(settings.DEMO_SIGN_INS)
    assert fresh["quan-tri"].password != read_sign_ins(sign_ins_file)["quan-tri"].password
    assert all(authenticate(HttpRequest(), username=name, password=one.password) for name, one in fresh.items())


def test_a_file_of_another_database_wins(demo, sign_ins_file, settings, tmp_path):
    other = sign_ins_file.read_text(encoding="utf-8")
    for one in read_sign_ins(sign_ins_file).values():
        other = other.replace(one.password, new_password())
    settings.DEMO_SIGN_INS = tmp_path / "sign-ins.txt"
    settings.DEMO_SIGN_INS.write_text(other, encoding="utf-8")

    call_command("setup_portal", "--demo")

    assert settings.DEMO_SIGN_INS.read_text(encoding="utf-8") == other
    known = read_sign_ins(settings.DEMO_SIGN_INS)
    assert all(authenticate(HttpRequest(), username=name, password=one.password) for name, one in known.items())


def test_decree_42_has_expired_through_decree_224(demo, frozen_now):
    decree = LegalDocumentPage.objects.get(number="42/2022/NĐ-CP")

    assert decree.status_on(frozen_now.date()) == LegalStatus.EXPIRED
