"""What one look leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.archive.care.verify import Finding, verify
from newsgrab.archive.editorial import storable
from newsgrab.article import Article, Block, BlockKind, Related
from newsgrab.errors import ReadingFailed
from newsgrab.extraction_result import ExtractionResult, Part, Verdict
from newsgrab.outcomes import Outcome
from newsgrab.page import NotModified, Page
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, WEDNESDAY, look


def test_a_first_look_is_new_and_keeps_everything(archive: Archive) -> None:
    """The first look makes version 1, whose text, kinds and captions come back as they were."""
    kept = archive.record(*look(FLOOD, MONDAY))
    assert (kept.outcome, kept.version, kept.views, kept.related) == (Outcome.NEW, 1, 16, 2)
    back = archive.history.article(archive.resolve(URL))
    assert back.blocks == FLOOD.blocks
    assert back.body == FLOOD.body
    assert (back.title, back.category, back.authors, back.published_at) == (
        FLOOD.title,
        FLOOD.category,
        FLOOD.authors,
        FLOOD.published_at,
    )


def test_same_text_again_is_a_visit_not_a_snapshot(archive: Archive) -> None:
    """Another view count, a reshuffled related block and moved counters leave the version as it is."""
    archive.record(*look(FLOOD, MONDAY))
    shuffled = tuple(replace(item, views=(item.views or 0) + 5) for item in reversed(FLOOD.related))
    kept = archive.record(*look(replace(FLOOD, views=17, related=shuffled), TUESDAY))
    ref = archive.resolve(URL)
    assert kept.outcome is Outcome.UNCHANGED
    assert [version.number for version in archive.history.versions(ref)] == [1]
    assert [(point.views, point.at[:10]) for point in archive.history.views(ref)] == [
        (16, "2025-03-03"),
        (17, "2025-03-04"),
    ]


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        ({"title": "النهر يغمر السوق"}, "title"),
        ({"blocks": (*FLOOD.blocks, Block(BlockKind.PARAGRAPH, "وعاد الهدوء."))}, "body"),
        ({"category": "طقس"}, "category"),
        ({"authors": ()}, "authors"),
        ({"published_at": TUESDAY}, "published_at"),
        ({"language": "fa"}, "language"),
    ],
)
def test_an_edit_makes_a_version_that_names_its_field(archive: Archive, edit: dict[str, object], field: str) -> None:
    """One editorial field changed: version 2, naming it."""
    archive.record(*look(FLOOD, MONDAY))
    kept = archive.record(*look(replace(FLOOD, **edit), TUESDAY))  # type: ignore[arg-type]
    assert (kept.outcome, kept.version, kept.changed) == (Outcome.CHANGED, 2, (field,))


@pytest.mark.parametrize(
    "same",
    [
        {"title": "النهر  يغمر\u200f السوق القديم"},
        {"title": "النهر\u200c يغـــمر السوق\u061c القديم"},
        {"updated_at": TUESDAY},
        {"tags": ("سوق",)},
        {"image": "https://courier.example/a.jpg"},
        {"authors": ("ليلى الحمصي",)},
        {"blocks": tuple(block for block in FLOOD.blocks if block.kind is not BlockKind.CAPTION)},
    ],
)
def test_what_no_reader_takes_for_an_edit_is_none(archive: Archive, same: dict[str, object]) -> None:
    """Blanks, invisible marks, tags, pictures and captions make no version."""
    archive.record(*look(FLOOD, MONDAY))
    assert archive.record(*look(replace(FLOOD, **same), TUESDAY)).outcome is Outcome.UNCHANGED  # type: ignore[arg-type]


def test_a_text_that_returns_is_a_version_of_its_own(archive: Archive) -> None:
    """A, B, A are three versions, since each is compared with the one before."""
    edited = replace(FLOOD, title="النهر يغمر السوق")
    outcomes = [
        archive.record(*look(text, at)).version for text, at in ((FLOOD, MONDAY), (edited, TUESDAY), (FLOOD, WEDNESDAY))
    ]
    assert outcomes == [1, 2, 3]


def test_an_edit_has_time_bounds(archive: Archive) -> None:
    """The bounds of an edit are the last look at the old text and the first at the new one."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(replace(FLOOD, title="النهر يغمر السوق"), TUESDAY))
    first, second = archive.history.versions(archive.resolve(URL))
    assert (first.not_before, first.last_seen_at) == (None, "2025-03-03T14:02:00.000Z")
    assert (second.not_before, second.first_seen_at) == ("2025-03-03T14:02:00.000Z", "2025-03-04T14:31:00.000Z")


