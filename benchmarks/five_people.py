"""Does every question of five people have an answer in one command? Asked of an archive of two simulated weeks.

    python benchmarks/five_people.py [--seed 1] [--verbose]

benchmarks/fortnight.py plays three sites for two weeks. Then a reporter, an investigator, an archivist, an analyst and
a newcomer each ask what they need to know, one command a question; what the command prints is compared with what was
played. Printed is a line for each question, and how many were answered; the exit code is 1 if one was not.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fortnight import START, Story, parser, play

from newsgrab.archive import Archive, Filters
from newsgrab.archive.query.refs import Ref
from newsgrab.cli.app import run

FROM = f"{START:%Y-%m-%d}"


class Question(NamedTuple):
    """What somebody asks, the command, and what its answer has to have: a pattern, or a rule for its lines."""

    person: str
    asked: str
    command: str
    answer: str | Callable[[list[str]], bool]


def questions(stories: list[Story], edited: Ref) -> Iterator[Question]:
    """All of them, about an archive in which these stories were followed; `edited` is one that was edited."""
    removed = sum(each.gone is not None for each in stories)
    n, day = edited.article_id, f"{START + timedelta(days=13):%Y-%m-%d}"
    yield Question("reporter", "What happened since Monday?", f"today --since {FROM} --peek", r"(?s)edited.*new")
    yield Question("reporter", "Send it to me", f"today --since {FROM} --peek --format html", r"<ins>")
    yield Question("reporter", "Which edits say most?", "changes --kind edited --sort telling --words", r"\[-.*\{\+")
    yield Question("reporter", "What is gone?", "changes --kind removed -n 0", lambda lines: len(lines) == removed)
    yield Question("reporter", "Who wrote of this road?", "search الطريق --sort date", r"127\.0\.0\.1")
    yield Question("investigator", "What did it say that day?", f"show {n} --at {day}", r"\w")
    yield Question("investigator", "What was changed, and when?", f"history {n}", r"edited between")
    yield Question("investigator", "Word by word?", f"diff {n}", r"\[-.*-\]\{\+")
    yield Question("investigator", "When did this passage come?", f"blame {n}", r"(?m)\t2\t")
    yield Question("investigator", "Who had it first?", f"lineage {n}", r"(?m)^wording\t")
    yield Question("investigator", "What do they no longer say?", "search --removed road", r"body")
    yield Question("investigator", "A packet for the court", f"evidence {n} -o packet.zip", r"")
    yield Question("archivist", "Is all as it was kept?", "verify --quick", r"^ok\tchain")
    yield Question("archivist", "What do we have?", "info", r"articles\s+\d+")
    yield Question("archivist", "A copy, and the last seven", "backup copies --keep 7", r"")
    yield Question("archivist", "For other archives", "export -o looks.warc.gz", r"")
    yield Question("archivist", "Is following well?", "health", r"runs")
    yield Question("archivist", "When is it looked at next?", f"why {n}", r"followed\s+yes")
    yield Question("analyst", "All articles for pandas", "export --columns id,site,published_utc,title", r"^id,site,")
    yield Question("analyst", "Edits as a table", "export --what changes --format jsonl", r"\"outcome\": \"changed\"")
    yield Question("analyst", "What was removed, as a table", "export --what removed --limit 5", r"removed_at")
    yield Question("analyst", "Of one article only", f"export {n} --what visits", rf",{n},")
    yield Question("analyst", "By site and language", "search road OR route --facets site,language --count", r"site\t")
    yield Question("newcomer", "What can it do?", "help", r"newsgrab")
    yield Question("newcomer", "What did I keep?", "list", r"@")
    yield Question("newcomer", "Read one", f"show {n}", r"\w")
    yield Question("newcomer", "Give it to Excel", "export --excel -o articles.csv", r"")


def answered(question: Question) -> tuple[bool, str]:
    """Whether the command answers, and what it printed."""
    out, remarks = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with redirect_stdout(out), redirect_stderr(remarks):
        code = run(question.command.split())
    out.seek(0)
    text = out.read()
    well = code == 0 or question.command == "health"  # its last run is long ago by the clock on the wall
    if callable(question.answer):
        return well and question.answer(text.splitlines()), text + remarks.getvalue()
    return well and re.search(question.answer, text) is not None, text + remarks.getvalue()


def main() -> int:
    """Play, ask, and tell."""
    options = parser().parse_args()
    missing = 0
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        stories, _, _ = play(Path("archive"), options)
        with Archive("archive", readonly=True) as archive:
            edits = archive.query.rows("changes", Filters())
            edited = next(row for row in edits if row["outcome"] == "changed")
            ref = archive.resolve(str(edited["article_id"]))
        Path("copies").mkdir()
        for question in questions(stories, ref):
            well, printed = answered(question)
            missing += not well
            print(
                f"{'yes' if well else 'NO ':<4} {question.person:<13} {question.asked:<30} newsgrab {question.command}"
            )
            if options.verbose or not well:
                print("     " + printed[:1500].replace("\n", "\n     "))
    print(f"{missing} questions without an answer" if missing else "every question was answered by one command")
    return int(missing > 0)


if __name__ == "__main__":
    sys.exit(main())
