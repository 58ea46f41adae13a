"""What a command loads: a search box and a cron job start thousands of times."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Newsgrab

HEAVY = {"httpx", "rich", "sqlite_utils", "selectolax", "pydantic", "asyncio", "feedparser", "protego", "chardet"}
_LOADED = """
import sys
sys.argv[1:] = {arguments!r}
from newsgrab.__main__ import main
try:
    main()
finally:
    sys.stderr.write(" ".join({{name.partition(".")[0] for name in sys.modules}}))
"""


def loaded(newsgrab: Newsgrab, *arguments: str) -> set[str]:
    """The top-level modules that a command has loaded when it ends."""
    run = newsgrab.python(_LOADED.format(arguments=list(arguments)))
    assert run.code == 0
    assert run.out
    return set(run.err.split())


@pytest.mark.parametrize(
    "arguments",
    [
        "--version",
        "--help",
        "search --help",
        "search المرفأ",
        "search المرفأ --site harbour.example --since 2024 --json",
        "search كلفة --removed",
        "list",
        "list --json",
        "show 1",
        "show 1 --json",
        "history 1",
        "diff 1",
        "views 1",
        "related 1",
        "changes",
        "why 1",
        "info",
        "export",
    ],
)
def test_reading_loads_nothing_heavy(filled: Newsgrab, arguments: str) -> None:
    """In a pipe, no reading command needs the network, a parser, a painter or the schema's library."""
    assert not HEAVY & loaded(filled, *arguments.split())


def test_ordinary_search_does_not_load_the_search_of_the_removed(filled: Newsgrab) -> None:
    """Nor does its answer wait for that index."""
    code = _LOADED.format(arguments=["search", "المرفأ"]).replace('.partition(".")[0]', "")
    assert not {name for name in filled.python(code).err.split() if "remov" in name or name.endswith(".passages")}


def test_help_loads_no_command(filled: Newsgrab) -> None:
    """Nor the archive: what the commands do is known without them."""
    code = _LOADED.format(arguments=["--help"]).replace('.partition(".")[0]', "")
    loaded_modules = set(filled.python(code).err.split())
    assert "newsgrab.cli.commands" in loaded_modules
    assert not loaded_modules & {"newsgrab.cli.fetch", "newsgrab.cli.options", "newsgrab.archive", "sqlite3"}


def test_version_loads_next_to_nothing(filled: Newsgrab) -> None:
    """Not even the command line or the database."""
    assert not {"typer", "sqlite3", "json", "typing_extensions"} & loaded(filled, "--version")


def test_the_measure_sees_what_is_loaded(newsgrab: Newsgrab, filled: Newsgrab) -> None:
    """Keeping a page does load the schema's library, and the measure says so; the parser is a reading process's."""
    found = loaded(newsgrab, "fetch", str(filled.folder / "1.html"))
    assert "sqlite_utils" in found
    assert not {"httpx", "selectolax", "pandas", "numpy"} & found
