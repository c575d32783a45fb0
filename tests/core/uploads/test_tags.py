"""What is served of sound and film tells nothing of who made it, where and with what; what is heard and seen stays."""

import struct

import pytest

from core.lib.files import Limits, Request, inspect
from core.lib.files.ogg import checksum
from tests.core.uploads import harmless as make

SECRET = b"+21.0285+105.8542/ Nguyen Thi A, iPhone"
SOUND = b"\xff\xfb\x90\x00".ljust(417, b"s") * 5
ID3 = b"ID3\x04\x00\x00\x00\x00\x00" + bytes([len(SECRET) + 10]) + SECRET + bytes(10)
ID3_V1 = b"TAG" + SECRET.ljust(125)
APE = SECRET + b"APETAGEX" + struct.pack("<IIII", 2000, len(SECRET) + 32, 1, 0) + bytes(8)


@pytest.fixture
def cleaned(tmp_path):
    def cleaned(name, content):
        path = tmp_path / "sent"
        path.write_bytes(content)
        found = inspect(path, Request(name), Limits(), tmp_path / "clean")
        assert (found.refusal, found.doubts) == (None, ())
        assert found.cleaned_as == name.rpartition(".")[2]
        assert path.read_bytes() == content
        return (tmp_path / "clean").read_bytes()

    return cleaned


def test_an_mp3_keeps_its_frames_only(cleaned):
    assert cleaned("a.mp3", ID3 + ID3 + SOUND + APE + ID3_V1) == SOUND


def test_a_wav_keeps_format_and_samples(cleaned):
    plain = make.wav(b"samples!")
    told = b"LIST" + struct.pack("<I", len(SECRET) + 1) + SECRET + b"." + b"bext" + struct.pack("<I", 4) + b"Lan "
    made = plain[:4] + struct.pack("<I", len(plain) - 8 + len(told)) + plain[8:12] + told + plain[12:]
    clean = cleaned("a.wav", made)
    assert len(clean) == len(made)
    assert clean.endswith(plain[12:])
    assert clean[12:].startswith(b"JUNK")
    assert not any(mark in clean for mark in (SECRET, b"LIST", b"bext", b"Lan"))


def flac(*blocks, sound=b"\xff\xf8 sound", tail=b""):
    made = b"fLaC" + struct.pack(">I", 34) + bytes(34)
    for number, (kind, content) in enumerate(blocks, start=1):
        last = (number == len(blocks)) << 31
        made += struct.pack(">I", last | kind << 24 | len(content)) + content
    return made + sound + tail


def test_a_flac_keeps_its_description_and_the_table_of_places(cleaned):
    made = flac((3, bytes(18)), (4, SECRET), (6, b"cover" + SECRET), (2, b"LAN1"), tail=ID3_V1)
    clean = cleaned("a.flac", made)
    emptied = flac((3, bytes(18)), (1, bytes(len(SECRET))), (1, bytes(5 + len(SECRET))), (1, bytes(4)))
    assert clean == emptied


def ogg(start, comments, sound=b"\x05sound"):
    """The comments lie on two pages of one packet."""
    pages = [make.ogg_page(start, flags=2)]
    length = 255 * 200
    table = b"\xff" * 200
    head = b"OggS\x00\x00" + bytes(8) + struct.pack("<II", 7, 1)
    page = head + bytes(4) + bytes([200]) + table + comments[:length]
    pages.append(head + struct.pack("<I", make.slow_ogg_sum(page)) + page[26:])
    pages.append(make.ogg_page(comments[length:], number=2, flags=1))
    pages.append(make.ogg_page(sound, number=3, flags=4))
    return pages


@pytest.mark.parametrize(
    ("start", "mark", "emptied"),
    [
        (b"\x01vorbis____", b"\x03vorbis", b"\x03vorbis" + bytes(8) + b"\x01"),
        (b"OpusHead____", b"OpusTags", b"OpusTags" + bytes(8)),
        (b"Speex   ____", b"", bytes(8)),
        (b"\x7fFLAC\x01\x00\x00\x00fLaC", b"\x84\x00\xff\x00", b"\x84\x00\xff\x00" + bytes(8)),
    ],
)
def test_comments_of_ogg_are_emptied_across_pages(cleaned, start, mark, emptied):
    comments = mark + struct.pack("<I", len(SECRET)) + SECRET * 1500
    sound = b"\xff\xf8sound" if b"FLAC" in start else b"\x05sound"
    pages = ogg(start, comments, sound)
    clean = cleaned("a.ogg", b"".join(pages))
    assert len(clean) == len(b"".join(pages))
    assert b"Nguyen" not in clean
    assert emptied + bytes(50) in clean
    assert clean.startswith(pages[0])
    assert clean.endswith(pages[-1])
    second = clean[len(pages[0]) : len(pages[0]) + len(pages[1])]
    assert struct.unpack("<I", second[22:26])[0] == make.slow_ogg_sum(second[:22] + bytes(4) + second[26:])


def test_a_cover_in_ogg_flac_goes_too(cleaned):
    start = b"\x7fFLAC\x01\x00\x00\x02fLaC"
    cover = make.ogg_page(b"\x86\x00\x00\x27" + SECRET, number=2)
    comments = make.ogg_page(b"\x04\x00\x00\x08" + bytes(8), number=1)
    clean = cleaned("a.ogg", make.ogg_page(start, flags=2) + comments + cover + make.ogg_page(b"\xff\xf8", number=3))
    assert b"Nguyen" not in clean
    assert b"\x81\x00\x00\x27" in clean


