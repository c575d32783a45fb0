import re
import subprocess
from pathlib import Path

import pytest

from quickstart.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


def make(*words):
    return subprocess.run(
        ["make", "--no-print-directory", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_make_alone_lists_every_target():
    shown = make()

    assert shown.returncode == 0
    assert set(re.findall(r"^  make ([a-z-]+)", shown.stdout, re.MULTILINE)) == TARGETS


def test_every_target_but_help_is_a_command_of_the_quick_start():
    assert TARGETS - {"help"} == set(COMMANDS)


@pytest.mark.parametrize("target", ["run", "test"])
def test_a_machine_without_a_new_enough_python_is_told_so(target):
    refused = make(target, "PYTHON=")

    assert refused.returncode != 0
    assert "Python 3.11 or newer is needed" in refused.stderr


def test_reset_asks_first():
    refused = make("reset")

    assert refused.returncode != 0
    assert "make reset CONFIRM=yes" in refused.stderr


def test_continuous_integration_runs_make_test():
    script = ROOT / ".ci" / "run"

    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"
