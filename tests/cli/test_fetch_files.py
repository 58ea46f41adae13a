"""Keeping saved pages."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime

import pytest

from newsgrab.archive.sql import to_utc_iso
from newsgrab.cli.fetch import naming_times
from tests.cli.conftest import NEIGHBOURS, Newsgrab, page
from tests.cli.test_terminal import on_terminal


def test_a_saved_page_is_kept_under_its_own_address(newsgrab: Newsgrab) -> None:
    """Without --url the page's canonical link tells where it was."""
    newsgrab.write("page.html", page())
    run = newsgrab("fetch", "page.html")
    assert run.rows == [
        [
            "new",
            "1@1",
            "رصيف جديد يفتح أبوابه للسفن الكبيرة",
            "اقتصاد",
            "16",
            "2",
            "",
            "https://harbour.example/article/12",
        ]
    ]


def test_a_moved_counter_is_no_edit(newsgrab: Newsgrab) -> None:
    """Another count, a reshuffled related block and its moved counters: unchanged, with new points."""
    newsgrab.write("page.html", page())
    newsgrab("fetch", "page.html")
    moved = tuple((n, title, teaser, views + 3) for n, title, teaser, views in NEIGHBOURS[::-1])
    newsgrab.write("page.html", page(views=17, related=moved))
    assert newsgrab("fetch", "page.html").rows[0][0] == "unchanged"
    assert [row[1] for row in newsgrab("views", "1").rows] == ["16", "17"]


def test_a_changed_word_is_a_version_that_names_the_body(newsgrab: Newsgrab) -> None:
    """One word of the body makes version 2."""
    newsgrab.write("a.html", page())
    newsgrab.write("b.html", page(last="ويتوقع التجار أن ترتفع كلفة النقل مع بداية الصيف."))
    run = newsgrab("fetch", "a.html", "b.html", "--json")
    assert [(kept["outcome"], kept["version"], kept["changed"]) for kept in run.json] == [
        ("new", 1, []),
        ("changed", 2, ["body"]),
    ]


def test_files_that_are_named_in_one_moment_are_looks_in_their_order() -> None:
    """The archive's times have milliseconds: what has the same one and the same bytes would be one look."""
    moments = naming_times(lambda: datetime(2026, 3, 2, tzinfo=UTC))
    times = [to_utc_iso(next(moments)) for _ in range(5)]
    assert sorted(set(times)) == times


def test_a_gzipped_page_is_the_same_page(newsgrab: Newsgrab) -> None:
    """Saved pages may be gzipped, whatever they are called."""
    newsgrab.write("page.html.gz", gzip.compress(page().encode()))
    assert newsgrab("fetch", "page.html.gz").rows[0][0] == "new"


def test_a_page_from_a_pipe(newsgrab: Newsgrab) -> None:
    """- reads a page from standard input."""
    run = newsgrab("fetch", "-", "--url", "https://other.example/a", stdin=page().encode())
    assert (run.rows[0][0], run.rows[0][-1]) == ("new", "https://other.example/a")


def test_a_list_of_pages_is_read_and_its_bad_lines_are_named(newsgrab: Newsgrab) -> None:
    """A list may hold blank lines and comments; a bad line is named by its number and skipped."""
    newsgrab.write("saved/a.html", page())
    lines = ["\ufeff# morning", "", "saved/a.html\thttps://harbour.example/article/12\r", "not an address"]
    lines += ["saved/a.html\thttps://harbour.example/a\tthird", "missing.html\thttps://harbour.example/b", "\udcff"]
    newsgrab.write("list.txt", "\n".join(lines).encode("utf-8", "surrogateescape"))
    run = newsgrab("fetch", "-i", "list.txt")
    assert (run.code, [row[0] for row in run.rows]) == (1, ["new"])
    assert [line.split(": ")[1] for line in sorted(run.err.splitlines())] == [
        "list.txt:4", "list.txt:5", "list.txt:7", "missing.html",
    ]  # fmt: skip


def test_blanks_around_the_lines_of_a_list_are_no_part_of_them(newsgrab: Newsgrab) -> None:
    """Tabs and blanks at either end go; a bad line is repeated as far as it helps."""
    newsgrab.write("a.html", page())
    newsgrab.write("list.txt", "\t a.html\thttps://harbour.example/a \t\n\t\n\t# note\n" + "word " * 5_000)
    run = newsgrab("fetch", "-i", "list.txt")
    assert [row[0] for row in run.rows] == ["new"]
    assert (run.err.count("\n"), len(run.err) < 500) == (1, True)


def test_a_list_in_utf_16_is_read(newsgrab: Newsgrab) -> None:
    """As PowerShell and Excel write it; `source add` tells which lines of such a list hold no address."""
    newsgrab.write("a.html", page())
    newsgrab.write("list.txt", "a.html\thttps://harbour.example/a\r\nnonsense\r\n".encode("utf-16"))
    run = newsgrab("fetch", "-i", "list.txt")
    assert [row[0] for row in run.rows] == ["new"]
    assert run.err.startswith("newsgrab: list.txt:2: 'nonsense': neither an address nor a saved page")
    newsgrab.write("addresses.txt", "https://harbour.example/a\r\nnonsense\r\n".encode("utf-16"))
    run = newsgrab("source", "add", "addresses.txt", "--json")
    assert run.json[0]["links"] == 1
    assert "addresses.txt: line 2: 'nonsense'" in run.err


