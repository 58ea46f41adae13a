"""Content that was taken out is gone from the file; that it was there, and why it went, stays provable."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab import zstd
from newsgrab.archive import Archive, Filters
from newsgrab.archive.care.verify import Scope, Word, head
from newsgrab.archive.query.export import TABLES
from newsgrab.archive.search.hits import Window
from newsgrab.article import Article, Block, BlockKind
from newsgrab.errors import TakenOut
from newsgrab.link import Kind, Link, Source
from newsgrab.outcomes import Outcome
from tests.archive.care.conftest import OTHER, bad, fill, findings, page_text
from tests.archive.conftest import FLOOD, MONDAY, URL, WEDNESDAY, look, unread

REASON = "court order of 3 March"
LATER = WEDNESDAY + timedelta(days=1)


def article(title: str, *paragraphs: str) -> Article:
    """An article with that text, and nothing else to tell it by."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs)
    return replace(FLOOD, title=title, blocks=blocks, related=(), language="en", category="Harbour", authors=())


def page_of(text: Article) -> bytes:
    """A page that shows it, long enough to be packed with others."""
    return f"<html><h1>{text.title}</h1><p>{text.body}</p></html>".encode() + page_text(1)


def kept(archive: Archive, *texts: Article) -> None:
    """A look at each of them, a day apart."""
    for day, text in enumerate(texts):
        archive.record(*look(text, MONDAY + timedelta(days=day), content=page_of(text)))


def everything(path: Path) -> bytes:
    """All bytes of the archive and of what lies beside it, as they are and with each page unpacked."""
    raw = b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()) if file.is_file())
    with closing(sqlite3.connect(path)) as plain:
        pages = plain.execute("SELECT sha256, zstd, base_id FROM page WHERE length(zstd) ORDER BY id").fetchall()
        words = plain.execute(
            "SELECT group_concat(term, ' ') FROM"
            " (SELECT term FROM article_word UNION SELECT term FROM article_stem_word)"
        ).fetchone()[0]
    unpacked = [zstd.decompress(packed) for _, packed, base in pages if base is None]
    return b"\n".join((raw, (words or "").encode(), *unpacked))


def left(path: Path, secrets: Iterable[str]) -> list[str]:
    """Which of them are still to be found."""
    held = everything(path).lower()
    return [secret for secret in secrets if secret.lower().encode() in held]


def test_nothing_of_a_removed_article_is_left(tmp_path: Path) -> None:
    """Not in the file's free room, not in an index, a page, or a passage that an edit removed; nor after VACUUM."""
    secrets = ["Quillfeather", "zwolfhundert", "marzipanned", "oubliettes"]
    first = article("Quillfeather seen", "He owes zwolfhundert crowns.", "The ferries sail again.")
    second = article("A man was seen", "He hid in oubliettes.", "The ferries sail again.")
    bystander = replace(article("Ferries sail", "The ferries sail again, marked."), url=OTHER)
    with Archive(tmp_path / "newsgrab.db", create=True) as archive:
        archive.connection.execute("PRAGMA secure_delete = 0")  # as SQLite is built on most machines
        kept(archive, first, second, replace(second, category="marzipanned"))
        page, reading = look(bystander, MONDAY, content=page_of(bystander))
        archive.record(replace(page, url=OTHER, final_url=OTHER), reading)
        assert left(archive.path, secrets) == secrets
        archive.care.remove(archive.resolve(URL), REASON)
        assert left(archive.path, secrets) == []
        archive.connection.execute("VACUUM")
        assert archive.search("ferries", Filters(), Window()).total == 1
        assert archive.search.removed("zwolfhundert", Filters(), Window()).total == 0
        assert [archive.history.page(archive.resolve(OTHER))] == [page_of(bystander)]
        exported = repr([list(archive.query.rows(table, Filters())) for table in TABLES])
    assert [secret for secret in secrets if secret in exported] == []
    assert exported.count(REASON) >= 3
    assert left(tmp_path / "newsgrab.db", secrets) == []
    assert bad(tmp_path) == []


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.sampled_from("ABC"), min_size=1, max_size=5),
    st.sampled_from([None, 1, -1]),
    st.text("qxzwvk", min_size=7, max_size=9),
)
def test_removed_text_leaves_no_byte_whatever_came_before(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], version: int | None, word: str
) -> None:
    """Of any history the whole, the first or the last version is taken out; the rest reads on, the chain holds."""
    secrets = {name: f"{word}{name.lower()}{word[::-1]}" for name in "ABC"}
    texts = {name: article(f"Of {secret}", f"It is {secret} here.") for name, secret in secrets.items()}
    path = tmp_path_factory.mktemp("removed") / "newsgrab.db"
    with Archive(path, create=True) as archive:
        archive.connection.execute("PRAGMA secure_delete = 0")
        kept(archive, *(texts[name] for name in order))
        latest = archive.resolve(URL).latest
        number = latest if version == -1 else version
        runs = [name for place, name in enumerate(order) if place == 0 or order[place - 1] != name]
        gone = set(runs) if number is None else {runs[number - 1]}
        before = head(path)
        archive.care.remove(archive.resolve(URL if number is None else f"{URL}@{number}"), REASON)
        assert len(archive.history.versions(archive.resolve(URL))) == latest
    assert sorted(left(path, secrets.values())) == sorted(secrets[name] for name in set(order) - gone)
    assert bad(path, Scope(head=before)) == []


