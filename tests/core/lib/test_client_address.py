"""The client's address comes from the proxies we trust, never from what the client writes."""

import pytest

from core.lib.client_address import UNKNOWN, client_address, network_of

PROXY = ["10.0.0.0/8"]
TWO_PROXIES = ["10.0.0.0/8", "2001:db8:ffff::/48"]


def test_without_a_proxy_the_peer_is_the_client():
    assert client_address("203.0.113.7", "", []) == "203.0.113.7"


def test_a_header_from_a_peer_that_is_no_proxy_of_ours_is_not_read():
    assert client_address("203.0.113.7", "198.51.100.1", PROXY) == "203.0.113.7"


def test_behind_the_proxy_the_client_is_the_hop_it_wrote():
    assert client_address("10.0.0.2", "198.51.100.1", PROXY) == "198.51.100.1"


@pytest.mark.parametrize("spoofed", ["127.0.0.1", "10.0.0.9", "1.2.3.4, 5.6.7.8", "'; DROP TABLE", ",,,", "unix"])
def test_what_the_client_wrote_left_of_its_own_address_is_not_read(spoofed):
    assert client_address("10.0.0.2", f"{spoofed}, 198.51.100.1", PROXY) == "198.51.100.1"


def test_a_row_of_our_own_proxies_is_walked_through():
    header = "6.6.6.6, 198.51.100.1, 2001:db8:ffff::5, 10.0.0.3"
    assert client_address("10.0.0.2", header, TWO_PROXIES) == "198.51.100.1"


def test_a_hop_that_is_no_address_ends_at_the_proxy_that_wrote_it():
    assert client_address("10.0.0.2", "198.51.100.1, garbage, 10.0.0.3", PROXY) == "10.0.0.3"


def test_a_trusted_proxy_without_a_header_is_the_client_itself():
    assert client_address("10.0.0.2", "", PROXY) == "10.0.0.2"


def test_a_proxy_on_a_socket_file_is_trusted_only_when_it_is_named():
    assert client_address("", "198.51.100.1", ["unix"]) == "198.51.100.1"
    assert client_address("", "198.51.100.1", []) == UNKNOWN
    assert client_address("garbage", "198.51.100.1", ["unix"]) == UNKNOWN


@pytest.mark.parametrize(
    ("hop", "address"),
    [
        ("203.0.113.7:5060", "203.0.113.7"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
    ],
)
def test_ports_brackets_zones_and_mapped_addresses_are_understood(hop, address):
    assert client_address("10.0.0.2", hop, PROXY) == address


@pytest.mark.parametrize("header", ["x" * 1_000_000, "1.1.1.1," * 200_000, "\x00", "[", "[::", "1.2.3.4.5", "::%"])
def test_no_header_makes_it_fail(header):
    assert client_address("10.0.0.2", header, PROXY)


def test_a_very_long_header_still_ends_in_the_right_most_hop():
    assert client_address("10.0.0.2", "x," * 500_000 + "198.51.100.1", PROXY) == "198.51.100.1"


def test_a_malformed_setting_is_an_error():
    with pytest.raises(ValueError, match="not-a-network"):
        client_address("10.0.0.2", "", ["not-a-network"])


def test_limits_count_an_ipv4_address_alone_and_an_ipv6_address_by_its_network():
    assert network_of("203.0.113.7") == "203.0.113.7"
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert network_of("2001:db8:1:3::1") != network_of("2001:db8:1:2::1")
    assert network_of("nonsense") == UNKNOWN
