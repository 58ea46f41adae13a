"""The reading room as files."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from newsgrab.archive import Archive, Filters
from newsgrab.errors import BadUsage
from newsgrab.web.site.build import STATE, build
from newsgrab.web.site.index import Indexed, SearchIndex, words
from tests.archive.conftest import FLOOD
from tests.web.conftest import record


@pytest.fixture
def archive(filled: Path, tmp_path: Path) -> Path:
    """A copy of the archive, to be written to."""
    return Path(shutil.copytree(filled, tmp_path / "archive"))


def built(archive: Path, folder: Path, filters: Filters | None = None) -> tuple[int, int, int]:
    """What a writing of the site says that it did."""
    with Archive(archive, readonly=True) as kept:
        done = build(kept, folder, filters or Filters())
    return done.articles, done.changed, done.files


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_link_of_a_site_leads_to_a_file_of_it(filled: Path, tmp_path: Path) -> None:
    """And none to the server's pages; it opens from the disk."""
    built(filled, tmp_path / "site")
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 12
    for path in pages:
        page = LexborHTMLParser(path.read_bytes())
        for each in page.css("[href], [src], [action]"):
            link = each.attributes.get("href") or each.attributes.get("src") or each.attributes.get("action") or ""
            if not link.startswith(("#", "https://courier.example/", "https://harbour.example/")):
                assert (path.parent / link).resolve().is_file(), f"{path.name}: {link}"
        [policy] = [each.attributes["content"] or "" for each in page.css("meta[http-equiv]")]
        assert ("script-src 'none'" in policy) == (path.name != "search.html")


def test_only_what_changed_is_written_again(archive: Path, tmp_path: Path) -> None:
    """Nothing at first; then the pages of an edited article and the lists that name it."""
    site = tmp_path / "site"
    assert built(archive, site)[:2] == (3, 3)
    assert built(archive, site) == (3, 0, 0)
    before = contents(site)
    with Archive(archive) as kept:
        record(kept, replace(FLOOD, title="النهر يعود إلى مجراه"), 90)
    assert built(archive, site)[:2] == (3, 1)
    after = contents(site)
    changed = {name for name in after if before.get(name) != after[name]}
    assert {"article/1.html", "article/1-v2.html", "article/1-v2-v3.html", "index.html", "changes.atom"} <= changed
    assert not any(name.startswith(("article/2", "article/3")) for name in changed)


def test_a_site_that_was_added_to_is_the_one_written_anew(archive: Path, tmp_path: Path) -> None:
    """File by file, the search index too; also when articles are left out."""
    site = tmp_path / "site"
    built(archive, site, Filters(language="en"))
    built(archive, site)
    with Archive(archive) as kept:
        record(kept, replace(FLOOD, title="النهر يعود إلى مجراه"), 90)
    built(archive, site)
    built(archive, tmp_path / "new")
    assert contents(site) == contents(tmp_path / "new")
    built(archive, site, Filters(site="harbour.example"))
    assert not (site / "article" / "1.html").exists()
    assert "article/1.html" not in (site / "index.html").read_text(encoding="utf-8")


def test_a_writing_that_was_broken_off_is_made_up_for(archive: Path, tmp_path: Path) -> None:
    """What the folder holds without its state is written again."""
    site = tmp_path / "site"
    built(archive, site)
    whole = contents(site)
    (site / STATE).write_text("{}", encoding="utf-8")
    (site / "article/1.html").unlink()
    built(archive, site)
    assert contents(site) == whole


def test_a_folder_of_something_else_is_left_alone(filled: Path, tmp_path: Path) -> None:
    """Nothing is written among files that are not ours."""
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(BadUsage, match="holds something else"):
        built(filled, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The old quay's opening", {"the", "old", "quay", "s", "opening"}),
        ("والسوق بالمدينة للمرفأ", {"سوق", "مدينه", "مرفا"}),
        ("旧码头", {"旧码", "码头"}),
        ("Crème brûlée", {"creme", "brulee"}),
        ("", set()),
    ],
)
def test_words_are_folded(text: str, found: set[str]) -> None:
    """Without accents, Arabic articles and capitals; writing without spaces as pairs."""
    assert words(text) == found


def test_the_index_forgets_what_is_taken_out(tmp_path: Path) -> None:
    """And is then what it was."""

    def written(index: SearchIndex) -> None:
        for name, text in index.files().items():
            (tmp_path / name).write_text(text, encoding="utf-8")

    index = SearchIndex(tmp_path)
    index.add(Indexed(7, "Old quay", "Economy", "harbour and quay", "harbour.example", "2025-03-03", "en"))
    written(index)
    before = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert re.search(r'"quay":\[31\]', "".join(before.values()))
    for change in ("add", "remove"):
        index = SearchIndex(tmp_path)
        index.remove({9})
        if change == "add":
            index.add(Indexed(9, "Old harbour", "", "ferries", "harbour.example", "2025-03-04", "en"))
        written(index)
    left = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert {name: text for name, text in left.items() if not text.endswith(",{})\n")} == before