def test_related_counts_feed_the_series_of_other_articles(archive: Archive) -> None:
    """A count printed in a related block is a point of that article's series, before it was ever fetched."""
    archive.record(*look(FLOOD, MONDAY))
    points = archive.connection.execute("SELECT url, views, position FROM view_series ORDER BY position").fetchall()
    assert [tuple(point) for point in points] == [
        (URL, 16, 0),
        ("https://courier.example/article/7", 9, 1),
        ("https://courier.example/article/8", 20, 2),
    ]


def test_a_related_block_has_its_own_history(archive: Archive) -> None:
    """What was promoted, where, and from when to when."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(replace(FLOOD, related=FLOOD.related[:1]), TUESDAY))
    entries = archive.history.related(archive.resolve(URL))
    assert [(entry.title, entry.current, entry.looks, entry.views) for entry in entries] == [
        ("جسر جديد على النهر", True, 2, 9),
        ("السوق يستعد للعيد", False, 1, 20),
    ]


def test_a_page_without_an_article_is_a_visit_and_no_version(archive: Archive) -> None:
    """A login wall leaves the text as it was and is kept as a look with its reason."""
    archive.record(*look(FLOOD, MONDAY))
    kept = archive.record(*look(None, TUESDAY))
    ref = archive.resolve(URL)
    assert (kept.outcome, kept.reason) == (Outcome.BLOCKED, "asks for a login")
    assert [visit.outcome for visit in archive.history.visits(ref)] == [Outcome.NEW, Outcome.BLOCKED]
    assert len(archive.history.versions(ref)) == 1


def test_the_page_of_an_answer_that_was_no_article_is_kept_if_it_is_not_large(archive: Archive) -> None:
    """A megabyte is; a byte more is not, though the look is."""
    for day, size in enumerate((1_000_000, 1_000_001)):
        archive.record(*look(None, MONDAY + timedelta(days=day), content=bytes([day]) * size))
    summary = archive.query.summary()
    assert (summary.visits, summary.pages) == (2, 1)


LAST = FLOOD.blocks[-1]
ENDINGS = {  # how the last paragraph reads at another look, and whether the page of the look before it was cut off
    "within a sentence": ("قدّر التجار", True),
    "within a word": ("قدّر التجار خسا", True),
    "at dots": ("قدّر التجار […]", True),
    "before the stop": (LAST.text.removesuffix("."), False),
    "another word": ("قدّر التجار خسائرهم بنحو مليوني ليرة.", False),
    "a sentence less": (None, False),
}


@pytest.mark.parametrize("how", ENDINGS)
@pytest.mark.parametrize("order", [1, -1])
def test_a_text_that_stops_within_a_sentence_of_another_is_a_part_of_it(archive: Archive, how: str, order: int) -> None:
    """No edit, in any order, though its page was closed as if it were whole; what could be an edit is one."""
    ending, is_part = ENDINGS[how]
    blocks = (*FLOOD.blocks[:-1], *([replace(LAST, text=ending)] if ending else []))
    for text, at in zip((FLOOD, replace(FLOOD, blocks=blocks))[::order], (MONDAY, TUESDAY), strict=True):
        last = archive.record(*look(text, at))
    changed = [change.outcome for change in archive.history.changes(Filters())]
    assert changed == ([] if is_part else [Outcome.CHANGED])
    assert last.outcome is (Outcome.CHANGED if not is_part else (Outcome.INCOMPLETE, Outcome.COMPLETED)[order < 0])
    assert [each for each in verify(archive.path) if isinstance(each, Finding)] == []


STUB = replace(FLOOD, blocks=FLOOD.blocks[:1], truncated=True)


@pytest.mark.parametrize("part", [Part.CUT, Part.PAYWALL, Part.LIMIT])
@pytest.mark.parametrize("signs", ["pW", "Wp", "WpW", "pWp", "ppW", "WppW", "pp"])
def test_a_part_is_no_edit_of_the_whole_nor_the_whole_one_of_it(archive: Archive, part: Part, signs: str) -> None:
    """In any order: one version, its text the whole one where it was seen; nothing changed, nothing was removed."""
    for number, sign in enumerate(signs):
        page, reading = look(STUB if sign == "p" else FLOOD, MONDAY + timedelta(hours=number))
        archive.record(page, replace(reading, part=part if sign == "p" else Part.WHOLE))
    (version,) = archive.history.versions(archive.resolve(URL))
    outcomes = [visit.outcome for visit in archive.history.visits(archive.resolve(URL))]
    assert Outcome.CHANGED not in outcomes
    assert outcomes[signs.find("W")] is (Outcome.NEW if signs[0] == "W" else Outcome.COMPLETED) or "W" not in signs
    assert (version.changed, list(archive.history.changes(Filters()))) == ((), [])
    assert archive.search.removed("خسائرهم", Filters()).hits == ()
    assert archive.history.article(archive.resolve(URL)).body == (FLOOD if "W" in signs else STUB).body
    assert bool(archive.search("خسائرهم", Filters()).hits) == ("W" in signs)


def test_a_page_that_is_cut_short_replaces_nothing(archive: Archive) -> None:
    """Half an article never becomes the next version of a whole one."""
    archive.record(*look(FLOOD, MONDAY))
    page, reading = look(replace(FLOOD, blocks=FLOOD.blocks[:1]), TUESDAY)
    kept = archive.record(replace(page, incomplete=True), reading)
    assert kept.outcome is Outcome.INCOMPLETE
    ref = archive.resolve(URL)
    assert len(archive.history.versions(ref)) == 1
    assert archive.history.article(ref).blocks == FLOOD.blocks


def test_a_permanent_redirect_moves_the_article_with_its_history(archive: Archive) -> None:
    """The new address becomes the article's own; the old one still finds it; the next look is nothing new."""
    archive.record(*look(FLOOD, MONDAY))
    new_url = "https://courier.example/news/12"
    page, reading = look(replace(FLOOD, url=new_url), TUESDAY)
    moved = replace(page, final_url=new_url, permanent=True)
    assert archive.record(moved, reading).outcome is Outcome.MOVED
    assert archive.record(replace(moved, seen_at=WEDNESDAY), reading).outcome is Outcome.UNCHANGED
    assert archive.resolve(URL).url == new_url
    assert archive.resolve(new_url).article_id == archive.resolve(URL).article_id


