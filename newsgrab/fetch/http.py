"""Pages from the web: robots.txt, redirects, retries, one deadline. Begin at Fetcher.fetch."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType, TracebackType
from typing import Self
from urllib.parse import unquote_to_bytes, urlsplit

import can_ada

from newsgrab.errors import BadAnswer, BadUrl, FetchError, NoAnswer, NotAPage, OutOfTime, RobotsRefused, Stopped
from newsgrab.fetch.addresses import is_public, private_literal
from newsgrab.fetch.body import Answer, Appetite, Memory, read_body
from newsgrab.fetch.clock import REAL, Clock
from newsgrab.fetch.decoders import ACCEPTED
from newsgrab.fetch.judge import PERMANENT, REDIRECTS, Facts, judge
from newsgrab.fetch.limits import FetchSettings
from newsgrab.fetch.politeness import Politeness
from newsgrab.fetch.retry import pause_s
from newsgrab.fetch.robots import MAX_BYTES, Robots, RobotsCache, RobotsFile, token_of
from newsgrab.fetch.troubles import BELOW, trouble
from newsgrab.fetch.web import httpx
from newsgrab.fetch.wire import Guard, Transports, Trip, step_timeouts
from newsgrab.host import Host
from newsgrab.page import NotModified, Page
from newsgrab.sniff import not_a_page_type
from newsgrab.urls import canonical

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/*;q=0.8,*/*;q=0.5"
_MAX_REMEMBERED_CHARS = 65_536  # of one robots.txt
_NOBODY: Mapping[str, Host] = MappingProxyType({})
_DEFAULTS = FetchSettings()


class Fetcher:
    """Gets pages from the web. A context manager; one for a whole run, shared by all its threads."""

    def __init__(
        self,
        settings: FetchSettings = _DEFAULTS,
        *,
        clock: Clock = REAL,
        transport: httpx.BaseTransport | None = None,
        hosts: Mapping[str, Host] = _NOBODY,
    ) -> None:
        """`hosts` is what earlier runs remember; `remembered` gives the same for the next one."""
        self.settings = settings
        self.clock = clock
        self.politeness = Politeness(settings.pace, clock, hosts)
        self.token = token_of(settings.user_agent)
        self._known = hosts
        self._guard = Guard(clock.monotonic, checked=settings.proxy is None)
        self._transport = transport
        self._robots = RobotsCache(self._ask_robots, self.token, clock, hosts)
        self._memory = Memory(settings.limits.max_large_bytes)
        self._inside = {name for name, host in hosts.items() if host.private}
        self._thread = threading.local()

    def __enter__(self) -> Self:
        if self._transport is None:
            settings = self.settings
            self._transport = Transports(
                self._guard,
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

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, found_on: str | None = None
    ) -> Page | NotModified:
        """The page at an address, or the server's word that the one we know by `etag` or `last_modified` is the same.

        `found_on` is the address of the source or page that it was found on; None if a person named it, who may name
        one in a private network. A stranger's page may not, whatever was visited there before: only a host inside may
        name its own pages. Pauses first as long as politeness asks. Raises BadUrl, FetchError; Stopped if the clock's
        pause does.
        """
        trip = self._start(url, found_on=found_on)
        if etag:
            trip.headers["If-None-Match"] = etag
        if last_modified:
            trip.headers["If-Modified-Since"] = last_modified
        return self._travel(trip, self.clock.monotonic)

    def follow(self, page: Page, location: str) -> Page | NotModified:
        """What stands where a page sends its readers on to, as if it were a redirect that passes.

        All bounds of one address hold for both together. Raises FetchError; Stopped if the clock's pause does.
        """
        trip = self._start(page.url or "", found_on=page.url)
        trip.here, trip.authorization = _sendable(page.address or trip.here)[0], None
        spent_s = (page.elapsed_ms or 0) / 1000
        return self._travel(trip, lambda: self.clock.monotonic() - spent_s, location)

    def _travel(self, trip: Trip, began: Callable[[], float], location: str | None = None) -> Page | NotModified:
        """The whole way, with its pauses; an error that ends it is told all that is known."""
        first = host_of(trip.here)
        trip.began = began()
        try:
            if location is None:
                self.politeness.wait(first, trip.asked)
            trip.began = began()
            trip.deadline = trip.began + self.settings.limits.deadline_s
            if location is not None:
                self._move(trip, 302, location)
            return self._try(trip)
        except FetchError as error:
            error.seen_at = self.clock.now()
            error.elapsed_ms = round((self.clock.monotonic() - trip.began) * 1000)
            error.final_url = canonical(trip.here)
            error.permanent = trip.hops > 0 and trip.permanent
            if isinstance(error, (NoAnswer, OutOfTime)):
                self.politeness.silent(host_of(trip.here))
            raise
        finally:
            self.politeness.rest(first)

    def robots(self, url: str) -> Robots:
        """The rules of the host of that address. Raises FetchError if there is no server to give them."""
        trip = self._start(url, found_on=url)
        trip.deadline = self.clock.monotonic() + self.settings.limits.deadline_s
        self._thread.trip = trip
        return self._robots.rules(_origin(trip.here), host_of(trip.here))

    def remembered(self) -> list[Host]:
        """What the next run should know of the hosts that were met in this one."""
        hosts = self.politeness.remembered()
        for name, file in self._robots.files().items():
            if len(file.text) > _MAX_REMEMBERED_CHARS:  # rather asked for again than carried along
                continue
            host = hosts.get(name, Host(name))
            hosts[name] = replace(host, robots=file.text, robots_status=file.status, robots_at=file.seen_at)
        for name in self._inside:
            hosts[name] = replace(hosts.get(name, Host(name)), private=True)
        return [hosts[name] for name in sorted(hosts)]

    def _start(self, url: str, *, found_on: str | None) -> Trip:
        asked = canonical(url)
        here, authorization = _sendable(url)
        own = found_on is None or (host_of(here) == host_of(found_on) and host_of(here) in self._inside)
        private_ok = own or self.settings.allow_private
        headers = {"User-Agent": self.settings.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}
        return Trip(asked, here, 0.0, private_ok=private_ok, headers=headers, authorization=authorization)

    def _try(self, trip: Trip) -> Page | NotModified:
        """Follow the address; ask again while that may help and there is time."""
        start = replace(trip)
        attempt = 0
        while True:
            try:
                page = self._follow(trip)
            except FetchError as error:
                if not error.passing or not self._pause(error, attempt, trip):
                    raise
            else:
                broken = NoAnswer(trip.asked, "the page ended too early")
                if isinstance(page, NotModified) or not page.cut or not self._pause(broken, attempt, trip):
                    return page
            attempt += 1
            trip.here, trip.hops, trip.authorization = start.here, start.hops, start.authorization
            trip.permanent, trip.private_ok = start.permanent, start.private_ok

    def _pause(self, error: FetchError, attempt: int, trip: Trip) -> bool:
        """Wait before the next attempt; False if there shall be none."""
        host = host_of(trip.here)
        if error.retry_after_s is not None:
            self.politeness.leave_alone(host, error.retry_after_s)
        if attempt >= self.settings.limits.max_retries or self.politeness.tired(host):
            return False
        pause = pause_s(error, attempt, self.clock.chance())
        if self.clock.monotonic() + pause >= trip.deadline:
            return False
        try:
            self.clock.sleep(pause)
        except Stopped:
            return False
        return True

    def _follow(self, trip: Trip) -> Page | NotModified:
        limits = self.settings.limits
        cookies = httpx.Cookies()
        met = set()
        while True:
            self._check_robots(trip)
            appetite = Appetite(trip.asked, limits, limits.max_page_bytes)
            answer = self._exchange(trip, appetite, cookies)
            location = answer.header("location") if answer.status in REDIRECTS else None
            if location is None:
                return judge(answer, self._facts(trip))
            self._move(trip, answer.status, location)
            place = (trip.here, repr(sorted(cookies.items())))
            if place in met:
                raise BadAnswer(trip.asked, "redirects in a circle", status=answer.status)
            if trip.hops > limits.max_redirects:
                raise BadAnswer(trip.asked, f"more than {limits.max_redirects} redirects", status=answer.status)
            met.add(place)

    def _move(self, trip: Trip, status: int, location: str) -> None:
        """Go where a redirect leads. Raises BadAnswer or NotAPage if that is nowhere for us."""
        try:
            target = can_ada.parse(trip.here) + location.strip()
            here, _ = _sendable(target.href)
        except (ValueError, BadUrl) as error:
            if "://" in location and not location.lower().startswith("http"):
                raise NotAPage(trip.asked, f"redirects to an address that is not http ({location[:60]})") from error
            raise BadAnswer(trip.asked, f"redirects to {location[:60]!r}, which is no address") from error
        before, after = host_of(trip.here), host_of(here)
        if _origin(trip.here) != _origin(here):
            trip.authorization = None
        trip.private_ok = self.settings.allow_private or before in self._inside
        trip.permanent = trip.permanent and status in PERMANENT
        trip.hops += 1
        trip.here = here
        if before != after:
            trip.deadline += self.politeness.wait(after, trip.asked)

    def _check_robots(self, trip: Trip) -> None:
        if self.settings.ignore_robots:
            return
        self._thread.trip = trip
        host = host_of(trip.here)
        rules = self._robots.rules(_origin(trip.here), host)
        self.politeness.crawl_delay(host, rules.crawl_delay_s)
        if not rules.allows(trip.here):
            raise RobotsRefused(trip.asked, rules.rule(trip.here), rules.url)

    def _ask_robots(self, url: str) -> RobotsFile:
        """robots.txt at that address, asked for within the deadline of the trip that needs it (RFC 9309, 2.3.1)."""
        needed: Trip = self._thread.trip
        trip = replace(needed, here=url, hops=0, authorization=None, headers=_unconditional(needed.headers))
        appetite = Appetite(needed.asked, self.settings.limits, MAX_BYTES, clip=True)
        cookies = httpx.Cookies()
        while True:
            answer = self._exchange(trip, appetite, cookies)
            location = answer.header("location") if answer.status in REDIRECTS else None
            if location is None or trip.hops == 5:
                status = answer.status if location is None else 404
                return RobotsFile(answer.content.decode("utf-8-sig", "replace"), status, self.clock.now())
            self._move(trip, answer.status, location)

    def _exchange(self, trip: Trip, appetite: Appetite, cookies: httpx.Cookies) -> Answer:
        """One request and its answer. Raises FetchError."""
        host = host_of(trip.here)
        if self._transport is None:
            raise RuntimeError("a Fetcher is used in a with statement")
        self._guard.begin(trip)
        try:
            self._guard.use(private_literal(urlsplit(trip.here).hostname or ""))
            with self.politeness.turn(host):
                began = self.clock.monotonic()
                request = httpx.Request("GET", trip.here, headers=trip.headers)
                request.extensions["timeout"] = step_timeouts(self.settings.limits)
                if trip.authorization:
                    request.headers["Authorization"] = trip.authorization
                if cookies:
                    cookies.set_cookie_header(request)
                response = self._transport.handle_request(request)
                response.request = request
                self.politeness.answered(host, self.clock.monotonic() - began)
                try:
                    if "set-cookie" in response.headers:
                        cookies.extract_cookies(response)
                    return self._take(response, appetite)
                finally:
                    response.close()
        except BELOW as error:
            raise trouble(trip.asked, error, self.settings.limits) from error
        finally:
            if trip.ip is not None and not is_public(trip.ip):
                self._inside.add(host)

    def _take(self, response: httpx.Response, appetite: Appetite) -> Answer:
        headers = tuple((name, value) for name, value in response.headers.multi_items() if name != "set-cookie")
        status = response.status_code
        if status == 200 and not appetite.clip:
            kind = not_a_page_type(response.headers.get("content-type", ""))
            if kind is not None:
                raise NotAPage(appetite.asked, f"not a page but {kind}", status=status)
        elif status != 200:
            appetite = replace(appetite, max_bytes=self.settings.limits.max_odd_bytes, clip=True)
        content, cut = read_body(response, appetite, self._memory, lambda: self._guard.left_s(None))
        return Answer(status, headers, content, cut)

    def _facts(self, trip: Trip) -> Facts:
        return Facts(
            asked=trip.asked,
            final_url=canonical(trip.here) if trip.hops else trip.asked,
            seen_at=self.clock.now(),
            elapsed_ms=round((self.clock.monotonic() - trip.began) * 1000),
            permanent=trip.hops > 0 and trip.permanent,
            conditional=trip.headers != _unconditional(trip.headers),
            max_bytes=self.settings.limits.max_page_bytes,
        )


def host_of(url: str) -> str:
    """The host that politeness counts: with its port where that is not the usual one."""
    return urlsplit(url).netloc.rpartition("@")[2]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _sendable(url: str) -> tuple[str, str | None]:
    """The address as it is sent, and the Authorization that its user and password stand for."""
    parsed = can_ada.parse(url.strip())
    if parsed.protocol not in {"http:", "https:"} or not parsed.hostname:
        raise BadUrl(url, "only http and https addresses can be archived")
    user, password = parsed.username, parsed.password
    parsed.username = parsed.password = parsed.hash = ""
    if not user and not password:
        return parsed.href, None
    pair = unquote_to_bytes(user) + b":" + unquote_to_bytes(password)
    return parsed.href, f"Basic {base64.b64encode(pair).decode('ascii')}"


def _unconditional(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if not name.startswith("If-")}
