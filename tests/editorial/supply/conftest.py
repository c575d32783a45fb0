"""A supplier at a browser: opens each page as people do, a minute ago, and sends it with its proof of work."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from core.lib import clock, proof_of_work
from editorial.models import Entry
from tests.conftest import FROZEN_NOW as NOW

ROOT = "/cung-cap-thong-tin/"
EVENT_STEPS: dict[str, dict[str, Any]] = {
    "ban-la-ai": {"role": "ca-nhan"},
    "nguoi-gui": {"name": "Nguyễn Thị Hòa", "contact": "hoa@example.vn"},
    "loai-tin": {"kind": "event"},
    "nhom-tin": {"category": "ket-qua"},
    "thoi-gian": {"starts_at": "2026-11-22T08:00", "ends_at": "2026-11-22T11:30"},
    "noi-dung": {"title": "Phường Hoàn Kiếm trả kết quả trong ngày", "body": "Mười thủ tục được trả trong ngày."},
    "tep": {},
    "cam-ket": {"no_secrets": "on", "statement": "on"},
}


class Supplier:
    """Somebody with a browser, with or without JavaScript."""

    def __init__(self, client: Client | None = None, *, javascript: bool = True) -> None:
        self.client = client or Client()
        self.javascript = javascript

    def hidden(self, path: str) -> dict[str, str]:
        """Open a page a minute ago and return its hidden fields, solved."""
        with time_machine.travel(clock.now() - timedelta(minutes=1), tick=False):
            answer = self.client.get(path)
        return self.solved(answer)

    def solved(self, answer: Any) -> dict[str, str]:
        """Return the hidden fields of a page that is open."""
        challenge = answer.context["form"].challenge
        number = str(proof_of_work.solve(challenge)) if self.javascript else ""
        return {"guard_token": challenge.token, "guard_number": number}

    def post(self, path: str, data: dict[str, Any] | None = None) -> HttpResponse:
        """Send one page."""
        return self.client.post(path, self.hidden(path) | (data or {}))

    def step(self, step: str, data: dict[str, Any] | None = None) -> HttpResponse:
        """Answer one question."""
        return self.post(f"{ROOT}gui/{step}/", EVENT_STEPS[step] if data is None else data)

    def fill_in(self, **changed: dict[str, Any] | None) -> None:
        """Answer every question; a step of None is left out."""
        for step, data in (EVENT_STEPS | {name.replace("_", "-"): values for name, values in changed.items()}).items():
            if data is not None:
                answer = self.step(step, data)
                assert answer.status_code == 302, answer.context["form"].errors

    def send(self) -> Entry:
        """Send what was filled in and return the newest entry."""
        answer = self.post(f"{ROOT}gui/kiem-tra/")
        assert answer.headers["Location"] == f"{ROOT}gui/xong/"
        return Entry.objects.latest("pk")

    def codes(self) -> tuple[str, str]:
        """Return number and code from the confirmation."""
        context = self.client.get(f"{ROOT}gui/xong/").context
        return context["entry"].code, context["code"]

    def follow(self, number: str, code: str) -> HttpResponse:
        """Show number and code."""
        return self.post(f"{ROOT}theo-doi/", {"number": number, "code": code})


@pytest.fixture(autouse=True)
def at_the_desk(db: None, settings: LazySettings) -> Iterator[None]:
    """Stop the clock, keep the proof of work small, and have the numbers of the law."""
    settings.PROOF_WORK = 50
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def supplier(db: None) -> Supplier:
    """Return somebody without an account."""
    return Supplier()


@pytest.fixture
def sent(supplier: Supplier) -> Callable[[], Entry]:
    """Return a function that sends an entry through the whole form."""

    def send() -> Entry:
        supplier.fill_in()
        return supplier.send()

    return send
