"""A repair for a profile that broke: kept pages from before and since are chosen, and read in a reading process."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from newsgrab.errors import BadProfile, NotAnArchive, TakenOut
from newsgrab.page import PageSet
from newsgrab.profile.drift import BreakKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsgrab.archive import Archive
    from newsgrab.archive.care.samples import SampledLook
    from newsgrab.extraction.induction.repairing import Repair
    from newsgrab.page import Page
    from newsgrab.profile.drift import Break, FieldReading, ProfiledLook
    from newsgrab.workers.profile_check import ProfileCheck
    from newsgrab.workers.reader_pool import ReaderPool

MAX_PAGES = 12  # of before, and of now


@dataclass(frozen=True, slots=True)
class RepairPlan:
    """What the pages of a set are: so many of before, then those of now, each with the place of its own before."""

    source: tuple[str, str]
    shares: Mapping[str, float]
    before: int
    pairs: tuple[int | None, ...]


def find_repair(archive: Archive, source: tuple[str, str], check: ProfileCheck, readers: ReaderPool) -> Repair | None:
    """The file (name, text) so changed that the broken fields are read; None if no page tells how.

    Raises ReadingFailed.
    """
    breaks = {each.field: each.broken for each in check.broken if each.broken is not None}
    before, now = _chosen(check, breaks)
    olds = dict(_pages(archive, before))
    news = dict(_pages(archive, now))
    if not news:
        return None
    places = {look.article_id: at for at, look in enumerate(olds)}
    plan = RepairPlan(
        source,
        {field: broken.before or 1.0 if broken.kind is BreakKind.EMPTY else 1.0 for field, broken in breaks.items()},
        len(olds),
        tuple(places.get(look.article_id) for look in news),
    )
    found = readers.run(partial(repaired, plan=plan), PageSet((*olds.values(), *news.values())))
    if isinstance(found, BadProfile):
        raise found
    return found


def repaired(subject: PageSet, plan: RepairPlan) -> Repair | BadProfile:
    """The repair by these pages; what is wrong with the file is its error."""
    from newsgrab.extraction.induction.repairing import repair

    now = list(zip(subject.pages[plan.before :], plan.pairs, strict=True))
    try:
        return repair(plan.source, plan.shares, subject.pages[: plan.before], now)
    except BadProfile as error:
        return error.with_traceback(None)


def _chosen(check: ProfileCheck, breaks: Mapping[str, Break]) -> tuple[list[SampledLook], list[SampledLook]]:
    """The looks of before and those of now: at articles that were seen at both times, as far as there are any."""
    since = [broken.since for broken in breaks.values() if broken.last_good is not None]
    samples = {(look.article_id, look.at): look for look in check.sample.looks}
    bad = [look for look in check.looks if any(_is_bad(look, name, broken) for name, broken in breaks.items())]
    now = _latest(look for look in bad if not since or look.at >= max(since))
    before = _latest(look for look in check.looks if since and look.at < min(since))
    both = now.keys() & before.keys()

    def chosen(looks: Mapping[int, ProfiledLook]) -> list[SampledLook]:
        ordered = sorted(looks.values(), key=lambda look: (look.article_id in both, look.at), reverse=True)
        return [samples[look.article_id, look.at] for look in ordered[:MAX_PAGES]]

    return chosen(before), chosen(now)


def _latest(looks: Iterable[ProfiledLook]) -> dict[int, ProfiledLook]:
    return {look.article_id: look for look in looks}


def _is_bad(look: ProfiledLook, name: str, broken: Break) -> bool:
    reading: FieldReading | None = look.readings.get(name)
    if reading is None:
        return False
    if broken.kind in (BreakKind.NEVER, BreakKind.EMPTY):
        return not reading.filled
    return broken.kind is not BreakKind.SAME or reading.value == broken.value


def _pages(archive: Archive, looks: Iterable[SampledLook]) -> Iterable[tuple[SampledLook, Page]]:
    for look in looks:
        with suppress(NotAnArchive, TakenOut):
            yield look, archive.care.page_of_look(look.visit_id)
