"""Pages from the web: robots.txt, redirects, retries, one deadline. Begin at Fetcher.fetch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType, TracebackType
from typing import Self, TypeVar
from urllib.parse import urlsplit

import can_ada

from newsgrab.errors import (
    BadAnswer,
    BadUrl,
    Cancelled,
    DeadlineExceeded,
    FetchError,
    NoAnswer,
    NotAPage,
    RobotsRefused,
)
from newsgrab.fetch.body import BodyLimits, MemoryBudget, Response, read_body
from newsgrab.fetch.browser.rendering import Renderer
from newsgrab.fetch.classify import PERMANENT, REDIRECTS, ResponseFacts, classify_response
from newsgrab.fetch.clock import REAL, Clock, ServerTimes
from newsgrab.fetch.decoders import ACCEPTED
from newsgrab.fetch.httpx_import import httpx
from newsgrab.fetch.ip_addresses import is_public, private_literal
from newsgrab.fetch.limits import FetchSettings
from newsgrab.fetch.network import CONTEXT, RequestContext, TransportPool, step_timeouts
from newsgrab.fetch.rate_limiter import HostRateLimiter, backoff_s
from newsgrab.fetch.robots import MAX_BYTES, Robots, RobotsCache, RobotsFile, token_of
from newsgrab.fetch.transport_errors import TRANSPORT_ERRORS, translate_error
from newsgrab.host import Host
from newsgrab.log import log_decision
from newsgrab.page import NotModified, Page
from newsgrab.sniff import not_a_page_type
from newsgrab.urls import canonical, host_of, origin_of, sendable

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/*;q=0.8,*/*;q=0.5"
_MAX_REMEMBERED_CHARS = 65_536  # of one robots.txt
_NOBODY: Mapping[str, Host] = MappingProxyType({})
_DEFAULTS = FetchSettings()

Answered = TypeVar("Answered", Page | NotModified, Response)


class Fetcher:
    """Gets pages from the web. A context manager; one for a whole run, shared by all its threads."""

    def __init__(
        self,
        settings: FetchSettings = _DEFAULTS,
        *,
        clock: Clock = REAL,
        transport: httpx.BaseTransport | None = None,
        hosts: Mapping[str, Host] = _NOBODY,
        renderer: Renderer | None = None,
    ) -> None:
        """`hosts` is what earlier runs remember; `remembered` gives the same for the next one.

        `renderer` opens in a browser what prints nothing; it ends with the fetcher.
        """
        self.settings = settings
        self.renderer = renderer
        self.clock = clock
        self.rate_limiter = HostRateLimiter(settings.rate_limits, clock, hosts)
        self.server_times = ServerTimes()
        self.token = token_of(settings.user_agent)
        self._known = hosts
        self._transport = transport
        self._robots = RobotsCache(self.token, clock, hosts)
        self._memory = MemoryBudget(settings.limits.max_large_bytes)
        self._lock = threading.Lock()
        self._private_hosts = {name for name, host in hosts.items() if host.private}

    def __enter__(self) -> Self:
        if self._transport is None:
            settings = self.settings
            self._transport = TransportPool(
                proxy=settings.proxy,
                ca_file=settings.ca_file,
                open_at_once=max(24, settings.workers + 2),
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._transport is not None:
            self._transport.close()
        if self.renderer is not None:
            self.renderer.close()

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, found_on: str | None = None
    ) -> Page | NotModified:
        """The page at an address, or the server's word that the one we know by `etag` or `last_modified` is the same.

        `found_on` is the address of the source or page that it was found on; None if a person named it, who may name
        one in a private network. A stranger's page may not, whatever was visited there before: only a host inside may
        name its own pages. Pauses first as long as politeness asks. Raises BadUrl, FetchError; Stopped if the clock's
        pause does.
        """
        context = self._start(url, found_on=found_on)
        if etag and _is_field_value(etag):
            context.headers["If-None-Match"] = etag
        if last_modified and _is_field_value(last_modified):
            context.headers["If-Modified-Since"] = last_modified
        came = self._travel(context, lambda: self._try(context, self._follow))
        self.server_times.saw(host_of(context.current_url), came.headers, came.seen_at)
        return came

    def answer(self, url: str, *, found_on: str | None = None) -> Response:
        """What a service answers at an address, whatever its status; where it redirects to is for the caller.

        Otherwise as `fetch`: its rules, pauses, bounds and deadline hold. Raises BadUrl, FetchError.
        """
        context = self._start(url, found_on=found_on)
        return self._travel(context, lambda: self._try(context, self._answer))

    def follow(self, page: Page, location: str) -> Page | NotModified:
        """What stands where a page sends its readers on to, as if it were a redirect that passes.

        All bounds of one address hold for both together. Raises FetchError; Stopped if the clock's pause does.
        """
        context = self._start(page.url or "", found_on=page.url)
        context.current_url, context.authorization = sendable(page.address or context.current_url)[0], None
        context.visited_hosts.add(host_of(context.current_url))

        def travel() -> Page | NotModified:
            self._move(context, 302, location)
            return self._try(context, self._follow)

        return self._travel(context, travel, spent_s=(page.elapsed_ms or 0) / 1000)

    def _travel(self, context: RequestContext, work: Callable[[], Answered], spent_s: float = 0.0) -> Answered:
        """The whole way, with its pauses; an error that ends it is told all that is known."""
        first = host_of(context.current_url)
        context.began = self.clock.monotonic() - spent_s
        try:
            self._enter(context, first)
            context.began = self.clock.monotonic() - spent_s
            context.deadline = context.began + self.settings.limits.deadline_s
            return work()
        except FetchError as error:
            error.seen_at = self.clock.now()
            error.elapsed_ms = round((self.clock.monotonic() - context.began) * 1000)
            error.final_url = canonical(context.current_url)
            error.permanent = context.redirect_count > 0 and context.permanent
            if isinstance(error, (NoAnswer, DeadlineExceeded)):
                self.rate_limiter.record_failure(host_of(context.current_url))
            log_decision("request", error.outcome, context.requested_url, f"{error.reason} (at {error.final_url})")
            raise
        finally:
            for host in context.visited_hosts | {first}:
                self.rate_limiter.start_cooldown(host)

    def robots(self, url: str) -> Robots:
        """The rules of the host of that address. Raises FetchError if there is no server to give them."""
        context = self._start(url, found_on=url)
        context.deadline = self.clock.monotonic() + self.settings.limits.deadline_s
        return self._rules(context)

    def remembered(self) -> list[Host]:
        """What the next run should know of the hosts that were met in this one."""
        hosts = self.rate_limiter.remembered()
        for name, file in self._robots.files().items():
            if len(file.text) > _MAX_REMEMBERED_CHARS:  # rather asked for again than carried along
                continue
            host = hosts.get(name, Host(name))
            hosts[name] = replace(host, robots=file.text, robots_status=file.status, robots_at=file.seen_at)
        with self._lock:
            private = sorted(self._private_hosts)
        for name in private:
            hosts[name] = replace(hosts.get(name, Host(name)), private=True)
        return [hosts[name] for name in sorted(hosts)]

    def _start(self, url: str, *, found_on: str | None) -> RequestContext:
        requested_url = canonical(url)
        current_url, authorization = sendable(url)
        own = found_on is None or (
            host_of(current_url) == host_of(found_on) and host_of(current_url) in self._private_hosts
        )
        private_allowed = own or self.settings.allow_private
        headers = {"User-Agent": self.settings.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}
        return RequestContext(
            requested_url,
            current_url,
            self.settings.limits.deadline_s,
            private_allowed,
            self.clock.monotonic,
            headers=headers,
            authorization=authorization,
        )

    def _try(self, context: RequestContext, once: Callable[[RequestContext], Answered]) -> Answered:
        """Follow the address; ask again while that may help and there is time."""
        start = replace(context)
        attempt = 0
        while True:
            try:
                page = once(context)
            except FetchError as error:
                if not error.retryable or not self._pause(error, attempt, context):
                    raise
            else:
                broken = NoAnswer(context.requested_url, "the page ended too early")
                if isinstance(page, NotModified) or not page.incomplete or not self._pause(broken, attempt, context):
                    return page
            attempt += 1
            context.current_url, context.redirect_count, context.authorization = (
                start.current_url,
                start.redirect_count,
                start.authorization,
            )
            context.permanent, context.private_allowed = start.permanent, start.private_allowed

    def _pause(self, error: FetchError, attempt: int, context: RequestContext) -> bool:
        """Wait before the next attempt; False if there shall be none."""
        host = host_of(context.current_url)
        if error.retry_after_s is not None:
            self.rate_limiter.apply_retry_after(host, error.retry_after_s)
        if attempt >= self.settings.limits.max_retries or self.rate_limiter.is_failing(host):
            return False
        pause = backoff_s(error, attempt, self.clock.random())
        if self.clock.monotonic() + pause >= context.deadline:
            return False
        log_decision("request", "retry", context.requested_url, f"{error.reason}: again in {pause:.1f} s")
        try:
            self.clock.sleep(pause)
        except Cancelled:
            return False
        return True

    def _answer(self, context: RequestContext) -> Response:
        """One answer, within the rules of its host."""
        self._check_robots(context)
        limits = self.settings.limits
        answer = self._exchange(
            context, BodyLimits(context.requested_url, limits, limits.max_page_bytes), httpx.Cookies()
        )
        size = f"{len(answer.content)} bytes from {context.ip or 'the proxy'}"
        log_decision("request", str(answer.status), context.current_url, size)
        return answer

    def _follow(self, context: RequestContext) -> Page | NotModified:
        limits = self.settings.limits
        cookies = httpx.Cookies()
        met = set()
        while True:
            self._check_robots(context)
            body_limits = BodyLimits(context.requested_url, limits, limits.max_page_bytes)
            answer = self._exchange(context, body_limits, cookies)
            size = f"{len(answer.content)} bytes from {context.ip or 'the proxy'}"
            log_decision("request", str(answer.status), context.current_url, size)
            location = answer.header("location") if answer.status in REDIRECTS else None
            if location is None:
                return classify_response(answer, self._facts(context))
            self._move(context, answer.status, location)
            place = (context.current_url, repr(sorted(cookies.items())))
            if place in met:
                raise BadAnswer(context.requested_url, "redirects in a circle", status=answer.status)
            if context.redirect_count > limits.max_redirects:
                raise BadAnswer(
                    context.requested_url, f"more than {limits.max_redirects} redirects", status=answer.status
                )
            met.add(place)

    def _move(self, context: RequestContext, status: int, location: str) -> None:
        """Go where a redirect leads. Raises BadAnswer or NotAPage if that is nowhere for us."""
        try:
            target = can_ada.parse(context.current_url) + location.strip()
            current_url, _ = sendable(target.href)
        except (ValueError, BadUrl) as error:
            if "://" in location and not location.lower().startswith("http"):
                raise NotAPage(
                    context.requested_url, f"redirects to an address that is not http ({location[:60]})"
                ) from error
            raise BadAnswer(context.requested_url, f"redirects to {location[:60]!r}, which is no address") from error
        before, after = host_of(context.current_url), host_of(current_url)
        if origin_of(context.current_url) != origin_of(current_url):
            context.authorization = None
        context.private_allowed = self.settings.allow_private or before in self._private_hosts
        context.permanent = context.permanent and status in PERMANENT
        context.redirect_count += 1
        context.current_url = current_url
        if before != after:
            context.deadline += self._enter(context, after)

    def _check_robots(self, context: RequestContext) -> None:
        if self.settings.ignore_robots:
            return
        host = host_of(context.current_url)
        rules = self._rules(context)
        self.rate_limiter.set_crawl_delay(host, rules.crawl_delay_s)
        if rules.unavailable:
            raise NoAnswer(
                context.requested_url, f"the host's robots.txt {rules.unavailable}", status=rules.file.status
            )
        log_decision("host", "rules", rules.url, f"answer {rules.file.status}, pause {rules.crawl_delay_s:g} s")
        if not rules.allows(context.current_url):
            raise RobotsRefused(context.requested_url, rules.rule(context.current_url), rules.url)

    def _rules(self, context: RequestContext) -> Robots:
        return self._robots.rules(origin_of(context.current_url), lambda url: self._ask_robots(url, context))

    def _enter(self, context: RequestContext, host: str) -> float:
        """Wait for the host's turn, once for each address; gives the seconds that it took."""
        if host in context.visited_hosts:
            return 0.0
        context.visited_hosts.add(host)
        waited = self.rate_limiter.wait(host, context.requested_url)
        if waited:
            log_decision("host", "waited", context.requested_url, f"{waited:.1f} s for {host}")
        return waited

    def _ask_robots(self, url: str, needed: RequestContext) -> RobotsFile:
        """robots.txt at that address, asked for within the deadline of the request that needs it (RFC 9309, 2.3.1)."""
        context = replace(
            needed, current_url=url, redirect_count=0, authorization=None, headers=_unconditional(needed.headers)
        )
        body_limits = BodyLimits(needed.requested_url, self.settings.limits, MAX_BYTES, clip=True)
        cookies = httpx.Cookies()
        while True:
            answer = self._exchange(context, body_limits, cookies)
            location = answer.header("location") if answer.status in REDIRECTS else None
            if location is None or context.redirect_count == 5:
                status = answer.status if location is None else 404
                return RobotsFile(answer.content.decode("utf-8-sig", "replace"), status, self.clock.now())
            self._move(context, answer.status, location)

    def _exchange(self, context: RequestContext, body_limits: BodyLimits, cookies: httpx.Cookies) -> Response:
        """One request and its answer. Raises FetchError."""
        host = host_of(context.current_url)
        if self._transport is None:
            raise RuntimeError("a Fetcher is used in a with statement")
        context.check_address(private_literal(urlsplit(context.current_url).hostname or ""))
        try:
            with self.rate_limiter.acquire(host):
                began = self.clock.monotonic()
                request = httpx.Request("GET", context.current_url, headers=context.headers)
                request.extensions |= {"timeout": step_timeouts(self.settings.limits), CONTEXT: context}
                if context.authorization:
                    request.headers["Authorization"] = context.authorization
                if cookies:
                    cookies.set_cookie_header(request)
                response = self._transport.handle_request(request)
                response.request = request
                self.rate_limiter.record_response(host, self.clock.monotonic() - began)
                try:
                    if "set-cookie" in response.headers:
                        cookies.extract_cookies(response)
                    return self._take(context, response, body_limits)
                finally:
                    response.close()
        except TRANSPORT_ERRORS as error:
            raise translate_error(context.requested_url, error, self.settings.limits) from error
        finally:
            if context.ip is not None and not is_public(context.ip):
                with self._lock:
                    self._private_hosts.add(host)

    def _take(self, context: RequestContext, response: httpx.Response, body_limits: BodyLimits) -> Response:
        headers = tuple((name, value) for name, value in response.headers.multi_items() if name != "set-cookie")
        status = response.status_code
        if status == 200 and not body_limits.clip:
            kind = not_a_page_type(response.headers.get("content-type", ""))
            if kind is not None:
                raise NotAPage(body_limits.requested_url, f"not a page but {kind}", status=status)
        elif status != 200:
            body_limits = replace(body_limits, max_bytes=self.settings.limits.max_odd_bytes, clip=True)
        content, incomplete = read_body(response, body_limits, self._memory, context.time_left_s)
        return Response(status, headers, content, incomplete)

    def _facts(self, context: RequestContext) -> ResponseFacts:
        return ResponseFacts(
            requested_url=context.requested_url,
            final_url=canonical(context.current_url) if context.redirect_count else context.requested_url,
            seen_at=self.clock.now(),
            elapsed_ms=round((self.clock.monotonic() - context.began) * 1000),
            permanent=context.redirect_count > 0 and context.permanent,
            conditional=context.headers != _unconditional(context.headers),
        )


def _is_field_value(text: str) -> bool:
    """Whether a server's word can be said back to it in a header: printable ASCII (RFC 9110, section 5.5)."""
    return text.isascii() and text.isprintable() and text == text.strip()


def _unconditional(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if not name.startswith("If-")}