def test_a_page_without_an_address_is_refused(newsgrab: Newsgrab) -> None:
    """What an archive does not know the address of, it cannot keep."""
    newsgrab.write("page.html", page().replace('<link rel="canonical"', "<link"))
    run = newsgrab("fetch", "page.html")
    assert (run.code, run.out) == (1, "")
    assert "--url" in run.err


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("missing.html", None, "no such file"),
        ("folder", "dir", "a directory"),
        ("empty.html", b"", "empty"),
        ("photo.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a page"),
    ],
)
def test_what_is_no_page_is_named(newsgrab: Newsgrab, name: str, content: bytes | str | None, problem: str) -> None:
    """The message names the file and the problem; the rest of the batch is kept."""
    newsgrab.write("good.html", page())
    if content == "dir":
        (newsgrab.folder / name).mkdir()
    elif isinstance(content, bytes):
        newsgrab.write(name, content)
    run = newsgrab("fetch", name, "good.html")
    assert (run.code, [row[0] for row in run.rows]) == (1, ["new"])
    assert f"{name}: " in run.err
    assert problem in run.err


def test_a_page_without_an_article_is_a_visit(newsgrab: Newsgrab) -> None:
    """A section page is refused with a reason and remembered as a look."""
    links = "".join(f'<li><a href="/article/{n}">خبر رقم {n} من أخبار المدينة</a></li>' for n in range(40))
    newsgrab.write("section.html", f"<html><head><title>اقتصاد</title></head><body><ul>{links}</ul></body></html>")
    run = newsgrab("fetch", "section.html", "--url", "https://harbour.example/category/economy")
    assert (run.code, run.rows[0][0]) == (1, "not an article")
    assert newsgrab("info", "--json").json[0]["visits"] == 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["fetch"], "nothing to read"),
        (["fetch", "http://"], "address"),
        (["fetch", "ftp://harbour.example/a"], "only http and https"),
        (["fetch", "a.html", "b.html", "--url", "https://harbour.example/a"], "--url"),
        (["fetch", "harbour.example/article/12"], "https://harbour.example/article/12"),
        (["fetch", "-i", "missing.txt"], "missing.txt"),
        (["fetch", "a.html", "--workers", "many"], "workers"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_made(newsgrab: Newsgrab, arguments: list[str], problem: str) -> None:
    """A message, exit code 2 (4 for a wrong setting), and no archive."""
    run = newsgrab(*arguments)
    assert run.code in {2, 4}
    assert problem in run.err
    assert not (newsgrab.folder / "archive").exists()


def test_a_text_page_gives_every_field(newsgrab: Newsgrab) -> None:
    """A page's text as a reader copied it: body, category, title, views, related block."""
    text = "\n".join(
        [
            "افتتحت بلدية الوادي أمس مكتبة عامة تضم عشرين ألف كتاب، وحضر الحفل عدد كبير من الأهالي والطلاب.",
            "قاعات للقراءة",
            "تضم المكتبة ثلاث قاعات للقراءة وقاعة للأطفال، وتفتح أبوابها كل يوم من الصباح حتى المساء.",
            "ثقافة",
            "مكتبة عامة جديدة في الوادي",
            "١٬٢٣٤",
            "",
            "مقالات ذات صلة",
            "",
            "معرض للكتاب في الربيع",
            "يستقبل المعرض زواره ابتداء من مطلع نيسان.",
            "31",
            "",
            "ورشة لترميم المخطوطات القديمة",
            "يشارك في الورشة خبراء من خمس مدن.",
            "5",
        ]
    )
    newsgrab.write("page.txt", text)
    run = newsgrab("extract", "page.txt", "--url", "https://wadi.example/article/3")
    article = run.json[0]
    assert (article["title"], article["category"], article["views"]) == ("مكتبة عامة جديدة في الوادي", "ثقافة", 1234)
    assert [(item["title"], item["views"]) for item in article["related"]] == [
        ("معرض للكتاب في الربيع", 31),
        ("ورشة لترميم المخطوطات القديمة", 5),
    ]
    assert [block["kind"] for block in article["blocks"]] == ["paragraph", "heading", "paragraph"]


def test_first_article_on_a_terminal_ends_with_what_to_type_next(newsgrab: Newsgrab) -> None:
    """Only there, and only once; with the archive that was named, so that the lines work as they stand."""
    newsgrab.write("page.html", page())
    _, seen = on_terminal(newsgrab, "fetch", "page.html", "--archive", "my news", columns=120)
    told = re.findall(r"^to (.*?): +python\S* -m newsgrab (.*)", seen, re.MULTILINE)
    assert told == [
        ("read it", "show 1 --archive 'my news'"),
        ("find it again", "search WORD --archive 'my news'"),
        ("follow its site", "source add https://harbour.example/ --archive 'my news'"),
        ("see the manual", "help"),
    ]
    assert "to read it" not in on_terminal(newsgrab, "fetch", "page.html", "--archive", "my news")[1]
    assert "to read it" not in newsgrab("fetch", "page.html").err
    assert "to read it" not in on_terminal(newsgrab, "fetch", "page.html", "--quiet", "--archive", "other")[1]
