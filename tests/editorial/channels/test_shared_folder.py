"""Each file of the shared folder becomes an entry once (Article 6.1.a, R6.1a-3)."""

import fcntl
import os
import unicodedata
from datetime import date

import pytest
from django.core import mail
from django.core.management import call_command

from core.enums import AuditAct, FileState
from core.models import AuditEvent
from core.services.changes import set_up
from editorial.enums import Channel, EntryState, ItemReason, ItemState, RunOutcome
from editorial.models import ChannelItem, ChannelRun, Entry, IntakeChannel
from editorial.services.channels.folder import SharedFolder
from editorial.services.channels.running import run
from tests.editorial.channels.conftest import later, run_folder
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db


def put(folder, name="bao-cao.txt", content="Báo cáo tháng 11 của Sở."):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_file_becomes_an_entry_of_the_agency_with_the_untouched_original(shared_folder, sending_agency):
    put(shared_folder)
    assert run_folder().taken == 1
    entry = Entry.objects.get()
    assert (entry.channel, entry.agency, entry.title) == (Channel.SHARED_FOLDER, sending_agency, "bao-cao")
    stored = entry.files.get().stored
    trace = entry.traces.get()
    assert (stored.state, stored.sha256) == (FileState.RELEASED, trace.sha256)
    assert (trace.name, trace.state) == ("bao-cao.txt", ItemState.TAKEN)
    assert AuditEvent.objects.filter(act=AuditAct.ENTRY_TRACED, subject_id=str(entry.pk)).exists()


def test_the_same_file_is_not_taken_twice(shared_folder):
    put(shared_folder)
    run_folder()
    again = run_folder(6)
    assert (again.taken, again.repeated, Entry.objects.count()) == (0, 0, 1)


def test_a_renamed_or_copied_file_is_the_same_entry(shared_folder):
    path = put(shared_folder)
    run_folder()
    path.rename(shared_folder / "bao-cao-thang-11.txt")
    put(shared_folder, "ban-sao.txt")
    again = run_folder(6)
    assert (again.repeated, Entry.objects.count(), ChannelItem.objects.count()) == (2, 1, 1)


def test_a_file_put_down_again_is_the_same_entry(shared_folder):
    path = put(shared_folder)
    run_folder()
    path.unlink()
    put(shared_folder)
    os.utime(path, (1, 1))
    run_folder(6)
    assert Entry.objects.count() == 1


def test_the_same_name_with_other_content_is_a_new_version_of_which_the_agency_hears(
    shared_folder, django_capture_on_commit_callbacks
):
    put(shared_folder)
    run_folder()
    put(shared_folder, content="Báo cáo tháng 11 của Sở, bản sửa.")
    with django_capture_on_commit_callbacks(execute=True):
        run_folder(6)
    first, second = Entry.objects.order_by("pk")
    assert second.resubmission_of == first
    assert second.code in mail.outbox[0].subject
    assert mail.outbox[0].to == ["tai-chinh@example.vn"]


def test_a_file_that_was_just_written_waits(shared_folder):
    put(shared_folder)
    waiting = run_folder(0)
    assert (waiting.waiting, Entry.objects.count()) == (1, 0)
    assert run_folder().taken == 1


def test_an_old_time_of_writing_does_not_make_a_fresh_copy_whole(shared_folder):
    os.utime(put(shared_folder), (1, 1))
    assert run_folder(0).waiting == 1


@pytest.mark.parametrize(
    "name", [".an.txt", "~$bao-cao.txt", "bao-cao.txt.part", "bao-cao.TMP", "_nhap.txt", "Thumbs.db", ".~lock.a.txt#"]
)
def test_hidden_and_temporary_names_are_not_looked_at(shared_folder, name):
    put(shared_folder, name)
    made = run_folder()
    assert (made.taken, made.refused, made.waiting) == (0, 0, 0)


@pytest.mark.parametrize("lock", ["~$bao-cao.txt", "~$o-cao.txt", ".~lock.bao-cao.txt#"])
def test_a_file_open_in_an_office_program_waits(shared_folder, lock):
    put(shared_folder)
    put(shared_folder, lock)
    assert run_folder().waiting == 1
    (shared_folder / lock).unlink()
    assert run_folder().taken == 1


