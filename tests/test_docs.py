"""The docs are complete: whatever there is stands in them, and what is generated is up to date."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgrab import errors
from newsgrab.archive.query.export import TABLES
from newsgrab.cli.render import as_json
from newsgrab.extraction import read
from newsgrab.extraction.selectors import check
from newsgrab.outcomes import Outcome
from newsgrab.page import Origin, Page
from newsgrab.profile import load_profile
from newsgrab.profile import loading as profiles
from newsgrab.profile.profile import FIELDS, TRANSFORMS
from newsgrab.settings import Settings
from tools.commands import commands

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "newsgrab" / "docs"
FILES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "archive/README.md", *sorted(DOCS.glob("*.md"))]
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
WHOLE = "\n".join([(ROOT / "README.md").read_text(encoding="utf-8"), *PAGES.values()])
COMMANDS = commands()


def mentioned(word: str) -> bool:
    """The docs have the word as code."""
    return re.search(rf"`[^`\n]*(?<![\w-]){re.escape(word)}(?![\w-])[^`\n]*`", WHOLE) is not None


def test_what_is_generated_is_up_to_date() -> None:
    """The options in the docs and the manual pages are those of the commands."""
    command = [sys.executable, "tools/write_docs.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run: python tools/write_docs.py, which writes\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if not command.is_group])
def test_every_command_and_option_is_explained(name: str) -> None:
    """A page has the command's table of options; a command but newsgrab itself stands in its text, too."""
    page = next((text for text in PAGES.values() if f"<!-- options: {name} -->" in text), "")
    assert page, f"no page of newsgrab/docs has <!-- options: {name} -->"
    assert re.search(rf"newsgrab {name}\b", WHOLE)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name])
def test_every_help_has_an_example(name: str) -> None:
    """`--help` shows an example that begins with the command."""
    assert COMMANDS[name].example.startswith(f"newsgrab {name}")


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_is_explained(outcome: Outcome) -> None:
    """Each word for what came of a look."""
    assert f"| `{outcome}` |" in PAGES["fetch"]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_listed_in_its_order(table: str) -> None:
    """The columns of an export stand in their order."""
    line = next(line for line in PAGES["export"].splitlines() if line.startswith(f"| `{table}` | `"))
    listed = re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", line))
    assert listed == [table, *TABLES[table].columns]


@pytest.mark.parametrize("key", sorted(profiles._TOP | profiles._LAYOUT | profiles._RULE | profiles._RELATED))
def test_every_profile_key_is_explained(key: str) -> None:
    """The keys of a profile."""
    assert mentioned(key)


@pytest.mark.parametrize("name", sorted(FIELDS | TRANSFORMS))
def test_every_profile_field_and_transform_is_explained(name: str) -> None:
    """What a profile's rules may be for, and what they may do."""
    assert mentioned(name)


def test_the_profile_of_the_guide_is_right(tmp_path: Path) -> None:
    """The example of a profile loads and its selectors run."""
    example = re.findall(r"```toml\n(.*?)```", PAGES["profiles"], re.DOTALL)[0]
    path = tmp_path / "courier.example.toml"
    path.write_text(example, encoding="utf-8")
    check(load_profile(path))


@pytest.mark.parametrize("key", Settings.__dataclass_fields__)
def test_every_setting_is_explained_with_its_default(key: str) -> None:
    """The keys of newsgrab.toml; what is a number or a truth there is the code's default."""
    row = re.search(rf"^\| `{key}` \| (.*?) \|", PAGES["settings"], re.MULTILINE)
    assert row
    default = getattr(Settings(), key)
    if isinstance(default, bool | int | float):
        assert row[1] == str(default).lower()


def test_every_field_of_an_article_is_explained() -> None:
    """The keys of `extract`'s JSON."""
    at = datetime(2025, 3, 3, tzinfo=UTC)
    page = Page((ROOT / "tests/sites/harbour.example/new-quay.html").read_bytes(), at, Origin.FILE)
    article = read(page).article
    assert article is not None
    assert [name for name in as_json(article) if not mentioned(name)] == []
    assert [name for name in article.related[0].__dataclass_fields__ if not mentioned(name)] == []


def exit_codes() -> Iterator[int]:
    """Those of the errors, and those of an end that was well, broken off, or ordered."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    yield from {kind.exit_code for kind in kinds if issubclass(kind, errors.NewsgrabError)} | {0, 130, 143}


@pytest.mark.parametrize("code", sorted(exit_codes()))
def test_every_exit_code_is_explained(code: int) -> None:
    """The exit codes."""
    assert f"\n| {code} | " in PAGES["exit-codes"]


def headings(path: Path) -> set[str]:
    """What a link may name after `#` in that page."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    """Every link leads to a file or a heading that is there."""
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith("https:"):
            name, _, heading = target.partition("#")
            page = path.parent / name if name else path
            assert page.exists(), target
            assert not heading or heading in headings(page), target


def test_the_manual_pages_are_installed() -> None:
    """The build puts them where `man` looks: share/man/man1 beside the programs' folder."""
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["uv"]["build-backend"]
    pages = {path.name for path in (ROOT / built["data"]["data"] / "share/man/man1").iterdir()}
    assert pages == {f"{'-'.join(['newsgrab', *name.split()])}.1" for name in COMMANDS if " " not in name}


def test_contributing_names_places_that_are_there() -> None:
    """Every path in it, but for those with a part in capitals to be filled in."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = re.findall(r"(?:`|python |pytest )((?:newsgrab|tests|tools|benchmarks|archive)/[\w./-]*)", text)
    assert len(paths) > 40
    assert [path for path in paths if not re.search(r"[A-Z]{4}\b(?!\.md)", path) and not (ROOT / path).exists()] == []


def test_readme_is_short() -> None:
    """The first page is read as a whole; everything else is in the manual."""
    assert (ROOT / "README.md").stat().st_size <= 8192


def test_every_topic_is_in_the_list_of_topics() -> None:
    """The manual's first page names every other, and the README as well."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for topic in set(PAGES) - {"README"}:
        assert f"| [{topic}]({topic}.md) |" in PAGES["README"]
        assert f"newsgrab/docs/{topic}.md" in readme
