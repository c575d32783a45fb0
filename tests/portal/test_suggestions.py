"""While typing, titles and numbers that begin so are suggested."""

from tests.factories import LegalDocumentPageFactory, ResultPageFactory


def suggested(client, typed):
    response = client.get("/tim-kiem/goi-y/", {"q": typed})
    assert response.status_code == 200
    return response.json()


def test_the_last_word_may_be_a_beginning(db, client):
    page = ResultPageFactory(title="Đống Đa trả hồ sơ")
    ResultPageFactory(title="Ba Đình trả hồ sơ")
    assert suggested(client, "đo")[0] == {"title": "Đống Đa trả hồ sơ", "url": page.public_path, "number": ""}
    assert len(suggested(client, "tra ho s")) == 2
    assert suggested(client, "ong") == []


def test_a_number_is_suggested(db, client):
    LegalDocumentPageFactory(title="Quyết định", number="043/2025/QĐ-UBND")
    assert [found["number"] for found in suggested(client, "43/2025/qđ")] == ["043/2025/QĐ-UBND"]


def test_at_most_eight_are_suggested_and_browsers_may_keep_them(db, client):
    for n in range(9):
        ResultPageFactory(title=f"Kết quả {n}")
    assert len(suggested(client, "kết qu")) == 8
    assert "max-age" in client.get("/tim-kiem/goi-y/?q=k")["Cache-Control"]


def test_one_letter_and_drafts_suggest_nothing(db, client):
    ResultPageFactory(title="Kết quả")
    ResultPageFactory(title="Khảo sát", published=False)
    assert suggested(client, "k") == []
    assert suggested(client, "khảo") == []
