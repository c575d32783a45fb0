"""Search finds what is public however it is typed, and shows the best first (RX-2, RX-4, T9)."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest

from core.enums import Category
from tests.factories import (
    AgencyFactory,
    CommitteePageFactory,
    LegalDocumentPageFactory,
    ModelPageFactory,
    ResultPageFactory,
)

OLD = datetime(2016, 3, 1, tzinfo=UTC)


def body(text):
    return [("paragraph", f"<p>{text}</p>")]


@pytest.mark.parametrize("typed", ["dong da", "đống đa", unicodedata.normalize("NFD", "Đống Đa"), "DONG ĐA"])
def test_a_name_is_found_with_or_without_accents(titles_found, typed):
    ResultPageFactory(title="Phường Đống Đa trả hồ sơ đúng hạn")
    ResultPageFactory(title="Phường Ba Đình")
    assert titles_found(typed) == ["Phường Đống Đa trả hồ sơ đúng hạn"]


def test_hoa_with_the_tone_on_either_vowel_is_found(titles_found):
    ResultPageFactory(title="Hòa giải ở cơ sở")
    assert titles_found("hoà giải") == ["Hòa giải ở cơ sở"]


@pytest.mark.parametrize(
    "typed",
    ["043/2025/QĐ-UBND", "43/2025/qd-ubnd", "43 / 2025 / QD - UBND", "043 2025 qđ ubnd", "43/2025/QĐUBND", "43/2025"],
)
def test_a_document_is_found_by_its_number_in_any_spelling(titles_found, typed):
    LegalDocumentPageFactory(title="Quyết định phân cấp", number="043/2025/QĐ-UBND")
    LegalDocumentPageFactory(title="Quyết định khác", number="44/2025/QĐ-UBND")
    assert titles_found(typed) == ["Quyết định phân cấp"]


def test_the_document_with_the_number_comes_before_those_that_cite_it(titles_found):
    LegalDocumentPageFactory(title="Gốc", number="43/2025/QĐ-UBND", issued_on=OLD.date())
    for n in range(3):
        ResultPageFactory(title=f"Thực hiện Quyết định 43/2025/QĐ-UBND lần {n}")
    assert titles_found("43/2025/qđ-ubnd")[0] == "Gốc"


def test_title_comes_before_excerpt_and_excerpt_before_body(titles_found):
    ResultPageFactory(title="Trong tiêu đề: một cửa lưu động")
    ResultPageFactory(title="Trong tóm tắt", summary="Bàn về một cửa lưu động.")
    ResultPageFactory(title="Trong bài", body=body("Về một cửa lưu động."))
    assert titles_found("một cửa lưu động") == ["Trong tiêu đề: một cửa lưu động", "Trong tóm tắt", "Trong bài"]


def test_words_side_by_side_come_before_words_apart(titles_found):
    ResultPageFactory(title="A", body=body("Kế hoạch của quận và hoạt động của cải tiến, hành trình chính."))
    ResultPageFactory(title="B", body=body("Cải tiến hành trình."))
    assert titles_found("cải tiến hành trình") == ["B", "A"]


def test_of_equal_matches_the_newer_comes_first(titles_found):
    CommitteePageFactory(title="Ban Chỉ đạo họp", starts_at=OLD, slug="cu")
    CommitteePageFactory(title="Ban Chỉ đạo họp", starts_at=OLD + timedelta(days=3000), slug="moi")
    CommitteePageFactory(title="Ban Chỉ đạo họp", starts_at=OLD + timedelta(days=1500), slug="giua")
    assert len(titles_found("ban chi dao hop")) == 3


def test_the_order_of_equal_titles_follows_their_dates(db, client):
    for slug, days in (("cu", 0), ("moi", 3000), ("giua", 1500)):
        CommitteePageFactory(title="Ban Chỉ đạo họp", starts_at=OLD + timedelta(days=days), slug=slug)
    hits = client.get("/tim-kiem/", {"q": "họp"}).context["results"]
    assert [hit.item.path.split("/")[-2] for hit in hits] == ["moi", "giua", "cu"]


def test_a_phrase_in_quotation_marks_must_stand_as_it_is(titles_found):
    ResultPageFactory(title="Sở Nội vụ báo cáo")
    ResultPageFactory(title="Báo cáo nội bộ của Sở, vụ việc")
    assert titles_found('"sở nội vụ"') == ["Sở Nội vụ báo cáo"]


def test_a_phrase_is_not_found_where_only_its_pairs_of_words_are(titles_found):
    ResultPageFactory(title="Ba bốn, hai ba, một hai")
    assert titles_found('"một hai ba bốn"') == []


def test_every_word_must_be_there(titles_found):
    ResultPageFactory(title="Một cửa lưu động")
    assert titles_found("một cửa cố định") == []


def test_results_are_narrowed_by_category_year_and_agency(titles_found):
    agency = AgencyFactory(code="so-noi-vu", name="Sở Nội vụ")
    CommitteePageFactory(title="Họp năm 2016", starts_at=OLD, agency=agency)
    CommitteePageFactory(title="Họp năm nay")
    ModelPageFactory(title="Mô hình họp trực tuyến")
    assert titles_found("họp", muc=Category.MODELS) == ["Mô hình họp trực tuyến"]
    assert titles_found("họp", nam="2016") == ["Họp năm 2016"]
    assert titles_found("họp", don_vi="so-noi-vu", muc=Category.COMMITTEE) == ["Họp năm 2016"]
    assert titles_found("họp", don_vi="so-noi-vu", muc=Category.MODELS) == []


def test_facets_count_what_is_found_and_lead_there(db, client):
    CommitteePageFactory(title="Họp năm 2016", starts_at=OLD)
    CommitteePageFactory(title="Họp năm nay")
    ModelPageFactory(title="Mô hình họp trực tuyến")
    facets = {facet["title"]: facet["options"] for facet in client.get("/tim-kiem/?q=họp").context["facets"]}
    counts = {option["label"]: option["count"] for option in facets["Chuyên mục"]}
    assert counts == {"Ban Chỉ đạo": 2, "Kinh nghiệm, mô hình": 1}
    for option in facets["Năm"]:
        assert len(client.get(option["url"]).context["results"]) == option["count"]


def test_a_chosen_facet_can_be_left_again(db, client):
    ModelPageFactory(title="Mô hình họp trực tuyến")
    (category, *_rest) = client.get("/tim-kiem/?q=họp&muc=mo-hinh").context["facets"]
    assert [(option["is_current"], option["url"]) for option in category["options"]] == [
        (True, "/tim-kiem/?q=h%E1%BB%8Dp")
    ]


def test_drafts_are_never_found(titles_found):
    ResultPageFactory(title="Bản nháp chưa duyệt", published=False)
    assert titles_found("bản nháp chưa duyệt") == []


def test_an_unpublished_page_is_lost_to_search_at_once(titles_found):
    page = ResultPageFactory(title="Tin rút xuống")
    assert titles_found("tin rút xuống") == ["Tin rút xuống"]
    page.unpublish()
    assert titles_found("tin rút xuống") == []


def test_a_draft_of_a_public_page_is_not_searched(titles_found):
    page = ResultPageFactory(title="Tin đã đăng")
    page.title = "Sửa chưa duyệt"
    page.save_revision()
    assert titles_found("sửa chưa duyệt") == []


def test_year_pages_are_not_results(titles_found):
    assert titles_found("2026") == []


def test_every_result_is_reachable_exactly_once(db, client):
    titles = {ResultPageFactory(title=f"Chỉ số hài lòng {n}").title for n in range(23)}
    seen, url = [], "/tim-kiem/?q=chi+so+hai+long"
    while url:
        context = client.get(url).context
        seen += [hit.item.title for hit in context["results"]]
        url = context["older_url"]
    assert len(seen) == 23
    assert set(seen) == titles


def test_found_words_are_marked_in_the_accented_text(db, client):
    ResultPageFactory(title="Tin", body=body("Cơ quan đại diện <b>chủ sở hữu</b> &lt;script&gt; vốn"))
    response = client.get("/tim-kiem/?q=chu so huu")
    (hit,) = response.context["results"]
    assert [fragment.text for fragment in hit.fragments if fragment.marked] == ["chủ sở hữu"]
    assert "<mark>chủ sở hữu</mark>" in response.content.decode()
    assert "<script> vốn" not in response.content.decode()


def test_a_phrase_of_a_legal_text_leads_to_its_article(db, client):
    LegalDocumentPageFactory(
        title="Quy chế",
        full_text="Điều 1. Phạm vi\nQuy chế này quy định hoạt động.\nĐiều 2. Kinh phí\nNhuận bút do ngân sách bảo đảm.",
    )
    (hit,) = client.get("/tim-kiem/?q=nhuan but do ngan sach").context["results"]
    assert hit.passage.label == "Điều 2"
    assert hit.url.startswith(f"{hit.item.path}#dieu-2")


def test_where_nothing_is_found_shorter_queries_are_offered(db, client):
    context = client.get("/tim-kiem/", {"q": '"một cửa" lưu động', "muc": "van-ban"}).context
    assert context["suggestions"][0]["title"] == "Tìm trong tất cả nội dung"
    assert context["suggestions"][1]["title"] == "một cửa lưu động"


def test_result_pages_are_not_for_other_search_engines(db, client):
    assert client.get("/tim-kiem/?q=a")["X-Robots-Tag"] == "noindex, follow"


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 10_000,
        "cải cách " * 2_000,
        "\x00",
        "a\x00b",
        "\u202eabc\u202c",
        "'; DROP TABLE core_publisheditem; --",
        "<script>alert(1)</script>",
        "%' OR 1=1 --",
        "!!! & | ( ) <-> :*",
        "\\",
        '"',
        '""',
        "\ud800",
        "½ ² ٣ 中文 😀",
        "%s %(words)s {0}",
        "1e5 -1.5 2026-11-23 a@b.vn http://a.vn/b",
        "\u0301" * 500,
    ],
)
def test_bad_input_gives_a_clean_answer(db, client, typed):
    response = client.get("/tim-kiem/", {"q": typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace")})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert client.get("/tim-kiem/goi-y/", {"q": typed.encode("utf-8", "replace")}).status_code == 200


def test_bytes_that_are_no_text_give_a_clean_answer(db, client):
    assert client.get("/tim-kiem/?q=%ff%fe&muc=%00&nam=%00&don_vi=%00&trang=%00").status_code == 200


def test_other_methods_are_refused(db, client):
    assert client.post("/tim-kiem/", {"q": "a"}).status_code == 405
