"""The sockets under httpx: one deadline for everything, and no way from the public net into a private one.

httpx itself limits only the silence between two bytes, and looks at names, not at addresses. Both are done here, in
the one place that every connection, redirect and byte passes.
"""

from __future__ import annotations

import ssl
import threading
import typing
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore

from newsgrab.errors import DeadlineExceeded, PrivateAddress
from newsgrab.fetch.httpx_import import httpx
from newsgrab.fetch.ip_addresses import is_public, resolve_host
from newsgrab.fetch.limits import Limits

SocketOptions = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int],]


@dataclass(slots=True)
class RequestContext:
    """One address on its way: what is decided at the start, and where it has come to."""

    requested_url: str  # canonical
    current_url: str  # the address as it is sent
    deadline_s: float  # for everything of this address
    private_allowed: bool
    deadline: float = 0.0  # when that is over, on the clock's count of seconds
    headers: dict[str, str] = field(default_factory=dict)
    authorization: str | None = None  # for the host that was typed, and no other
    redirect_count: int = 0
    permanent: bool = True
    ip: str | None = None
    began: float = 0.0


class AddressCheckingBackend(httpcore.NetworkBackend):
    """Opens connections for the request that its thread is at, to addresses that it may go to."""

    def __init__(self, monotonic: Callable[[], float], *, checked: bool = True) -> None:
        """`checked` is False behind a proxy, where the only address we see is the proxy's."""
        self._inner = httpcore.SyncBackend()
        self._monotonic = monotonic
        self._checked = checked
        self._thread = threading.local()

    def begin(self, context: RequestContext) -> None:
        """This thread works on that request from now on, and has not come to any address yet."""
        context.ip = None
        self._thread.context = context

    def time_left_s(self, timeout: float | None) -> float:
        """Seconds that one step may take. Raises DeadlineExceeded when there are none left."""
        context: RequestContext = self._thread.context
        left = context.deadline - self._monotonic()
        if left <= 0:
            raise DeadlineExceeded(context.requested_url, f"no page within {context.deadline_s:g} s")
        return left if timeout is None else min(left, timeout)

    def use(self, ip: str | None) -> None:
        """This thread's request goes to that address (None if it cannot be told). Raises PrivateAddress."""
        context: RequestContext = self._thread.context
        if ip is not None and not context.private_allowed and not is_public(ip):
            raise PrivateAddress(context.requested_url, ip)
        context.ip = ip

    @contextmanager
    def step(self, timeout: float | None) -> Iterator[float]:
        """The seconds that one step may take; a time-out that is the deadline's is DeadlineExceeded."""
        try:
            yield self.time_left_s(timeout)
        except httpcore.TimeoutException:
            self.time_left_s(None)
            raise

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the host's addresses, all of which are checked before the first is tried."""
        try:
            ips = resolve_host(host, port, self.time_left_s(timeout))
        except TimeoutError as error:
            self.time_left_s(None)
            raise httpcore.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ConnectError(f"the name {host} is not known ({error.strerror or error})") from error
        if self._checked:
            for ip in ips:
                self.use(ip)
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for ip in ips:
            try:
                with self.step(timeout) as left:
                    stream = self._inner.connect_tcp(ip, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _DeadlineStream(stream, self, ip if self._checked else None)
        raise failure or httpcore.ConnectError(f"the name {host} has no address")


class _DeadlineStream(httpcore.NetworkStream):
    """A connection whose every step is one of the request that uses it: allowed to go there, and over at its deadline.

    A connection is kept open from one request to the next, and what one may do the other may not.
    """

    def __init__(self, stream: httpcore.NetworkStream, backend: AddressCheckingBackend, ip: str | None) -> None:
        self._stream = stream
        self._backend = backend
        self._ip = ip

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._backend.step(timeout) as left:
            return self._stream.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._backend.use(self._ip)
        with self._backend.step(timeout) as left:
            self._stream.write(buffer, left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: typing.Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        with self._backend.step(timeout) as left:
            return _DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, left), self._backend, self._ip)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._stream.get_extra_info(info)


class TransportPool(httpx.BaseTransport):
    """A transport of httpx for each server, since a pool of httpcore takes longer the more servers it knows.

    The connections that were used last are kept open. A server may be asked by one thread at a time.
    """

    def __init__(
        self, backend: AddressCheckingBackend, *, proxy: str | None, ca_file: str | None, open_at_once: int
    ) -> None:
        """Everything goes through the backend; `open_at_once` servers keep their connections."""
        self._backend = backend
        self._proxy = proxy
        self._ca_file = ca_file
        self._open_at_once = open_at_once
        self._resting: OrderedDict[tuple[str, str], httpx.HTTPTransport] = OrderedDict()
        self._busy: set[httpx.HTTPTransport] = set()
        self._lock = threading.Lock()
        self._context: ssl.SSLContext | None = None
        self._trusting_nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer; its server is asked by nobody else until it is closed."""
        server = (request.url.scheme, request.url.netloc.decode("ascii"))
        with self._lock:
            transport = self._resting.pop(server, None) or self._opened(server[0])
            self._busy.add(transport)
        try:
            response = transport.handle_request(request)
        except BaseException:
            self._rest(server, transport)
            raise
        response.stream = _ReleasingStream(response.stream, lambda: self._rest(server, transport))
        return response

    def close(self) -> None:
        """Close everything, also what somebody is still reading from."""
        with self._lock:
            ends = [*self._resting.values(), *self._busy]
            self._resting.clear()
            self._open_at_once = 0
        for transport in ends:
            transport.close()

    def _rest(self, server: tuple[str, str], transport: httpx.HTTPTransport) -> None:
        with self._lock:
            self._busy.discard(transport)
            ends = [self._resting.pop(server, None)]
            self._resting[server] = transport
            if len(self._resting) > self._open_at_once:
                ends.append(self._resting.popitem(last=False)[1])
        for each in ends:
            if each is not None:
                each.close()

    def _opened(self, scheme: str) -> httpx.HTTPTransport:
        if scheme == "https" or self._proxy:  # reading the certificates to trust takes longer than many a page
            self._context = self._context or certificates(self._ca_file)
        return open_transport(self._backend, proxy=self._proxy, context=self._context or self._trusting_nobody)


class _ReleasingStream(httpx.SyncByteStream):
    """A body that says when it is done with."""

    def __init__(self, stream: httpx.SyncByteStream | httpx.AsyncByteStream, done: Callable[[], None]) -> None:
        self._stream = typing.cast("httpx.SyncByteStream", stream)
        self._done = done

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        try:
            self._stream.close()
        finally:
            self._done()


def certificates(ca_file: str | None) -> ssl.SSLContext:
    """What secure connections are checked against: the authorities in a file, else the usual ones."""
    return ssl.create_default_context(cafile=ca_file) if ca_file else httpx.create_ssl_context()


def open_transport(
    backend: AddressCheckingBackend, *, proxy: str | None, context: ssl.SSLContext
) -> httpx.HTTPTransport:
    """The transport of httpx, working through the backend; certificates are verified by the context, always."""
    limits = httpx.Limits(max_connections=2, max_keepalive_connections=1, keepalive_expiry=10.0)
    transport = httpx.HTTPTransport(verify=context, limits=limits, proxy=proxy)
    transport._pool._network_backend = backend  # httpx has no public way; a test watches this one
    return transport


def step_timeouts(limits: Limits) -> dict[str, float]:
    """The timeouts of httpx itself: of one connection attempt, and of the silence between two bytes."""
    silence = limits.read_timeout_s
    return {"connect": limits.connect_s, "read": silence, "write": silence, "pool": limits.deadline_s}
