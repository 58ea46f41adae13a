"""Wrong input: a message that names the thing, the problem and the next step, and the exit code of the guide."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from newsgrab.cli.suggestions import _OTHER_WORDS
from tests.cli.conftest import Newsgrab, Run, page

Ask = Callable[..., Run]


@pytest.mark.parametrize("ref", ["99", "#99", "0", "nonsense", "", "http://", "courier.example/x", "9" * 40, "\udce9"])
@pytest.mark.parametrize("command", ["show", "history", "diff", "views", "related", "why"])
def test_an_unknown_ref_leads_to_the_list(ask: Ask, command: str, ref: str) -> None:
    """Every command that takes a REF says the same; `why` also takes addresses that no article has yet."""
    run = ask(command, ref)
    assert (run.code, run.out) == (2, "")
    if (command, ref) == ("why", "http://"):
        assert "not an absolute address" in run.err
        return
    assert "no such article" in run.err
    assert "newsgrab list" in run.err


@pytest.mark.parametrize("arguments", [("show", "1@9"), ("show", "1@0"), ("show", "1", "--version", "3")])
def test_an_unknown_version_leads_to_the_history(ask: Ask, arguments: tuple[str, ...]) -> None:
    """It says which versions there are."""
    run = ask(*arguments)
    assert run.code == 2
    assert "versions 1 to 2" in run.err
    assert "newsgrab history 1" in run.err


@pytest.mark.parametrize("command", ["list", "search الرصيف", "export", "changes"])
@pytest.mark.parametrize(
    ("option", "value", "help_"),
    [
        ("--since", "soon", "2024-10-05"),
        ("--until", "2024-13-01", "2024-10-05"),
        ("--since", "", "2024-10-05"),
        ("--site", "", "courier.example"),
        ("--site", "two words", "courier.example"),
        ("--site", "\udce9", "courier.example"),
    ],
)
def test_a_bad_filter_shows_a_good_one(ask: Ask, command: str, option: str, value: str, help_: str) -> None:
    """The value as typed, and how to write it."""
    run = ask(*command.split(), option, value)
    assert (run.code, run.out) == (2, "")
    assert help_ in run.err
    assert value.encode("utf-8", "backslashreplace").decode() in run.err


@pytest.mark.parametrize("number", ["-1", "ten", "1e3", "1_0", "1.5", "", "9" * 30, "nan"])
@pytest.mark.parametrize(
    "command", ["list --limit", "list --offset", "search x --limit", "views --limit", "show 1 --version"]
)
def test_a_bad_number_shows_its_range(ask: Ask, command: str, number: str) -> None:
    """Numbers are whole and bounded, in every command."""
    run = ask(*command.split(), number)
    assert (run.code, run.out) == (2, "")
    assert "a whole number from" in run.err
    assert repr(number) in run.err


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        ("list --sort size", "published, seen, added, views, title"),
        ("search x --sort size", "rank, published, seen, added, views, title, date"),
        ("export --what tables", "articles, snapshots, views, related, visits"),
        ("export --format xml", "csv, json, jsonl"),
        ("show 1 --format gif", "text, markdown, html, json, pdf, png, page"),
        ("extract 1.html --format pdf", "text, markdown, html, json"),
    ],
)
def test_an_unknown_word_shows_the_known_ones(ask: Ask, arguments: str, known: str) -> None:
    """Where one of a few words is wanted, they are listed."""
    run = ask(*arguments.split())
    assert (run.code, run.out) == (2, "")
    assert known in run.err


@pytest.mark.parametrize("query", ["", '"', "*", '""', "…", "()"])
def test_an_empty_query_is_told(ask: Ask, query: str) -> None:
    """A query needs something to look for."""
    run = ask("search", query)
    assert (run.code, run.out) == (2, "")
    assert "nothing to look for" in run.err


@pytest.mark.parametrize(
    ("query", "command"),
    [
        ("author:سلمى", "newsgrab list --author سلمى"),
        ('lang:AR after:2026-11-27 author:"Ann Lee"', 'newsgrab list --lang ar --author "Ann Lee" --since 2026-11-27'),
        ("before:2026-11-27T10:30", 'newsgrab list --until "2026-11-27 10:30"'),
    ],
)
def test_filters_alone_are_told_as_a_list(ask: Ask, query: str, command: str) -> None:
    """A query that only chooses articles is what the command `list` does."""
    run = ask("search", query)
    assert (run.code, run.out) == (2, "")
    assert f"; {command} lists the articles" in run.err


@pytest.mark.parametrize("query", ["lang:ar -site:courier.example", "lang:ar -زرافة", "author:Ann author:Bea"])
def test_no_list_is_named_that_lists_others(ask: Ask, query: str) -> None:
    """`list` excludes nothing, and takes one value of each."""
    run = ask("search", query)
    assert (run.code, "newsgrab list" in run.err) == (2, False)


@pytest.mark.parametrize(
    "query",
    ["a AND", "foo(bar", "it's c++ foo-bar", "title:", "NEAR(", "a OR", '"unended', "^x", "{a}", "caf\udce9", "\x00"],
)
def test_signs_of_a_query_language_are_no_error(ask: Ask, query: str) -> None:
    """Whatever is typed is looked for; what is not there is not found, and that is well."""
    run = ask("search", query)
    assert (run.code, run.out) in {(0, ""), (2, "")}
    assert "nothing" in run.err


@pytest.mark.parametrize("value", ["3601", "-1", "nan", "inf", "many", ""])
@pytest.mark.parametrize("option", ["--timeout", "--workers", "--delay"])
def test_a_bad_setting_is_called_as_it_was_typed(newsgrab: Newsgrab, ask: Ask, option: str, value: str) -> None:
    """A flag is wrong usage, before anything is made."""
    run = ask("fetch", "1.html", option, value, "--archive", str(newsgrab.folder / "new"))
    assert (run.code, run.out) == (2, "")
    assert f"{option}: a" in run.err
    assert not (newsgrab.folder / "new").exists()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("courier.example/a", "write https://courier.example/a"),
        ("127.0.0.1:8000/a", "write https://127.0.0.1:8000/a"),
        ("7", "newsgrab show 7"),
        ("12@3", "newsgrab show 12@3"),
    ],
)
def test_what_is_no_file_may_be_an_address_or_an_article(newsgrab: Newsgrab, name: str, hint: str) -> None:
    """The next step is told."""
    run = newsgrab("fetch", name)
    assert (run.code, run.out) == (2, "")
    assert f"{name}: no such file" in run.err
    assert hint in run.err


@pytest.mark.parametrize("target", [".", "/", "missing/articles.csv", "1.html/x.csv"])
def test_an_export_that_cannot_be_written_is_told(ask: Ask, target: str) -> None:
    """A directory, a missing folder, a file in a folder's place."""
    run = ask("export", "--output", target)
    assert (run.code, run.out) == (2, "")
    assert f"{target}: " in run.err


