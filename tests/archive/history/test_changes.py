"""What happened since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from newsgrab.archive import Archive, Filters
from newsgrab.archive.care.verify import Finding, verify
from newsgrab.extraction_result import Part
from newsgrab.outcomes import Outcome
from newsgrab.page import NotModified
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, WEDNESDAY, look

EDITED = replace(FLOOD, title="النهر يغمر السوق")


def test_events_come_latest_first_with_their_bounds(archive: Archive) -> None:
    """An edit lies between two looks; an article that stays gone is one event; then it returns."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(EDITED, TUESDAY))
    for day in range(3):
        archive.record_other(URL, Outcome.GONE, "HTTP 404", at=WEDNESDAY + timedelta(days=day))
    archive.record(*look(EDITED, WEDNESDAY + timedelta(days=5)))
    events = list(archive.history.changes(Filters()))
    assert [(event.outcome, event.version, event.changed) for event in events] == [
        (Outcome.RETURNED, 2, ()),
        (Outcome.GONE, 2, ()),
        (Outcome.CHANGED, 2, ("title",)),
    ]
    assert (events[2].not_before, events[2].at) == ("2025-03-03T14:02:00.000Z", "2025-03-04T14:31:00.000Z")
    assert events[1].at[:10] == "2025-03-05"
    assert (events[0].not_before, events[0].at) == ("2025-03-07T09:00:00.000Z", "2025-03-10T09:00:00.000Z")


def test_a_trouble_in_between_ends_no_absence(archive: Archive) -> None:
    """Gone, no answer, gone is one removal; gone, no answer, there is a return, also where the server says 304."""
    archive.record(*look(FLOOD, MONDAY))
    for day, (outcome, reason) in enumerate([(Outcome.GONE, "404"), (Outcome.FAILED, "no answer")] * 2):
        archive.record_other(URL, outcome, reason, at=TUESDAY + timedelta(days=day))
    unmodified = NotModified(URL, URL, TUESDAY + timedelta(days=4), (("etag", '"a"'),))
    assert archive.record_not_modified(unmodified).outcome is Outcome.RETURNED
    events = list(archive.history.changes(Filters()))
    assert [event.outcome for event in events] == [Outcome.RETURNED, Outcome.GONE]
    assert [str(event.not_before)[:10] for event in events] == ["2025-03-06", "2025-03-03"]


def test_a_text_that_comes_back_changed_says_so(archive: Archive) -> None:
    """It is an edit, bounded by the looks that read the two texts, with a word on the absence."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record_other(URL, Outcome.GONE, "404", at=TUESDAY)
    kept = archive.record(*look(EDITED, WEDNESDAY))
    assert (kept.outcome, kept.changed, kept.reason) == (Outcome.CHANGED, ("title",), "it was gone, and is back")
    back, gone = archive.history.changes(Filters())
    assert (back.not_before, back.returned) == ("2025-03-03T14:02:00.000Z", True)
    assert (gone.version, gone.title, gone.returned) == (1, FLOOD.title, False)
    assert list(archive.history.changes(Filters(), {"returned"})) == [back]
    archive.record(*look(FLOOD, WEDNESDAY + timedelta(days=1)))
    assert not next(archive.history.changes(Filters())).returned


def test_a_digest_tells_of_no_absence_that_is_over(archive: Archive) -> None:
    """Also where the article came back with another text, which is told with its words; gone again is gone."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record_other(URL, Outcome.GONE, "404", at=TUESDAY)
    archive.record(*look(EDITED, WEDNESDAY))
    [site] = archive.history.digest(TUESDAY, Filters()).sites
    assert (site.gone, [each.version for each in site.returned], [each.new for each in site.edited]) == ([], [2], [2])
    archive.record_other(URL, Outcome.GONE, "404", at=WEDNESDAY + timedelta(days=1))
    [site] = archive.history.digest(TUESDAY, Filters()).sites
    assert ([each.version for each in site.gone], site.returned) == ([2], [])


def test_the_address_that_is_gone_is_named_if_it_is_another(archive: Archive) -> None:
    """A mobile address that is no more is told as such: the article's own may live."""
    page, reading = look(FLOOD, TUESDAY)
    archive.record(replace(page, url="https://m.courier.example/article/12"), reading)
    archive.record_other("https://m.courier.example/article/12", Outcome.GONE, "404", at=WEDNESDAY)
    assert next(archive.history.changes(Filters())).reason == "404 at https://m.courier.example/article/12"


def test_an_edit_between_looks_at_two_addresses_says_so(archive: Archive) -> None:
    """The page at the one may lack what that at the other has, and nobody edited anything."""
    twin = f"{URL}/amp"
    for at, url, title in ((MONDAY, URL, "a"), (TUESDAY, twin, "b"), (WEDNESDAY, twin, "c")):
        page, reading = look(replace(FLOOD, title=f"{FLOOD.title} {title}"), at)
        archive.record(replace(page, url=url, final_url=url), reading)
    reasons = [each.reason for each in archive.history.changes(Filters())]
    assert reasons == ["", f"seen at {twin}, before at {URL}"]


