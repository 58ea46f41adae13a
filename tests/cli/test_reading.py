"""What the reading commands print: tab-separated cells in a pipe, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import Newsgrab, Run

Ask = Callable[..., Run]

QUAY = "https://harbour.example/article/12"
TRADE = "https://harbour.example/article/8"
DAY = "2025-03-03T09:30:00+03:00"


def test_list_gives_a_row_an_article(ask: Ask) -> None:
    """REF, date, site, category, views, title, address; no header, no colour."""
    assert ask("list").rows == [
        ["2@1", DAY, "harbour.example", "اقتصاد", "25", "حركة الشحن ترتفع في الربيع", TRADE],
        ["1@2", DAY, "harbour.example", "اقتصاد", "90", "رصيف جديد يفتح أبوابه للسفن الكبيرة", QUAY],
    ]


def test_list_json_has_the_same_and_more(ask: Ask) -> None:
    """One object an article; lists stay lists."""
    first, second = ask("list", "--json").json
    assert (first["id"], second["id"]) == (2, 1)
    assert list(second) == [
        "id", "url", "site", "version", "title", "category", "authors", "language", "published_at",
        "published_precision", "views", "views_exact", "first_seen_at", "last_seen_at", "gone_since",
    ]  # fmt: skip
    assert (second["views"], second["authors"], second["language"]) == (90, [], "ar")


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ("--sort added", [2, 1]),
        ("--sort seen", [2, 1]),
        ("--sort views", [1, 2]),
        ("--sort title", [2, 1]),
        ("--limit 1", [2]),
        ("--limit ١", [2]),
        ("--limit 0", [2, 1]),
        ("--offset 1", [1]),
        ("--offset 2", []),
        ("--limit 1 --offset 1", [1]),
        ("--site harbour.example", [2, 1]),
        ("--site https://www.harbour.example/category/economy", [2, 1]),
        ("--site bour.example", []),
        ("--category اقتصاد", [2, 1]),
        ("--category رياضة", []),
        ("--author ليلى", []),
        ("--lang ar", [2, 1]),
        ("--lang fa", []),
        ("--since 2025-03-03", [2, 1]),
        ("--since 2025-03-04", []),
        ("--since ٢٠٢٥-٠٣", [2, 1]),
        ("--since yesterday", []),
        ("--until 2025-03-03", []),
        ("--since-seen 2025-03-03", [2, 1]),
        ("--since-seen 2100-01-01", []),
        ("--until 2025-03-04 --site harbour.example", [2, 1]),
    ],
)
def test_filters_choose(ask: Ask, arguments: str, ids: list[int]) -> None:
    """Site, category, author, language, time, order and a part of the list."""
    run = ask("list", "--json", *arguments.split())
    assert (run.code, [article["id"] for article in run.json]) == (0, ids)


@pytest.mark.parametrize("command", ["search المرفأ --json", "export --format jsonl"])
@pytest.mark.parametrize(
    ("arguments", "count"),
    [("", 2), ("--category رياضة", 0), ("--lang fa", 0), ("--since 2025-04", 0), ("--site other.example", 0)],
)
def test_search_and_export_take_the_same_filters(ask: Ask, command: str, arguments: str, count: int) -> None:
    """What list leaves out, they leave out."""
    assert len([found for found in ask(*command.split(), *arguments.split()).json if "url" in found]) == count


def test_search_marks_the_words_it_found(ask: Ask) -> None:
    """REF, day, site, category, views, title, address, a passage with the words in brackets, all words, no copies."""
    ref, day, site, category, views, title, url, passage, words, copies = ask("search", '"ترتفع كلفة"').rows[0]
    assert (words, copies) == ("all", "0")
    assert (ref, day, site, category, views, url) == ("1@2", "2025-03-03", "harbour.example", "اقتصاد", "90", QUAY)
    assert title == "رصيف جديد يفتح أبوابه للسفن الكبيرة"
    assert "[ترتفع كلفة]" in passage.replace("] [", " ")


def test_search_tells_the_articles_with_some_of_the_words_apart(ask: Ask) -> None:
    """In a pipe, in JSON and in the count, with the totals of both."""
    run = ask("search", "كلفة زرافة")
    assert [row[8] for row in run.rows] == ["some", "some"]
    assert "no article has all the words; 2 articles have some of them" in run.err
    hits = ask("search", "كلفة زرافة", "--json").json
    assert [hit["partial"] for hit in hits] == [True, True]
    assert {(hit["total"], hit["total_partial"]) for hit in hits} == {(0, 2)}
    assert ask("search", "زرافة", "--json").out == ""
    counted = ask("search", "كلفة زرافة", "--count")
    assert counted.out == "0\n"
    assert "2 articles have some of them" in counted.err
    assert ask("search", "كلفة زرافة", "--all-words").out == ""
    assert len(ask("search", "كلفة زرافة", "--any-word").rows) == 2


def test_search_that_finds_nothing_says_so_and_is_well(ask: Ask) -> None:
    """No row, exit code 0, a word on stderr."""
    run = ask("search", "زرافة")
    assert (run.code, run.out) == (0, "")
    assert run.err.startswith("nothing found")


def test_search_past_the_last_hit_says_how_many_there_are(ask: Ask) -> None:
    """That is not the same as finding nothing."""
    run = ask("search", "الشحن", "--offset", "9")
    assert (run.code, run.out, run.err) == (0, "", "no more: 1 article in all\n")
    assert len(ask("search", "الشحن", "--limit", "0").rows) == 1


def test_search_removed_gives_the_sentence_that_went(ask: Ask) -> None:
    """REF that had it last, not before, removed at, field, REF that has it again, title, address, passage."""
    ref, before, at, field, back, title, url, passage = ask("search", "--removed", "الكلفة", "تنخفض").rows[0]
    assert (ref, field, back, title, url) == ("1@1", "body", "", "رصيف جديد يفتح أبوابه للسفن الكبيرة", QUAY)
    assert passage == "ويتوقع التجار أن [تنخفض] [كلفة] النقل مع بداية الصيف."
    assert before < at
    assert ask("search", "--removed", "تنخفض", "--count", "--lang", "ar", "--since", before).out == "1\n"
    assert ask("search", "--removed", "تنخفض", "--count", "--until", before).out == "0\n"
    assert [row[0] for row in ask("search", "تنخفض").rows] == ["2@1"]  # where it still stands


def test_search_removed_json_has_spans(ask: Ask) -> None:
    """One object a passage."""
    (hit,) = ask("search", "--removed", "تنخفض", "--json").json
    start, end = hit["passage"]["spans"][0]
    assert hit["passage"]["text"][start:end] == "تنخفض"
    assert (hit["article_id"], hit["version"], hit["field"], hit["returned_version"]) == (1, 1, "body", None)


def test_search_removed_that_finds_nothing_says_so(ask: Ask) -> None:
    """Exit code 0; what it cannot be combined with is wrong usage."""
    run = ask("search", "--removed", "زرافة")
    assert (run.code, run.out, run.err) == (0, "", "nothing found in what was removed\n")
    assert ask("search", "--removed", "تنخفض", "--offset", "5").err == "no more: 1 passage in all\n"
    assert ask("search", "--removed", "تنخفض", "--facets", "site").code == 2


def test_show_prints_title_and_text(ask: Ask) -> None:
    """In a pipe: plain text."""
    lines = ask("show", "1").out.split("\n\n")
    assert lines[0] == "رصيف جديد يفتح أبوابه للسفن الكبيرة"
    assert lines[-1] == "ويتوقع التجار أن ترتفع كلفة النقل مع بداية الصيف.\n"


@pytest.mark.parametrize("ref", ["1@1", "#1@1", "١@١", f"{QUAY}@1", "harbour.example/article/12@1", f"{QUAY}/../12@1"])
def test_a_version_is_named_in_the_ref(ask: Ask, ref: str) -> None:
    """By number or by address, in digits of any script."""
    assert "تنخفض كلفة النقل" in ask("show", ref).out


def test_a_version_option_wins_over_the_ref(ask: Ask) -> None:
    """--version N is the same as @N, and stronger."""
    assert "تنخفض كلفة النقل" in ask("show", "1@2", "--version", "1").out


def test_show_json_holds_every_field(ask: Ask) -> None:
    """Also what the archive keeps apart from the text: the last view count and today's related links."""
    article = ask("show", "1", "--json").json[0]
    assert (article["id"], article["version"], article["versions"]) == (1, 2, 2)
    assert (article["url"], article["views"], article["views_exact"]) == (QUAY, 90, True)
    assert [(item["position"], item["url"], item["views"]) for item in article["related"]] == [
        (1, "https://harbour.example/article/7", 9),
        (2, TRADE, 20),
    ]
    assert [block["text"] for block in article["blocks"]] == article["body"].split("\n\n")


