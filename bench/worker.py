"""One side of the benchmark in a process of its own: reads an order a line, answers with a JSON line."""

import json
import re
import sys
from http.cookies import SimpleCookie
from importlib import import_module
from io import BytesIO
from time import perf_counter
from typing import Any
from urllib.parse import quote, urlencode

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

django.setup()

from django.contrib.auth import get_user_model
from wagtail.models import Page

from bench.weight import weigh

HOST = "localhost"
FORM_SECRET = "b" * 32


class Side:
    """The orders that both sites understand."""

    def __init__(self, module: Any, inbox: Any) -> None:
        self.module = module
        self.inbox = inbox
        self.application = get_wsgi_application()
        self.cookie = ""

    def migrate(self) -> dict[str, Any]:
        """Make the tables."""
        call_command("migrate", verbosity=0)
        return {}

    def fill(self, count: int) -> dict[str, Any]:
        """Fill the tables with ``count`` pages."""
        self.module.fill(count)
        return {}

    def paths(self) -> dict[str, Any]:
        """Return the addresses of what is measured.

        The article stands in the middle of the largest section, so that both sites find others to name beside it.
        """
        fullest = Page.objects.order_by("-numchild").first()
        articles = self._articles().child_of(fullest).filter(live=True).order_by("path")
        article = articles[articles.count() // 2]
        section = self.module.section_of(article)
        return {
            "article": self.module.address(article),
            "list": self.module.address(section),
            "list, last page": self.module.last_list_page(section),
            "home": "/",
            "feed": self.module.FEED,
            "search": self.module.SEARCH,
            "explorer": f"{self.module.EXPLORER}{article.get_parent().pk}/",
            "form": self.module.form_address(article),
        }

    def get(self, path: str, times: int, *, staff: bool = False) -> dict[str, Any]:
        """Answer a request some times; return milliseconds and the status."""
        seconds = []
        for _ in range(times):
            start = perf_counter()
            status, _body = self._request(path, staff=staff)
            seconds.append(perf_counter() - start)
        return {"ms": [1000 * second for second in seconds], "status": status}

    def count(self, path: str, *, staff: bool = False) -> dict[str, Any]:
        """Answer a request twice, so that everything is warm; return the queries and size of the second."""
        self._request(path, staff=staff)
        with CaptureQueriesContext(connection) as queries:
            status, body = self._request(path, staff=staff)
        return {"queries": len(queries), "status": status, "bytes": len(body), "sql": [q["sql"] for q in queries]}

    def send(self, path: str, times: int) -> dict[str, Any]:
        """Send a form for the public some times, with its cookie; every one must end in a row of its own.

        What the browser does before, opening the form and its proof of work, is not measured.
        """
        filled = [urlencode(self.module.filled_form(path) | {"csrfmiddlewaretoken": FORM_SECRET}) for _ in range(times)]
        before = self.module.stored_forms()
        seconds = []
        for body in filled:
            start = perf_counter()
            status, _body = self._request(path, body=body.encode())
            seconds.append(perf_counter() - start)
        if self.module.stored_forms() != before + times:
            raise RuntimeError(f"The form was not taken: status {status}.")
        return {"ms": [1000 * second for second in seconds], "status": status}

    def menu(self, times: int) -> dict[str, Any]:
        """Read the menu some times."""
        seconds = []
        for _ in range(times):
            start = perf_counter()
            self.module.menu()
            seconds.append(perf_counter() - start)
        return {"ms": [1000 * second for second in seconds], "status": 200}

    def publish(self, times: int) -> dict[str, Any]:
        """Change a title and publish, through Wagtail's revisions."""
        seconds = []
        for page in self._articles().filter(live=True).order_by("?")[:times]:
            start = perf_counter()
            page.title = f"{page.title} *"
            self.module.publish(page)
            seconds.append(perf_counter() - start)
        return {"ms": [1000 * second for second in seconds], "status": 200}

    def add(self, times: int) -> dict[str, Any]:
        """Add a draft beside the newest page."""
        newest = self._articles().order_by("-pk").first()
        parent = Page.objects.get(pk=newest.get_parent().pk)
        seconds = []
        for number in range(times):
            page = type(newest)(title=f"Thêm {number} {perf_counter()}", live=False)
            if hasattr(newest, "date"):
                page.date = newest.date
            start = perf_counter()
            parent.add_child(instance=page)
            page.save_revision()
            seconds.append(perf_counter() - start)
        return {"ms": [1000 * second for second in seconds], "status": 200}

    def move_leaf(self) -> dict[str, Any]:
        """Move the last child of the fullest parent to be its first; count the queries."""
        parent = Page.objects.order_by("-numchild").first()
        leaf = parent.get_children().last().specific
        with CaptureQueriesContext(connection) as queries:
            start = perf_counter()
            self.module.move_to_front(leaf, parent)
            elapsed = perf_counter() - start
        moved = parent.get_children().first().pk == leaf.pk
        return {"ms": [1000 * elapsed], "queries": len(queries), "moved": moved, "siblings": parent.numchild}

    def sitemap(self) -> dict[str, Any]:
        """Read the whole site map; return the milliseconds of its slowest file and what it lacks."""
        slowest = 0.0
        addresses: set[str] = set()
        files = ["/sitemap.xml"]
        for path in files:
            start = perf_counter()
            status, body = self._request(path)
            slowest = max(slowest, perf_counter() - start)
            found = re.findall(r"<loc>https?://[^/<]+([^<]*)</loc>", body.decode())
            (files.extend if b"<sitemapindex" in body else addresses.update)(found)
            if status != 200:
                return {"ms": [1000 * slowest], "status": status, "files": len(files), "missing": -1}
        pages = self._articles().filter(live=True)
        missing = sum(self.module.address(page) not in addresses for page in pages.iterator())
        return {"ms": [1000 * slowest], "status": 200, "files": len(files), "missing": missing}

    def audit_chain(self) -> dict[str, Any]:
        """Fill the audit chain from several writers; a plain Wagtail has none."""
        answer: dict[str, Any] = self.module.audit_chain()
        return answer

    def fill_inbox(self, count: int) -> dict[str, Any]:
        """Fill the inbox and return the addresses of its list."""
        self.inbox.fill(count)
        addresses: dict[str, Any] = self.inbox.ADDRESSES
        return addresses

    def alike(self, times: int) -> dict[str, Any]:
        """Look for what an entry repeats some times; count the queries of the first."""
        with CaptureQueriesContext(connection) as queries:
            found = self.inbox.alike()
        seconds = []
        for _ in range(times):
            start = perf_counter()
            self.inbox.alike()
            seconds.append(perf_counter() - start)
        return {"ms": [1000 * second for second in seconds], "queries": len(queries), "found": found}

    def weight(self, path: str) -> dict[str, Any]:
        """Weigh a page with the static files it links to."""
        _status, body = self._request(path)
        return weigh(body.decode())

    def _articles(self) -> Any:
        return self.module.ARTICLE.objects.all()

    def _request(self, path: str, *, staff: bool = False, body: bytes = b"") -> tuple[int, bytes]:
        """Answer as a web server would ask: through the WSGI application, with all middleware."""
        address, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "POST" if body else "GET",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "PATH_INFO": address,
            "QUERY_STRING": quote(query, safe="=&+%"),
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "HTTP_HOST": HOST,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
        }
        if staff:
            environ["HTTP_COOKIE"] = self.cookie = self.cookie or self._sign_in()
        elif body:
            environ["HTTP_COOKIE"] = f"{settings.CSRF_COOKIE_NAME}={FORM_SECRET}"
        status: list[int] = []

        def start(line: str, *_rest: Any) -> Any:
            status.append(int(line.split(maxsplit=1)[0]))

        response = self.application(environ, start)
        answer = b"".join(response)
        response.close()
        return status[0], answer

    def _sign_in(self) -> str:
        client = Client(HTTP_HOST=HOST)
        user = get_user_model().objects.create_superuser("bench", "bench@example.org", "bench")
        client.force_login(user)
        self.module.confirm(client, user)
        cookies: SimpleCookie = client.cookies
        return f"{settings.SESSION_COOKIE_NAME}={cookies[settings.SESSION_COOKIE_NAME].value}"


def main() -> None:
    """Answer orders until the input ends."""
    plain = settings.ROOT_URLCONF.startswith("bench.plain")
    name = "plain" if plain else "portal"
    side = Side(import_module(f"bench.{name}_side"), import_module(f"bench.{name}_inbox"))
    for line in sys.stdin:
        order = json.loads(line)
        answer = getattr(side, order.pop("order"))(**order)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
