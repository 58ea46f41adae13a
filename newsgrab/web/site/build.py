"""Writing a site: all of it the first time, after that what has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from newsgrab.archive import Archive, Filters
from newsgrab.archive.query.listing import Listed
from newsgrab.archive.search import Window
from newsgrab.article import Article
from newsgrab.errors import BadUsage
from newsgrab.web.asked import Asked
from newsgrab.web.atom import changes_as_atom
from newsgrab.web.pages.article import ArticlePages
from newsgrab.web.pages.changes import ChangesPage
from newsgrab.web.pages.search import RemovedPage
from newsgrab.web.pages.sources import sources_page
from newsgrab.web.rendering import Page, as_html
from newsgrab.web.site.index import Indexed, SearchIndex
from newsgrab.web.site.links import SiteLinks
from newsgrab.web.site.pages import ListPage, Month, SiteSearchPage

STATE = "newsgrab-site.json"
_LATEST = 50
_EVENTS = 300
_IN_A_MONTH = 200  # articles in one file
_OURS = ("style.css", "icon.svg", "search.js")


class _State(NamedTuple):
    """What a folder holds: each article's mark, and how many articles the file of each month has."""

    articles: dict[str, str]
    months: dict[str, int]


class Built(NamedTuple):
    """How many articles the site has, how many of them were written, and how many files in all."""

    articles: int
    changed: int
    files: int


def build(archive: Archive, folder: Path, filters: Filters) -> Built:
    """Write the site into a folder: a new one, an empty one, or one that it was written into before.

    Raises BadUsage if there is something else in the folder.
    """
    site = _Site(archive, folder, filters, _before(folder))
    (folder / STATE).write_text("{}", encoding="utf-8")  # what is broken off is made anew
    built = site.write()
    made = {"made_by": _maker(), "articles": site.marks, "months": site.months}
    (folder / STATE).write_text(json.dumps(made, separators=(",", ":")), encoding="utf-8")
    return built


