"""Pages packed harder when there is time: smaller, and byte for byte what they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from newsgrab.archive import Archive
from newsgrab.archive.care.verify import Finding, Scope, Word, head, verify
from tests.archive.care.conftest import fill
from tests.archive.conftest import FLOOD, MONDAY, look


def pages(archive: Archive) -> list[tuple[str, int]]:
    """Every page by its hash, with the bytes that it takes."""
    return [tuple(row) for row in archive.connection.execute("SELECT sha256, length(zstd) FROM page ORDER BY id")]


def varied(number: int) -> bytes:
    """A page on which a thorough search for repetitions pays."""
    cells = "".join(f"<td class='c{n * n % 31}'>{(n * 7919 + number) % 1009} quay {n % 17}</td>" for n in range(2_000))
    return f"<html><table>{cells}</table></html>".encode()


def test_pages_are_packed_again_little_by_little(tmp_path: Path) -> None:
    """Stopped, it goes on; at the end there is nothing left to do, and every page is what it was."""
    with Archive(tmp_path, create=True) as archive:
        for number in range(3):
            url = f"https://courier.example/article/{number}"
            text = replace(FLOOD, url=url, title=f"{FLOOD.title} {number}")
            page, reading = look(text, MONDAY, content=varied(number))
            archive.record(replace(page, url=url, final_url=url), reading)
        before, kept_head = pages(archive), head(archive.path)
        once = iter([False, True, True])
        assert archive.care.compact(lambda: next(once)).pages == 1
        assert archive.care.pages_to_pack() == 2
        rest = archive.care.compact(lambda: False)
        assert (rest.pages, archive.care.pages_to_pack()) == (2, 0)
        after = pages(archive)
        assert [sha256 for sha256, _ in after] == [sha256 for sha256, _ in before]
        assert sum(size for _, size in after) < sum(size for _, size in before)
        assert all(now <= then for (_, now), (_, then) in zip(after, before, strict=True))
        archive.care.write_anew()
        assert archive.history.page(archive.resolve("2")) == varied(1)
    assert [each for each in verify(tmp_path, None, Scope(head=kept_head)) if isinstance(each, Finding)] == []


def test_a_page_is_packed_with_that_of_the_look_before_if_that_pays(tmp_path: Path) -> None:
    """Once a site looks otherwise, the first page is a poor base; the pages read the same, in a short row of bases."""
    with Archive(tmp_path, create=True) as archive:
        for hour in range(14):
            # What the first page does not have comes little by little, and stays.
            content = varied(0) + b"".join(b"<i>%d</i>" % (n * n * 7919 % 999_983) for n in range(hour * 60))
            archive.record(*look(FLOOD, MONDAY + timedelta(hours=hour), content=content))
        before = pages(archive)
        archive.care.compact(lambda: False)
        bases = [row[0] for row in archive.connection.execute("SELECT base_id FROM page ORDER BY id")]
        assert bases == [None, 1, 2, 3, 4, 5, 6, 7, 1, 9, 10, 11, 12, 13]
        assert [sha256 for sha256, _ in pages(archive)] == [sha256 for sha256, _ in before]
        archive.care.remove(archive.resolve("1@1"), "a reason")
    assert [each for each in verify(tmp_path) if isinstance(each, Finding) and each.word is Word.BAD] == []


def test_what_was_taken_out_or_is_damaged_is_left_alone(tmp_path: Path) -> None:
    """It stays for verify to tell of."""
    with Archive(tmp_path, create=True) as archive:
        fill(archive)
        archive.care.remove(archive.resolve("1"), "a reason")
        archive.connection.execute("UPDATE page SET zstd = x'00' WHERE id = 5")
        before = pages(archive)
        archive.care.compact(lambda: False)
        assert pages(archive) == before