def test_an_article_found_under_two_addresses_is_one(archive: Archive) -> None:
    """A second address whose page names the first as canonical is the same article."""
    archive.record(*look(FLOOD, MONDAY))
    page, reading = look(FLOOD, TUESDAY)
    other = replace(page, url=URL + "?amp=1", final_url=URL + "?amp=1")
    assert archive.record(other, reading).outcome is Outcome.UNCHANGED
    assert archive.query.summary().articles == 1


def test_a_page_gone_and_back_is_returned(archive: Archive) -> None:
    """After a 404 the same text is "returned"."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record_other(URL, Outcome.GONE, "HTTP 404", at=TUESDAY)
    assert archive.record(*look(FLOOD, WEDNESDAY)).outcome is Outcome.RETURNED


def test_a_better_reader_is_no_edit(archive: Archive) -> None:
    """A text that only our newer rules read differently becomes a revision of its version, not a version."""
    poor = replace(FLOOD, category=None)
    archive.record(*look(poor, MONDAY, content=b"page", recipe="1"))

    def reread(_page: Page) -> ExtractionResult:
        return ExtractionResult(Verdict.ARTICLE, "", FLOOD, recipe="2")

    kept = archive.record(*look(FLOOD, TUESDAY, recipe="2"), reread=reread)
    ref = archive.resolve(URL)
    assert kept.outcome is Outcome.UNCHANGED
    assert [(version.number, version.revision) for version in archive.history.versions(ref)] == [(1, 2)]
    assert archive.history.article(ref).category == "محليات"


def test_an_edit_is_seen_through_a_better_reader(archive: Archive) -> None:
    """When rules and text both changed, only what the text changed is named."""
    archive.record(*look(replace(FLOOD, category=None), MONDAY, content=b"page", recipe="1"))

    def reread(_page: Page) -> ExtractionResult:
        return ExtractionResult(Verdict.ARTICLE, "", FLOOD, recipe="2")

    kept = archive.record(*look(replace(FLOOD, title="عنوان آخر"), TUESDAY, recipe="2"), reread=reread)
    assert (kept.outcome, kept.version, kept.changed) == (Outcome.CHANGED, 2, ("title",))


def test_a_kept_page_that_cannot_be_read_again_loses_no_look(archive: Archive) -> None:
    """The reader of today may break off over a page of yesterday: the texts are compared as they were read."""
    archive.record(*look(FLOOD, MONDAY, content=b"page", recipe="1"))

    def reread(page: Page) -> ExtractionResult:
        raise ReadingFailed(page.url or "", "given up: the parser crashed over it")

    kept = archive.record(*look(FLOOD, TUESDAY, recipe="2"), reread=reread)
    assert kept.outcome is Outcome.UNCHANGED
    kept = archive.record(*look(replace(FLOOD, title="عنوان آخر"), WEDNESDAY, recipe="2"), reread=reread)
    assert (kept.outcome, kept.version, kept.changed) == (Outcome.CHANGED, 2, ("title",))


def test_a_damaged_kept_page_loses_no_look(archive: Archive) -> None:
    """What verify will tell is no reason to end a run."""
    archive.record(*look(FLOOD, MONDAY, content=b"page", recipe="1"))
    archive.connection.execute("UPDATE page SET zstd = x'00'")
    kept = archive.record(*look(FLOOD, TUESDAY, recipe="2"), reread=lambda _: pytest.fail("there is nothing to read"))
    assert kept.outcome is Outcome.UNCHANGED


def test_others_may_write_while_a_kept_page_is_read_again(archive: Archive) -> None:
    """A reader takes its time; the file is not locked meanwhile."""
    archive.record(*look(replace(FLOOD, category=None), MONDAY, content=b"page", recipe="1"))

    def reread(_page: Page) -> ExtractionResult:
        with Archive(archive.path) as other:
            other.connection.execute("PRAGMA busy_timeout = 0")
            other.record_other("https://courier.example/other", Outcome.GONE, "HTTP 404", at=TUESDAY)
        return ExtractionResult(Verdict.ARTICLE, "", FLOOD, recipe="2")

    assert archive.record(*look(FLOOD, TUESDAY, recipe="2"), reread=reread).outcome is Outcome.UNCHANGED


def test_text_that_utf8_cannot_hold_is_kept_with_replacements(archive: Archive) -> None:
    """A lone surrogate from a page's JSON loses nothing but itself."""
    broken: Article = replace(FLOOD, title="خبر \ud83d عاجل", tags=("\udc00",))
    archive.record(*look(broken, MONDAY))
    assert archive.history.article(archive.resolve(URL)).title == "خبر \ufffd عاجل"


