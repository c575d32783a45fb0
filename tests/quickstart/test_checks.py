import sys
import time

import pytest

from quickstart import checks
from quickstart.console import SetUpError
from quickstart.database import Database
from quickstart.project import Project
from tests.quickstart.living import is_gone


@pytest.fixture
def project(checkout):
    """A project whose ``quickstart check`` is the module that a test writes."""
    return Project(checkout, checkout.root / "python", Database("postgres://app", "postgres://owner"))


def stand_in(project, code):
    package = project.checkout.root / "quickstart"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(code)


def test_what_the_checks_beside_said_is_shown_when_they_are_waited_for(project, capfd):
    stand_in(project, "import sys; print('all in', 'order', sys.argv[1])")
    with checks.static_checks_beside(project) as check:
        assert "all in order" not in capfd.readouterr().out
        check.action()
    assert "all in order check" in capfd.readouterr().out


def test_a_failure_beside_fails_the_check_and_is_shown(project, capfd):
    stand_in(project, "import sys; sys.exit('a line is too long')")
    with checks.static_checks_beside(project) as check:
        assert not checks.run([check])
    assert "a line is too long" in capfd.readouterr().out


def test_an_interruption_ends_what_runs_beside(project):
    mark = project.checkout.root / "pid"
    stand_in(project, f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(60)")
    with pytest.raises(KeyboardInterrupt), checks.static_checks_beside(project):
        while not (mark.exists() and mark.read_text()):
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert is_gone(int(mark.read_text()))


def test_all_checks_run_and_one_failure_fails_the_whole(capfd):
    def fail():
        raise SetUpError("out of order")

    passed = [checks.Check("first", fail), checks.Check("second", lambda: print("second ran"))]
    assert not checks.run(passed)
    assert "second ran" in capfd.readouterr().out
    assert checks.run(passed[1:])


def test_the_checks_beside_use_this_python(project, capfd):
    stand_in(project, "import sys; print(sys.executable)")
    with checks.static_checks_beside(project) as check:
        check.action()
    assert sys.executable in capfd.readouterr().out
