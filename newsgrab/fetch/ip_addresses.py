"""Names to addresses, and which of them are public."""

from __future__ import annotations

import ipaddress
import socket
import threading
from functools import lru_cache
from queue import Empty, SimpleQueue

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _networks(text: str) -> tuple[_Network, ...]:
    return tuple(ipaddress.ip_network(each) for each in text.split())


# The IANA special-purpose address registries (RFC 6890, as of 2025-10) and multicast: what is not the public net.
# Python knows them too, but not every version knows the same.
_NOT_PUBLIC = _networks(
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24"
    " 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
    " 2001::/23 2001:db8::/32 3fff::/20"
)
_PUBLIC_ALL_THE_SAME = _networks(
    "192.0.0.9/32 192.0.0.10/32 2001:1::1/128 2001:1::2/128 2001:1::3/128 2001:3::/32 2001:4:112::/48 2001:20::/28"
    " 2001:30::/28"
)
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")  # all that IANA has given out of IPv6 (RFC 4291, 2.4)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # the third quarter of such an address (RFC 5214, 6.1)


@lru_cache(maxsize=4096)
def is_public(ip: str) -> bool:
    """Whether an address belongs to the public net, seen through all forms that carry an IPv4 address inside.

    >>> is_public("8.8.8.8"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::a00:1")
    (True, False, False)
    """
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = _ipv4_inside(address)
        if inner:
            return all(is_public(str(each)) for each in inner)
        if address not in _GLOBAL_UNICAST:
            return False
    if any(address in network for network in _PUBLIC_ALL_THE_SAME):
        return True
    return not any(address in network for network in _NOT_PUBLIC)


@lru_cache(maxsize=4096)
def private_literal(host: str) -> str | None:
    """The private address that a host name is, or stands for everywhere (localhost); None if it must be looked up.

    Behind a proxy that looks names up for us, these are the ones that can be told.
    """
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):  # RFC 6761, 6.3
        return "127.0.0.1"
    try:
        return None if is_public(name) else name
    except ValueError:
        return None


def resolve_host(name: str, port: int, timeout_s: float) -> list[str]:
    """The addresses of a host, in the system's order, each once.

    The system's look-up cannot be interrupted, so it runs in a thread of its own that is left behind when it takes
    too long. Raises OSError as the system does, TimeoutError.
    """
    try:
        return [str(ipaddress.ip_address(name.strip("[]")))]
    except ValueError:
        pass
    answers: SimpleQueue[list[str] | OSError] = SimpleQueue()
    threading.Thread(target=_ask, args=(name, port, answers), daemon=True, name=f"look-up {name}").start()
    try:
        answer = answers.get(timeout=max(timeout_s, 0.001))
    except Empty:
        raise TimeoutError(f"no address for {name} within {timeout_s:.0f} s") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _ask(name: str, port: int, answers: SimpleQueue[list[str] | OSError]) -> None:
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except OSError as error:
        answers.put(error)
    except UnicodeError as error:  # a label that no name can have
        answers.put(OSError(str(error)))
    else:
        answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))


def _ipv4_inside(address: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address stands for or leads through: mapped, 6to4, Teredo, NAT64, ISATAP."""
    last = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return (last,)
    if int(address) >> 32 & 0xFFFFFFFF in _ISATAP and address in _GLOBAL_UNICAST and not is_public(str(last)):
        return (last,)
    return ()
