"""Foreign parsers run in a process of their own, and the portal's own does not grow with the file."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile

from core.lib.files import Kind, Limits, Request, Rule, examine, sandbox
from core.services import uploads
from tests.core.uploads import harmless
from tests.core.uploads.hostile import DOUBTED, REFUSED
from tests.core.uploads.memory import growth

MB = 1024 * 1024


@pytest.fixture
def look(tmp_path):
    def look(name, content, limits=None):
        path = tmp_path / "sent"
        path.write_bytes(content)
        return examine(path, Request(name, staff=True), limits or Limits(), tmp_path / "clean")

    return look


@pytest.mark.parametrize("name", ["van-ban.pdf", "ke-hoach.docx", "anh.jpg", "phim.mp4", "van-ban.txt"])
def test_the_process_answers_as_the_function_does(look, name):
    found = look(name, harmless.HARMLESS[name]())
    assert (found.refusal, found.doubts) == (None, ())


def test_text_and_clean_copy_come_back(look, tmp_path):
    assert "Kế hoạch cải cách" in look("a.docx", harmless.open_xml()).text
    assert look("a.png", harmless.picture()).cleaned_as == "png"
    assert (tmp_path / "clean").stat().st_size


def test_rules_come_back_from_the_process(look):
    name, build, rule = REFUSED["locked PDF"]
    assert look(name, build()).refusal.rule == rule
    name, build, rule = DOUBTED["JavaScript"]
    assert [doubt.rule for doubt in look(name, build()).doubts] == [rule]


@pytest.mark.parametrize("program", ["import os; os.abort()", "raise SystemExit(3)", "while True: pass"])
def test_a_file_that_kills_or_holds_its_inspector_is_too_complex(look, monkeypatch, program):
    monkeypatch.setattr(sandbox, "COMMAND", ("-c", program))
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 1)
    assert look("a.pdf", harmless.pdf()).refusal.rule == Rule.TOO_COMPLEX


def test_a_decompression_that_fills_the_memory_ends_in_the_process(look):
    def bomb(made):
        made.Root["/Big"] = made.make_stream(bytes(10 * MB))

    content = harmless.pdf(change=bomb, compress_streams=True)
    assert growth(lambda: look("a.pdf", content)) < 10 * MB


def large_film(size):
    film = TemporaryUploadedFile("phim.mp4", "video/mp4", size, None)
    head = harmless.mp4(payload=b"")[:-8]
    film.write(head + (size - len(head)).to_bytes(4, "big") + b"mdat")
    film.truncate(size)
    film.seek(0)
    return film


def test_fifty_megabytes_of_film_take_less_than_sixty_of_memory(real_scanner):
    film = large_film(50 * MB)
    uploads.check(ContentFile(b"warm", "a.txt"), Request("a.txt"))
    checked = []
    assert growth(lambda: checked.append(uploads.check(film, Request("phim.mp4", frozenset({Kind.VIDEO}))))) < 60 * MB
    assert (checked[0].refusal, checked[0].size) == (None, 50 * MB)
    assert checked[0].scan is not None
    film.close()