def test_around_a_version_that_was_taken_out_its_neighbours_are_compared(archive: Archive) -> None:
    """What the one had and the other lacks went between their looks; that one between is missing is told."""
    texts = [article("Ferries", f"Forty people {words}.") for words in ("signed a letter", "hid in oubliettes", "sail")]
    kept(archive, *texts)
    before = archive.search.removed("letter", Filters(), Window()).hits[0]
    archive.care.remove(archive.resolve(f"{URL}@2"), REASON)
    (hit,) = archive.search.removed("letter", Filters(), Window()).hits
    last = archive.history.versions(archive.resolve(URL))[2]
    assert (hit.version, hit.not_before, hit.removed_at) == (1, before.not_before, last.first_seen_at)
    assert [event["reason"] for event in archive.query.rows("changes", Filters())] == ["version 2 was taken out", ""]
    archive.search.rebuild()
    assert archive.search.removed("letter", Filters(), Window()).hits == (hit,)
    assert bad(archive.path) == []
    archive.care.remove(archive.resolve(f"{URL}@1"), REASON)
    assert archive.search.removed("letter", Filters(), Window()).total == 0
    assert bad(archive.path) == []


@pytest.mark.parametrize(("after", "versions"), [("sail", [1]), ("signed a letter", [])])
def test_a_text_after_one_that_was_taken_out_is_compared_with_the_one_before(
    archive: Archive, after: str, versions: list[int]
) -> None:
    """What the new text lacks of it is found at once; of the same text again nothing is to be put into the index."""
    texts = [article("Ferries", f"Forty people {words}.") for words in ("signed a letter", "hid in oubliettes", after)]
    kept(archive, *texts[:2])
    archive.care.remove(archive.resolve(f"{URL}@2"), REASON)
    archive.record(*look(texts[2], LATER, content=page_of(texts[2])))
    assert not archive.search.removed_is_stale
    assert [hit.version for hit in archive.search.removed("letter", Filters(), Window()).hits] == versions