@pytest.mark.parametrize("name", ["news.ods", "news.xls", "news.csv.gz", "news.docx", "news.pdf"])
def test_an_export_is_not_called_what_it_is_not(ask: Ask, newsgrab: Newsgrab, name: str) -> None:
    """No CSV under the name of a workbook, unless the form is told."""
    run = ask("export", "-o", str(newsgrab.folder / name))
    assert run.code == 2
    assert "csv, json, jsonl" in run.err
    assert ask("export", "-f", "csv", "-o", str(newsgrab.folder / name)).code == 0


def test_a_failed_export_leaves_the_file_of_yesterday(filled: Newsgrab, ask: Ask, newsgrab: Newsgrab) -> None:
    """A named file is whole, or as it was."""
    broken = newsgrab.folder / "broken.db"
    shutil.copy(filled.folder / "archive" / "newsgrab.db", broken)
    content = bytearray(broken.read_bytes())
    for start in range(4096, len(content), 512):
        content[start : start + 256] = b"\xff" * 256
    broken.write_bytes(content)
    kept = newsgrab.write("articles.csv", "yesterday")
    run = ask("export", "--archive", str(broken), "-o", str(kept))
    assert run.code == 3
    assert "restore it from a backup" in run.err
    assert kept.read_text(encoding="utf-8") == "yesterday"
    assert [path.name for path in newsgrab.folder.glob("articles*")] == ["articles.csv"]


COMMANDS = (
    "list",
    "search x",
    "changes",
    "why 1",
    "source list",
    "run",
    "show 1",
    "history 1",
    "diff 1",
    "views",
    "related 1",
    "export",
    "info",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_archive_yet_leads_to_fetch(ask: Ask, command: str) -> None:
    """Reading makes no archive, and says how one comes to be."""
    run = ask(*command.split(), "--archive", "nowhere")
    assert (run.code, run.out) == (3, "")
    assert "no archive at nowhere" in run.err
    assert "newsgrab fetch" in run.err
    assert not Path("nowhere").exists()


def _made(kind: str, folder: Path, filled: Newsgrab) -> Path:
    path = folder / "wrong.db"
    if kind == "text":
        path.write_text("these are no tables\n" * 40, encoding="utf-8")
    elif kind == "short":
        path.write_bytes(b"SQLite format 3\0")
    elif kind == "foreign":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE song (title TEXT)")
        connection.close()
    else:
        shutil.copy(filled.folder / "archive" / "newsgrab.db", path)
        if kind == "newer":
            connection = sqlite3.connect(path)
            connection.execute("PRAGMA user_version = 99")
            connection.close()
        else:  # cut: a disk that was full, a copy that was interrupted
            path.write_bytes(path.read_bytes()[:40_960])
    return path


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("text", "not an SQLite file"),
        ("short", "restore it from a backup"),
        ("foreign", "another program"),
        ("newer", "update newsgrab"),
        ("cut", "restore it from a backup"),
    ],
)
def test_a_file_that_is_no_archive_is_left_alone(
    ask: Ask, filled: Newsgrab, newsgrab: Newsgrab, kind: str, words: str
) -> None:
    """Every command names the file and the next step, exits with 3, and changes no byte of it."""
    path = _made(kind, newsgrab.folder, filled)
    before = path.read_bytes()
    for command in (*COMMANDS, "fetch 1.html"):
        run = ask(*command.split(), "--archive", str(path))
        assert run.code == 3, command
        assert str(path) in run.err
        assert words in run.err
        assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["1.html/archive", "/proc/self/archive"])
