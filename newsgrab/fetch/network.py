"""The sockets under httpx: one deadline for everything, and no way from the public net into a private one.

httpx gives requests, responses, cookies and the authorities to trust; its pool, httpcore, limits only the silence
between two bytes and looks at names, not at addresses. The rest is done here: every connection, request and byte is one
of a RequestContext, and each step asks it whether there is time left and whether it may go there.
"""

from __future__ import annotations

import re
import ssl
import threading
import typing
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore

from newsgrab.errors import DeadlineExceeded, PrivateAddress
from newsgrab.fetch.httpx_import import httpx
from newsgrab.fetch.ip_addresses import is_public, resolve_host
from newsgrab.fetch.limits import Limits

SocketOptions = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int],]
CONTEXT = "newsgrab.context"  # the extension of a request that holds its RequestContext
_KEEPALIVE_S = 10.0
_MAX_HEAD_BYTES = 65_536
_BLANK_LINE = re.compile(rb"\n\r?\n")
_CHUNK_LINE = re.compile(rb"\r\n")


@dataclass(slots=True)
class RequestContext:
    """One address on its way: what is decided at the start, and where it has come to."""

    requested_url: str  # canonical
    current_url: str  # the address as it is sent
    deadline_s: float  # for everything of this address
    private_allowed: bool
    monotonic: Callable[[], float]
    deadline: float = 0.0  # when that is over, on the clock's count of seconds
    headers: dict[str, str] = field(default_factory=dict)
    authorization: str | None = None  # for the origin that was typed, and no other
    redirect_count: int = 0
    permanent: bool = True
    ip: str | None = None  # of the connection that was used last, None if it cannot be told
    began: float = 0.0
    visited_hosts: set[str] = field(default_factory=set)

    def time_left_s(self, timeout: float | None = None) -> float:
        """Seconds that one step may take. Raises DeadlineExceeded when there are none left."""
        left = self.deadline - self.monotonic()
        if left <= 0:
            raise DeadlineExceeded(self.requested_url, f"no page within {self.deadline_s:g} s")
        return left if timeout is None else min(left, timeout)

    @contextmanager
    def step(self, timeout: float | None) -> Iterator[float]:
        """The seconds that one step may take; a time-out that is the deadline's is DeadlineExceeded."""
        try:
            yield self.time_left_s(timeout)
        except httpcore.TimeoutException:
            self.time_left_s()
            raise

    def check_address(self, ip: str | None) -> None:
        """Go to that address, which is None where it cannot be told. Raises PrivateAddress if that is not allowed."""
        if ip is not None and not self.private_allowed and not is_public(ip):
            raise PrivateAddress(self.requested_url, ip)
        self.ip = ip


