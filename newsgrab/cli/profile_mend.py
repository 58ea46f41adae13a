"""The repair that `newsgrab profile check` proposes: the change of the profile's file, shown, and written if asked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING

from newsgrab.cli import terminal
from newsgrab.cli.profile_files import own_folder
from newsgrab.errors import BadProfile, BadUsage, ReadingFailed

if TYPE_CHECKING:
    from pathlib import Path

    from newsgrab.archive import Archive
    from newsgrab.extraction.induction.repairing import Repair
    from newsgrab.workers.profile_check import ProfileCheck
    from newsgrab.workers.reader_pool import ReaderPool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A repair of a file: what of it could be mended, and the change; or `problem`, why none could be looked for."""

    path: Path
    before: str
    repair: Repair | None = None
    problem: str = ""

    @property
    def diff(self) -> str:
        """The change as `patch` takes it; empty if there is none."""
        if self.repair is None:
            return ""
        sides = (self.before.splitlines(keepends=True), self.repair.text.splitlines(keepends=True))
        lines = unified_diff(*sides, str(self.path), str(self.path))
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)

    @property
    def whole(self) -> bool:
        """Whether all that broke is mended."""
        return self.repair is not None and all(not each.problem for each in self.repair.mends)


def propose(archive: Archive, path: Path, found: ProfileCheck, readers: ReaderPool) -> Proposal:
    """A repair of the profile in a file, by the pages on which it broke."""
    from newsgrab.workers.profile_repair import find_repair

    text = path.read_bytes().decode("utf-8")
    try:
        repair = find_repair(archive, (path.name, text), found, readers)
    except (ReadingFailed, BadProfile) as error:
        return Proposal(path, text, problem=str(error))
    return Proposal(path, text, repair, "" if repair else "no page tells how")


def show(proposal: Proposal) -> None:
    """The change on stdout, what it reads and what could not be mended on stderr."""
    repair = proposal.repair
    if proposal.diff:
        terminal.print_stdout(terminal.clean(proposal.diff.rstrip("\n")))
    if repair is None:
        terminal.print_stderr(f"newsgrab: {proposal.path.name}: no repair: {proposal.problem}")
        return
    for each in repair.mends:
        if each.problem:
            said = f"{each.written}: {each.problem}" if each.written else f"no repair: {each.problem}"
            terminal.print_stderr(f"newsgrab: {proposal.path.name}: {each.field}: {said}")
        for url, said in each.examples:
            terminal.print_stderr(f"{each.field} reads {terminal.isolated(terminal.one_line(said)[:100])} on {url}")
    if proposal.diff:
        old, new = repair.pages
        also = f", and on {old} of before, which it reads as they were read" if old else ""
        terminal.print_stderr(f"tried on {terminal.counted(new, 'page')} of now{also}")


def write(proposal: Proposal) -> Path | None:
    """Write the change into the file, or for a built-in profile into one of the user's own; None if there is none.

    Raises BadUsage.
    """
    from newsgrab.profile import BUILTIN_FOLDER
    from newsgrab.warc.places import write_whole

    if proposal.repair is None or not proposal.diff:
        return None
    place = proposal.path.resolve()
    if place.parent == BUILTIN_FOLDER:
        place = own_folder() / place.name
    try:
        write_whole(str(place), proposal.repair.text.encode())
    except OSError as error:
        raise BadUsage(f"{place}: cannot be written: {error.strerror}") from error
    terminal.print_stderr(f"written to {place}")
    return place


def as_object(proposal: Proposal, place: Path | None) -> dict[str, object]:
    """The repair for programs."""
    mends = [asdict(each) for each in proposal.repair.mends] if proposal.repair else []
    return {
        "diff": proposal.diff,
        "fields": mends,
        "problem": proposal.problem,
        "written": str(place) if place else None,
    }