def test_the_quick_sum_of_ogg_is_the_slow_one():
    page = bytes(range(256)) * 3
    assert checksum(page) == make.slow_ogg_sum(page)


def full_box(name, content=b""):
    return make.box(name, bytes(4) + content)


def track(handler, *tables, more=b""):
    inner = full_box(b"hdlr", bytes(4) + handler + bytes(13)) + make.box(b"minf", make.box(b"stbl", b"".join(tables)))
    timed = full_box(b"mdhd", b"when" * 2 + bytes(12))
    return make.box(b"trak", full_box(b"tkhd", b"when" * 2 + bytes(80)) + make.box(b"mdia", timed + inner) + more)


def phone_film(*tracks, payload=b"pictures", more=b""):
    place = make.box(b"\xa9xyz", SECRET)
    told = make.box(b"udta", place) + make.box(b"meta", SECRET)
    moov = make.box(b"moov", full_box(b"mvhd", b"when" * 2 + bytes(90)) + b"".join(tracks) + told)
    return make.box(b"ftyp", b"isom" + bytes(4)) + make.box(b"mdat", payload) + moov + more


def test_the_place_of_a_phone_is_gone_from_its_film(cleaned):
    film = phone_film(track(b"vide", more=make.box(b"udta", SECRET)), more=make.box(b"uuid", SECRET))
    clean = cleaned("a.mp4", film)
    assert len(clean) == len(film)
    assert not any(mark in clean for mark in (SECRET, b"\xa9xyz", b"udta", b"meta", b"uuid", b"when"))
    assert clean.startswith(make.box(b"ftyp", b"isom" + bytes(4)) + make.box(b"mdat", b"pictures"))


def test_a_track_of_places_goes_with_its_samples(cleaned):
    payload = b"pictures" + b"GPS1" + b"sound..." + b"GPS22"
    at = 16 + 8
    gps = track(
        b"meta",
        full_box(b"stsz", struct.pack(">IIII", 0, 2, 4, 5)),
        full_box(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)),
        full_box(b"stco", struct.pack(">III", 2, at + 8, at + 20)),
    )
    clean = cleaned("a.mp4", phone_film(track(b"vide"), gps, track(b"soun"), payload=payload))
    assert b"GPS" not in clean
    assert b"pictures" + bytes(4) + b"sound..." + bytes(5) in clean
    assert clean.count(b"trak") == 2


def test_samples_outside_the_film_are_no_way_to_break_it(tmp_path):
    gps = track(
        b"meta",
        full_box(b"stsz", struct.pack(">II", 400, 1)),
        full_box(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)),
        full_box(b"stco", struct.pack(">II", 1, 0)),
    )
    (tmp_path / "sent").write_bytes(phone_film(track(b"vide"), gps))
    found = inspect(tmp_path / "sent", Request("a.mp4"), Limits(), tmp_path / "clean")
    assert found.refusal.rule == "broken"


def test_a_track_that_does_not_say_where_its_samples_are_is_held_back(tmp_path):
    (tmp_path / "sent").write_bytes(phone_film(track(b"vide"), track(b"gpmd")))
    found = inspect(tmp_path / "sent", Request("a.mp4"), Limits(), tmp_path / "clean")
    assert [doubt.rule for doubt in found.doubts] == ["embedded"]


def test_hidden_bytes_of_filling_go_and_long_lengths_stay(cleaned):
    long_box = struct.pack(">I4sQ", 1, b"skip", 16 + len(SECRET)) + SECRET
    film = phone_film(track(b"vide"), more=make.box(b"free", SECRET) + long_box)
    clean = cleaned("a.m4v", film)
    assert SECRET not in clean
    assert clean.endswith(struct.pack(">I4sQ", 1, b"free", 16 + len(SECRET)) + bytes(len(SECRET)))


def test_sound_of_a_phone_keeps_no_place_either(cleaned):
    assert SECRET not in cleaned("a.m4a", phone_film(track(b"soun")))


def test_a_webm_keeps_no_title_day_tool_or_tag(cleaned):
    element = make.element
    duration = element(0x4489, b"\x40\x00\x00\x00")
    info = element(
        0x1549A966, element(0x7BA9, SECRET) + element(0x4461, b"12345678") + element(0x4D80, SECRET) + duration
    )
    film = make.webm(
        before=info,
        more=element(0x1254C367, element(0x7373, SECRET)) + element(0xEC, SECRET),
        track=element(0x536E, SECRET),
    )
    clean = cleaned("a.webm", film)
    assert len(clean) == len(film)
    assert not any(mark in clean for mark in (SECRET, b"12345678", b"\x12\x54\xc3\x67"))
    assert duration in clean


def test_tags_behind_a_cluster_of_unknown_length_are_found(cleaned):
    start = make.webm()
    head = start[: start.index(b"\x18\x53\x80\x67")]
    tracks = make.element(0x1654AE6B, make.element(0xAE, make.element(0x83, b"\x01")))
    cluster = b"\x1f\x43\xb6\x75\x01" + b"\xff" * 7 + make.element(0xA3, b"pictures")
    film = head + make.element(0x18538067, tracks + cluster + make.element(0x1254C367, SECRET))
    clean = cleaned("a.webm", film)
    assert SECRET not in clean
    assert b"pictures" in clean