class AddressCheckingBackend(httpcore.NetworkBackend):
    """Opens the connections to one server, for the request that uses it now."""

    def __init__(self, *, checked: bool = True) -> None:
        """`checked` is False behind a proxy, where the only address we see is the proxy's."""
        self._inner = httpcore.SyncBackend()
        self._checked = checked
        self.context: RequestContext | None = None

    def used_by(self) -> RequestContext:
        """The request that uses the server now."""
        if self.context is None:
            raise RuntimeError("a connection is used without a request")
        return self.context

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the host's addresses, all of which are checked before the first is tried."""
        context = self.used_by()
        try:
            ips = resolve_host(host, port, context.time_left_s(timeout))
        except TimeoutError as error:
            context.time_left_s()
            raise httpcore.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ConnectError(f"the name {host} is not known ({error.strerror or error})") from error
        if self._checked:
            for ip in ips:
                context.check_address(ip)
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for ip in ips:
            try:
                with context.step(timeout) as left:
                    stream = self._inner.connect_tcp(ip, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _CheckedStream(stream, self, ip if self._checked else None)
        raise failure or httpcore.ConnectError(f"the name {host} has no address")


class AnswerFraming:
    """Whether the bytes of a connection are one whole answer to a GET and nothing else (RFC 9112, section 6.3).

    `ended` is true only where that is proven. Trailers, a length where there is no body, and an end that only the
    closing of the connection tells are legal, but prove nothing.
    """

    def __init__(self) -> None:
        self.ended = False
        self._over = False
        self._unread = bytearray()
        self._reader = self._read_answer()

    def receive(self, content: bytes) -> None:
        """Take the next bytes of the connection."""
        if self._over:
            self.ended = False
            return
        self._unread += content
        try:
            next(self._reader)
        except StopIteration:
            self._over, self.ended = True, not self._unread
        except ValueError:
            self._over = True

    def _read_answer(self) -> Generator[None]:
        """Read to the end of the answer; each yield waits for bytes. Raises ValueError if there is no certain end."""
        status = 100
        while 100 <= status < 200:
            head = yield from self._until(_BLANK_LINE)
            status = int(head.partition(b" ")[2][:3])
        length = _body_length(head, status)
        if length is not None:
            yield from self._skip(length)
            return
        while size := int((yield from self._until(_CHUNK_LINE)).partition(b";")[0], 16):
            yield from self._skip(size + 2)
        if (yield from self._until(_CHUNK_LINE)):
            raise ValueError("trailers")

    def _until(self, end: re.Pattern[bytes]) -> Generator[None, None, bytes]:
        while (match := end.search(self._unread)) is None:
            if len(self._unread) > _MAX_HEAD_BYTES:
                raise ValueError("a head or a line without an end")
            yield
        before = bytes(self._unread[: match.start()])
        del self._unread[: match.end()]
        return before

    def _skip(self, length: int) -> Generator[None]:
        while length > len(self._unread):
            length -= len(self._unread)
            self._unread.clear()
            yield
        del self._unread[:length]


def _body_length(head: bytes, status: int) -> int | None:
    """The bytes of the body after that head, None if it comes in chunks. Raises ValueError if neither is certain."""
    fields = [line.partition(b":")[::2] for line in head.lower().split(b"\n")[1:]]
    codings = [value.strip() for name, value in fields if name == b"transfer-encoding"]
    lengths = {value.strip() for name, value in fields if name == b"content-length"}
    bodiless = status in {204, 205, 304}
    if codings == [b"chunked"] and not bodiless:
        return None
    if bodiless and not codings and lengths <= {b"0"}:
        return 0
    if codings or bodiless or len(lengths) != 1 or not (length := lengths.pop()).isdigit():
        raise ValueError("no certain end")
    return int(length)


class _CheckedStream(httpcore.NetworkStream):
    """A connection whose every step is one of the request that uses it: allowed to go there, and over at its deadline.

    A connection is kept open from one request to the next, and what one may do the other may not. It is kept only if
    what came is the answer and nothing else: the bytes after it would be taken for the answer to the next request.
    """

    def __init__(self, stream: httpcore.NetworkStream, backend: AddressCheckingBackend, ip: str | None) -> None:
        self._stream = stream
        self._backend = backend
        self._ip = ip
        self._answer = AnswerFraming()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._backend.used_by().step(timeout) as left:
            content = self._stream.read(max_bytes, left)
        self._answer.receive(content)
        return content

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        context = self._backend.used_by()
        context.check_address(self._ip)
        self._answer = AnswerFraming()
        with context.step(timeout) as left:
            self._stream.write(buffer, left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: typing.Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        with self._backend.used_by().step(timeout) as left:
            return _CheckedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._backend, self._ip)

    def get_extra_info(self, info: str) -> typing.Any:
        """What is known of the connection; `is_readable` of an idle one makes httpcore close it."""
        if info == "is_readable" and not self._answer.ended:
            return True
        return self._stream.get_extra_info(info)


class ServerTransport(httpx.BaseTransport):
    """The connection to one server, for one request at a time, which its CONTEXT extension names."""

    def __init__(self, *, proxy: str | None, context: ssl.SSLContext) -> None:
        """Certificates are verified by the SSL context, always."""
        self._backend = AddressCheckingBackend(checked=proxy is None)
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            proxy=_httpcore_proxy(proxy) if proxy else None,
            max_connections=2,
            max_keepalive_connections=1,
            keepalive_expiry=_KEEPALIVE_S,
            network_backend=self._backend,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response, whose body is still to be read. Raises httpx's errors, DeadlineExceeded, PrivateAddress."""
        context: RequestContext = request.extensions[CONTEXT]
        context.ip = None
        self._backend.context = context
        url = request.url
        sent = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=b"",
            extensions={"timeout": request.extensions["timeout"]},
        )
        with _httpx_errors():
            response = self._pool.handle_request(sent)
        body = _Body(typing.cast("_ClosableStream", response.stream), self._end)
        return httpx.Response(response.status, headers=response.headers, stream=body)

    def close(self) -> None:
        """Close its connections."""
        self._pool.close()

    def _end(self) -> None:
        self._backend.context = None