def test_show_markdown_and_html_carry_the_related_links(ask: Ask) -> None:
    """Both are whole: title, facts, text, links."""
    markdown = ask("show", "1", "--format", "markdown").out
    assert markdown.startswith(f"# رصيف جديد يفتح أبوابه للسفن الكبيرة\n\n<{QUAY}>\n\nاقتصاد · {DAY}\n\n")
    assert f"2. [حركة الشحن ترتفع في الربيع](<{TRADE}>)" in markdown
    html = ask("show", "1", "--format", "html").out
    assert '<html lang="ar" dir="auto">' in html
    assert f'<a href="{TRADE}">حركة الشحن ترتفع في الربيع</a>' in html


def test_show_page_gives_the_bytes_of_the_first_look(filled: Newsgrab) -> None:
    """The page as it was, byte for byte, also through a process."""
    run = filled("show", "1@1", "--format", "page")
    assert run.out == (filled.folder / "1.html").read_text(encoding="utf-8")


def test_history_tells_looks_and_bounds(ask: Ask) -> None:
    """Each version with the looks that bound it, then each look."""
    lines = ask("history", "1").out.splitlines()
    assert lines[:3] == [
        "رصيف جديد يفتح أبوابه للسفن الكبيرة",
        QUAY,
        "article 1 · 2 versions · 3 looks · times are UTC",
    ]
    assert [line.split()[2] for line in lines if line[:1] == "2"] == ["new", "unchanged", "changed"]
    assert [line.split()[4:8] for line in lines if line[:1] == "2"] == [
        ["16", "views", "2", "related"],
        ["40", "views", "2", "related"],
        ["90", "views", "2", "related"],
    ]
    kinds = [row["kind"] for row in ask("history", "1", "--json").json]
    assert kinds == ["version", "version", "visit", "visit", "visit"]


