import os
import signal
import sys
import time
from pathlib import Path

import pytest

from quickstart import processes as subject
from quickstart.console import SetUpError
from quickstart.processes import Processes, ending
from tests.quickstart.living import is_gone

# A main process that leaves a child deaf to SIGTERM, as a queue whose main process is killed does.
STUBBORN = """
import os, signal, sys, time
if os.fork() == 0:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    open(sys.argv[1], "w").write(str(os.getpid()))
time.sleep(60)
"""
SLEEPING = "import time; time.sleep(60)"
POLITE = """
import signal, sys, time
def leave(*_):
    open(sys.argv[1], "w").write("finished")
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
open(sys.argv[1], "w").write("ready")
time.sleep(60)
"""


@pytest.fixture
def group(tmp_path):
    found = Processes(tmp_path)
    yield found
    found.stop()


def start(group, code, *arguments):
    group.start("The queue", [sys.executable, "-c", code, *arguments], os.environ)
    return group.children[-1]


def content_when_there(path):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if path.exists() and path.read_text(encoding="utf-8"):
            return path.read_text(encoding="utf-8")
        time.sleep(0.02)
    raise AssertionError(f"{path} was not written")


def test_a_stop_reaches_grandchildren_that_are_deaf_to_it(group, tmp_path):
    child = start(group, STUBBORN, str(tmp_path / "pid"))
    grandchild = int(content_when_there(tmp_path / "pid"))

    group.stop()

    assert is_gone(child.process.pid)
    assert is_gone(grandchild)


def test_workers_of_a_killed_main_process_are_ended_too(group, tmp_path):
    child = start(group, STUBBORN, str(tmp_path / "pid"))
    grandchild = int(content_when_there(tmp_path / "pid"))
    child.process.kill()

    with pytest.raises(SetUpError, match=r"The queue ended by itself \(killed by SIGKILL\)"):
        group.watch()
    group.stop()

    assert is_gone(grandchild)


def test_a_process_may_finish_its_work_before_it_ends(group, tmp_path):
    start(group, POLITE, str(tmp_path / "word"))
    assert content_when_there(tmp_path / "word") == "ready"

    group.stop()

    assert (tmp_path / "word").read_text(encoding="utf-8") == "finished"


def test_a_process_that_does_not_end_in_time_is_killed(group, tmp_path, monkeypatch):
    monkeypatch.setattr(subject, "GRACE_SECONDS", 0.3)
    deaf = "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open(sys.argv[1], 'w').write('x')"
    child = start(group, f"{deaf}; time.sleep(60)", str(tmp_path / "word"))
    content_when_there(tmp_path / "word")

    group.stop()

    assert is_gone(child.process.pid)


def test_a_process_that_ends_by_itself_is_named_with_its_exit_code(group):
    start(group, SLEEPING)
    start(group, "raise SystemExit(3)")

    with pytest.raises(SetUpError, match=r"The queue ended by itself \(exit code 3\)"):
        group.watch()


def test_a_failing_check_ends_the_watch(group):
    start(group, SLEEPING)

    def broken():
        raise SetUpError("The database server stopped by itself")

    with pytest.raises(SetUpError, match="database server stopped"):
        group.watch(broken)


def test_children_end_when_the_command_itself_is_killed(tmp_path):
    code = (
        "import os, sys, time; from pathlib import Path; from quickstart.processes import Processes\n"
        "p = Processes(Path('/'))\n"
        f"p.start('x', [sys.executable, '-c', {SLEEPING!r}], os.environ)\n"
        "open(sys.argv[1], 'w').write(str(p.children[0].process.pid)); time.sleep(60)"
    )
    above = Processes(Path(__file__).resolve().parents[2])
    above.start("The command", [sys.executable, "-c", code, str(tmp_path / "pid")], os.environ)
    child = int(content_when_there(tmp_path / "pid"))
    time.sleep(0.3)

    above.children[0].process.kill()
    above.stop()

    assert is_gone(child)


def test_the_way_a_process_ended_is_told_in_words():
    assert ending(0) == "exit code 0"
    assert ending(-signal.SIGTERM) == "killed by SIGTERM"