def test_an_archive_that_cannot_be_made_is_told(ask: Ask, place: str) -> None:
    """A file in the folder's place, a file system that takes nothing."""
    run = ask("fetch", "1.html", "--archive", place)
    assert (run.code, run.out) == (3, "")
    assert "cannot be written" in run.err
    assert "--archive DIR" in run.err


def test_an_archive_on_a_full_disk_keeps_what_it_has(newsgrab: Newsgrab) -> None:
    """When the disk is full the message says so, the archive stays whole, and the same command later goes on."""
    newsgrab.write("a.html", page())
    noise = "".join(sha256(bytes([number % 256, number // 256])).hexdigest() for number in range(12_000))
    newsgrab.write("b.html", page(13, title="عنوان آخر من المدينة") + f"<!-- {noise} -->")
    assert newsgrab("fetch", "a.html").code == 0
    run = newsgrab.shell("ulimit -f 300; newsgrab fetch b.html")  # no file may outgrow 300 KiB
    assert (run.code, run.out) == (3, "")
    assert "make room and run the same command again" in run.err
    assert newsgrab("info", "--json").json[0]["visits"] == 1
    assert newsgrab("fetch", "b.html").rows[0][0] == "new"


def test_settings_files_and_variables_are_named(newsgrab: Newsgrab) -> None:
    """A wrong setting is told with the place that it stands in, and exit code 4."""
    newsgrab.write("newsgrab.toml", "workers = 0\n")
    run = newsgrab("list")
    assert (run.code, run.err) == (4, "newsgrab: newsgrab.toml: workers: a whole number from 1 to 64, not 0\n")
    newsgrab.write("newsgrab.toml", "worker = 3\n")
    run = newsgrab("list")
    assert run.code == 4
    assert "newsgrab.toml: worker: no such setting; there are allow_private" in run.err
    newsgrab.write("newsgrab.toml", "")
    run = newsgrab("list", NEWSGRAB_TIMEOUT="long")
    assert (run.code, run.err) == (4, "newsgrab: NEWSGRAB_TIMEOUT: a number from 1 to 3600, not 'long'\n")


@pytest.mark.parametrize(("old", "new"), [("x", "2"), ("1", "x"), ("0", "1"), ("1", "9"), ("1.0", "2")])
def test_a_bad_version_to_compare_is_told(ask: Ask, old: str, new: str) -> None:
    """Which of the two it is, and what there is."""
    run = ask("diff", "1", old, new)
    assert (run.code, run.out) == (2, "")
    assert "a whole number from 1" in run.err or "only 1 to 2" in run.err


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ("serch x", "serch: no such command; did you mean newsgrab search?"),
        ("get x", "get: no such command; did you mean newsgrab fetch?"),
        ("follow x", "follow: no such command; did you mean newsgrab source add?"),
        ("source ad", "ad: no such command; did you mean newsgrab source add?"),
        ("zzz", "zzz: no such command; see newsgrab --help"),
        ("search --sit x", "--sit: newsgrab search has no such option; did you mean --site?"),
        ("profile list --jso", "--jso: newsgrab profile list has no such option; did you mean --json?"),
        ("list --facets x", "--facets: newsgrab list has no such option; see newsgrab list --help"),
        ("show", "missing argument 'REF'; see newsgrab show --help"),
        ("list --limit", "option '--limit' requires an argument; see newsgrab list --help"),
    ],
)
def test_a_wrong_word_leads_to_the_right_one(ask: Ask, arguments: str, problem: str) -> None:
    """Only to what is like it, or what other programs call it; one line, exit code 2."""
    assert ask(*arguments.split()) == Run(2, "", f"newsgrab: {problem}\n")


@pytest.mark.parametrize("word", sorted(_OTHER_WORDS))
def test_words_of_other_programs_lead_to_commands(ask: Ask, word: str) -> None:
    """None of them is a command of ours, and what they lead to is one."""
    told = ask(word).err
    meant = re.search(r"did you mean newsgrab (.*)\?", told)
    assert meant
    assert ask(*meant[1].split(), "--help").code == 0


def test_version_can_be_asked_in_two_ways(newsgrab: Newsgrab) -> None:
    """As an option and as a word."""
    assert newsgrab("version") == newsgrab("--version")