def test_diff_marks_the_words_that_differ(ask: Ask) -> None:
    """Removed and added words, and in JSON the pieces that rebuild both sides."""
    assert "[-تنخفض-]{+ترتفع+}" in ask("diff", "1").out
    assert "[-ترتفع-]{+تنخفض+}" in ask("diff", "1", "2", "1").out
    change = ask("diff", "1", "1", "2", "--json").json[0]
    assert (change["field"], change["old"], change["new"]) == ("body", 1, 2)
    old = "".join(piece["text"] for piece in change["pieces"] if piece["op"] != "added")
    new = "".join(piece["text"] for piece in change["pieces"] if piece["op"] != "removed")
    assert old == ask("show", "1@1", "--json").json[0]["body"]
    assert new == ask("show", "1@2", "--json").json[0]["body"]


def test_diff_of_equal_versions_says_so(ask: Ask) -> None:
    """Nothing on stdout, a word on stderr, exit code 0."""
    run = ask("diff", "1", "2", "2")
    assert (run.code, run.out) == (0, "")
    assert "read the same" in run.err
    assert "version 1 of article 1 is its first" in ask("diff", "1@1").err


def test_diff_tells_when_its_versions_were_seen(ask: Ask) -> None:
    """In JSON, and above the words on a terminal; an article of one version has nothing to compare."""
    change = ask("diff", "1", "--json").json[0]
    first, second = (row for row in ask("history", "1", "--json").json if row["kind"] == "version")
    assert (change["old_seen_at"], change["new_seen_at"]) == (first["last_seen_at"], second["first_seen_at"])
    alone = ask("diff", "2")
    assert (alone.code, alone.out, alone.err) == (0, "", "article 2 has one version: no edit has been seen\n")


