import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quickstart.living import is_gone

ROOT = Path(__file__).resolve().parents[2]
BEGINNING = "import os, signal, sys, time\nfrom quickstart import commands, signals\nsignals.listen()\n"


def run(code, *numbers):
    """Run code that prints `ready`, send it signals, and return its exit code and its other lines."""
    with subprocess.Popen(
        [sys.executable, "-u", "-c", BEGINNING + code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "ready\n"
        for number in numbers:
            process.send_signal(number)
        rest, _ = process.communicate(timeout=20)
    return process.returncode, rest.split()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_stopping_signal_interrupts_once(number):
    code = """
try:
    print("ready"); time.sleep(20)
except KeyboardInterrupt:
    os.kill(os.getpid(), signal.SIGTERM); print("tidy", signals.impatient())
"""
    assert run(code, number) == (0, ["tidy", "True"])


def test_cleaning_up_is_finished_before_the_interruption_comes():
    code = """
try:
    with signals.shielded():
        print("ready"); time.sleep(0.5); print("cleaned")
    print("went on")
except KeyboardInterrupt:
    print("interrupted")
"""
    assert run(code, signal.SIGTERM) == (0, ["cleaned", "interrupted"])


def test_a_command_that_is_interrupted_while_it_starts_is_ended_too(tmp_path):
    code = f"""
import subprocess
from pathlib import Path
start = subprocess.Popen.__init__
def start_slowly(self, *arguments, **options):
    start(self, *arguments, **options)
    Path("{tmp_path}/pid").write_text(str(self.pid))
    print("ready")
    time.sleep(0.5)
subprocess.Popen.__init__ = start_slowly
try:
    commands.status(["sleep", "60"], cwd=Path("/"))
except KeyboardInterrupt:
    print("interrupted")
"""
    assert run(code, signal.SIGTERM) == (0, ["interrupted"])
    assert is_gone(int((tmp_path / "pid").read_text(encoding="utf-8")))


def test_an_interrupted_command_ends_with_all_it_started(tmp_path):
    code = f"""
from pathlib import Path
shell = "sleep 60 & echo $! > {tmp_path}/pid; echo ready; wait"
try:
    commands.status(["sh", "-c", shell], cwd=Path("/"))
except KeyboardInterrupt:
    print("interrupted")
"""
    assert run(code, signal.SIGTERM) == (0, ["interrupted"])
    assert is_gone(int((tmp_path / "pid").read_text(encoding="utf-8")))
