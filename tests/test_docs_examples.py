"""The docs' examples do what stands beside them."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.archive.keep.prepared import prepare_page
from newsgrab.extraction import read
from newsgrab.page import Origin, Page
from newsgrab.pipeline import FetchResult, keep_look
from tests.cli.conftest import Newsgrab
from tests.cli.test_terminal import STYLE, on_terminal
from tests.servers import Rogue, answer

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "newsgrab/docs").glob("*.md"))}
WHOLE = "\n".join([README, *MANUAL.values()])
LOOKS = (  # the example's three looks, at times that stay the same
    ("new-quay.html", datetime(2025, 3, 3, 14, 2, tzinfo=UTC)),
    ("new-quay-edited.html", datetime(2025, 3, 3, 14, 31, tzinfo=UTC)),
    ("new-quay-edited.html", datetime(2025, 3, 4, 9, 0, tzinfo=UTC)),
)
BLOCKS = re.findall(r"(<!-- on a terminal -->\n)?```console\n(.*?)```", WHOLE, re.DOTALL)
COLUMNS = re.findall(r"<!-- columns: newsgrab (.*?) -->\n.*? columns are: (.*?)\.\s", WHOLE, re.DOTALL)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Newsgrab:
    """A folder with the example's pages and the archive after its three looks."""
    folder = tmp_path_factory.mktemp("example")
    pages = ROOT / "tests/sites/harbour.example"
    with Archive(folder / "archive", create=True) as archive:
        for name, at in LOOKS:
            (folder / name).write_bytes((pages / name).read_bytes())
            page = Page((pages / name).read_bytes(), at, Origin.FILE)
            keep_look(archive, FetchResult(prepared=prepare_page(page, read(page))), reread=read)
    return Newsgrab(folder)


def printed(example: Newsgrab, command: str, *, terminal: bool) -> str:
    """What a command prints, in a pipe or on a terminal of 80 columns; what it fetches goes to another archive."""
    words = [*command.split(), *(["--archive", "other"] if command.startswith("fetch") else [])]
    if not terminal:
        return example(*words).out
    _, seen = on_terminal(example, *words)
    return "".join(f"{line.rstrip()}\n" for line in re.sub("[\u2068\u2069]", "", STYLE.sub("", seen)).splitlines())


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_console_examples_print_what_the_docs_show(example: Newsgrab, number: int) -> None:
    """The console commands, block by block, give exactly the output beside them; … stands for lines left out."""
    terminal, block = BLOCKS[number]
    shutil.rmtree(example.folder / "other", ignore_errors=True)
    for command, output in re.findall(r"^\$ newsgrab (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        seen = printed(example, command, terminal=bool(terminal))
        shown = re.escape(output).replace("…\\\n", "(?:.*\\n)*")
        assert re.fullmatch(shown, seen), f"{command}\n{seen}"


@pytest.mark.parametrize(("command", "columns"), COLUMNS)
def test_every_column_of_a_pipe_is_named(example: Newsgrab, command: str, columns: str) -> None:
    """A line in a pipe has as many cells as the docs name."""
    named = re.sub(r"\(.*?\)", "", columns, flags=re.DOTALL).split(",")
    lines = printed(example, command, terminal=False).splitlines()
    assert lines
    assert {line.count("\t") + 1 for line in lines} == {len(named)}


TEXT = "<p>" + "The harbour was opened to large ships today, after {0} years of work and {0} delays. " * 8 + "</p>"


def test_the_five_lines_of_the_readme_run(tmp_path: Path) -> None:
    """A visitor's own job, line by line as the README has it, on a site of ours."""
    five = re.search(r"<!-- follow -->\n```sh\n(.*?)```", README, re.DOTALL)
    assert five
    newsgrab = Newsgrab(tmp_path)
    with Rogue() as server:
        titles = {f"/article/{n}": f"The council discusses harbour number {n} at length" for n in range(100, 104)}
        cards = "".join(f'<li><a href="{path}">{title}</a></li>' for path, title in titles.items())
        server.replies["/"] = answer(f"<!doctype html><title>News</title><ul>{cards}</ul>")
        for path, title in titles.items():
            text = "".join(TEXT.format(f"{path[-3:]}{n}") for n in range(3))
            server.replies[path] = answer(f"<!doctype html><title>{title}</title><article><h1>{title}</h1>{text}")
        for line in five[1].replace("https://courier.example/", server.url("/")).splitlines():
            run = newsgrab.shell(line, NEWSGRAB_DELAY="0")
            assert (line, run.code) == (line, 0), run.err
    assert (tmp_path / "articles.csv").read_bytes().count(b"The council discusses") == 4
    assert newsgrab("search", "harbour", "--all").out.count("\n") == 4
