"""WARC, ARC and WACZ files among what `fetch` and `extract` are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from newsgrab.cli import terminal
from newsgrab.cli.inputs import STDIN, BadLine, Target, stdin_bytes
from newsgrab.errors import BadUsage, FetchError, NewsgrabError, NotAPage, UnreadablePage
from newsgrab.page import Page, SavedRecord
from newsgrab.warc.choice import Choice

if TYPE_CHECKING:
    import io

    from newsgrab.archive import Archive
    from newsgrab.cli.progress import Bar
    from newsgrab.cli.stopping import Stop
    from newsgrab.settings import Settings
    from newsgrab.visit import RecordResult
    from newsgrab.workers.reader_pool import ReaderPool


@dataclass(slots=True)
class Collections:
    """The collections that were named, and which of their captures are wanted."""

    choice: Choice
    quiet: bool = False
    batch: str | None = None  # a folder of rows, whose looks are wanted
    paths: list[str] = field(default_factory=list)

    def check(self, first: Iterable[Target | BadLine]) -> None:
        """Raises MissingExtra, BadUsage, before anything is done."""
        if self.batch is not None:
            from newsgrab.export.parquet import require as require_parquet
            from newsgrab.warc.records import require

            require()
            require_parquet()
        for target in first:
            if isinstance(target, Target) and _is_collection(target):
                from newsgrab.warc.records import require

                require()
                if target.url is not None:
                    raise BadUsage(f"{target.name}: --url is for a saved page; a collection tells its addresses")

    def taken_out(self, named: Iterable[Target | BadLine]) -> Iterator[Target | BadLine]:
        """What was named, without the collections, which are read afterwards. Raises BadUsage."""
        for target in named:
            if isinstance(target, BadLine):
                yield target
            elif _is_collection(target):
                self.paths.append(target.path or "")
            elif inside := _in_folder(target):
                self.paths += inside
            elif self.choice != Choice():
                raise BadUsage(
                    f"{target.name}: --site, --since and --until choose among the captures of WARC files, and with"
                    " --from of a web archive"
                )
            else:
                yield target

    def read(
        self, around: tuple[Archive, ReaderPool, Bar], settings: Settings, stop: Stop
    ) -> Iterator[RecordResult | NewsgrabError]:
        """Every capture that is wanted, kept, and what could not be read."""
        if self.batch is None and not self.paths:
            return
        from newsgrab.importing.collection import AlreadyImported, ImportOptions, import_collection

        archive, readers, bar = around
        options = ImportOptions(self.choice, respect_noarchive=settings.respect_noarchive, stop=stop, reached=bar.reach)
        if self.batch is not None:
            from newsgrab.importing.from_batch import import_from_batch

            yield from import_from_batch(self.batch, archive, readers, options)
        for path in dict.fromkeys(self.paths):
            if stop():
                return
            pipe = _pipe(path)
            if pipe is None:
                bar.expect_bytes(Path(path).stat().st_size)
            try:
                yield from import_collection(path, archive, readers, options, pipe)
            except AlreadyImported as known:
                if not self.quiet:
                    terminal.print_stderr(f"newsgrab: {known}")
            except UnreadablePage as error:
                yield error

    def pages(self) -> Iterator[Page | NewsgrabError]:
        """The pages in them, read and not kept, and what could not be read."""
        from newsgrab.importing.collection import captures_in
        from newsgrab.warc.payload import load_record

        for path in dict.fromkeys(self.paths):
            for _, capture in captures_in(path, self.choice, _pipe(path)):
                try:
                    page = load_record(capture) if isinstance(capture, SavedRecord) else capture
                except NotAPage:
                    continue
                except FetchError as error:
                    page = error
                if isinstance(page, Page | NewsgrabError):
                    yield page


def collections_in(targets: Iterable[Target | BadLine]) -> list[Target]:
    """Those that are collections, or folders that hold some."""
    named = (target for target in targets if isinstance(target, Target))
    return [target for target in named if _is_collection(target) or _in_folder(target)]


def _pipe(path: str) -> io.BufferedReader[Any] | None:
    """Standard input, if that is what the name means."""
    return cast("io.BufferedReader[Any]", stdin_bytes()) if path == STDIN else None


def _is_collection(target: Target) -> bool:
    if target.path is None:
        return False
    from newsgrab.warc.collections import is_collection, is_collection_head

    if target.path != STDIN:
        return is_collection(target.path)
    peek = getattr(stdin_bytes(), "peek", None)
    return peek is not None and is_collection_head(peek(1 << 16))


def _in_folder(target: Target) -> list[str]:
    """The collections in a folder that was named."""
    if target.path is None or not Path(target.path).is_dir():
        return []
    from newsgrab.warc.collections import is_collection

    files = sorted(path for path in Path(target.path).rglob("*") if path.is_file())
    return [str(path) for path in files if is_collection(str(path))]
