"""Lists of captures: time maps and CDX, as archives write them."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsgrab.source.captures import Capture, Span, outline, raw_address, read_cdx, read_time_map, replayed

BASE = "https://archive.example/web/"
URL = "https://courier.example/1"
MONDAY = datetime(2025, 3, 3, 14, 2, tzinfo=UTC)


def test_time_map_is_read_by_its_grammar() -> None:
    """Commas and semicolons stand inside quoted values and in addresses; relations come several at once."""
    text = (
        '<https://courier.example/a,b;c?x=1>; rel="original",\n'
        f'<{BASE}timemap/link/{URL}>; rel="self"; type="application/link-format"; from="Mon, 03 Mar 2025 14:02:00 GMT",'
        f'<{BASE}20250303140200mp_/https://courier.example/a,b;c?x=1>; rel="first memento"; '
        'title="one, two; \\"three\\""; datetime="Mon, 03 Mar 2025 14:02:00 GMT",'
        f'<{BASE}20250304140200/https://courier.example/2> ; rel=memento ; datetime="Tue, 04 Mar 2025 14:02:00 GMT",'
        '<https://archive.example/other/9f3a>;rel="memento";datetime="Tue, 04 Mar 2025 14:02:00 GMT",'
        '</timemap/2>;rel="timemap";type="application/link-format"'
    )
    found = read_time_map(text)
    assert found is not None
    assert [(each.url, each.at, each.raw_url) for each in found.captures] == [
        (
            "https://courier.example/a,b;c?x=1",
            MONDAY,
            f"{BASE}20250303140200id_/https://courier.example/a,b;c?x=1",
        ),
        ("https://courier.example/2", MONDAY + timedelta(days=1), f"{BASE}20250304140200id_/https://courier.example/2"),
    ]
    assert found.more == ("/timemap/2",)
    assert read_time_map("<!doctype html><p>no list here") is None


def test_cdx_of_wayback() -> None:
    """Rows repeat, name what is no web address, or have neither status nor digest; a blank line ends them."""
    text = (
        f"20250303140200 {URL} text/html 200 AAAA\n"
        f"20250303140200 {URL} text/html 200 AAAA\n"
        f"20250304140200 mailto:desk@courier.example text/html 200 BBBB\n"
        f"20250305140200 {URL} warc/revisit - AAAA\n"
        f"20250306140200 {URL} image/png 200 -\n"
        f"20250307140200 {URL} text/html 302 AAAA\n"
        f"20250399999999 {URL} text/html 200 CCCC\n"
        "\ncom,courier)/1 20250307\n"
    )
    found = read_cdx(text, BASE)
    assert found is not None
    assert [(each.stamp, each.status, each.digest, each.html) for each in found.captures] == [
        (20250303140200, 200, "AAAA", True),
        (20250305140200, None, "AAAA", True),
        (20250306140200, 200, None, False),
        (20250307140200, 302, None, True),
    ]
    assert found.captures[0].raw_url == f"{BASE}20250303140200id_/{URL}"
    assert found.resume_key == "com,courier)/1 20250307"


def test_cdx_of_pywb() -> None:
    """JSON lines with names of their own."""
    row = '{"urlkey": "example,courier)/1", "timestamp": "20250303140200", "url": "%s", "mime": "%s", "status": "404"}'
    found = read_cdx("\n".join([row % (URL, "text/html"), row % (URL, "application/pdf")]), BASE)
    assert found is not None
    assert [(each.status, each.digest, each.html) for each in found.captures] == [(404, None, True), (404, None, False)]
    assert found.resume_key is None


def test_what_is_no_cdx_is_told_apart() -> None:
    """An error page that says 200 is no list, and neither is broken JSON."""
    assert read_cdx("<html><p>Blocked site</html>", BASE) is None
    assert read_cdx('{"timestamp": ', BASE) is None
    assert read_cdx("Temporarily out of order please", BASE) is None


@given(st.text(max_size=400) | st.text(alphabet='<>";=, \\/rel0123456789{}\n', max_size=400))
def test_no_list_is_too_odd(text: str) -> None:
    """Whatever stands there, reading it ends without a trouble."""
    read_time_map(text)
    read_cdx(text, BASE)
    replayed(text)


@given(st.integers(800_000_000, 3_800_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)))
def test_the_address_of_a_capture_tells_what_it_is(at: datetime) -> None:
    """What is put together for an archive comes apart again."""
    assert replayed(raw_address(BASE, at, URL)) == (BASE, at, URL)


def captures(count: int, hours: int) -> list[Capture]:
    """So many captures, so many hours apart, the newest first."""
    return [Capture(URL, MONDAY + timedelta(hours=hours * n), f"{BASE}{n}") for n in reversed(range(count))]


def test_one_capture_in_each_span_of_time() -> None:
    """The first of each; bounds are from `since` on and before `until`; the order of a list means nothing."""
    every = Span(every=timedelta(days=1)).chosen(captures(72, 1))
    assert [each.at.isoformat()[:13] for each in every] == [
        "2025-03-03T14",
        "2025-03-04T00",
        "2025-03-05T00",
        "2025-03-06T00",
    ]
    bounds = Span(MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=3))
    assert [each.at.hour for each in bounds.chosen(captures(9, 1))] == [15, 16]
    assert len(Span().chosen([*captures(5, 1), *captures(5, 1)])) == 5


@given(st.integers(0, 200))
def test_an_outline_comes_first(count: int) -> None:
    """The newest, the oldest, then halves; each once; after 2^n + 1 captures no gap is larger than a 2^n-th."""
    order = [each.raw_url for each in outline(captures(count, 1)[::-1])]
    assert sorted(order) == sorted(each.raw_url for each in captures(count, 1))
    if count > 20:
        seen = sorted(int(url.removeprefix(BASE)) for url in order[:9])
        assert max(after - before for before, after in itertools.pairwise(seen)) <= count // 8 + 2
