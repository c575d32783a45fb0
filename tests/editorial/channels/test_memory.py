"""A file of 50 MB passes through the shared folder within a bounded memory."""

import pytest

from editorial.models import Entry
from tests.core.uploads.memory import growth
from tests.editorial.channels.conftest import run_folder

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024
SIZE = 49 * MEGABYTE


def test_a_file_of_nearly_50_mb_is_read_in_pieces(shared_folder):
    (shared_folder / "nho.txt").write_text("Nạp sẵn mã của chương trình.")
    run_folder()
    line = ("Dòng số liệu của Sở Tài chính, tháng 11 năm 2026.\n" * 1_000).encode()
    with (shared_folder / "so-lieu.txt").open("wb") as target:
        while target.tell() + len(line) < SIZE:
            target.write(line)
    assert growth(lambda: run_folder(6)) < 60 * MEGABYTE
    assert Entry.objects.latest("pk").files.get().stored.size > 48 * MEGABYTE