class TransportPool(httpx.BaseTransport):
    """A transport for each server, since a pool of httpcore takes longer the more servers it knows.

    The connections that were used last are kept open. A server may be asked by one thread at a time.
    """

    def __init__(self, *, proxy: str | None, ca_file: str | None, open_at_once: int) -> None:
        """`open_at_once` servers keep their connections."""
        self._proxy = proxy
        self._ca_file = ca_file
        self._open_at_once = open_at_once
        self._resting: OrderedDict[tuple[str, str], ServerTransport] = OrderedDict()
        self._busy: set[ServerTransport] = set()
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
        response.stream = _Body(typing.cast("_ClosableStream", response.stream), lambda: self._rest(server, transport))
        return response

    def close(self) -> None:
        """Close everything, also what somebody is still reading from."""
        with self._lock:
            ends = [*self._resting.values(), *self._busy]
            self._resting.clear()
            self._open_at_once = 0
        for transport in ends:
            transport.close()

    def _rest(self, server: tuple[str, str], transport: ServerTransport) -> None:
        with self._lock:
            self._busy.discard(transport)
            ends = [self._resting.pop(server, None)]
            self._resting[server] = transport
            if len(self._resting) > self._open_at_once:
                ends.append(self._resting.popitem(last=False)[1])
        for each in ends:
            if each is not None:
                each.close()

    def _opened(self, scheme: str) -> ServerTransport:
        if scheme == "https" or self._proxy:  # reading the certificates to trust takes longer than many a page
            self._context = self._context or certificates(self._ca_file)
        return ServerTransport(proxy=self._proxy, context=self._context or self._trusting_nobody)


class _ClosableStream(typing.Protocol):
    def __iter__(self) -> Iterator[bytes]: ...

    def close(self) -> None: ...


class _Body(httpx.SyncByteStream):
    """A body that says when it is done with."""

    def __init__(self, stream: _ClosableStream, done: Callable[[], None]) -> None:
        self._stream = stream
        self._done = done

    def __iter__(self) -> Iterator[bytes]:
        with _httpx_errors():
            yield from self._stream

    def close(self) -> None:
        try:
            self._stream.close()
        finally:
            self._done()


@contextmanager
def _httpx_errors() -> Iterator[None]:
    """The errors of httpcore as httpx names them, which is alike."""
    try:
        yield
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error


def certificates(ca_file: str | None) -> ssl.SSLContext:
    """What secure connections are checked against: the authorities in a file, else the usual ones."""
    return ssl.create_default_context(cafile=ca_file) if ca_file else httpx.create_ssl_context()


def _httpcore_proxy(url: str) -> httpcore.Proxy:
    proxy = httpx.Proxy(url)
    return httpcore.Proxy(
        httpcore.URL(
            scheme=proxy.url.raw_scheme, host=proxy.url.raw_host, port=proxy.url.port, target=proxy.url.raw_path
        ),
        auth=proxy.raw_auth,
        headers=proxy.headers.raw,
    )


def step_timeouts(limits: Limits) -> dict[str, float]:
    """The timeouts of httpcore itself: of one connection attempt, and of the silence between two bytes."""
    silence_s = limits.read_timeout_s
    return {"connect": limits.connect_s, "read": silence_s, "write": silence_s, "pool": limits.deadline_s}