@pytest.mark.parametrize(
    "changes",
    [
        {"blocks": (Block(BlockKind.PARAGRAPH, "\ud83d"),)},
        {"authors": ("\udc00",)},
        {"related": (Related("https://courier.example/b", "b", teaser="\ud800"),)},
        {"sources": {"title": "h1.\udfff"}},
    ],
)
def test_no_text_of_an_article_is_left_that_utf8_cannot_hold(changes: dict[str, Any]) -> None:
    """Wherever in the article it stands."""
    cleaned = storable(replace(FLOOD, **changes))
    assert "\ufffd" in repr((cleaned, dict(cleaned.sources)))
    assert storable(cleaned) is cleaned


def test_a_failure_inside_a_look_leaves_no_half_of_it(archive: Archive) -> None:
    """An error in mid-transaction leaves the archive as it was."""
    page, reading = look(replace(FLOOD, views=2**70), MONDAY)
    with pytest.raises(OverflowError):
        archive.record(page, reading)
    assert archive.query.summary().visits == 0
    assert archive.record(*look(FLOOD, MONDAY)).outcome is Outcome.NEW


def test_a_page_is_asked_for_changes_only_while_its_text_is_the_latest(archive: Archive) -> None:
    """A 304 answers for the text that came with its ETag: after an edit seen elsewhere that is no longer ours."""
    archive.record(*look(FLOOD, MONDAY))
    assert archive.history.validators(URL) == ('"a"', None)
    page, reading = look(replace(FLOOD, title="النهر يغمر السوق"), TUESDAY)
    other = URL + "?view=print"
    archive.record(replace(page, url=other, final_url=other, headers=(("etag", '"b"'),)), reading)
    assert archive.history.validators(URL) == (None, None)
    assert archive.history.validators(other) == ('"b"', None)