def test_views_is_a_series_with_the_page_that_printed_each(ask: Ask) -> None:
    """Own counts and those of other pages' related blocks, oldest first."""
    assert [row[1:] for row in ask("views", "1").rows] == [
        ["16", "exact", QUAY],
        ["40", "exact", QUAY],
        ["90", "exact", QUAY],
    ]
    assert [row[1:] for row in ask("views", TRADE).rows][-1] == [
        "25",
        "exact",
        TRADE,
    ]
    assert [(point["position"], point["views"]) for point in ask("views", "2", "--json").json] == [
        (2, 20), (1, 20), (2, 20), (0, 25),
    ]  # fmt: skip


def test_views_without_a_ref_lists_the_most_viewed(ask: Ask) -> None:
    """Count, REF, title, address."""
    assert [row[:2] for row in ask("views").rows] == [["90", "1@2"], ["25", "2@1"]]
    most = ask("views", "--json", "--limit", "1").json[0]
    assert [most[name] for name in ("id", "version", "views", "views_exact")] == [1, 2, 90, True]


def test_related_tells_what_stands_there_now_and_before(ask: Ask) -> None:
    """Today's entries by their place, then former ones."""
    rows = ask("related", "1").rows
    assert [row[:5] for row in rows] == [
        ["now", "1", "9", "الصيادون يطالبون بسوق جديدة", "https://harbour.example/article/7"],
        ["now", "2", "20", "حركة الشحن ترتفع في الربيع", TRADE],
        ["before", "1", "20", "حركة الشحن ترتفع في الربيع", TRADE],
        ["before", "2", "9", "الصيادون يطالبون بسوق جديدة", "https://harbour.example/article/7"],
    ]
    assert [entry["article_id"] for entry in ask("related", "1", "--json").json] == [None, 2, 2, None]
    none = ask("related", "2")
    assert (none.code, none.out) == (0, "")
    assert "no related links" in none.err


def test_info_counts_everything(ask: Ask) -> None:
    """Articles, versions, looks by outcome, points, pages, and the same for each site."""
    summary = ask("info", "--json").json[0]
    counts = {name: summary[name] for name in ("articles", "versions", "visits", "view_points", "pages")}
    assert counts == {"articles": 2, "versions": 3, "visits": 4, "view_points": 10, "pages": 4}
    assert summary["outcomes"] == {"new": 2, "changed": 1, "unchanged": 1}
    assert [(site["site"], site["articles"], site["versions"]) for site in summary["sites"]] == [
        ("harbour.example", 2, 3)
    ]
    lines = ask("info").out.splitlines()
    assert lines[1].split() == ["articles", "2"]
    assert lines[-1].split()[-1] == "harbour.example"


