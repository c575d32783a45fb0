"""What is put into a sealed box comes out with the private key only."""

import pytest

from core.lib.crypto.sealed import KeyPair, SealedBoxError, fingerprint, new_key_pair, seal, unseal

PAIR = new_key_pair()


@pytest.mark.parametrize("content", [b"", "Tố cáo ông Đỗ Văn Ất".encode(), b"\x00" * 1_000_000])
def test_content_comes_back_with_the_private_key(content):
    box = seal(content, public_key=PAIR.public)
    assert content not in box or not content
    assert unseal(box, private_key=PAIR.private) == content


def test_the_public_key_does_not_open_a_box():
    with pytest.raises(SealedBoxError):
        unseal(seal(b"secret", public_key=PAIR.public), private_key=PAIR.public)


def test_another_private_key_does_not_open_a_box():
    with pytest.raises(SealedBoxError):
        unseal(seal(b"secret", public_key=PAIR.public), private_key=new_key_pair().private)


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-1], lambda b: b + b"x", lambda b: bytes([b[0] ^ 1]) + b[1:], lambda _: b""]
)
def test_a_box_that_was_changed_or_cut_does_not_open(spoil):
    with pytest.raises(SealedBoxError):
        unseal(spoil(seal(b"secret", public_key=PAIR.public)), private_key=PAIR.private)


@pytest.mark.parametrize(
    "key",
    ["", "AAAA", "é", "not base 64!", PAIR.public[:-4]],
    ids=["empty", "too short", "not ASCII", "not base 64", "cut off"],
)
def test_a_malformed_key_is_refused(key):
    with pytest.raises(SealedBoxError, match="not a key"):
        seal(b"secret", public_key=key)


def test_two_people_compare_a_key_by_sixteen_digits():
    assert len(fingerprint(PAIR.public).replace(" ", "")) == 16
    assert fingerprint(PAIR.public) != fingerprint(new_key_pair().public)


def test_a_pair_never_shows_its_private_key():
    assert PAIR.private not in repr(KeyPair(PAIR.public, PAIR.private))
