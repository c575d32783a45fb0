from quickstart.state import State, fingerprint


def test_a_step_is_done_only_with_the_fingerprint_it_was_recorded_with(tmp_path):
    state = State(tmp_path / "state.json")

    state.record("migrate", "one")
    state.record("collectstatic", "two")

    assert state.done("migrate", "one")
    assert not state.done("migrate", "two")
    assert not state.done("compilemessages", "one")
    assert State(tmp_path / "state.json").done("collectstatic", "two")


def test_a_broken_state_file_means_that_nothing_is_done(tmp_path):
    path = tmp_path / "state.json"
    for content in ("", "{", "[1]"):
        path.write_text(content, encoding="utf-8")
        assert not State(path).done("migrate", "one")


def test_the_fingerprint_follows_names_contents_and_words(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("x", encoding="utf-8")
    second.write_text("y", encoding="utf-8")
    before = fingerprint([first, second], "word")

    assert fingerprint([second, first], "word") == before
    assert fingerprint([first], "word") != before
    assert fingerprint([first, second], "other") != before
    second.write_text("z", encoding="utf-8")
    assert fingerprint([first, second], "word") != before
