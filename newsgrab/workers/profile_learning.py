"""Learning a profile in a reading process: all pages of a site at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from newsgrab.errors import BadUsage, ReadingFailed
from newsgrab.page import Page, PageSet
from newsgrab.workers.tasks import extract_page

if TYPE_CHECKING:
    from newsgrab.article import Article
    from newsgrab.extraction.induction.learning import Draft
    from newsgrab.workers.reader_pool import ReaderPool


@dataclass(frozen=True, slots=True)
class Learned:
    """A draft of a profile, how it reads the pages it was learned from, and why others were left out; by place."""

    draft: Draft
    read: tuple[tuple[int, Article], ...]
    left_out: tuple[tuple[int, str], ...]


def learn_from(subject: PageSet, values: Mapping[str, object]) -> Learned | BadUsage:
    """What the pages of a site teach, with what a person reads on the first of them; what cannot be done is its error.

    A draft comes back, but goes to no process: it holds mappings that pickle does not know.
    """
    from newsgrab.extraction.induction import learning

    places = {id(page): at for at, page in enumerate(subject.pages)}
    try:
        draft, good, bad = learning.learn_from(subject.pages, values)
    except BadUsage as error:
        return error.with_traceback(None)
    return Learned(
        draft,
        tuple((places[id(one.page)], one.drafted) for one in good),
        tuple((places[id(page)], reason) for page, reason in bad),
    )


def learn_together(readers: ReaderPool, pages: Sequence[Page], values: Mapping[str, object]) -> Learned:
    """The same in a reading process. A page that the process does not come to an end with is left out.

    Raises BadUsage; ReadingFailed if each page can be read, and all together cannot.
    """
    task = partial(learn_from, values=values)
    try:
        return _given(readers.run(task, PageSet(tuple(pages))))
    except ReadingFailed:
        failed = {at: why for at, page in enumerate(pages) if (why := _why_not(readers, page))}
        if not failed:
            raise
    if values and 0 in failed:
        raise BadUsage(f"{pages[0].address}: {failed[0]}: the values are looked for on the first page")
    left = [at for at in range(len(pages)) if at not in failed]
    found = _given(readers.run(task, PageSet(tuple(pages[at] for at in left))))
    return replace(
        found,
        read=tuple((left[at], article) for at, article in found.read),
        left_out=(*failed.items(), *((left[at], reason) for at, reason in found.left_out)),
    )


def _given(learned: Learned | BadUsage) -> Learned:
    if isinstance(learned, BadUsage):
        raise learned
    return learned


def _why_not(readers: ReaderPool, page: Page) -> str:
    """Why a page alone cannot be read; "" if it can."""
    try:
        readers.run(extract_page, page)
    except ReadingFailed as error:
        return error.reason
    return ""
