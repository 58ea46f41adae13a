"""What the archive answers about the past: as it was, what changed, how, and since when."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.outcomes import Outcome
from tests.cli.conftest import Newsgrab, Run, page
from tests.cli.test_terminal import STYLE, on_terminal

Ask = Callable[..., Run]


def test_a_past_state_is_of_one_look(ask: Ask) -> None:
    """Views, related links and page of a version, a look or a time are its own; JSON says which look, stderr too."""
    first = ask("show", "1@1", "--json").json[0]
    assert (first["look"], first["looks"], first["views"], first["related"][0]["title"]) == (
        1,
        3,
        16,
        "الصيادون يطالبون بسوق جديدة",
    )
    second = ask("show", "1", "--look", "2", "--json").json[0]
    assert (second["look"], second["version"], second["views"]) == (2, 1, 40)
    assert ask("show", "1", "--at", second["look_at"], "--json").json == [second]
    assert ask("show", f"1@{second['look_at']}", "--json").json == [second]
    told = ask("show", "1", "--look", "2")
    assert "look 2 of 3" in told.err
    assert "تنخفض" in told.out
    assert 'class="fa fa-eye"></i> 40<' in ask("show", "1", "--look", "2", "--format", "page").out
    assert ask("show", "1").err == ""


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        ("--at 2020-01-01", 2, "was first seen at"),
        ("--at soonish", 2, "not a date"),
        ("--look 9", 2, "looks 1 to 3"),
        ("--look 0", 2, "--look"),
        ("--look 1 --at today", 2, "one of them at a time"),
        ("--version 1 --look 1", 2, "one of them at a time"),
    ],
)
def test_a_past_that_is_not_there_is_told(ask: Ask, arguments: str, code: int, why: str) -> None:
    """Before the first look, no date, no such look, two ways at once."""
    run = ask("show", "1", *arguments.split())
    assert (run.code, run.out) == (code, "")
    assert why in run.err


def test_the_related_block_is_told_as_it_was(ask: Ask) -> None:
    """Of a version, and of a time."""
    assert [row[:3] for row in ask("related", "1@1").rows] == [["now", "1", "9"], ["now", "2", "20"]]
    at = ask("show", "1", "--look", "2", "--json").json[0]["look_at"]
    assert [row[:3] for row in ask("related", "1", "--at", at).rows] == [
        ["now", "1", "20"],
        ["now", "2", "9"],
        ["before", "1", "9"],
        ["before", "2", "20"],
    ]


def test_lists_searches_and_exports_go_back_in_time(ask: Ask) -> None:
    """To a moment, or to the end of a day; before the first look there is nothing."""
    second = ask("show", "1", "--look", "2", "--json").json[0]["look_at"]
    assert [row[0] for row in ask("list", "--at", second).rows] == ["1@1"]
    assert [row[0] for row in ask("list", "--at", "today").rows] == ["2@1", "1@2"]
    assert ask("list", "--at", "2 days ago").rows == []
    assert [row["views"] for row in ask("export", "--format", "jsonl", "--at", second).json] == [40]
    assert [row[0] for row in ask("search", "تنخفض", "كلفة", "--at", second).rows] == ["1@1"]
    assert ask("search", "ترتفع", "كلفة", "--at", second).rows == []
    assert ask("search", "ترتفع", "كلفة", "--as-of", "today").rows != []


def test_two_times_are_compared(ask: Ask) -> None:
    """As the article was at each; one time alone is compared with now; times and versions do not mix."""
    first, second, _ = (row["at"] for row in ask("history", "1", "--json").json if row["kind"] == "visit")
    assert "[-تنخفض-]{+ترتفع+}" in ask("diff", "1", "--at", first, "--at", "today").out
    assert "[-تنخفض-]{+ترتفع+}" in ask("diff", "1", "--at", second).out
    same = ask("diff", "1", "--at", first, "--at", second)
    assert (same.out, same.err) == ("", "versions 1 and 1 of article 1 read the same\n")
    assert ask("diff", "1", "1", "2", "--at", "today").code == 2


def test_a_comparison_is_written_as_a_page_of_its_own(ask: Ask) -> None:
    """One file, in the direction of its language, words marked; nothing that runs or is loaded from elsewhere."""
    page = ask("diff", "1", "--format", "html").out
    assert '<html lang="ar" dir="rtl">' in page
    assert "<del>تنخفض</del><ins>ترتفع</ins>" in page
    assert not any(sign in page for sign in ("<script", "<link", "<img", "@import", "url("))


def test_a_comparison_is_written_as_a_unified_diff(ask: Ask) -> None:
    """A paragraph a line, each field a file."""
    lines = ask("diff", "1", "--format", "unified").out.splitlines()
    assert lines[:2] == ["--- 1@1/body", "+++ 1@2/body"]
    assert [line[1:10] for line in lines if line[0] in "-+" and line[1] not in "-+"] == ["ويتوقع ال", "ويتوقع ال"]
    assert ask("diff", "1", "--format", "json").out == ask("diff", "1", "--json").out
    assert ask("diff", "1", "--format", "docx").code == 2


def test_changes_are_chosen_by_kind_and_size(ask: Ask) -> None:
    """What happened, what an edit did, and how many words it changed; kinds are told with the words."""
    assert [row[2] for row in ask("changes").rows] == ["changed"]
    for kind, count in (
        ("edited", 1),
        ("retitled", 0),
        ("removed,edited", 1),
        ("number", 0),
        ("minor", 0),
        ("silent", 1),
    ):
        assert len(ask("changes", "--kind", kind).rows) == count
    assert [len(ask("changes", "--min-words", words).rows) for words in ("1", "2")] == [1, 0]
    assert ask("changes", "--kind", "rewritten").code == 2
    (change,) = ask("changes", "--words", "--json").json
    assert (change["words_removed"], change["words_added"], change["silent"], change["minor"]) == (1, 1, True, False)
    assert {"op": "added", "text": "ترتفع"} in change["differences"]["body"]
    assert ask("changes", "--sort", "telling").rows == ask("changes").rows
    assert "[-تنخفض-]{+ترتفع+}" in ask("changes", "--words").out


def test_changes_are_written_as_a_page_and_as_a_feed(ask: Ask) -> None:
    """Self-contained HTML; Atom that a strict parser reads, with the words as its content."""
    page = ask("changes", "--format", "html").out
    assert "<del>تنخفض</del><ins>ترتفع</ins>" in page
    assert not any(sign in page for sign in ("<script", "<link", "<img"))
    feed = ET.fromstring(ask("changes", "--format", "atom").out)
    atom = "{http://www.w3.org/2005/Atom}"
    assert [each.tag.removeprefix(atom) for each in feed][:4] == ["title", "id", "author", "updated"]
    (entry,) = feed.findall(f"{atom}entry")
    assert "<ins>ترتفع</ins>" in (entry.findtext(f"{atom}content") or "")
    assert entry.findtext(f"{atom}id", "").startswith("urn:newsgrab:change:1:20")
    assert ask("changes", "--format", "rss").code == 2


def test_history_folds_like_looks_and_counts_passages(newsgrab: Newsgrab) -> None:
    """Looks in a row that found the same are one line; --looks shows each with its number."""
    for number, views in enumerate((16, 40, 90, 95), 1):
        last = "انتهى." if number == 4 else "ويتوقع التجار أن تنخفض كلفة النقل."
        newsgrab.write(f"{number}.html", page(views=views, last=last))
        assert newsgrab("fetch", "-q", f"{number}.html").code == 0
    lines = newsgrab("history", "1").out.splitlines()
    assert "edited between" in lines[5]
    assert ": 1 passage" not in lines[4]
    assert "body" not in lines[5]
    assert "1 passage" in lines[5]
    assert "unchanged in 2 looks" in lines[4]
    looks = [line for line in lines[7:] if line]
    assert len(looks) == 3
    assert "v1  2 looks  40 to 90 views" in looks[1]
    each = newsgrab("history", "1", "--looks").out.splitlines()[7:]
    assert [line.split()[0] for line in each] == ["1", "2", "3", "4"]
    version, *_, look = newsgrab("history", "1", "--json").json
    assert {*version["hashes"]} >= {"title", "body"}
    assert (look["number"], len(look["page_sha256"]), version["recipe"] != "") == (4, 64, True)


def test_what_grows_and_who_recommends_it_is_told(ask: Ask) -> None:
    """The rate, counts, REF, title, address; with --to the pages in whose block the article stands."""
    (row,) = ask("views", "--rising").rows
    assert row[1:4] == ["16", "90", "1@2"]
    assert ask("views", "--rising", "--site", "herald.example").err == "no view count has grown since then\n"
    assert [point["turn"] for point in ask("views", "1", "--json").json] == [None] * 3
    (now, before) = ask("related", "2", "--to").rows
    assert (now[:3], before[:3]) == (["now", "2", "1"], ["before", "1", "1"])
    assert "no page that is kept" in ask("related", "1", "--to").err


def test_each_passage_is_told_with_its_version(ask: Ask, filled: Newsgrab) -> None:
    """In a pipe a row each; on a terminal the text with the versions before it, and what they mean below."""
    rows = ask("blame", "1").rows
    assert [row[6] for row in rows if row[1] == "2"] == ["ترتفع"]
    assert [row[4:6] for row in rows] == [["title", "1"], ["body", "1"], ["body", "2"], *[["body", "3"]] * 3]
    assert {row[1] for row in ask("blame", "1@1").rows} == {"1"}
    _, seen = on_terminal(filled, "blame", "1", NO_COLOR="1")
    plain = STYLE.sub("", re.sub("[\u2068\u2069]", "", seen))
    assert re.search(r"^v2\s+ترتفع$", plain, re.MULTILINE)
    assert re.search(r"^v2\s+came between .* 1@", plain, re.MULTILINE)


def test_who_said_it_first_is_told_with_its_limits(ask: Ask) -> None:
    """The texts, then the wordings; that it goes by our looks stands beside them."""
    found = ask("lineage", "1")
    assert [(row[0], row[1], row[5]) for row in found.rows[:1]] == [("text", "1@1", "0.94")]
    assert [row[1] for row in found.rows if row[0] == "wording"] == ["1@1", "1@2"]
    assert found.err == "first by our looks: " + found.err.partition("first by our looks: ")[2]
    assert [each["kind"] for each in ask("lineage", "1", "--json", "-q").json][:2] == ["text", "text"]


def test_who_has_a_wording_too_is_named(newsgrab: Newsgrab) -> None:
    """On a terminal, with number and title."""
    newsgrab.write("1.html", page())
    newsgrab.write("2.html", page(2, title="عنوان آخر"))
    newsgrab("fetch", "1.html", "2.html")
    _, seen = on_terminal(newsgrab, "lineage", "1", columns=200)
    assert "also in 2 عنوان آخر" in re.sub("[\u2068\u2069]", "", STYLE.sub("", seen))


def test_what_only_blocks_know_is_found(ask: Ask) -> None:
    """An article that none shows, addresses never read, other headlines; a REF or --find, not both."""
    assert [row[0] for row in ask("related", "--find", "orphans").rows] == ["1"]
    (unkept,) = ask("related", "--find", "unkept", "--json").json
    assert (unkept["url"], unkept["shown_on"]) == ("https://harbour.example/article/7", 1)
    assert ask("related", "--find", "headlines") == Run(0, "", "no headlines\n")
    assert ask("related", "--find", "unkept", "--site", "a.example").err == "no unkept with --site a.example\n"
    for wrong in (("related",), ("related", "1", "--find", "orphans"), ("related", "--find", "x")):
        assert ask(*wrong).code == 2


def test_a_headline_that_an_article_never_had_is_found(newsgrab: Newsgrab) -> None:
    """Not one that it had before, nor the beginning of one."""
    entries = ((8, "حركة الشحن تنهار", "", 1), (9, "حركة الشحن …", "", 2))
    for number, title in ((8, "حركة الشحن ترتفع في الربيع"), (9, "حركة الشحن في الربيع القادم")):
        newsgrab.write(f"{number}.html", page(number, title=title, related=()))
    newsgrab.write("1.html", page(related=entries))
    newsgrab("fetch", "1.html", "8.html", "9.html")
    assert [row[2:4] for row in newsgrab("related", "--find", "headlines").rows] == [
        ["حركة الشحن ترتفع في الربيع", "حركة الشحن تنهار"]
    ]


def test_view_counts_are_told_from_a_day_on(ask: Ask) -> None:
    """None before it; without an article, only of what rises."""
    assert len(ask("views", "1", "--since", "today").rows) == 3
    assert ask("views", "1", "--since", "2040").err == "no page has printed a view count of article 1 since then\n"
    assert ask("views", "--since", "today").code == 2


def test_an_article_that_is_gone_is_marked_wherever_it_is_listed(newsgrab: Newsgrab) -> None:
    """With the first look that found it so; not if --at goes back to when it was there."""
    newsgrab.write("1.html", page())
    newsgrab("fetch", "1.html")
    with Archive(newsgrab.folder / "archive") as archive:
        (kept,) = archive.query.articles(Filters())
        for days in (1, 2):
            archive.record_other(kept.url, Outcome.GONE, "404 Not Found", at=datetime.now(UTC) + timedelta(days=days))
    lists = ("list --json", "search السفن --json", "views --json", "export --format jsonl")
    (since,) = {newsgrab(*asked.split()).json[0]["gone_since"] for asked in lists}
    assert since > kept.last_seen_at
    assert "gone since " in STYLE.sub("", on_terminal(newsgrab, "list", columns=60)[1])
    assert newsgrab("list", "--at", kept.last_seen_at, "--json").json[0]["gone_since"] is None


def test_the_earlier_word_for_what_is_gone_is_understood(newsgrab: Newsgrab) -> None:
    """`--kind removed` is `--kind gone`."""
    newsgrab.write("1.html", page())
    newsgrab("fetch", "1.html")
    with Archive(newsgrab.folder / "archive") as archive:
        (kept,) = archive.query.articles(Filters())
        archive.record_other(kept.url, Outcome.GONE, "404 Not Found", at=datetime.now(UTC) + timedelta(days=1))
    for word in ("gone", "removed"):
        assert [row[2] for row in newsgrab("changes", "--kind", word).rows] == ["gone"]


def test_one_of_a_kind_is_told_in_the_singular(newsgrab: Newsgrab) -> None:
    """What is counted of a site, where there is no room for a table."""
    newsgrab.write("1.html", page())
    newsgrab("fetch", "1.html")
    assert "1 article · 1 version · 1 look" in STYLE.sub("", on_terminal(newsgrab, "info", columns=60)[1])
