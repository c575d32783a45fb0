import subprocess

import pytest

from quickstart import packages
from quickstart.console import SetUpError
from quickstart.packages import Need, ensure


@pytest.fixture
def machine(monkeypatch):
    """A machine where commands only leave their words and `apt-get install` makes things present."""

    class Machine:
        calls = []
        installed = set()
        refuses = False

        def need(self, name, purpose="a test"):
            return Need(name, purpose, lambda: name in self.installed)

        def output(self, command, **options):
            words = [str(word) for word in command]
            self.calls.append(words)
            if "install" in words and not self.refuses:
                self.installed |= set(words)
            failed = self.refuses and "apt-get" in words
            return subprocess.CompletedProcess(words, 100 if failed else 0, "", "E: no route" if failed else "")

    found = Machine()
    found.calls, found.installed = [], set()
    monkeypatch.setattr(packages.commands, "output", found.output)
    monkeypatch.setattr(packages.os, "geteuid", lambda: 0)
    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    return found


def test_nothing_is_installed_when_everything_is_there(machine):
    ensure([Need("gettext", "translations", lambda: True)])

    assert machine.calls == []


def test_all_missing_packages_are_installed_at_once(machine):
    ensure([machine.need("gettext"), machine.need("chromium"), Need("make", "the commands", lambda: True)])

    installs = [call for call in machine.calls if "install" in call]
    assert [call[-2:] for call in installs] == [["gettext", "chromium"]]
    assert machine.calls[0][-1] == "update"


def test_debian_makes_no_cluster_of_its_own_when_the_server_is_installed(machine):
    ensure([machine.need("postgresql")])

    words = [call[0] for call in machine.calls if "apt-get" not in call]
    order = [call[-1] for call in machine.calls]
    assert words == ["mkdir", "tee", "rm"]
    assert order.index("postgresql") < order.index(str(packages.CLUSTER_DEFAULTS), -1)


def test_an_ordinary_user_with_sudo_installs_through_it(machine, monkeypatch):
    monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)

    ensure([machine.need("gettext")])

    assert all(call[:2] == ["sudo", "-n"] for call in machine.calls)


def test_an_ordinary_user_without_sudo_is_told_what_to_ask_for(machine, monkeypatch):
    monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(packages.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")

    with pytest.raises(SetUpError) as caught:
        ensure([machine.need("postgresql", "the private database"), machine.need("gettext", "translations")])

    message = str(caught.value)
    assert "postgresql: the private database" in message
    assert "gettext: translations" in message
    assert message.endswith("sudo apt-get install postgresql gettext")
    assert machine.calls == []


def test_a_failed_installation_shows_the_complaint_and_the_request(machine):
    machine.refuses = True

    with pytest.raises(SetUpError, match=r"(?s)E: no route.*sudo apt-get install gettext"):
        ensure([machine.need("gettext")])
