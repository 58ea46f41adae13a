"""An article as it was: every value of one and the same look."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.archive.history.state import State
from newsgrab.article import Article, Block, BlockKind
from newsgrab.errors import BadRef
from newsgrab.extraction_result import Part
from newsgrab.outcomes import Outcome
from newsgrab.page import NotModified
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, WEDNESDAY, look

DRY = replace(FLOOD, title="النهر ينحسر عن السوق القديم", views=90, related=FLOOD.related[:1])
DRY_BLOCKS = tuple(
    Block(BlockKind.PARAGRAPH, text) for text in ("The river fell in the night.", "The market opened again.")
)
LATER = WEDNESDAY + timedelta(days=1)


def counted(article: Article, views: int) -> Article:
    """The article with another view count, its own and that of what it recommends."""
    return replace(
        article, views=views, views_text=str(views), related=tuple(replace(r, views=views) for r in article.related)
    )


@pytest.fixture
def told(archive: Archive) -> Archive:
    """Looks 1 and 2 saw the flood, 3 a login, 4 and 5 what followed it, the last of them by the server's word."""
    archive.record(*look(counted(FLOOD, 16), MONDAY, content=b"first"))
    archive.record(*look(counted(FLOOD, 40), MONDAY + timedelta(hours=1), content=b"second"))
    archive.record(*look(None, MONDAY + timedelta(hours=2), content=b"login"))
    archive.record(*look(counted(DRY, 90), TUESDAY, content=b"third"))
    archive.record_not_modified(NotModified(URL, URL, WEDNESDAY, (("etag", '"a"'),)))
    return archive


def values(archive: Archive, state: State) -> tuple[int, int, str, int | None, list[int | None], bytes | None]:
    """Look, version, title, views, the views in the related block, and the page."""
    article = state.article
    page = archive.history.page_of_look(state.look)
    return state.look.number, state.version, article.title, article.views, [r.views for r in article.related], page


FIRST = (1, 1, FLOOD.title, 16, [16, 16], b"first")
SECOND = (2, 1, FLOOD.title, 40, [40, 40], b"second")
THIRD = (4, 2, DRY.title, 90, [90], b"third")


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("1@1", FIRST),
        ("1@2", THIRD),
        ("1@2025-03-03T14:02Z", FIRST),
        ("1@2025-03-03T15:02Z", SECOND),
        ("1@2025-03-04T14:00Z", SECOND),
        ("1", (5, *THIRD[1:])),
    ],
)
def test_all_values_are_of_one_look(told: Archive, ref: str, found: tuple[object, ...]) -> None:
    """Of a version its first look, of a time the last until then, else the last of all."""
    assert values(told, told.history.state(told.resolve(ref))) == found


@pytest.mark.parametrize(("number", "found"), [(1, FIRST), (2, SECOND), (4, THIRD), (5, (5, *THIRD[1:]))])
def test_each_look_can_be_asked_for(told: Archive, number: int, found: tuple[object, ...]) -> None:
    """A look at which the server said "not modified" shows the page that it said that of."""
    assert values(told, told.history.state_of_look(told.resolve("1"), number)) == found


def test_a_look_says_which_it_is_and_when_its_page_was_given(told: Archive) -> None:
    """The server's word is of Wednesday, the page of Tuesday."""
    last = told.history.state(told.resolve("1"))
    assert (last.look.looks, last.look.outcome) == (5, Outcome.NOT_MODIFIED)
    assert (last.look.at[:10], (last.look.read_at or "")[:10]) == ("2025-03-05", "2025-03-04")
    assert (last.first_seen_at[:10], last.last_seen_at[:10]) == ("2025-03-04", "2025-03-05")
    then = told.history.state(told.resolve("1"), MONDAY)
    assert (then.first_seen_at, then.last_seen_at) == (then.look.at, then.look.at)


@pytest.mark.parametrize(("number", "why"), [(3, "read no article"), (6, "looks 1 to 5"), (0, "looks 1 to 5")])
def test_a_look_that_read_nothing_is_told(told: Archive, number: int, why: str) -> None:
    """There is nothing to show of it but, perhaps, its page."""
    ref = told.resolve("1")
    with pytest.raises(BadRef, match=why):
        told.history.state_of_look(ref, number)
    assert told.history.page_of_look(told.history.look(ref, 3)) == b"login"


def test_nothing_is_known_of_the_time_before_the_first_look(told: Archive) -> None:
    """The message says when that was."""
    with pytest.raises(BadRef, match="first seen at 2025-03-03T14:02"):
        told.history.state(told.resolve("1"), MONDAY - timedelta(days=1))


