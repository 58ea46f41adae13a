"""newsgrab fetch --from: the past of addresses, from a web archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsgrab.cli import options
from newsgrab.cli.inputs import BadLine, Target
from newsgrab.errors import BadUsage, Cancelled, NewsgrabError

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.cli.progress import Bar
    from newsgrab.cli.stopping import Stop
    from newsgrab.page import Page
    from newsgrab.settings import Settings
    from newsgrab.source.captures import CaptureList, Span
    from newsgrab.source.web_archive import WebArchive
    from newsgrab.visit import RecordResult
    from newsgrab.warc.choice import Choice
    from newsgrab.workers.reader_pool import ReaderPool


@dataclass(frozen=True, slots=True)
class Past:
    """What is wanted of a web archive: at `base`, in a span of time, of what was named and of sites or a source."""

    base: str
    span: Span
    sites: tuple[str, ...]
    source: str | None

    @property
    def names_addresses(self) -> bool:
        """Whether addresses of the archive are meant, so that none need be typed."""
        return bool(self.sites) or self.source is not None

    def addresses(self, named: Iterable[Target | BadLine], archive: Archive) -> Iterator[str | BadLine]:
        """Every address, each once. Raises BadUsage."""
        seen: set[str] = set()
        for each in named:
            if isinstance(each, BadLine):
                yield each
                continue
            if each.url is None or each.path is not None:
                raise BadUsage(f"{each.name}: --from asks a web archive for addresses, not for files")
            if each.url not in seen:
                seen.add(each.url)
                yield each.url
        for url in self._kept(archive):
            if url not in seen:
                seen.add(url)
                yield url

    def _kept(self, archive: Archive) -> Iterator[str]:
        from newsgrab.archive.query.filters import Filters
        from newsgrab.cli.source import named_source

        if self.source is not None:
            yield from archive.following.addresses(named_source(archive, self.source).id)
        for site in self.sites:
            yield from [each.url for each in archive.query.articles(Filters(site=site), order="published")]


def asked_past(web_archive: str | None, every: str | None, source: str | None, choice: Choice) -> Past | None:
    """What the options ask of a web archive; None if of none. Raises BadUsage."""
    if web_archive is None:
        for name, value in (("--every", every), ("--source", source)):
            if value is not None:
                raise BadUsage(f"{name}: goes with --from, which names a web archive")
        return None
    from newsgrab.source.captures import Span
    from newsgrab.source.web_archive import archive_base

    seconds = options.parse_duration(every, "--every") if every is not None else 0.0
    span = Span(choice.since, choice.until, timedelta(seconds=seconds) if seconds else None)
    return Past(archive_base(web_archive), span, choice.sites, source)


def read_past(
    past: Past,
    named: Iterable[Target | BadLine],
    around: tuple[Archive, ReaderPool, Bar],
    settings: Settings,
    stop: Stop,
) -> Iterator[RecordResult | NewsgrabError]:
    """Every capture that is wanted, kept, and what could not be had."""
    from newsgrab.importing.backfill import BackfillOptions, backfill

    archive, readers, bar = around
    urls = list(past.addresses(named, archive))
    yield from (each for each in urls if isinstance(each, BadLine))
    wanted = BackfillOptions(past.span, respect_noarchive=settings.respect_noarchive, stop=stop, expect=bar.expect)
    with web_archive_at(past.base, (archive, readers), settings, stop) as web_archive:
        yield from backfill((url for url in urls if isinstance(url, str)), web_archive, archive, readers, wanted)


@contextmanager
def web_archive_at(
    base: str, around: tuple[Archive, ReaderPool], settings: Settings, stop: Stop
) -> Iterator[WebArchive]:
    """The archive at an address, ready to be asked; what is to be remembered of its host is kept in the end."""
    from newsgrab.fetch.clock import Clock
    from newsgrab.fetch.fetcher import Fetcher
    from newsgrab.pipeline import fetch_settings
    from newsgrab.source.web_archive import WebArchive
    from newsgrab.urls import host_of
    from newsgrab.workers.reader_pool import reading_time_s
    from newsgrab.workers.tasks import captures_task

    archive, readers = around
    chosen = replace(fetch_settings(settings), workers=1)  # it is one host that is asked
    remembered = archive.following.hosts([host_of(base)])

    def read(page: Page, cdx_base: str | None) -> CaptureList | None:
        return readers.run(captures_task(cdx_base), page, within_s=reading_time_s(page, settings.timeout))

    with Fetcher(chosen, clock=Clock(sleep=stop.sleep), hosts=remembered) as fetcher:
        try:
            with suppress(Cancelled):  # while a list was waited for
                yield WebArchive(base, fetcher, read)
        finally:
            archive.following.keep_hosts(fetcher.remembered())


def submit_all(
    urls: Iterable[str], base: str, around: tuple[Archive, ReaderPool], settings: Settings, stop: Stop
) -> Iterator[RecordResult | NewsgrabError]:
    """Each address captured by the web archive at `base`, and what it saw kept."""
    from newsgrab.importing.backfill import BackfillOptions, submit
    from newsgrab.source.captures import Span

    archive, readers = around
    wanted = BackfillOptions(Span(), respect_noarchive=settings.respect_noarchive, stop=stop)
    with web_archive_at(base, around, settings, stop) as web_archive:
        yield from submit(urls, web_archive, archive, readers, wanted)
