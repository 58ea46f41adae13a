"""robots.txt, RFC 9309."""

from __future__ import annotations

import time
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protego import Protego

from newsgrab.errors import Failed, NoAnswer, RobotsRefused
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.robots import Robots, RobotsFile, forbids_archiving
from newsgrab.host import Host
from newsgrab.page import Page
from tests.fetch.conftest import HURRIED, Slept
from tests.servers import Rogue, Talk, answer, redirect

PAGE = b"<title>News</title><p>The bridge is open.</p>"
RULES = """
User-agent: *
Disallow: /private
Disallow: /*.pdf$
Allow: /private/open
Crawl-delay: 4

User-agent: newsgrab
User-agent: otherbot
Disallow: /no-archive/
Disallow: /خبر

Sitemap: https://courier.example/news.xml
"""


def rules(text: str, token: str = "newsgrab", status: int | None = 200) -> Robots:
    file = RobotsFile(text, status, datetime(2026, 3, 2, tzinfo=UTC))
    return Robots(file, "https://courier.example/robots.txt", token)


@pytest.mark.parametrize(
    ("token", "path", "rule"),
    [
        ("anybody", "/private/x", "Disallow: /private"),
        ("anybody", "/private/open/x", None),
        ("anybody", "/a.pdf", "Disallow: /*.pdf$"),
        ("anybody", "/a.pdf?x", None),
        ("newsgrab", "/private/x", None),
        ("newsgrab", "/no-archive/x", "Disallow: /no-archive/"),
        ("newsgrab", "/%D8%AE%D8%A8%D8%B1/1", "Disallow: /خبر"),
    ],
)
def test_the_rule_that_forbids_is_named(token: str, path: str, rule: str | None) -> None:
    """The longest line of the group that is ours."""
    robots = rules(RULES, token)
    url = f"https://courier.example{path}"
    assert robots.allows(url) is (rule is None)
    if rule:
        assert robots.rule(url) == rule


LINES = st.sampled_from(
    [
        "User-agent: newsgrab", "user-agent : News*Grab # us", "User-agent: news", "User-agent n", "useragent: *",
        "User-agent: ***", "User-agent: newsgrabber", "User-agent:", "User agent bot", "User-agent: bot", "# note", "",
        "Disallow: /", "Disallow: /a", "Disallow:", "Allow: /a/b", "Dissallow: /b*c", "Crawl-delay: 2", "Sitemap: /s",
    ]
)  # fmt: skip


@given(lines=st.lists(LINES, max_size=12), path=st.sampled_from(["/", "/a", "/a/b", "/bc"]))
@settings(max_examples=100, deadline=None)
def test_names_of_others_change_nothing(lines: list[str], path: str) -> None:
    """A file is read as if every group of it were kept."""
    text, url = "\n".join(lines), f"https://courier.example{path}"
    whole = Protego.parse(text)
    assert rules(text).allows(url) == whole.can_fetch(url, "newsgrab")
    assert rules(text).crawl_delay_s == (whole.crawl_delay("newsgrab") or 0)


NAMES = "".join(f"User-agent: bot{n}\n" for n in range(5_000))
SPELLINGS = "".join(f"User-agent: {'*' * n}newsgrab\n" for n in range(600))
PATHS = "".join(f"Disallow: /{n}\n" for n in range(6_000))


@pytest.mark.parametrize("text", [NAMES + PATHS, SPELLINGS + PATHS], ids=["others", "ways to write one name"])
def test_names_and_rules_of_a_file_do_not_multiply(text: str) -> None:
    """It is read in the thread that fetches."""
    began = time.process_time()
    assert rules(text).allows("https://courier.example/a")
    assert time.process_time() - began < 2


@pytest.mark.parametrize("place", [0, 1, 7, 36])
def test_longest_of_the_rules_that_forbid_is_named(place: int) -> None:
    """Wherever it stands, and whatever shorter ones forbid too."""
    lines = ["/", "/n", *(f"*{n}" for n in range(35))]
    lines.insert(place, "/news")
    robots = rules("User-agent: *\n" + "".join(f"Disallow: {line}\n" for line in lines))
    assert robots.rule("https://courier.example/news/12") == "Disallow: /news"
    assert robots.rule("https://courier.example/12") == "Disallow: *12"


@pytest.mark.parametrize("agent", ["User-agent: *", "useragent: *", "User agent *"])
def test_the_rule_is_named_however_the_line_above_is_spelt(agent: str) -> None:
    """As it is heeded."""
    robots = rules(f"User agent: other\nDisallow: /news/1\n\n{agent}\nDisallow: /news")
    assert not robots.allows("https://courier.example/news/12")
    assert robots.rule("https://courier.example/news/12") == "Disallow: /news"