def _before(folder: Path) -> _State:
    """What stands in the folder as today's templates have it."""
    path = folder / STATE
    if folder.is_dir() and not path.exists() and any(folder.iterdir()):
        raise BadUsage(f"{folder}: holds something else than a site of newsgrab: name an empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    made = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return _State(made["articles"], made["months"]) if made.get("made_by") == _maker() else _State({}, {})


def _maker() -> str:
    """What makes the pages, as a text: where it is another one, every page may be."""
    digest = sha256()
    for folder in ("templates", "static", "pages", "site", "."):
        place = files("newsgrab.web").joinpath(folder)
        for file in sorted((each for each in place.iterdir() if each.is_file()), key=lambda each: each.name):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


class _Site:
    """One writing of a site."""

    def __init__(self, archive: Archive, folder: Path, filters: Filters, before: _State) -> None:
        self._archive = archive
        self._folder = folder
        self._filters = filters
        self._before, self._months_before = before
        self.months: dict[str, int] = {}
        marks = archive.query.marks(filters)
        latest = {article_id: mark.versions for article_id, mark in marks.items()}
        self.marks = {  # a related link leads to a page of the site only while there is one
            str(article_id): f"{mark.text} {sorted(mark.named & marks.keys())}" for article_id, mark in marks.items()
        }
        self._top, self._inside = SiteLinks(latest), SiteLinks(latest, "../")
        self._files = 0

    def write(self) -> Built:
        for name in ("article", "month", "search"):
            (self._folder / name).mkdir(exist_ok=True)
        listed = list(self._archive.query.articles(self._filters))
        changed = {int(each) for each, mark in self.marks.items() if self._before.get(each) != mark}
        gone = {int(each) for each in self._before.keys() - self.marks.keys()}
        for article_id in gone | ({int(each) for each in self._before} & changed):
            for file in self._folder.glob(f"article/{article_id}[.-]*html"):
                file.unlink()
        index = SearchIndex(self._folder / "search" if self._before else self._folder / "search" / "none")
        index.remove(gone | changed)
        for each in listed:
            if each.id in changed:
                index.add(_indexed(each, self._article(each.id)))
        for name, text in index.files().items():
            self._put(f"search/{name}", text)
        self._lists(listed, changed if not gone else {each.id for each in listed})
        for name in _OURS:
            self._put(name, files("newsgrab.web").joinpath("static", name).read_text(encoding="utf-8"))
        return Built(len(listed), len(changed), self._files)

    def _article(self, article_id: int) -> Article:
        """Write the pages of an article; gives its text."""
        pages = ArticlePages(self._archive, self._archive.resolve(str(article_id)))
        now, history = pages.article(), pages.history()
        self._page(self._inside.article(article_id), now, self._inside)
        self._page(self._inside.history(article_id), history, self._inside)
        if history.head.related:
            self._page(self._inside.related(article_id), pages.related(), self._inside)
        for number in pages.numbers[:-1]:
            self._page(self._inside.article(article_id, number), pages.article(number), self._inside)
            self._page(self._inside.diff(article_id, number, number + 1), pages.diff(number, number + 1), self._inside)
        return now.article

    def _stood(self, month: Month) -> bool:
        """Whether the file of a month was there before, with as many articles."""
        self.months[month.file] = month.articles
        return bool(self._before) and self._months_before.get(month.file) == month.articles

    def _lists(self, listed: list[Listed], changed: set[int]) -> None:
        months = list(_months(listed))
        for month, articles in months:
            if any(each.id in changed for each in articles) or not self._stood(month):
                self._page(month.file, ListPage(month.label, articles), self._inside)
        for name in self._months_before.keys() - self.months.keys():
            (self._folder / name).unlink(missing_ok=True)
        front = ListPage("Latest articles", tuple(listed[:_LATEST]), tuple(month for month, _ in reversed(months)))
        self._page("index.html", front, self._top)
        self._page("search.html", SiteSearchPage(), self._top)
        self._page("sources.html", sources_page(self._archive), self._top)
        changes = (each for each in self._archive.history.changes(self._filters) if self._top.has(each.article_id))
        events = tuple(islice(changes, _EVENTS))
        self._page("changes.html", ChangesPage(Asked(), events), self._top)
        feed = changes_as_atom(events, "changes.atom", lambda change: self._top.article(change.article_id))
        self._put("changes.atom", feed)
        removed = self._archive.search.latest_removed(self._filters, Window("date", _EVENTS))
        shown = tuple(each for each in removed if self._top.has(each.article_id))
        self._page("removed.html", RemovedPage(Asked(), shown), self._top)

    def _page(self, link: str, page: Page, links: SiteLinks) -> None:
        self._put(link.removeprefix("../"), as_html(page, links))

    def _put(self, name: str, text: str) -> None:
        """Write a file unless it says the same already."""
        path, content = self._folder / name, text.encode("utf-8")
        try:
            if path.stat().st_size == len(content) and path.read_bytes() == content:
                return
        except FileNotFoundError:
            pass
        path.write_bytes(content)
        self._files += 1


def _indexed(listed: Listed, article: Article) -> Indexed:
    labels = " ".join([article.category or "", *article.authors, *article.tags])
    return Indexed(listed.id, article.title, labels, article.body, listed.site, _day(listed), article.language)


def _day(listed: Listed) -> str:
    return (listed.published_at or listed.first_seen_at)[:10]


def _months(listed: Iterable[Listed]) -> Iterator[tuple[Month, tuple[Listed, ...]]]:
    """The articles by month, oldest first: a file that is full stays as it is when others come."""
    ordered = sorted(listed, key=lambda each: (_day(each)[:7], each.id))
    for month, articles in groupby(ordered, key=lambda each: _day(each)[:7]):
        every = list(articles)
        for number, at in enumerate(range(0, len(every), _IN_A_MONTH), start=1):
            part = every[at : at + _IN_A_MONTH]
            suffix, more = (f"-{number}", f", part {number}") if number > 1 else ("", "")
            yield Month(f"month/{month}{suffix}.html", month + more, len(part)), tuple(reversed(part))