def test_what_came_of_a_look_names_the_article_as_it_is(archive: Archive) -> None:
    """Title and category also where no page came; what changed only where an edit was seen; nothing of a failure."""
    first = archive.record(*look(FLOOD, MONDAY))
    same = NotModified(URL, URL, TUESDAY, (("etag", '"a"'),), same_as=first.visit_id)
    for result in (archive.record_not_modified(same), archive.record_not_modified(replace(same, seen_at=WEDNESDAY))):
        assert (result.outcome, result.version, result.changed) == (Outcome.NOT_MODIFIED, 1, ())
        assert (result.title, result.category, result.article_id) == (FLOOD.title, FLOOD.category, 1)
    failed = archive.record_other(URL, Outcome.FAILED, "no answer", at=WEDNESDAY)
    assert (failed.title, failed.category, failed.article_id, failed.url) == (None, None, 1, URL)
    edited = archive.record(*look(replace(FLOOD, title="النهر يغمر السوق"), WEDNESDAY + timedelta(days=2)))
    late = archive.record(*look(replace(FLOOD, category="سياسة"), WEDNESDAY + timedelta(days=1)))
    assert (edited.changed, late.changed, late.renumbered != ()) == (("title",), ("category",), True)
    archive.record(*look(replace(FLOOD, title="النهر يغمر السوق"), WEDNESDAY + timedelta(days=4)))
    between = archive.record(*look(replace(FLOOD, title="النهر يغمر السوق"), WEDNESDAY + timedelta(days=3)))
    assert (between.outcome, between.version, between.changed) == (Outcome.UNCHANGED, 3, ())


def test_an_answer_that_nothing_changed_of_a_page_that_nobody_kept_says_nothing(archive: Archive) -> None:
    """Neither of an address that is new, nor of a look that is not there."""
    same = NotModified(URL, URL, TUESDAY, (("etag", '"a"'),))
    for look_id in (None, 99):
        kept = archive.record_not_modified(
            replace(same, same_as=look_id, seen_at=TUESDAY + timedelta(days=look_id or 0))
        )
        assert (kept.outcome, kept.article_id, kept.version) == (Outcome.NOT_MODIFIED, None, None)


@pytest.mark.parametrize("twin", ["https://m.courier.example/article/12", URL + "/amp", URL + "?outputType=amp"])
def test_another_form_of_the_page_is_the_same_article(archive: Archive, twin: str) -> None:
    """An AMP or mobile page without a canonical link, by its headline and text; whichever comes first."""
    looks = ((twin, Outcome.NEW, MONDAY), (URL, Outcome.UNCHANGED, TUESDAY), (twin, Outcome.UNCHANGED, WEDNESDAY))
    for asked, outcome, at in looks:
        page, reading = look(replace(FLOOD, url=asked), at, content=asked.encode())
        assert archive.record(replace(page, url=asked, final_url=asked), reading).outcome is outcome
    assert archive.resolve(URL) == archive.resolve(twin)


def test_another_text_at_such_an_address_is_another_article(archive: Archive) -> None:
    """Neither the address alone makes one of two, nor the text alone."""
    archive.record(*look(FLOOD, MONDAY))
    other = replace(
        FLOOD, title="المدارس تعود", blocks=(Block(BlockKind.PARAGRAPH, "عاد التلاميذ إلى مدارسهم صباح الأحد."),)
    )
    for number, (url, article) in enumerate(((URL + "/amp", other), (URL + "9", FLOOD)), start=2):
        page, reading = look(replace(article, url=url), MONDAY)
        kept = archive.record(replace(page, url=url, final_url=url), reading)
        assert (kept.outcome, kept.article_id) == (Outcome.NEW, number)


def test_a_clock_that_went_back_loses_no_version(archive: Archive) -> None:
    """Looks count by the time at which they were made: both texts are versions, that of the latest time is the last."""
    edited = replace(FLOOD, title="النهر يغمر السوق")
    first, second, third = (
        archive.record(*look(text, at)) for text, at in ((FLOOD, WEDNESDAY), (edited, MONDAY), (edited, TUESDAY))
    )
    assert [kept.outcome for kept in (first, second, third)] == [Outcome.NEW, Outcome.NEW, Outcome.UNCHANGED]
    assert second.renumbered == ((1, 2),)
    ref = archive.resolve(URL)
    assert archive.history.article(ref).title == FLOOD.title
    assert [version.title for version in archive.history.versions(ref)] == [edited.title, FLOOD.title]
    assert len(archive.history.visits(ref)) == 3
