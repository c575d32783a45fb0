"""What the form costs with files: the pages read all of them at once, only taking a file in costs by the file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.editorial.supply.conftest import ROOT


@pytest.fixture
def with_files(supplier):
    """Return a function that fills in the form with so many files."""

    def fill_in(number):
        files = [SimpleUploadedFile(f"tep-{one}.txt", f"Noi dung {one}".encode()) for one in range(number)]
        supplier.fill_in(tep={"attached": files, "author": "Lê An", "licence": "own"})
        return supplier

    return fill_in


@pytest.mark.parametrize(
    ("page", "most"), [("gui/tep/", 5), ("gui/kiem-tra/", 6), ("gui/noi-dung/", 5), ("ban-nhap/", 5)]
)
def test_a_page_costs_the_same_with_ten_files(with_files, page, most, django_assert_max_num_queries):
    browser = with_files(10).client
    with django_assert_max_num_queries(most):
        assert browser.get(f"{ROOT}{page}").status_code == 200


def test_sending_ten_files_costs_by_the_file_and_little(with_files, django_assert_max_num_queries):
    supplier = with_files(10)
    path = f"{ROOT}gui/kiem-tra/"
    data = supplier.hidden(path)
    with django_assert_max_num_queries(40):
        assert supplier.client.post(path, data).status_code == 302


def test_following_costs_the_same_with_ten_files_and_a_long_thread(with_files, django_assert_max_num_queries):
    supplier = with_files(10)
    entry = supplier.send()
    supplier.follow(*supplier.codes())
    for number in range(5):
        supplier.post(f"{ROOT}theo-doi/tin/trao-doi/", {"words": f"Lời {number}"})
    with django_assert_max_num_queries(8):
        page = supplier.client.get(f"{ROOT}theo-doi/tin/").content.decode()
    assert "tep-9.txt" in page
    assert "Lời 4" in page
    assert entry.files.count() == 10
