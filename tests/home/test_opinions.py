""" "Trang này có hữu ích không?": asked at its own address, guarded, kept without a name."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from core.lib import proof_of_work
from home.forms import OpinionForm
from home.models import PageOpinion
from home.services.opinions import forget_words, give_opinion
from tests.conftest import FROZEN_NOW as NOW
from tests.factories import LegalDocumentPageFactory, ResultPageFactory


@pytest.fixture(autouse=True)
def little_work(settings):
    settings.PROOF_WORK = 50


@pytest.fixture
def page(frozen_now, db):
    return ResultPageFactory(title="Kết quả quý III")


def opened(client, page, *, before=timedelta(minutes=1)):
    """Open the form as a browser does a minute ago and return its hidden fields, solved."""
    with time_machine.travel(NOW - before, tick=False):
        challenge = client.get(f"/huu-ich/{page.pk}/").context["form"].challenge
    return {"guard_token": challenge.token, "guard_number": str(proof_of_work.solve(challenge))}


def post(client, page, data, **extra):
    return client.post(f"/huu-ich/{page.pk}/", data, **extra)


def test_an_opinion_is_kept_and_the_reader_is_led_on(client, page):
    answer = post(client, page, opened(client, page) | {"is_useful": "khong", "words": " Thiếu biểu mẫu "})
    assert answer.headers["Location"] == f"/huu-ich/{page.pk}/cam-on/"
    stored = PageOpinion.objects.get()
    assert (stored.page_id, stored.is_useful, stored.words, stored.needs_review) == (
        page.pk,
        False,
        "Thiếu biểu mẫu",
        False,
    )
    assert stored.received_at == NOW
    assert "cảm ơn" in client.get(answer.headers["Location"]).content.decode()


def test_without_javascript_the_opinion_waits_for_a_look(client, page):
    post(client, page, opened(client, page) | {"is_useful": "co", "guard_number": ""})
    assert PageOpinion.objects.get().needs_review


def test_a_mistake_keeps_the_words_and_stores_nothing(client, page):
    answer = post(client, page, opened(client, page) | {"words": "Giữ lại nhé"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Hãy chọn Có hoặc Không." in text
    assert "Giữ lại nhé" in text
    assert not PageOpinion.objects.exists()


def test_the_form_shown_again_can_be_sent_at_once(client, page):
    answer = post(client, page, opened(client, page) | {"words": "x"})
    challenge = answer.context["form"].challenge
    again = {"guard_token": challenge.token, "guard_number": str(proof_of_work.solve(challenge)), "is_useful": "co"}
    assert post(client, page, again).status_code == 302


def test_sending_twice_says_so_and_stores_once(client, page):
    data = opened(client, page) | {"is_useful": "co", "words": "Một lần"}
    post(client, page, data)
    answer = post(client, page, data)
    assert answer.status_code == 422
    assert "đã được gửi rồi" in answer.content.decode()
    assert PageOpinion.objects.count() == 1


def test_the_challenge_of_one_page_does_not_fit_another(client, page, frozen_now):
    other = ResultPageFactory()
    assert post(client, other, opened(client, page) | {"is_useful": "co"}).status_code == 422
    assert not PageOpinion.objects.exists()


def test_over_the_limit_the_answer_is_honest(client, page, settings):
    settings.SUBMISSION_LIMITS = {"": settings.SUBMISSION_LIMITS[""] | {"address": (1, 600)}}
    post(client, page, opened(client, page) | {"is_useful": "co"})
    answer = post(client, page, opened(client, page) | {"is_useful": "co", "words": "Giữ lại nhé"})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "600"
    text = answer.content.decode()
    for words in ("10\u00a0phút", "/gioi-han-gui/", "/lien-he/", "Giữ lại nhé"):
        assert words in text


def test_a_forged_forwarded_address_does_not_open_a_new_limit(client, page, settings):
    settings.SUBMISSION_LIMITS = {"": settings.SUBMISSION_LIMITS[""] | {"address": (1, 600)}}
    answers = [
        post(client, page, opened(client, page) | {"is_useful": "co"}, headers={"X-Forwarded-For": f"198.51.100.{n}"})
        for n in range(3)
    ]
    assert [answer.status_code for answer in answers] == [302, 429, 429]


def test_behind_the_trusted_proxy_each_client_has_its_own_limit(client, page, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    settings.SUBMISSION_LIMITS = {"": settings.SUBMISSION_LIMITS[""] | {"address": (1, 600)}}
    answers = [
        post(
            client,
            page,
            opened(client, page) | {"is_useful": "co"},
            headers={"X-Forwarded-For": f"6.6.6.6, 198.51.100.{n}"},
        )
        for n in (1, 2, 1)
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 429]


@pytest.mark.parametrize(
    "data",
    [
        {"is_useful": "có lẽ"},
        {"is_useful": "co", "words": "x" * 5_000},
        {"is_useful": "co", "words": "\x00\u202e"},
        {"is_useful": ["co", "khong"], "guard_token": ["a", "b"]},
        {"guard_number": "9" * 10_000},
        {"guard_token": "é\x00" * 1_000},
    ],
)
def test_no_input_makes_the_form_fail(client, page, data):
    answer = post(client, page, opened(client, page) | data)
    assert answer.status_code in {302, 422}
    assert PageOpinion.objects.count() == (answer.status_code == 302)


def test_without_the_cookie_against_foreign_forms_nothing_is_stored(page):
    client = Client(enforce_csrf_checks=True)
    answer = post(client, page, opened(client, page) | {"is_useful": "co"})
    assert answer.status_code == 403
    assert "không gửi kèm cookie" in answer.content.decode()
    assert not PageOpinion.objects.exists()


@pytest.mark.parametrize("pk", [0, 999_999_999, 10**30])
def test_a_page_that_is_not_public_has_no_form(client, db, pk):
    draft = ResultPageFactory(published=False)
    for page_id in (pk, draft.pk):
        assert client.get(f"/huu-ich/{page_id}/").status_code == 404
        assert client.get(f"/huu-ich/{page_id}/cam-on/").status_code == 404


@pytest.mark.parametrize("factory", [ResultPageFactory, LegalDocumentPageFactory])
def test_reading_a_page_sets_no_cookie_and_leads_to_the_form(client, db, factory):
    page = factory()
    answer = client.get(page.public_path)
    assert f'href="/huu-ich/{page.pk}/"' in answer.content.decode()
    assert not answer.cookies


def test_the_form_is_never_kept_by_a_cache(client, page):
    assert "no-store" in client.get(f"/huu-ich/{page.pk}/").headers["Cache-Control"]


def test_the_form_takes_few_queries(client, page, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(f"/huu-ich/{page.pk}/")


def test_words_are_forgotten_in_time_and_the_answer_stays(page, settings):
    settings.OPINION_WORDS_DAYS = 365
    old = give_opinion(page_id=page.pk, is_useful=True, words="cũ", held=False, now=NOW - timedelta(days=366))
    new = give_opinion(page_id=page.pk, is_useful=True, words="mới", held=False, now=NOW - timedelta(days=364))
    assert forget_words(now=NOW) == 1
    assert list(PageOpinion.objects.order_by("pk").values_list("pk", "words")) == [(old.pk, ""), (new.pk, "mới")]


def test_the_hourly_job_forgets(page, capsys):
    give_opinion(page_id=page.pk, is_useful=True, words="cũ", held=False, now=NOW - timedelta(days=999))
    call_command("forget_submissions")
    assert "làm trống 1 ý kiến" in capsys.readouterr().out


def test_the_editor_reads_and_exports_opinions_and_changes_none(page, people, client_of):
    opinion = give_opinion(page_id=page.pk, is_useful=False, words="=Thiếu số liệu", held=True, now=NOW)
    client = client_of(people.editor)
    listed = client.get("/quan-tri/y-kien-ve-trang/")
    assert "=Thiếu số liệu" in listed.content.decode()
    assert "Kết quả quý III" in listed.content.decode()
    assert "Chưa qua" in listed.content.decode()
    exported = b"".join(client.get("/quan-tri/y-kien-ve-trang/?export=csv").streaming_content).decode()
    assert ",=Thiếu" not in exported
    assert client.get(f"/quan-tri/y-kien-ve-trang/edit/{opinion.pk}/").status_code in {302, 403}
    assert client.post(f"/quan-tri/y-kien-ve-trang/delete/{opinion.pk}/").status_code in {302, 403}
    assert PageOpinion.objects.get().words == "=Thiếu số liệu"


def test_who_has_no_right_to_opinions_does_not_see_them(page, people, client_of):
    assert client_of(people.finance).get("/quan-tri/y-kien-ve-trang/").status_code == 302


def test_the_form_names_itself_for_the_page_of_limits(client, page, settings):
    settings.SUBMISSION_LIMITS = settings.SUBMISSION_LIMITS | {OpinionForm.guard_code: {"address": (3, 60)}}
    text = client.get("/gioi-han-gui/").content.decode()
    assert "<h2>Trang này có hữu ích không?</h2>" in text
