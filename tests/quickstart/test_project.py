import pytest

from quickstart.console import SetUpError
from quickstart.database import Database
from quickstart.project import Project, source_files


class FakeCluster:
    word = "first"

    def identity(self):
        return self.word


@pytest.fixture
def project(checkout, monkeypatch):
    files = {
        "requirements.txt": "wagtail==7.4.4",
        "news/models.py": "x = 1",
        "news/migrations/0001_initial.py": "y = 1",
        "static/css/base.css": "a {}",
        "locale/vi/LC_MESSAGES/django.po": 'msgid ""',
        "tests/news/test_models.py": "z = 1",
        ".venv/lib/thing.py": "no = 1",
        "var/static/old.css": "b {}",
    }
    for name, content in files.items():
        (checkout.root / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout.root / name).write_text(content, encoding="utf-8")
    monkeypatch.setattr(Project, "manage", record)
    ran.clear()
    return Project(checkout, checkout.root / "python", Database("postgres://app", "postgres://owner", FakeCluster()))


ran = []


def record(project, *arguments):
    """Stand in for `manage.py`: note the command and leave behind what the real one leaves."""
    ran.append(arguments[0])
    root, var = project.checkout.root, project.checkout.var
    made = {
        "compilemessages": root / "locale/vi/LC_MESSAGES/django.mo",
        "setup_portal": var / "sign-ins.txt",
        "collectstatic": var / "static" / "staticfiles.json",
    }.get(arguments[0])
    if made:
        made.write_text("made", encoding="utf-8")


ALL = ["compilemessages", "migrate", "setup_portal", "collectstatic"]


def change(project, name):
    path = project.checkout.root / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def test_the_first_start_does_every_step_in_order(project):
    project.set_up()

    assert ran == ALL


def test_the_second_start_does_nothing(project):
    project.set_up()
    ran.clear()

    project.set_up()

    assert ran == []


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("news/migrations/0001_initial.py", ["migrate", "setup_portal"]),
        ("news/models.py", ["setup_portal"]),
        ("static/css/base.css", ["collectstatic"]),
        ("locale/vi/LC_MESSAGES/django.po", ["compilemessages"]),
        ("requirements.txt", ["migrate", "setup_portal", "collectstatic"]),
        ("tests/news/test_models.py", []),
        (".venv/lib/thing.py", []),
        ("var/static/old.css", []),
    ],
)
def test_a_change_repeats_only_the_steps_that_read_it(project, name, steps):
    project.set_up()
    ran.clear()

    change(project, name)
    project.set_up()

    assert ran == steps


def test_a_new_database_is_filled_again(project):
    project.set_up()
    ran.clear()

    project.database.cluster.word = "second"
    project.set_up()

    assert ran == ["migrate", "setup_portal"]


def test_a_database_of_somebody_else_is_brought_up_to_date_at_every_start(project):
    foreign = Project(project.checkout, project.python, Database("postgres://elsewhere", "postgres://elsewhere"))
    foreign.set_up()
    ran.clear()

    foreign.set_up()

    assert ran == ["migrate", "setup_portal"]


def test_a_result_that_was_deleted_is_made_again(project):
    project.set_up()
    ran.clear()
    (project.checkout.var / "sign-ins.txt").unlink()

    project.set_up()

    assert ran == ["setup_portal"]


def test_a_step_that_leaves_nothing_behind_is_an_error(project, monkeypatch):
    monkeypatch.setattr(Project, "manage", lambda self, *arguments: None)

    with pytest.raises(SetUpError, match="compilemessages ended well but left nothing behind"):
        project.set_up()


def test_processes_get_the_application_role_and_only_the_owner_commands_the_owner(project, monkeypatch):
    for name in ("PORTAL_AS_OWNER", "SECRET_KEY", "SECRET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)

    served, owned = project.environment(), project.environment(owner=True)

    assert served["DATABASE_URL"] == "postgres://app"
    assert "PORTAL_AS_OWNER" not in served
    assert owned["PORTAL_AS_OWNER"] == "yes"
    assert served["SECRET_KEY_FILE"] == str(project.checkout.var / "secret-key")


def test_a_given_secret_key_is_kept(project, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")
    monkeypatch.delenv("SECRET_KEY_FILE", raising=False)

    assert "SECRET_KEY_FILE" not in project.environment()


def test_source_files_leave_out_environments_state_and_tests(project):
    names = {str(path.relative_to(project.checkout.root)) for path in source_files(project.checkout.root)}

    assert names == {
        "news/models.py",
        "news/migrations/0001_initial.py",
        "static/css/base.css",
        "locale/vi/LC_MESSAGES/django.po",
    }
