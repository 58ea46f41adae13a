"""Charts of view counts: the axis is time, gaps stay gaps, rounded counts are ranges."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsgrab.archive.history.looks import Absence
from newsgrab.archive.history.series import ViewPoint
from newsgrab.archive.history.versions import Version
from newsgrab.charts.axis import number_marks, time_marks
from newsgrab.charts.braille import as_braille
from newsgrab.charts.png import as_png
from newsgrab.charts.series import Chart, EventKind, chart
from newsgrab.charts.svg import as_svg

START = datetime(2025, 3, 3, 14, 2, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


def at(hours: float) -> str:
    """A time of ours, some hours after the start."""
    return (START + timedelta(hours=hours)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def point(hours: float, views: int, text: str | None = None, position: int = 0) -> ViewPoint:
    """A count; with a text it is a rounded one."""
    return ViewPoint(at(hours), views, text, text is None, position, f"https://courier.example/{position}")


def version(number: int, hours: float) -> Version:
    """A version first seen then."""
    return Version(number, "", 1, None, at(hours), at(hours), 1, (), "t")


def busy() -> Chart:
    """Hourly counts, a week without a look, rounded counts; an edit, a removal, a return and a promotion."""
    points = [point(hour, 16 + hour) for hour in range(12)]
    points += [point(180 + hour, 12_500, "12.5K") for hour in range(5)]
    points += [point(5.5, 20, position=3)]
    return chart(points, [version(1, 0), version(2, 3)], [Absence(at(12), at(13), at(170), 2, "404", at(180))])


def drawing(svg: str, name: str) -> list[ET.Element]:
    """The elements of a class."""
    return [each for each in ET.fromstring(svg).iter() if (each.get("class") or "").split(" ")[0] == name]


def test_a_time_without_looks_is_a_gap() -> None:
    """No line leads over it, and the counts of other pages are in none."""
    shown = busy()
    assert [len(stretch) for stretch in shown.stretches] == [12, 5]
    lines = drawing(as_svg(shown, "Views"), "line")
    assert [len((line.get("points") or "").split()) for line in lines] == [12, 5]
    assert len(drawing(as_svg(shown, "Views"), "elsewhere")) == 1


def test_the_axis_is_time() -> None:
    """Twice the time is twice the way, however many looks there were."""
    shown = chart([point(0, 1), point(1, 2), point(2, 3), point(4, 4)], [version(1, 0)], [])
    x = [float(each.get("cx") or 0) for each in drawing(as_svg(shown, "Views"), "point")]
    assert abs((x[2] - x[0]) - (x[3] - x[2])) < 0.2


def test_a_rounded_count_is_a_range() -> None:
    """From what rounds to it to what was cut off to it."""
    shown = busy()
    assert {(count.low, count.high) for count in shown.stretches[1]} == {(12_450, 12_599)}
    assert len(drawing(as_svg(shown, "Views"), "range")) == 5


def test_events_are_marked() -> None:
    """Each where looks first saw it, by a sign and in words."""
    shown = busy()
    kinds = [EventKind.EDIT, EventKind.PROMOTION, EventKind.REMOVAL, EventKind.RETURN]
    assert [event.kind for event in shown.events] == kinds
    assert "2025-03-03 17:02 UTC: version 2" in as_svg(shown, "Views")
    axis = next(line for line in as_braille(shown, 80) if "└" in line)
    assert re.sub("[^a-z]", "", axis).startswith("e")
    assert {*"exr"} <= set(axis)


def test_a_drawing_is_one_file_without_anything_from_elsewhere() -> None:
    """Well-formed, with a title for those who cannot see it, no script, no style, no address but SVG's own name."""
    svg = as_svg(busy(), 'Views of <b>"quay"</b>')
    root = ET.fromstring(svg)
    assert root.findtext(f"{SVG}title") == 'Views of <b>"quay"</b>'
    elements = {"svg", "title", "rect", "line", "text", "g", "polyline", "circle"}
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= elements
    assert re.findall(r"https?://[^\"<]*", svg.replace("https://courier.example/3", "")) == [
        "http://www.w3.org/2000/svg"
    ]
    assert as_png(svg).startswith(b"\x89PNG\r\n\x1a\n")


@given(
    st.lists(st.tuples(st.floats(0, 9e4), st.integers(0, 10**12), st.booleans()), min_size=1, max_size=30),
    st.integers(20, 120),
)
def test_any_counts_can_be_drawn(counts: list[tuple[float, int, bool]], width: int) -> None:
    """All of them lie on the paper, and the dots fit into the terminal."""
    points = [point(hours, views, None if exact else str(views)) for hours, views, exact in sorted(counts)]
    shown = chart(points, [version(1, 0), version(2, 1)], [])
    for each in drawing(as_svg(shown, "Views"), "point"):
        assert 0 <= float(each.get("cx") or -1) <= 720
        assert 0 <= float(each.get("cy") or -1) <= 260
    margin = len(f"{max(number_marks(0, 2 * 10**12)):,}") + 30
    assert all(len(line) <= max(width, margin) for line in as_braille(shown, width))


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_number_marks_are_round_and_enclose(low: int, high: int) -> None:
    """Few, evenly spaced, from below the lowest to above the highest."""
    low, high = sorted((low, high))
    marks = number_marks(low, high)
    assert marks[0] <= low <= high <= marks[-1]
    assert 2 <= len(marks) <= 7
    assert len({after - before for before, after in pairwise(marks)}) == 1


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.timedeltas(timedelta(minutes=1), timedelta(36500)))  # noqa: DTZ001
def test_time_marks_lie_inside(begin: datetime, span: timedelta) -> None:
    """In order, few, each with a word."""
    begin = begin.replace(tzinfo=UTC)
    marks = time_marks(begin, begin + span)
    moments = [moment for moment, _ in marks]
    assert moments == sorted(moments)
    assert all(begin <= moment <= begin + span for moment in moments)
    assert len(marks) <= 8
