import sys

import pytest

from quickstart import commands
from quickstart.console import SetUpError
from quickstart.python_env import RUN_LOCK, TEST_LOCK, PythonEnvironment


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """The commands an environment would run; making it leaves an interpreter behind."""
    made = []
    environment = PythonEnvironment(tmp_path)

    def status(command, **options):
        made.append([str(word) for word in command])
        if "venv" in made[-1]:
            environment.python.parent.mkdir(parents=True)
            environment.python.symlink_to(sys.executable)
        return 1 if "broken.txt" in made[-1] else 0

    monkeypatch.setattr(commands, "status", status)
    for name in (RUN_LOCK, TEST_LOCK, "broken.txt"):
        (tmp_path / name).write_text("wagtail==7.4.4\n", encoding="utf-8")
    return made


def test_a_fresh_environment_is_filled_from_the_hashed_lock(calls, tmp_path):
    PythonEnvironment(tmp_path).prepare(RUN_LOCK)

    assert calls[0][1:] == ["-m", "venv", "--clear", str(tmp_path / ".venv")]
    assert calls[1][calls[1].index("install") :][:4] == ["install", "--require-hashes", "-r", RUN_LOCK]


def test_nothing_is_installed_while_the_lock_is_unchanged(calls, tmp_path):
    environment = PythonEnvironment(tmp_path)
    environment.prepare(RUN_LOCK)
    before = len(calls)

    environment.prepare(RUN_LOCK)
    assert len(calls) == before

    (tmp_path / RUN_LOCK).write_text("wagtail==7.4.5\n", encoding="utf-8")
    environment.prepare(RUN_LOCK)
    assert len(calls) == before + 1


def test_the_lock_of_the_tests_covers_the_lock_of_the_portal(calls, tmp_path):
    environment = PythonEnvironment(tmp_path)
    environment.prepare(TEST_LOCK)
    before = len(calls)

    environment.prepare(RUN_LOCK)

    assert len(calls) == before


def test_a_failed_installation_is_tried_again_the_next_time(calls, tmp_path):
    environment = PythonEnvironment(tmp_path)
    for _ in range(2):
        with pytest.raises(SetUpError, match="pip failed with exit code 1"):
            environment.prepare("broken.txt")

    assert sum("broken.txt" in call for call in calls) == 2


def test_the_package_with_venv_carries_the_version_of_this_python(tmp_path):
    need = PythonEnvironment(tmp_path).need

    assert need.package == f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