def test_a_locked_file_waits(shared_folder):
    with put(shared_folder).open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert run_folder().waiting == 1
    assert run_folder().taken == 1


def test_a_file_that_grows_while_it_is_read_is_left_for_the_next_run(shared_folder, monkeypatch):
    path = put(shared_folder)
    fstat, calls = os.fstat, []

    def growing(handle):
        calls.append(handle)
        if len(calls) == 2:
            path.write_text("thêm một đoạn")
        return fstat(handle)

    monkeypatch.setattr("editorial.lib.folders.os.fstat", growing)
    made = run_folder()
    assert (made.waiting, made.taken, Entry.objects.count()) == (1, 0, 0)


def test_links_are_not_followed_wherever_they_lead(shared_folder, tmp_path):
    secret = tmp_path / "mat-khau.txt"
    secret.write_text("bí mật")
    (shared_folder / "ngoai.txt").symlink_to(secret)
    (shared_folder / "thu-muc").symlink_to(tmp_path)
    outside = tmp_path / "noi-khac"
    outside.mkdir()
    (outside / "a.txt").write_text("x")
    other = AgencyFactory(code="so-y-te")
    (shared_folder.parent / other.code).symlink_to(outside)
    made = run_folder()
    assert (made.taken, made.refused, Entry.objects.count()) == (0, 0, 0)


def test_a_file_exchanged_for_a_link_after_the_look_is_not_read(shared_folder, tmp_path):
    path = put(shared_folder)
    with SharedFolder(later()).look() as there:
        found = next(iter(there))
    path.unlink()
    (tmp_path / "ngoai.txt").write_text("bí mật")
    path.symlink_to(tmp_path / "ngoai.txt")
    with pytest.raises(Exception) as caught, found.read().files[0].open():
        pass
    assert getattr(caught.value, "reason", None) == ItemReason.UNREADABLE


def test_a_folder_that_belongs_to_no_agency_is_left_alone_and_its_name_is_not_logged(shared_folder, caplog):
    strange = shared_folder.parent / "nguyen-van-an"
    strange.mkdir()
    put(strange)
    assert run_folder().taken == 0
    assert "1 folders" in caplog.text
    assert "nguyen" not in caplog.text


def test_an_agency_that_is_closed_sends_nothing(shared_folder, sending_agency):
    sending_agency.valid_until = date(2026, 1, 1)
    with set_up("thử"):
        sending_agency.save()
    put(shared_folder)
    assert run_folder().taken == 0


def test_a_name_in_nfd_is_stored_in_nfc_and_is_the_same_name(shared_folder):
    put(shared_folder, unicodedata.normalize("NFD", "Báo cáo quý.txt"))
    run_folder()
    assert Entry.objects.get().title == "Báo cáo quý"
    assert Entry.objects.get().files.get().stored.declared_name == "Báo cáo quý.txt"
    put(shared_folder, unicodedata.normalize("NFC", "Báo cáo quý.txt"))
    run_folder(6)
    assert Entry.objects.count() == 1


def test_a_file_that_the_pipeline_refuses_is_reported_to_the_agency_once(
    shared_folder, django_capture_on_commit_callbacks, caplog
):
    put(shared_folder, "chuong-trinh-cua-ba-mai.exe", b"MZ\x00")
    with django_capture_on_commit_callbacks(execute=True):
        assert run_folder().refused == 1
        run_folder(6)
    letter = mail.outbox[0]
    assert len(mail.outbox) == 1
    assert letter.to == ["tai-chinh@example.vn"]
    assert "chuong-trinh-cua-ba-mai.exe" in letter.body
    assert "ba-mai" not in letter.subject + caplog.text
    assert not Entry.objects.exists()


