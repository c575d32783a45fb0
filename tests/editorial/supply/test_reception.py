"""The reception page: who takes information, what, by when, and who answers for it (R6.1a-1)."""

from wagtail.log_actions import log

from core.models import SiteIdentity
from core.services.changes import set_up
from home.services.frame import rebuild_frame
from tests.editorial.supply.conftest import ROOT


def text_of(client):
    return client.get(ROOT).content.decode()


def test_it_says_who_receives_and_where(client):
    identity = SiteIdentity.load()
    identity.address, identity.phone = "Số 18B Lê Thánh Tông", "024 3825 3536"
    identity.email, identity.hours = "noivu@hanoi.example.vn", "8:00–17:00"
    with set_up("thử"):
        identity.save()
    rebuild_frame()
    text = text_of(client)
    for words in ("Sở Nội vụ", "Số 18B Lê Thánh Tông", "024 3825 3536", "noivu@hanoi.example.vn", "8:00–17:00"):
        assert words in text


def test_a_change_of_the_address_is_dated(client):
    assert "thay đổi lần cuối" not in text_of(client)
    log(instance=SiteIdentity.load(), action="wagtail.edit", content_changed=True)
    assert "thay đổi lần cuối lúc 09:00 23/11/2026" in text_of(client)


def test_it_names_the_clocks_of_the_rule_values(client):
    text = text_of(client)
    assert "trong 48 giờ, tính từ lúc kết thúc" in text
    assert "trong 72 giờ, tính từ 24 giờ ngày ban hành" in text


def test_it_lists_formats_and_sizes_from_the_managed_list(client, settings):
    settings.UPLOAD_BYTES = settings.UPLOAD_BYTES | {"image": 7 * 1024 * 1024}
    text = text_of(client)
    assert "7\xa0MB" in text
    assert "docx" in text
    assert ", svg" not in text


def test_it_shows_the_statement_of_responsibility(client):
    assert "chịu trách nhiệm trước pháp luật" in text_of(client)


def test_robots_may_list_it_and_reading_sets_no_cookie(client):
    answer = client.get(ROOT)
    assert "noindex" not in answer.content.decode()
    assert not answer.cookies


def test_it_takes_few_queries(client, django_assert_max_num_queries):
    client.get(ROOT)
    with django_assert_max_num_queries(3):
        client.get(ROOT)


def test_every_page_leads_to_it(client, site_tree):
    for path in ("/", "/so-do-trang/", "/tim-kiem/", "/khong-co/"):
        page = client.get(path).content.decode()
        assert page.count(f'href="{ROOT}"') >= 2, path  # in the bar and at the foot
