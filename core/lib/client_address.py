"""The address a request really came from, when proxies stand before the portal (R9.4-1)."""

import ipaddress
from collections.abc import Sequence
from functools import lru_cache

UNKNOWN = "unknown"
LOCAL_SOCKET = "unix"
"""In a list of trusted proxies: a proxy that connects through a socket file and therefore has no address."""

LONGEST_HEADER = 2_000
MOST_HOPS = 20
IPV6_NETWORK_BITS = 64

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def client_address(remote_addr: str, forwarded_for: str, trusted_proxies: Sequence[str]) -> str:
    """Return the address of the client: the right-most hop that is not one of our own proxies.

    ``remote_addr`` is the peer of the connection ("" for a socket file), ``forwarded_for`` the raw header
    X-Forwarded-For, ``trusted_proxies`` addresses or networks ("10.0.0.0/8"), or "unix". Whatever stands left of
    the first hop that is not trusted was written by the client and is not read. A hop that is no address ends the
    walk at the proxy that wrote it. Never raises for what a client sends: an unreadable peer gives "unknown".
    Raises ValueError for a malformed entry of ``trusted_proxies``.
    """
    networks = _networks(tuple(trusted_proxies))
    peer = _parse(remote_addr)
    if peer is None:
        if remote_addr.strip() or LOCAL_SOCKET not in trusted_proxies:
            return UNKNOWN
    elif not _is_trusted(peer, networks):
        return str(peer)
    for hop in reversed(forwarded_for[-LONGEST_HEADER:].split(",")[-MOST_HOPS:]):
        address = _parse(hop)
        if address is None:
            break
        peer = address
        if not _is_trusted(address, networks):
            break
    return UNKNOWN if peer is None else str(peer)


def is_proxy(remote_addr: str, trusted_proxies: Sequence[str]) -> bool:
    """Return whether the peer of a connection is one of our own proxies, whose headers may be believed.

    Raises ValueError for a malformed entry of ``trusted_proxies``.
    """
    peer = _parse(remote_addr)
    if peer is None:
        return not remote_addr.strip() and LOCAL_SOCKET in trusted_proxies
    return _is_trusted(peer, _networks(tuple(trusted_proxies)))


def network_of(address: str) -> str:
    """Return what limits count by: an IPv4 address itself, the /64 of an IPv6 address, "unknown" for anything else.

    One household or one phone holds a whole /64 and could otherwise change its address with every request.
    """
    parsed = _parse(address)
    if parsed is None:
        return UNKNOWN
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(ipaddress.IPv6Network((parsed, IPV6_NETWORK_BITS), strict=False))


@lru_cache(maxsize=8)
def _networks(trusted_proxies: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(entry) for entry in trusted_proxies if entry != LOCAL_SOCKET)


def _is_trusted(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _parse(hop: str) -> Address | None:
    """Read "203.0.113.7", "203.0.113.7:5060", "2001:db8::1", "[2001:db8::1]:443", "fe80::1%eth0"."""
    text = hop.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address
