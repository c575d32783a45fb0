import http.server
import socket
import threading
from dataclasses import replace

import pytest

from quickstart import service
from quickstart.console import SetUpError
from quickstart.database import Database
from quickstart.project import Project


@pytest.fixture
def project(checkout):
    return Project(checkout, checkout.root / "python", Database("postgres://app", "postgres://owner"))


def test_a_busy_port_is_named_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(SetUpError) as caught:
            service.check_port("127.0.0.1", port)

    assert str(caught.value) == (
        f"Port {port} on 127.0.0.1 cannot be used (Address already in use). "
        f"Choose another: make run PORTAL_PORT={port + 1}"
    )


def test_a_free_port_passes():
    service.check_port("127.0.0.1", service.free_port("127.0.0.1"))


def test_nobody_at_the_port_is_no_answer(project):
    port = service.free_port("127.0.0.1")

    assert service.status_of(replace(project, checkout=replace(project.checkout, port=port)), "/") is None


def test_the_status_of_a_page_is_what_the_server_answers(project):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.headers["Host"].startswith("localhost:") else 400)
            self.end_headers()

        def log_message(self, *words):
            return

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        answering = threading.Thread(target=server.handle_request)
        answering.start()
        found = replace(project, checkout=replace(project.checkout, port=server.server_port))
        assert service.status_of(found, "/suc-khoe/") == 200
        answering.join()


def test_the_welcome_shows_address_admin_and_sign_ins(project):
    lines = "Biên tập viên, bien-tap-vien, q3cf-krtm\nKiểm tra, kiem-tra, zd76-92jv\n"
    (project.checkout.var / "sign-ins.txt").write_text(lines, encoding="utf-8")

    words = service.welcome(project)

    assert "http://localhost:8000/\n" in words
    assert "http://localhost:8000/quan-tri/" in words
    assert "Biên tập viên   bien-tap-vien   q3cf-krtm\nKiểm tra        kiem-tra        zd76-92jv\n" in words
