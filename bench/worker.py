"""One side of the benchmark in a process of its own: reads an order a line, answers with a JSON line."""

import json
import sys
from importlib import import_module
from time import perf_counter
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 (needs the app registry)
from wagtail.models import Page  # noqa: E402


class Side:
    """The orders that both sites understand."""

    def __init__(self, model: str) -> None:
        self.model = model
        self.client = Client(HTTP_HOST="localhost")
        self.staff = Client(HTTP_HOST="localhost")

    def migrate(self) -> dict[str, Any]:
        """Make the tables."""
        call_command("migrate", verbosity=0)
        return {}

    def fill(self, module: str, count: int) -> dict[str, Any]:
        """Fill the tables with ``count`` pages."""
        import_module(module).fill(count)
        return {}

    def paths(self) -> dict[str, Any]:
        """Return the addresses of the largest section, one of its lists and one article."""
        article = self._articles().order_by("-pk").first()
        section = article.get_parent()
        while section.depth > 3 and self.model == "resultpage" and section.specific_class.__name__ == "YearPage":
            section = section.get_parent()
        return {"article": article.get_url(), "section": section.get_url(), "count": self._articles().count()}

    def get(self, path: str, times: int, *, staff: bool = False) -> dict[str, Any]:
        """Answer a request some times; return milliseconds, and queries, status and size of the last."""
        client = self._signed_in() if staff else self.client
        client.get(path)
        seconds = []
        for _ in range(times):
            start = perf_counter()
            response = client.get(path)
            seconds.append(perf_counter() - start)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return {
            "ms": [1000 * second for second in seconds],
            "queries": len(queries),
            "status": response.status_code,
            "bytes": len(b"".join(response)) if response.streaming else len(response.content),
        }

    def publish(self, times: int) -> dict[str, Any]:
        """Change a title and publish, through Wagtail's revisions."""
        seconds = []
        for page in self._articles().specific().order_by("?")[:times]:
            start = perf_counter()
            page.title = f"{page.title} *"
            page.save_revision().publish()
            seconds.append(perf_counter() - start)
        return {"ms": [1000 * second for second in seconds]}

    def add(self, times: int) -> dict[str, Any]:
        """Add a page beside the newest one."""
        newest = self._articles().specific().order_by("-pk").first()
        parent = newest.get_parent()
        seconds = []
        for number in range(times):
            page = type(newest)(title=f"Thêm {number} {perf_counter()}", live=False)
            if hasattr(newest, "date"):
                page.date = newest.date
            start = perf_counter()
            parent.add_child(instance=page)
            seconds.append(perf_counter() - start)
        return {"ms": [1000 * second for second in seconds]}

    def move_leaf(self) -> dict[str, Any]:
        """Move the last child of the fullest parent to be its first; count the queries."""
        parent = Page.objects.order_by("-numchild").first()
        leaf = parent.get_children().last()
        with CaptureQueriesContext(connection) as queries:
            start = perf_counter()
            leaf.move(parent, pos="first-child")
            elapsed = perf_counter() - start
        return {"ms": [1000 * elapsed], "queries": len(queries)}

    def _articles(self) -> Any:
        return Page.objects.filter(content_type__model=self.model, live=True)

    def _signed_in(self) -> Client:
        user = get_user_model().objects.filter(is_superuser=True).first()
        if user is None:
            user = get_user_model().objects.create_superuser("bench", "bench@example.org", "bench")
        self.staff.force_login(user)
        return self.staff


def main() -> None:
    """Answer orders until the input ends."""
    side = Side("articlepage" if settings.SETTINGS_MODULE.startswith("bench.plain") else "resultpage")
    for line in sys.stdin:
        order = json.loads(line)
        answer = getattr(side, order.pop("order"))(**order)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