def test_a_file_that_cannot_be_opened_is_reported(shared_folder, monkeypatch, django_capture_on_commit_callbacks):
    put(shared_folder)
    open_file = os.open

    def refuse(path, flags, *args, **named):
        if path == "bao-cao.txt":
            raise PermissionError(13, "no")
        return open_file(path, flags, *args, **named)

    monkeypatch.setattr("editorial.lib.folders.os.open", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        assert run_folder().refused == 1
    assert ChannelItem.objects.get().reason == ItemReason.UNREADABLE
    assert "không đọc được tệp" in mail.outbox[0].body


def test_a_huge_file_is_refused_without_being_read(shared_folder, settings):
    settings.UPLOAD_BYTES = dict.fromkeys(settings.UPLOAD_BYTES, 10)
    put(shared_folder, content="x" * 11)
    assert run_folder().refused == 1
    assert ChannelItem.objects.get().reason == ItemReason.TOO_LARGE


def test_a_form_beside_the_file_says_what_it_is(shared_folder):
    put(shared_folder)
    put(
        shared_folder,
        "bao-cao.toml",
        'tieu_de = "Kết quả tháng 11"\nchuyen_muc = "ket-qua"\nngay_ban_hanh = 20/11/2026\n'.replace(
            "20/11/2026", '"20/11/2026"'
        )
        + 'so_ky_hieu = "12/BC-STC"\ncam_ket = true\n',
    )
    assert run_folder().taken == 1
    entry = Entry.objects.get()
    assert (entry.title, entry.number, entry.issued_on) == ("Kết quả tháng 11", "12/BC-STC", date(2026, 11, 20))
    assert (entry.declared_category, entry.waits_for_statement) == ("ket-qua", False)


@pytest.mark.parametrize(
    "form", ["tieu_de =", "la = 1", 'chuyen_muc = "khac"', 'ngay_ban_hanh = "hôm qua"', "cam_ket = 1", b"\xff\xfe"]
)
def test_a_form_that_cannot_be_read_takes_nothing_in_and_is_reported(shared_folder, form):
    put(shared_folder)
    put(shared_folder, "bao-cao.txt.toml", form)
    assert run_folder().refused == 1
    assert (ChannelItem.objects.get().reason, Entry.objects.count()) == (ItemReason.BAD_FORM, 0)


def test_a_day_of_issue_in_the_future_is_reported(shared_folder):
    for name in ("mot.txt", "hai.txt"):
        put(shared_folder, name, f"Tệp {name}")
        put(shared_folder, f"{name}.toml", 'ngay_ban_hanh = "01/01/2126"')
    assert run_folder().refused == 2
    assert set(ChannelItem.objects.values_list("reason", flat=True)) == {ItemReason.BAD_DAYS}


def test_without_the_statement_the_entry_waits_and_the_agency_is_asked(
    shared_folder, django_capture_on_commit_callbacks
):
    put(shared_folder)
    with django_capture_on_commit_callbacks(execute=True):
        run_folder()
    entry = Entry.objects.get()
    assert (entry.waits_for_statement, entry.statement_accepted_at, entry.state) == (True, None, EntryState.RECEIVED)
    assert mail.outbox[0].subject == f"Đề nghị cam kết về tin, bài {entry.code}"
    assert "chịu trách nhiệm trước pháp luật" in mail.outbox[0].body


def test_files_of_a_sub_folder_are_one_entry_when_the_mark_is_there(shared_folder):
    package = shared_folder / "ho-so-thang-11"
    package.mkdir()
    put(package, "mot.txt", "Một.")
    put(package, "hai.txt", "Hai.")
    put(package, "thong-tin.toml", 'tieu_de = "Hồ sơ tháng 11"')
    assert run_folder().waiting == 1
    put(package, "XONG.txt", "")
    assert run_folder().taken == 1
    entry = Entry.objects.get()
    assert (entry.title, entry.files.count()) == ("Hồ sơ tháng 11", 2)
    assert run_folder(6).taken == 0


def test_a_bad_file_of_a_sub_folder_does_not_stop_the_others(shared_folder, django_capture_on_commit_callbacks):
    package = shared_folder / "ho-so"
    package.mkdir()
    put(package, "tot.txt", "Tốt.")
    put(package, "hong.pdf", "không phải PDF")
    put(package, "xong", "")
    with django_capture_on_commit_callbacks(execute=True):
        assert run_folder().taken == 1
    assert Entry.objects.get().files.count() == 1
    told = [letter.body for letter in mail.outbox if "hong.pdf" in letter.body]
    assert len(told) == 1
    assert Entry.objects.get().code in told[0]


def test_a_name_with_a_marking_of_secrecy_is_shown_nowhere(shared_folder):
    put(shared_folder, "Tối mật - kế hoạch.txt")
    run_folder()
    entry = Entry.objects.get()
    assert entry.files.get().stored.state == FileState.QUARANTINED
    assert "kế hoạch" not in entry.title + entry.traces.get().name + entry.search_text


def test_nothing_in_the_folder_is_touched_unless_a_setting_says_so(shared_folder, settings):
    put(shared_folder)
    run_folder()
    assert [path.name for path in shared_folder.iterdir()] == ["bao-cao.txt"]
    settings.INTAKE_FOLDER_MOVES = True
    put(shared_folder, "hai.txt", "Hai.")
    run_folder(6)
    assert sorted(path.name for path in shared_folder.iterdir()) == ["_da-nhan", "bao-cao.txt"]
    code = ChannelItem.objects.latest("pk").code
    assert [path.name for path in (shared_folder / "_da-nhan").iterdir()] == [f"{code}-hai.txt"]


def test_a_folder_that_is_gone_is_noted_and_what_came_meanwhile_is_caught_up(shared_folder, settings):
    place = settings.INTAKE_FOLDER
    settings.INTAKE_FOLDER = f"{place}-khong-co"
    down = run_folder(1)
    assert (down.outcome, down.error) == (RunOutcome.DOWN, "FileNotFoundError")
    assert IntakeChannel.objects.get().failures == 1
    settings.INTAKE_FOLDER = place
    put(shared_folder)
    put(shared_folder, "hai.txt", "Hai.")
    assert run_folder(10).taken == 2
    assert IntakeChannel.objects.get().failures == 0


def test_a_run_takes_a_bounded_number_and_the_next_goes_on(shared_folder, settings):
    settings.INTAKE_MOST_IN_A_RUN = 2
    for number in range(3):
        put(shared_folder, f"{number}.txt", f"Số {number}.")
    assert [run_folder(5).taken, run_folder(6).taken, run_folder(7).taken] == [2, 1, 0]


def test_the_command_tells_what_it_would_do_and_does_it(shared_folder, capsys, monkeypatch):
    put(shared_folder)
    monkeypatch.setattr("editorial.management.commands.import_channel.clock.now", later)
    call_command("import_channel", "shared-folder", "--dry-run")
    assert "1 mục" in capsys.readouterr().out
    assert not ChannelRun.objects.exists()
    call_command("import_channel", "shared-folder")
    assert Entry.objects.count() == 1


def test_a_channel_without_a_place_is_left_alone(settings, db):
    settings.INTAKE_FOLDER = ""
    call_command("import_channel", "shared-folder")
    assert not ChannelRun.objects.exists()


def test_a_thing_that_fails_is_put_off_and_stops_no_other(shared_folder, monkeypatch, caplog):
    put(shared_folder, "mot.txt", "Một.")
    put(shared_folder, "hai.txt", "Hai.")
    take, failing = run.__globals__["taking"].take, []

    def fail_first(parcel, **named):
        if parcel.name == "hai.txt":
            failing.append(parcel)
            raise RuntimeError("Nguyễn Văn An")
        return take(parcel, **named)

    monkeypatch.setattr("editorial.services.channels.running.taking.take", fail_first)
    made = run_folder(5)
    assert (made.outcome, made.taken, made.failed) == (RunOutcome.PARTLY, 1, 1)
    assert "Nguyễn" not in caplog.text
    run_folder(5)
    assert len(failing) == 1
    run_folder(7)
    assert len(failing) == 2
    for day in range(1, 9):
        run_folder(7 + day * 24 * 60)
    assert ChannelItem.objects.get(reason=ItemReason.BROKEN).state == ItemState.REFUSED
    assert len(failing) == 8