def test_a_part_of_the_text_is_not_what_the_article_was(archive: Archive) -> None:
    """A later look at half of the page is passed over, but can be asked for; before the whole came, it is all."""
    page, reading = look(replace(FLOOD, blocks=FLOOD.blocks[:1], views=12), MONDAY)
    archive.record(page, replace(reading, part=Part.PAYWALL))
    ref = archive.resolve("1")
    assert archive.history.state(ref).look.part == Part.PAYWALL
    archive.record(*look(FLOOD, TUESDAY))
    page, reading = look(replace(FLOOD, blocks=FLOOD.blocks[:1], views=99), WEDNESDAY)
    archive.record(page, replace(reading, part=Part.PAYWALL))
    assert archive.history.state(ref).article.views == 16
    assert archive.history.state(ref, MONDAY).article.views == 12
    assert archive.history.state_of_look(ref, 3).article.body == FLOOD.blocks[0].text


@pytest.mark.parametrize(("at", "since"), [(MONDAY, None), (TUESDAY, TUESDAY), (WEDNESDAY, TUESDAY), (LATER, None)])
def test_it_is_told_whether_the_article_was_gone_then(archive: Archive, at: datetime, since: datetime | None) -> None:
    """Since the look that found it gone, until the one that found it there again."""
    archive.record(*look(FLOOD, MONDAY))
    for day in (TUESDAY, WEDNESDAY):
        archive.record_other(URL, Outcome.GONE, "HTTP 404", at=day)
    archive.record(*look(FLOOD, LATER))
    found = archive.history.state(archive.resolve("1"), at)
    assert (found.gone_since or "")[:16] == (f"{since:%Y-%m-%dT%H:%M}" if since else "")


def test_related_links_and_views_are_those_of_the_version(told: Archive) -> None:
    """The block as the look found it, with what had stood there until then; the counts of its time."""
    then = told.history.related(told.resolve("1@1"))
    assert [(entry.current, entry.views, entry.looks) for entry in then] == [(True, 16, 1), (True, 16, 1)]
    now = told.history.related(told.resolve("1"))
    assert [(entry.current, entry.looks) for entry in now] == [(True, 3), (False, 2)]
    assert [point.views for point in told.history.views(told.resolve("1@1"))] == [16, 40]
    assert [point.views for point in told.history.views(told.resolve("1@2"))] == [90]


def test_tags_and_times_of_the_page_are_those_of_the_look(archive: Archive) -> None:
    """What changes without making a version is shown as the look that is asked for read it, not as a later one."""
    for day, tag in ((MONDAY, "flood"), (WEDNESDAY, "market"), (LATER, "council")):
        tagged = replace(FLOOD, tags=(tag,), updated_at=day - timedelta(hours=1))
        archive.record(*look(tagged, day, content=tag.encode()))
        if day == MONDAY:
            archive.record_not_modified(NotModified(URL, URL, TUESDAY, ()))

    def tags(ref: str) -> tuple[str, ...]:
        return archive.history.state(archive.resolve(ref)).article.tags

    assert [tags(ref) for ref in ("1@1", "1@2025-03-04T14:02Z", "1@2025-03-05T14:02Z", "1")] == [
        ("flood",),
        ("flood",),
        ("market",),
        ("council",),
    ]
    ref = archive.resolve("1")
    assert archive.history.state_of_look(ref, 2).article.tags == ("flood",)
    (version,) = archive.query.rows("snapshots", Filters())
    assert (version["tags"], str(version["seen_at"])[:10], str(version["updated_at"])[:10]) == (
        ["flood"],
        "2025-03-03",
        "2025-03-03",
    )
    (then,) = archive.query.rows("articles", Filters(at=TUESDAY))
    assert (then["tags"], str(then["updated_at"])[:10]) == (["flood"], "2025-03-03")


def test_a_version_that_began_with_a_part_is_shown_as_the_whole(archive: Archive) -> None:
    """As the look read it that completed it, though the part had made it a version."""
    for day, blocks in ((MONDAY, FLOOD.blocks[:1]), (TUESDAY, DRY_BLOCKS[:1])):
        page, reading = look(replace(FLOOD, blocks=blocks), day)
        archive.record(page, replace(reading, part=Part.PAYWALL))
    for day, tag in ((WEDNESDAY, "flood"), (LATER, "market")):
        archive.record(*look(replace(FLOOD, blocks=DRY_BLOCKS, tags=(tag,)), day, content=tag.encode()))
    state = archive.history.state(archive.resolve("1@2"))
    assert (state.look.number, state.article.tags) == (3, ("flood",))
    _, version = archive.query.rows("snapshots", Filters())
    assert (version["tags"], str(version["seen_at"])[:10]) == (["flood"], "2025-03-05")


def test_a_part_with_which_an_article_came_back_is_not_its_text(archive: Archive) -> None:
    """The whole that was read before is shown."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record_other(URL, Outcome.GONE, "HTTP 404", at=TUESDAY)
    page, reading = look(replace(FLOOD, blocks=FLOOD.blocks[:1], tags=("wall",)), WEDNESDAY)
    archive.record(page, replace(reading, part=Part.PAYWALL))
    state = archive.history.state(archive.resolve("1"))
    assert (state.look.number, state.article.tags) == (1, FLOOD.tags)