def test_looks_hashes_and_reason_stay(archive: Archive) -> None:
    """The history tells when it was seen; verify says what was taken out; an earlier head is one of the chain's."""
    fill(archive)
    before, looks = head(archive.path), archive.history.visits(archive.resolve(URL))
    hashes = [version.hashes for version in archive.history.versions(archive.resolve(URL))]
    archive.care.remove(archive.resolve(URL), REASON)
    ref = archive.resolve(URL)
    assert archive.history.visits(ref) == looks
    versions = archive.history.versions(ref)
    assert [version.hashes for version in versions] == hashes
    assert REASON in versions[0].title
    assert {each.check for each in findings(archive.path) if each.word is Word.REMOVED} == {"pages", "texts"}
    assert bad(archive.path, Scope(head=before)) == []
    with pytest.raises(TakenOut):
        archive.history.page(ref)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE removal SET reason = 'none'",
        "UPDATE removal SET at = '2025-03-01T00:00:00.000Z'",
        "DELETE FROM removal",
        "UPDATE reading SET removal_id = NULL WHERE id = 1",
        "UPDATE reading SET body = 'x' WHERE id = 1",
        "UPDATE reading SET hashes = replace(hashes, '2:', '2:0') WHERE id = 1",
        "UPDATE page SET zstd = x'' WHERE id = 5",
        "INSERT INTO removal (at, url, reason) SELECT at, url, reason FROM removal",
    ],
)
def test_a_removal_cannot_be_forged(whole: Path, tmp_path: Path, statement: str) -> None:
    """Nor can anything be taken out by the by in its name."""
    path = tmp_path / "newsgrab.db"
    shutil.copyfile(whole, path)
    with Archive(path) as archive:
        archive.care.remove(archive.resolve(URL), REASON)
        assert bad(path) == []
        archive.connection.execute("PRAGMA foreign_keys = OFF")
        archive.connection.execute(statement)
    assert bad(path) != []


def test_pages_packed_with_a_removed_one_are_packed_anew(archive: Archive) -> None:
    """Byte for byte what they were."""
    for number in range(4):
        url = f"https://courier.example/article/{number + 20}"
        text = replace(FLOOD, url=url, title=f"{FLOOD.title} {number}")
        page, reading = look(text, MONDAY, content=page_text(number))
        archive.record(replace(page, url=url, final_url=url), reading)
    archive.care.remove(archive.resolve("1"), REASON)
    pages = [archive.history.page(archive.resolve(str(number))) for number in (2, 3, 4)]
    assert pages == [page_text(1), page_text(2), page_text(3)]
    assert bad(archive.path) == []
    page, reading = look(FLOOD, LATER, content=page_text(9))
    archive.record(page, reading)
    assert archive.history.page(archive.resolve(URL)) == page_text(9)


@pytest.mark.parametrize("url", [URL, f"{URL}?amp=1", "https://courier.example/article/12/amp"])
def test_a_removed_article_is_not_kept_again_until_that_is_allowed(archive: Archive, url: str) -> None:
    """At its own address, or at another that names it; the look is kept, nothing of the page is."""
    archive.record(*look(FLOOD, MONDAY, content=page_text(1)))
    archive.care.remove(archive.resolve(URL), REASON)
    assert archive.connection.execute("SELECT count(*) FROM page WHERE length(zstd)").fetchone()[0] == 0

    def again(at: timedelta) -> Outcome:
        page, reading = look(FLOOD, LATER + at, content=page_text(2))
        return archive.record(replace(page, url=url, final_url=url), reading).outcome

    assert again(timedelta(0)) is Outcome.REFUSED
    assert archive.connection.execute("SELECT count(*) FROM page WHERE length(zstd)").fetchone()[0] == 0
    assert bad(archive.path) == []
    assert archive.care.lift_removal(archive.resolve(URL), "the court lifted it")
    assert again(timedelta(hours=1)) is Outcome.UNCHANGED
    assert archive.history.article(archive.resolve(URL)).body == FLOOD.body
    assert archive.query.rows("articles", Filters()).__next__()["title"] == FLOOD.title
    assert bad(archive.path) == []


def test_the_text_of_a_removed_version_is_not_kept_again(archive: Archive) -> None:
    """When the site goes back to it, the look is kept, and the version has no text; the others read on."""
    one, two = article("Old headline", "It said one thing."), article("New headline", "It says another thing.")
    kept(archive, one, two)
    archive.care.remove(archive.resolve(f"{URL}@1"), REASON)
    again = archive.record(*look(one, LATER, content=page_of(one) + b" "))
    assert again.version == 3
    titles = [version.title for version in archive.history.versions(archive.resolve(URL))]
    assert [REASON in title for title in titles] == [True, False, True]
    assert left(archive.path, ["one thing"]) == []
    assert bad(archive.path) == []


