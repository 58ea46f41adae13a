"""One run: visit the sources, then what is due, keep what comes, plan the next looks. Start reading at `run`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsgrab.archive.subscriptions.due import Schedule
from newsgrab.archive.subscriptions.sources import SourceVisit, Subscription
from newsgrab.errors import FetchError, HostPaused, NewsgrabError, NoLinks, PageError, ReadingFailed
from newsgrab.following.outages import HostLook, OutageWatch
from newsgrab.following.schedule import FOLLOWED, Policy, expected_edits, plan
from newsgrab.following.selection import Due, select_due
from newsgrab.link import Kind
from newsgrab.log import log_decision
from newsgrab.outcomes import Outcome
from newsgrab.visit import LookHistory, NextLook, RecordResult

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.fetch.fetcher import Fetcher
    from newsgrab.fetch.host_scheduler import FetchRequest
    from newsgrab.source.discover import Discovery
    from newsgrab.source.reader import SourceReader
    from newsgrab.workers.reader_pool import ReaderPool

SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=6)  # between two looks at a source
BROKEN = timedelta(hours=24)  # at most, between two looks at a source that fails
SLACK = timedelta(minutes=5)  # what is due so soon is done now: the next run may be hours away
SILENT = timedelta(days=7)  # a source that brings nothing new for so long is told of
FAILING = timedelta(days=2)  # one that fails for so long is told of again
NOTIFIED_AGAIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Budget:
    """What one run may ask for: addresses in all and of one host, and whether pages that ask not to be kept are.

    By `policy` the next looks are planned.
    """

    in_all: int = 2_000
    per_host: int = 200
    respect_noarchive: bool = False
    policy: Policy = FOLLOWED

    def plan(self, past: LookHistory) -> NextLook:
        """When an address is looked at next."""
        return plan(past, self.policy)


@dataclass(frozen=True, slots=True)
class SourceLook:
    """What came of a look at a source: `new` links, or the `trouble`; `notification` is news for the person.

    `rung` counts the articles that are looked at now since the source says that they changed, or shows them no more.
    """

    source: Subscription
    new: int = 0
    rung: int = 0
    trouble: str = ""
    notification: str = ""


@dataclass(frozen=True, slots=True)
class ArticleLook:
    """What came of a look at an address that was due. `notification` as in SourceLook."""

    due: Due
    kept: RecordResult
    notification: str = ""


def run(
    archive: Archive, fetcher: Fetcher, readers: ReaderPool, *, budget: Budget, stop: Callable[[], bool]
) -> Iterator[SourceLook | ArticleLook | HostLook]:
    """Everything that is due, as it is done. Once `stop` says True nothing further is begun."""
    watch = OutageWatch(archive.following.outages())
    for look, problem in _visit_sources(archive, fetcher, readers, (budget, stop)):
        yield replace(look, notification=watch.saw(look.source.source.url, problem, look.notification))
    for one, trouble in _visit_due(archive, fetcher, readers, (budget, stop)):
        if isinstance(one, Due):
            watch.saw(one.url, trouble, "")
        else:
            yield replace(one, notification=watch.saw(one.due.url, trouble, one.notification))
    archive.following.keep_hosts(fetcher.remembered())
    yield from watch.result(archive, fetcher.clock.now())


def due_sources(archive: Archive, now: datetime) -> list[Subscription]:
    """The sources that are to be visited now."""
    soon = now + SLACK
    # One that is due later than any pause is long was planned by a clock that ran ahead.
    return [
        each
        for each in archive.following.sources()
        if each.paused_at is None and not soon < each.next_at <= now + 2 * max(BROKEN, each.pace.every or BROKEN)
    ]


def due_addresses(archive: Archive, now: datetime, budget: Budget) -> list[Due]:
    """The addresses that are to be visited now, in order, within the budget."""
    found = [
        Due(
            row.url,
            row.url.split("/", 3)[2],
            row.source_id,
            row.reason,
            row.at,
            not row.looked and row.article_id is None,
            row.found_on,
            row.priority,
        )
        for row in archive.following.due(now + SLACK)
    ]

    def weigh(one: Due) -> float:
        history = archive.following.look_history(one.url)
        return expected_edits(history, now) if history and history.outcome.read else 0.0

    chosen = select_due(found, in_all=budget.in_all, per_host=budget.per_host, weigh=weigh)
    for one in chosen:
        log_decision("page", "due", one.url, "never looked at" if one.new else one.reason)
    if len(found) > len(chosen):
        log_decision("run", "left", "", f"{len(found) - len(chosen)} due addresses are left for another run")
    return chosen


def _visit_sources(
    archive: Archive, fetcher: Fetcher, readers: ReaderPool, rules: tuple[Budget, Callable[[], bool]]
) -> Iterator[tuple[SourceLook, PageError | None]]:
    """The sources that are due, each with its trouble."""
    from newsgrab.fetch.host_scheduler import FetchRequest, run_per_host
    from newsgrab.workers.source_reader import source_reader

    budget, stop = rules
    waiting = {each.source.url: each for each in due_sources(archive, fetcher.clock.now())}
    for url, each in waiting.items():
        log_decision("source", "due", url, f"since {each.next_at:%Y-%m-%d %H:%M} UTC")
    asks = [FetchRequest(url, each.etag, each.last_modified) for url, each in waiting.items()]

    reader = source_reader(readers, fetcher.settings.limits.deadline_s)

    def work(ask: FetchRequest) -> Discovery | PageError:
        return _discovered(waiting[ask.url], fetcher, reader)

    for ask, came in run_per_host(asks, work, fetcher, stop=stop):
        problem = came if isinstance(came, PageError) else None
        yield _keep_source(archive, waiting[ask.url], came, (fetcher.clock.now(), budget.plan)), problem


def _discovered(each: Subscription, fetcher: Fetcher, reader: SourceReader) -> Discovery | PageError:
    from newsgrab.source.discover import discover

    try:
        bell = each.bell_of is not None
        return discover(each.source, fetcher, reader, etag=each.etag, last_modified=each.last_modified, bell=bell)
    except (FetchError, NoLinks, ReadingFailed) as error:
        return error.with_traceback(None)


def _keep_source(
    archive: Archive, each: Subscription, came: Discovery | PageError, rules: tuple[datetime, Schedule]
) -> SourceLook:
    following, (now, schedule) = archive.following, rules
    if isinstance(came, HostPaused):  # not asked: it keeps its turn
        return SourceLook(each, trouble=came.reason)
    if isinstance(came, PageError):
        reason = getattr(came, "reason", str(came))
        pause = min(max(each.interval, SHORTEST) * (1 << min(each.failures, 6)), BROKEN)
        following.keep_source_visit(each.id, SourceVisit(now, now + pause, each.interval, reason), new=None)
        return SourceLook(each, trouble=reason, notification=_trouble_notification(archive, each, reason, now))
    # What an undated source holds when it is first seen may be years old: it is known, but not asked for.
    asked = each.visited_at is not None or came.dated or each.source.kind is not Kind.SITEMAP
    new = rung = 0
    if not came.not_modified:
        if each.bell_of is None:
            new = following.keep_links(each.id, came.links, at=now, schedule=schedule if asked else None)
        rung = following.ring(each.id, came.listed, now, whole=came.whole)
    factor = 0.7 if new or rung else 1.3
    interval = each.pace.every or min(max(each.interval * factor, SHORTEST), LONGEST)
    visited = SourceVisit(now, now + interval, interval, "", came.etag, came.last_modified, came.title)
    following.keep_source_visit(each.id, visited, new=new)
    told = "" if new or each.bell_of is not None else _silence_notification(archive, each, now)
    return SourceLook(each, new, rung, notification=told)


def _trouble_notification(archive: Archive, each: Subscription, reason: str, now: datetime) -> str:
    """A new trouble is told at once, one that lasts for days again every week, others not."""
    lasting = now - (each.answered_at or each.added_at)
    again = lasting > FAILING and (each.notified_at is None or now - each.notified_at > NOTIFIED_AGAIN)
    if each.failures and not again:
        return ""
    archive.following.mark_notified(each.id, now)
    since = f" (no answer for {lasting.days} days)" if lasting > FAILING else ""
    return f"{each.source.url}: {reason}{since}"


def _silence_notification(archive: Archive, each: Subscription, now: datetime) -> str:
    silent = now - (each.fresh_at or each.added_at)
    if silent < SILENT or (each.notified_at is not None and now - each.notified_at < NOTIFIED_AGAIN):
        return ""
    archive.following.mark_notified(each.id, now)
    return f"{each.source.url}: has brought nothing new for {silent.days} days"


def _visit_due(
    archive: Archive, fetcher: Fetcher, readers: ReaderPool, rules: tuple[Budget, Callable[[], bool]]
) -> Iterator[tuple[ArticleLook | Due, NewsgrabError | None]]:
    """The addresses that are due, each with its trouble; one that was not asked, and stays due, is given as it is."""
    from newsgrab.pipeline import keep_look, visit_all

    budget, stop = rules
    chosen = {one.url: one for one in due_addresses(archive, fetcher.clock.now(), budget)}
    for look in visit_all(_asks(archive, chosen.values()), fetcher, readers, stop=stop):
        if look.ask is None:
            continue
        one = chosen[look.ask.url]
        if isinstance(look.problem, HostPaused):
            yield one, look.problem
            continue
        before = archive.following.look_history(one.url)
        kept = keep_look(archive, look, reread=readers.reread, respect_noarchive=budget.respect_noarchive)
        archive.following.reschedule(one.url, budget.plan)
        yield ArticleLook(one, kept, _article_notification(kept, before.outcome if before else None)), look.problem


def _asks(archive: Archive, chosen: Iterable[Due]) -> Iterator[FetchRequest]:
    from newsgrab.fetch.host_scheduler import FetchRequest

    return (FetchRequest(one.url, *archive.history.validators(one.url), found_on=one.found_on) for one in chosen)


def _article_notification(kept: RecordResult, before: Outcome | None) -> str:
    """A trouble with an article that could be read until now; a new address that is none is no news."""
    if kept.outcome.read or before is None or not before.read:
        return ""
    return f"{kept.url}: {kept.outcome}: {kept.reason}"
