"""Laws that hold for any input: addresses, dates, pages, texts, text_forms."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsgrab.archive import Archive, Filters
from newsgrab.archive.editorial import Editorial, dumped_blocks, loaded_blocks
from newsgrab.archive.history.compare import Op, compare, words
from newsgrab.archive.keep.pages import Pages, pack, page_bytes
from newsgrab.archive.query.export import Cell
from newsgrab.article import Article, Block, BlockKind, Related
from newsgrab.cli import options, terminal
from newsgrab.errors import BadDate, BadRef, BadUrl
from newsgrab.export import text as text_forms
from newsgrab.extraction_result import ExtractionResult, Verdict
from newsgrab.outcomes import Outcome
from newsgrab.page import Origin, Page
from newsgrab.urls import canonical, join, site

_NO_FILTER = Filters()
_HALF = re.compile("[\ud800-\udfff]")
LAW = settings(
    max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NOW = datetime(2025, 3, 3, 14, 2, tzinfo=UTC)

ANYTHING = st.text(st.characters(codec=None), max_size=60)  # half characters too
WORDS = st.text(
    st.sampled_from("المرفأ جديد مِرفأ quay é 東京 \u200f\u202e \t\n0٣-=+@'\"[]_*#<>|\\;,\u0301\x1b\x00\U0001f6a2"),
    max_size=40,
)
TEXT = st.one_of(WORDS, ANYTHING)
ADDRESS = st.one_of(
    TEXT,
    st.builds(
        "{}://{}{}/{}?{}#{}".format,
        st.sampled_from(["http", "https", "HTTPS", "ftp", ""]),
        st.sampled_from(
            ["courier.example", "COURIER.example.", "صحيفة.example", "[::1]", "1.2.3.4", "a:b@c.example", "", "xn--a"]
        ),
        st.sampled_from(["", ":80", ":443", ":8080", ":99999"]),
        TEXT,
        TEXT,
        TEXT,
    ),
)


@LAW
@given(ADDRESS)
@example("https://courier.example/\ud83d")
@example("https://courier.example/%zz%41%d8%a3?a=%2B&utm_source=x&&b")
@example("https://courier.example/a?utm_source")
@example("https://courier.example/a?%75tm_source=x&%69d=7")
@example("https://...:8080/a")
def test_a_canonical_address_stays_as_it_is(text: str) -> None:
    """canonical() raises BadUrl and nothing else, and twice is once."""
    try:
        once = canonical(text)
    except BadUrl:
        return
    assert canonical(once) == once
    assert once.isascii()
    assert site(once) == site(once).lower() != ""
    assert join(once, "") == once


@LAW
@given(ADDRESS, TEXT)
def test_any_link_on_any_page_leads_to_an_address_or_nowhere(base: str, reference: str) -> None:
    """join() raises nothing."""
    joined = join(base, reference)
    assert joined is None or canonical(joined) == joined


@LAW
@given(st.one_of(TEXT, st.text("0123456789-/:.T+Z ago days٣", max_size=24)))
def test_any_date_is_a_moment_or_told_to_be_none(text: str) -> None:
    """A moment that can be written in UTC, or BadDate."""
    try:
        chosen = options.filters(since=text)
    except BadDate:
        return
    assert chosen.since
    assert chosen.since.astimezone(UTC).tzinfo is UTC


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """One archive for all laws of this file: what one leaves behind may not matter to another."""
    with Archive(tmp_path_factory.mktemp("laws"), create=True) as opened:
        yield opened


@LAW
@given(
    st.lists(
        st.one_of(st.binary(max_size=4000), st.binary(min_size=1000, max_size=1500).map(lambda b: b * 4)), max_size=6
    )
)
@example([b""])
def test_bytes_come_back_as_they_were(archive: Archive, contents: list[bytes]) -> None:
    """Any bytes, each page after another of the same site and article."""
    connection = archive.connection
    pages = Pages(connection)
    with archive._database.transaction():
        ids = [pages.keep(pack(content), site="courier.example", article_id=None) for content in contents]
    assert [page_bytes(connection, page_id) for page_id in ids] == contents


@LAW
@given(
    st.integers(0, 10**9),
    st.lists(st.tuples(st.integers(0, 1999), st.binary(max_size=9)), max_size=12),
)
def test_many_looks_at_one_page_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, seed: int, edits: list[tuple[int, bytes]]
) -> None:
    """Each look differs a little from the one before; every base on the way is found again."""
    content, looks = random.Random(seed).randbytes(4000), []
    with Archive(tmp_path_factory.mktemp("looks"), create=True) as archive:
        article = Article("https://courier.example/1", "عنوان", (Block(BlockKind.PARAGRAPH, "نص"),))
        for place, piece in [(0, b""), *edits]:
            content = content[:place] + piece + content[place:]
            looks.append(content)
            at = NOW + timedelta(hours=len(looks))
            page = Page(content, at, Origin.HTTP, article.url, article.url, 200)
            archive.record(page, ExtractionResult(Verdict.ARTICLE, "", replace(article, title=f"عنوان {len(looks)}")))
        ref = archive.resolve("1")
        assert [archive.history.page(ref, number) for number in range(1, len(looks) + 1)] == looks
        based = archive.connection.execute("SELECT count(*) FROM page WHERE base_id IS NOT NULL").fetchone()[0]
        assert based == len(set(looks)) - 1


@LAW
@given(TEXT, TEXT)
@example("ا\n\nب", "ا\n\n\nب")
@example("a b c", "a x c")
def test_a_comparison_rebuilds_both_sides(old: str, new: str) -> None:
    """The pieces without the added ones are the old text, without the removed ones the new one."""
    pieces = words(old, new)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.op is not Op.REMOVED) == new
    assert all(piece.text for piece in pieces)
    assert all(one.op is not other.op for one, other in pairwise(pieces))


BLOCKS = st.lists(st.builds(Block, st.sampled_from(BlockKind), TEXT.filter(bool), st.integers(0, 6)), max_size=8).map(
    tuple
)


@LAW
@given(BLOCKS)
def test_blocks_come_back_as_they_were(blocks: tuple[Block, ...]) -> None:
    """Kinds, levels, texts with blank lines in them, captions between them."""
    body = Article("https://courier.example/1", "عنوان", blocks).body
    assert loaded_blocks(dumped_blocks(blocks), body) == blocks


ARTICLES = st.builds(
    Article,
    url=st.integers(1, 5).map("https://courier.example/article/{}".format),
    title=TEXT.filter(bool),
    blocks=BLOCKS,
    category=st.none() | TEXT,
    tags=st.lists(TEXT, max_size=3).map(tuple),
    authors=st.lists(TEXT, max_size=3).map(tuple),
    published_at=st.none()
    | st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)).map(lambda d: d.replace(microsecond=0, tzinfo=UTC)),  # noqa: DTZ001
    language=st.none() | st.sampled_from(["ar", "fa", "en", "zh-Hant", ""]) | TEXT,
    site_name=st.none() | TEXT,
    image=st.none() | TEXT,
    views=st.none() | st.integers(0, 2**63 - 1),
    views_text=st.none() | TEXT,
    related=st.lists(
        st.builds(
            Related,
            st.none() | st.integers(1, 9).map("https://courier.example/article/{}".format),
            TEXT.filter(bool),
            st.none() | TEXT,
            st.none() | st.integers(0, 2**40),
        ),
        max_size=3,
    ).map(tuple),
)


_HOURS = count()  # no two looks at one moment


@LAW
@given(ARTICLES)
def test_any_article_is_kept_and_read_again(archive: Archive, article: Article) -> None:
    """Whatever a page says is kept in one look, comes back, and is no edit when it is seen again."""
    at = NOW + timedelta(hours=next(_HOURS))
    page = Page(repr(article).encode("utf-8", "replace"), at, Origin.HTTP, article.url, article.url, 200)
    reading = ExtractionResult(Verdict.ARTICLE, "", article)
    kept = archive.record(page, reading)
    again = archive.record(replace(page, seen_at=at + timedelta(minutes=1)), reading)
    assert again.outcome is Outcome.UNCHANGED
    assert again.version == kept.version
    ref = archive.resolve(article.url)
    back = archive.history.article(ref)
    whole = not _HALF.search(json.dumps(asdict(Editorial.of(article)), ensure_ascii=False))
    if whole:  # halves of characters become U+FFFD
        assert Editorial.of(back).hashes() == Editorial.of(article).hashes()
    if whole and kept.outcome in {Outcome.NEW, Outcome.CHANGED}:
        assert (back.title, back.blocks, back.category) == (article.title, article.blocks, article.category)
        assert (back.authors, back.published_at, back.language) == (
            article.authors,
            article.published_at,
            article.language,
        )
    assert compare(back, back) == ()
    assert {row["id"] for row in archive.query.rows("articles", _NO_FILTER)} >= {ref.article_id}


@LAW
@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=5))
def test_csv_is_read_back_by_pythons_own_reader(rows: list[list[str]]) -> None:
    """Raw cells come back exactly; guarded ones differ by the sign that keeps a spreadsheet from running them."""
    names = ("a", "b", "c")
    cells: list[dict[str, Cell]] = [dict(zip(names, row, strict=True)) for row in rows]
    for raw in (True, False):
        out = io.StringIO(newline="")
        text_forms.write_csv(out, names, cells, raw=raw)
        read = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
        expected = rows if raw else [[text_forms.escape_formula(cell) for cell in row] for row in rows]
        assert read == [list(names), *expected]


@LAW
@given(TEXT)
@example("=1+1")
@example(" \u200f＝HYPERLINK()")
@example("\t@x")
def test_a_guarded_cell_starts_no_formula(text: str) -> None:
    """Nothing that a spreadsheet runs stands first, and what is harmless is left alone."""
    guarded = text_forms.escape_formula(text)
    assert guarded in {text, "'" + text}
    start = guarded.lstrip(" \u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\n")
    assert start[:1] not in {*"=+-@＝＋－＠\t\r", "\t", "\r"} or start == ""


@LAW
@given(TEXT)
@example("1@")
@example("@1")
@example("#" * 3)
@example("9" * 30 + "@1")
@example("https://courier.example/1@99999999999999999999")
def test_any_ref_is_found_or_told_to_be_unknown(archive: Archive, text: str) -> None:
    """Nothing else is raised, whatever is typed."""
    try:
        ref = archive.resolve(text)
    except BadRef:
        return
    assert ref.article_id > 0


@LAW
@given(TEXT)
def test_what_reaches_a_screen_is_clean(text: str) -> None:
    """Cleaning is done once, leaves one line where one is wanted, and JSON stays exact."""
    assert terminal.clean(terminal.clean(text)) == terminal.clean(text)
    assert "\n" not in terminal.one_line(text)
    assert "\t" not in terminal.row([text])
    line = terminal.as_json({"title": text})
    assert json.loads(line) == {"title": text}
    assert terminal.clean(line) == line


@LAW
@given(TEXT)
@example("\u0301")
@example("-\u0301 مرفأ")
@example("\u0301*")
@example('"\u0651"')
def test_any_query_is_answered_or_told_to_be_empty(archive: Archive, query: str) -> None:
    """No sign of any query language ends in an error of the database's."""
    from newsgrab.errors import BadQuery

    try:
        archive.search(query.encode("utf-8", "replace").decode(), _NO_FILTER)
    except BadQuery:
        return


def test_the_laws_left_a_sound_archive(archive: Archive) -> None:
    """After all of that the file passes every check of SQLite's."""
    assert archive.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert archive.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with sqlite3.connect(Path(archive.path)) as plain:
        plain.execute("INSERT INTO article_fts(article_fts, rank) VALUES ('integrity-check', 1)")
    plain.close()