@pytest.mark.parametrize(
    "text",
    [
        "Disallow: /news\nUser-agent: *\nDisallow: /n",
        "User-agent: newsgrab\nDisallow: /n\nUser-agent: other\nDisallow: /news",
        "User-agent: other\nDisallow: /news\nUser-agent: newsgrab\nUser-agent: third\nDisallow: /n",
    ],
    ids=["of nobody", "of others below", "of others above"],
)
def test_a_longer_rule_that_is_not_ours_is_not_named(text: str) -> None:
    """It forbids us nothing."""
    assert rules(text).rule("https://courier.example/news/12") == "Disallow: /n"


def test_delay_and_sitemaps_are_read() -> None:
    """Crawl-delay, Request-rate, Sitemap."""
    assert rules(RULES, "anybody").crawl_delay_s == 4
    assert rules(RULES).crawl_delay_s == 0
    assert rules("User-agent: *\nRequest-rate: 1/10s").crawl_delay_s == 10
    assert rules(RULES).sitemaps == ("https://courier.example/news.xml",)


@pytest.mark.parametrize("status", [404, 403, 401])
def test_no_file_means_no_rules(fetcher: Fetcher, server: Rogue, status: int) -> None:
    """RFC 9309, 2.3.1.3."""
    server.replies |= {"/robots.txt": answer("User-agent: *\nDisallow: /", f"{status} X"), "/a": answer(PAGE)}
    assert isinstance(fetcher.fetch(server.url("/a")), Page)


def test_a_rule_that_forbids_is_named(fetcher: Fetcher, server: Rogue) -> None:
    """With the way to ask all the same."""
    server.replies |= {"/robots.txt": answer("User-agent: *\nDisallow: /"), "/a": answer(PAGE)}
    with pytest.raises(RobotsRefused, match=r"not allowed by http.*/robots\.txt .*--ignore-robots") as caught:
        fetcher.fetch(server.url("/a"))
    assert (caught.value.outcome, caught.value.rule) == ("refused", "Disallow: /")
    assert "/a" not in server.asked()


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_in_trouble_gives_no_answer(fetcher: Fetcher, server: Rogue, status: int) -> None:
    """Nothing may be asked meanwhile (RFC 9309, 2.3.1.4), and no advice is given to do so."""
    server.replies |= {"/robots.txt": answer("User-agent: *\nDisallow: /", f"{status} X"), "/a": answer(PAGE)}
    with pytest.raises(NoAnswer, match=rf"the host's robots\.txt answers {status}$") as caught:
        fetcher.fetch(server.url("/a"))
    assert (caught.value.outcome, caught.value.status) == ("failed", status)
    assert "/a" not in server.asked()


def test_ignore_robots_does_not_even_ask(server: Rogue) -> None:
    """The person decided."""
    server.replies |= {"/robots.txt": answer("User-agent: *\nDisallow: /"), "/a": answer(PAGE)}
    with Fetcher(replace(HURRIED, ignore_robots=True)) as fetcher:
        fetcher.fetch(server.url("/a"))
    assert server.asked() == ["/a"]


def test_host_that_a_redirect_leads_to_is_asked_too(fetcher: Fetcher, server: Rogue, other: Rogue) -> None:
    """Its rules hold for its pages."""
    server.replies["/a"] = redirect(other.url("/b"))
    other.replies |= {"/robots.txt": answer("User-agent: *\nDisallow: /b"), "/b": answer(PAGE)}
    with pytest.raises(RobotsRefused, match="Disallow: /b"):
        fetcher.fetch(server.url("/a"))
    assert other.asked() == ["/robots.txt"]


def test_rules_are_asked_for_once_a_day(server: Rogue, slept: Slept) -> None:
    """Within a run and from run to run."""
    server.replies |= {"/robots.txt": answer("User-agent: *\nDisallow: /x"), "/a": answer(PAGE)}
    with Fetcher(HURRIED, clock=slept.clock()) as fetcher:
        fetcher.fetch(server.url("/a"))
        fetcher.fetch(server.url("/a"))
        remembered = {host.name: host for host in fetcher.remembered()}
    assert server.asked().count("/robots.txt") == 1
    with Fetcher(HURRIED, clock=slept.clock(), hosts=remembered) as later:
        with pytest.raises(RobotsRefused):
            later.fetch(server.url("/x"))
        assert server.asked().count("/robots.txt") == 1
        slept.at += 24 * 3600
        later.fetch(server.url("/a"))
    assert server.asked().count("/robots.txt") == 2


