import pytest

from quickstart import sharing


class FakeServer:
    def __init__(self, broken=False):
        self.calls = []
        self.broken = broken

    def start(self):
        self.calls.append("start")
        if self.broken:
            raise RuntimeError("does not start")

    def stop(self):
        self.calls.append("stop")


def test_the_server_runs_inside_the_block_and_stops_after_it(tmp_path):
    server = FakeServer()

    with sharing.shared(server, tmp_path):
        assert server.calls == ["start"]

    assert server.calls == ["start", "stop"]


def test_only_the_last_command_stops_the_server(tmp_path):
    server = FakeServer()

    with sharing.shared(server, tmp_path):
        with sharing.shared(server, tmp_path):
            pass
        assert server.calls == ["start", "start"]

    assert server.calls == ["start", "start", "stop"]


def test_the_server_stops_when_the_command_fails(tmp_path):
    server = FakeServer()

    with pytest.raises(ValueError, match="broken"), sharing.shared(server, tmp_path):
        raise ValueError("broken")

    assert server.calls == ["start", "stop"]


def test_a_server_that_fails_half_way_is_stopped_and_does_not_block_the_next(tmp_path):
    server = FakeServer(broken=True)

    with pytest.raises(RuntimeError, match="does not start"), sharing.shared(server, tmp_path):
        pass
    with sharing.shared(FakeServer(), tmp_path):
        pass

    assert server.calls == ["start", "stop"]