def test_since_and_until_are_of_the_look(archive: Archive) -> None:
    """The publication date does not matter here."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(EDITED, TUESDAY))
    assert len(list(archive.history.changes(Filters(since=TUESDAY)))) == 1
    assert list(archive.history.changes(Filters(until=TUESDAY))) == []
    assert list(archive.history.changes(Filters(site="other.example"))) == []


def test_kinds_of_events_are_chosen_by_the_archive(archive: Archive) -> None:
    """The same as one would choose from all of them; an edit whose texts must be compared may be of any other kind."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(EDITED, TUESDAY))
    archive.record(*look(replace(EDITED, category="طقس"), WEDNESDAY))
    archive.record_other(URL, Outcome.GONE, "HTTP 404", at=WEDNESDAY + timedelta(days=1))

    def chosen(*kinds: str) -> list[tuple[str, ...]]:
        return [(each.outcome, *each.changed) for each in archive.history.changes(Filters(), kinds)]

    gone, recategorised, retitled = chosen()
    assert chosen("edited") == chosen("negation") == [recategorised, retitled]
    assert chosen("retitled") == [retitled]
    assert chosen("gone", "retitled") == [gone, retitled]
    assert chosen("returned") == chosen("moved") == []


def test_silent_edits_are_looked_for_where_no_update_is_told_first(archive: Archive) -> None:
    """Where the page begins to say when it was updated, an edit cannot be silent; all others may."""
    archive.record(*look(FLOOD, MONDAY))
    archive.record(*look(replace(EDITED, updated_at=MONDAY), TUESDAY))
    archive.record(*look(replace(FLOOD, updated_at=MONDAY), WEDNESDAY))
    archive.record(*look(EDITED, WEDNESDAY + timedelta(days=1)))
    assert [each.version for each in archive.history.changes(Filters(), ["silent"])] == [4, 3]


def test_another_headline_over_a_part_is_told(archive: Archive) -> None:
    """Behind a paywall the headline is another: no version, but an event with its words, told once."""
    part = replace(FLOOD, title="الوزير يستقيل بعد السيل", blocks=FLOOD.blocks[:1], truncated=True)
    archive.record(*look(FLOOD, MONDAY))
    for hours in (0, 1):
        page, reading = look(part, TUESDAY + timedelta(hours=hours))
        kept = archive.record(page, replace(reading, part=Part.PAYWALL))
        assert (kept.outcome, kept.version) == ((Outcome.INCOMPLETE, 1) if hours else (Outcome.RETITLED, 1))
        assert kept.reason.endswith(f"the version before stays, under another headline: “{part.title}”")
    (event,) = archive.history.changes(Filters())
    assert (event.outcome, event.version, event.title, event.changed) == (Outcome.RETITLED, 1, part.title, ("title",))
    assert (event.not_before, event.at) == ("2025-03-03T14:02:00.000Z", "2025-03-04T14:31:00.000Z")
    for kind in ("retitled", "headline"):
        (edit,) = archive.history.edits(archive.history.changes(Filters(), {kind}))
        assert [(each.old, each.new) for each in edit.differences] == [(FLOOD.title, part.title)]
    assert not list(archive.history.changes(Filters(), {"edited"}))
    (site,) = archive.history.digest(TUESDAY, Filters()).sites
    assert [(each.title, each.is_retitled) for each in site.edited] == [(part.title, True)]
    archive.record(*look(replace(FLOOD, title=part.title), WEDNESDAY))
    assert [each.outcome for each in archive.history.changes(Filters())] == [Outcome.CHANGED, Outcome.RETITLED]
    assert [each for each in verify(archive.path) if isinstance(each, Finding)] == []


def test_a_part_that_does_not_stand_in_the_version_says_so(archive: Archive) -> None:
    """Behind a paywall a word is another: the whole text stays the version, and the look tells of it."""
    first = replace(FLOOD.blocks[0], text=FLOOD.blocks[0].text.replace(" ", " غدا ", 1))
    archive.record(*look(FLOOD, MONDAY))
    for hours, blocks in enumerate((FLOOD.blocks[:1], (first,))):
        page, reading = look(replace(FLOOD, blocks=blocks), TUESDAY + timedelta(hours=hours))
        kept = archive.record(page, replace(reading, part=Part.PAYWALL))
        said = "the version before stays; what is shown does not stand in it" if hours else "the version before stays"
        assert (kept.outcome, kept.reason.rpartition(": ")[2]) == (Outcome.INCOMPLETE, said)


def test_a_headline_with_more_of_it_is_no_other(archive: Archive) -> None:
    """A site's name behind it, dots at its end."""
    archive.record(*look(FLOOD, MONDAY))
    for hours, title in enumerate([f"{FLOOD.title} | صحيفة الساحل", f"{FLOOD.title[:12]}…"]):
        page, reading = look(replace(FLOOD, title=title, blocks=FLOOD.blocks[:1]), TUESDAY + timedelta(hours=hours))
        assert archive.record(page, replace(reading, part=Part.PAYWALL)).outcome is Outcome.INCOMPLETE