@pytest.mark.parametrize(
    ("status", "hours", "asked"),
    [(200, -1, 1), (200, 0, 0), (200, 23, 0), (200, 24, 1), (404, 23, 0), (499, 23, 0), (500, 0.9, 0), (500, 1.1, 1)],
)
def test_remembered_rules_are_good_for_a_day(
    server: Rogue, slept: Slept, status: int, hours: float, asked: int
) -> None:
    """Those of an earlier run, too, a trouble for an hour; a clock that went back makes them no better."""
    server.replies |= {"/robots.txt": answer("User-agent: *\nAllow: /"), "/a": answer(PAGE)}
    name = server.url("")
    earlier = Host(
        name, robots="User-agent: *\nAllow: /", robots_status=status, robots_at=slept.now() - timedelta(hours=hours)
    )
    with Fetcher(HURRIED, clock=slept.clock(), hosts={name: earlier}) as fetcher, suppress(NoAnswer):
        fetcher.fetch(server.url("/a"))
    assert server.asked().count("/robots.txt") == asked


def test_huge_file_is_read_up_to_500_kib(fetcher: Fetcher, server: Rogue) -> None:
    """What stands at the end of megabytes does not count; what stands in front does."""

    def endless(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /x\n")
        while talk.wait(0):
            talk.send(b"# nothing\n" * 1000)

    server.replies |= {"/robots.txt": endless, "/a": answer(PAGE)}
    assert isinstance(fetcher.fetch(server.url("/a")), Page)
    with pytest.raises(RobotsRefused):
        fetcher.fetch(server.url("/x"))


@pytest.mark.parametrize(("kib", "allowed"), [(499, False), (500, True)])
def test_what_stands_within_500_kib_counts(fetcher: Fetcher, server: Rogue, kib: int, *, allowed: bool) -> None:
    """And nothing beyond."""
    text = "User-agent: *\nAllow: /\n".ljust(kib * 1024 - 1, "#") + "\nDisallow: /a\n"
    server.replies |= {"/robots.txt": answer(text), "/a": answer(PAGE)}
    with nullcontext() if allowed else pytest.raises(RobotsRefused):
        fetcher.fetch(server.url("/a"))


def test_file_that_hangs_costs_no_more_than_the_deadline(fetcher: Fetcher, server: Rogue) -> None:
    """The time for robots.txt is the address's own."""

    def hang(talk: Talk) -> None:
        talk.wait(30)

    server.replies |= {"/robots.txt": hang, "/a": answer(PAGE)}
    with pytest.raises(Failed):
        fetcher.fetch(server.url("/a"))
    assert "/a" not in server.asked()


def test_server_that_is_not_there_is_no_matter_of_robots(fetcher: Fetcher) -> None:
    """The reason is the connection."""
    with pytest.raises(NoAnswer, match="no connection"):
        fetcher.fetch("http://127.0.0.1:1/a")


@pytest.mark.parametrize(
    ("value", "forbidden"),
    [
        ("noarchive", True),
        ("noindex, NoArchive", True),
        ("none", True),
        ("newsgrab: noarchive", True),
        ("otherbot: noarchive", False),
        ("max-snippet: 20, noarchive", True),
        ("all", False),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST", False),
    ],
)
def test_x_robots_tag_may_forbid_archiving(value: str, forbidden: bool) -> None:  # noqa: FBT001
    """For everybody, or for us by name."""
    assert forbids_archiving((("content-type", "text/html"), ("x-robots-tag", value)), "newsgrab") is forbidden


@pytest.mark.parametrize(
    ("text", "pause_s"),
    [("Crawl-delay: 3", 3), ("Request-rate: 1/8", 8), ("Request-rate: 4/8", 2),
     ("Crawl-delay: 3\nRequest-rate: 1/8", 8)],
)  # fmt: skip
def test_pause_that_a_host_wants_is_the_longest_it_names(text: str, pause_s: float) -> None:
    """By either line."""
    file = RobotsFile(f"User-agent: *\n{text}\n", 200, datetime(2026, 3, 2, tzinfo=UTC))
    assert Robots(file, "https://courier.example/robots.txt", "newsgrab").crawl_delay_s == pause_s


@pytest.mark.parametrize(("status", "allowed"), [(200, False), (299, False), (300, True), (404, True), (499, True)])
def test_rules_are_what_a_success_says(status: int, *, allowed: bool) -> None:
    """Whatever else stands in an answer that is none."""
    file = RobotsFile("User-agent: *\nDisallow: /\n", status, datetime(2026, 3, 2, tzinfo=UTC))
    rules = Robots(file, "https://courier.example/robots.txt", "newsgrab")
    assert rules.allows("https://courier.example/a") is allowed