def test_a_removed_article_is_no_longer_due(archive: Archive) -> None:
    """A run leaves it alone, also when a source shows it once more, or under another name."""

    def plan(_past: object) -> object:
        raise AssertionError("nothing is planned")

    archive.record(*look(FLOOD, MONDAY))
    number = archive.following.add(Source("https://courier.example/feed", Kind.FEED, None), MONDAY)
    assert number is not None
    archive.connection.execute("INSERT INTO due SELECT id, ?, 'x' FROM address WHERE url = ?", ("2025-03-04", URL))
    archive.care.remove(archive.resolve(URL), REASON)
    links = [Link(URL, title="النهر يغمر", dated_at=None)]
    archive.following.keep_links(number, links, at=WEDNESDAY, schedule=plan)  # type: ignore[arg-type]
    assert archive.following.due(LATER) == []


@pytest.mark.parametrize("of", [URL, f"{URL}@1"])
@pytest.mark.parametrize("first", ["whole", "cut"])
def test_what_was_a_part_of_a_removed_text_is_sound(archive: Archive, first: str, of: str) -> None:
    """Nobody can tell any more that it was one: what follows from the looks is worked out without."""
    part = replace(FLOOD.blocks[0], text=FLOOD.blocks[0].text[:30])
    texts = [FLOOD if first == "whole" else replace(FLOOD, blocks=()), replace(FLOOD, blocks=(part,))]
    for day, article in enumerate(texts):
        page, reading = look(article, MONDAY + timedelta(day), content=f"{day}".encode())
        archive.record(replace(page, incomplete=first == "cut"), reading)
    archive.care.remove(archive.resolve(of), "a reason")
    assert archive.care.rebuild() == 0
    assert bad(archive.path) == []


def test_removing_again_only_cleans(archive: Archive) -> None:
    """Whatever it was interrupted at: no second word of it is kept."""
    fill(archive)
    archive.care.remove(archive.resolve(URL), REASON)
    again = archive.care.remove(archive.resolve(URL), "something else")
    assert again.already
    assert archive.connection.execute("SELECT count(*) FROM removal").fetchone()[0] == 1


def test_what_was_removed_makes_no_merged_article(archive: Archive) -> None:
    """A text that is not there is not unlike another one."""
    archive.record(*look(FLOOD, MONDAY))
    other = f"{URL}?page=2"
    page, reading = look(replace(FLOOD, category="سوق"), WEDNESDAY)
    archive.record(replace(page, url=other, final_url=other), reading)
    archive.care.remove(archive.resolve(f"{URL}@1"), REASON)
    assert archive.care.merged() == []


def test_a_removed_text_is_not_read_again(archive: Archive) -> None:
    """Neither as the neighbour of a look by other rules nor by reextract."""
    archive.record(*look(FLOOD, MONDAY))
    archive.care.remove(archive.resolve(f"{URL}@1"), REASON)
    page, reading = look(replace(FLOOD, title="عنوان آخر"), LATER, recipe="2")
    assert archive.record(page, reading, reread=unread).version == 2
    assert [text.version for text in archive.care.texts([], Filters(), every=True)] == [2]


def test_what_was_taken_out_is_no_news(tmp_path: Path) -> None:
    """It stands last in lists, whatever they are put in order by, and is nothing new of the day."""
    with Archive(tmp_path, create=True) as archive:
        for number, words in enumerate(("The harbour is full of ships.", "A school opens in the old town."), start=1):
            text = replace(article(words, f"Everybody says: {words}"), url=f"https://harbour.example/{number}")
            page, reading = look(text, MONDAY, content=page_of(text))
            archive.record(replace(page, url=text.url, final_url=text.url), reading)
        archive.care.remove(archive.resolve("2"), REASON)
        for order in ("published", "added", "title"):
            assert [each.id for each in archive.query.articles(Filters(), order=order)] == [1, 2]
        (site,) = archive.history.digest(MONDAY - timedelta(days=1), Filters()).sites
        assert [each.id for each in site.new] == [1]
