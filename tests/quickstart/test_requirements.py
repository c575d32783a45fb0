import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(
    r"^([a-z0-9.\-]+)==(\S+)((?: ; [^\\]+)?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def locked(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return {(package, marker.strip()): version for package, version, marker, _ in PIN.findall(text)}


def wanted(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    names = [re.split(r"[=\[<>]", line)[0] for line in lines if line and line[0] not in "#-"]
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_a_version_and_hashes(name):
    pins = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line[:1] not in {"", " ", "#"}]

    assert len(pins) > 30
    assert len(locked(name)) == len(pins)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements.in", "requirements-dev.in"])
def test_no_file_says_where_packages_come_from(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host| @ ", text)


@pytest.mark.parametrize(
    ("source", "lock"), [("requirements.in", "requirements.txt"), ("requirements-dev.in", "requirements-dev.txt")]
)
def test_the_lock_holds_everything_that_was_asked_for(source, lock):
    assert wanted(source) <= {package for package, _ in locked(lock)}


def test_tests_run_on_the_versions_of_the_portal():
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items()
