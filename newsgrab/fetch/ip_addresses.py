"""Names to addresses, and which of them are public."""

from __future__ import annotations

import ipaddress
import socket
import threading
from queue import Empty, SimpleQueue

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")
_COMPATIBLE = ipaddress.ip_network("::/96")


def is_public(ip: str) -> bool:
    """Whether an address belongs to the public net, seen through all forms that carry an IPv4 address inside.

    >>> is_public("8.8.8.8"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::a00:1")
    (True, False, False)
    """
    address = ipaddress.ip_address(ip.split("%", 1)[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = _ipv4_inside(address)
        if inner is not None:
            return is_public(str(inner))
        if address in _SITE_LOCAL:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


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


def _ipv4_inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