@pytest.mark.parametrize(
    ("what", "count"), [("articles", 2), ("snapshots", 3), ("views", 10), ("related", 4), ("visits", 4)]
)
def test_every_table_is_the_same_in_every_form(ask: Ask, what: str, count: int) -> None:
    """CSV, JSON and JSON Lines hold the same rows in the same order, with the same columns."""
    lines = ask("export", "--what", what, "--format", "jsonl").json
    assert len(lines) == count
    assert json.loads(ask("export", "--what", what, "--format", "json").out) == lines
    table = list(csv.DictReader(io.StringIO(ask("export", "--what", what).out, newline="")))
    assert [list(row) for row in table] == [list(row) for row in lines]
    assert [row["url"] for row in table] == [row["url"] for row in lines]


@pytest.mark.parametrize(
    ("what", "count"), [("articles", 0), ("snapshots", 3), ("views", 10), ("related", 4), ("visits", 4)]
)
def test_an_export_since_yesterday_holds_what_came_in(ask: Ask, what: str, count: int) -> None:
    """The articles are of long ago, the looks at them of today."""
    assert len(ask("export", "--what", what, "--format", "jsonl", "--since", "yesterday").json) == count
    assert (
        ask("export", "--what", what, "--format", "jsonl", "--since", "yesterday", "--until", "2 days ago").json == []
    )


def test_an_export_of_looks_holds_those_of_a_site_that_read_nothing(newsgrab: Newsgrab) -> None:
    """They have no article, but an address."""
    newsgrab("fetch", "http://127.0.0.1:1/a", "--timeout", "5")
    of_site = newsgrab("export", "--what", "visits", "--format", "jsonl", "--site", "127.0.0.1").json
    assert [row["outcome"] for row in of_site] == ["failed"]
    assert newsgrab("export", "--what", "visits", "--format", "jsonl", "--site", "courier.example").json == []


def test_an_export_to_a_file_takes_its_form_from_the_name(newsgrab: Newsgrab, ask: Ask) -> None:
    """.jsonl is JSON Lines; Excel's mark stands before everything; nothing is printed."""
    target = newsgrab.folder / "articles.jsonl"
    assert ask("export", "-o", str(target)) == Run(0, "", "")
    assert target.read_text(encoding="utf-8") == ask("export", "--format", "jsonl").out
    target = newsgrab.folder / "articles.csv"
    assert ask("export", "--excel", "-o", str(target)).code == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbfid,url,site")


def test_extract_reads_without_keeping(newsgrab: Newsgrab, filled: Newsgrab) -> None:
    """The same fields as show, JSON by default, no archive; a page that is no article fails."""
    page = filled.folder / "1.html"
    run = newsgrab("extract", str(page))
    assert (run.code, run.json[0]["url"], run.json[0]["views"], len(run.json[0]["related"])) == (0, QUAY, 16, 2)
    assert newsgrab("extract", str(page), "--format", "text").out.startswith("رصيف جديد يفتح أبوابه للسفن الكبيرة\n\n")
    assert not (newsgrab.folder / "archive").exists()
    newsgrab.write("empty.html", "<html><head><title>اقتصاد</title></head><body><p>.</p></body></html>")
    bad = newsgrab("extract", "empty.html", str(page))
    assert (bad.code, len(bad.json)) == (1, 1)
    assert "empty.html: no article found" in bad.err


def test_the_list_of_commands_is_told_in_whole_sentences(ask: Ask) -> None:
    """What a command does can be read in 80 columns without asking it."""
    for arguments in ((), ("source",), ("profile",)):
        told = ask(*arguments, "--help").out.replace("[ARGS]...", "")
        assert "..." not in told


def test_every_help_has_an_example(ask: Ask) -> None:
    """--help of every command is plain text and shows a command line."""
    commands = [line.split()[0] for line in ask("--help").out.split("Commands:")[1].splitlines() if line.strip()]
    assert {"fetch", "extract", "search", "list", "show", "history", "diff", "views", "related", "export"} <= {
        *commands
    }
    for command in commands:
        run = ask(command, "-h")
        assert (run.code, run.err) == (0, "")
        assert f"Example: newsgrab {command}" in " ".join(run.out.split()), command
