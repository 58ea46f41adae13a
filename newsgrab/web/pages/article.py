"""The pages of one article: its text, its history, two texts side by side, its related links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from newsgrab.archive import Archive, Ref
from newsgrab.archive.history.alternation import Alternation, Folded, alternations, folded
from newsgrab.archive.history.compare import FieldChange, compare
from newsgrab.archive.history.looks import Absence, Retitling, Visit, absences, retitlings
from newsgrab.archive.history.series import RelatedEntryHistory, ViewPoint
from newsgrab.archive.history.versions import SWITCHED, Version
from newsgrab.article import Article
from newsgrab.charts.series import Chart, chart

_MOST_LOOKS = 500


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """What stands at the top of each of an article's pages."""

    id: int
    url: str
    title: str
    language: str | None
    version: int
    versions: tuple[Version, ...]
    gone_since: str | None
    looks: int
    related: int

    @property
    def current(self) -> Version:
        """The version that is shown."""
        return self.versions[self.version - 1]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as one of its versions reads."""

    template: ClassVar[str] = "article.html"
    head: ArticleHead
    article: Article
    views: ViewPoint | None
    related: tuple[RelatedEntryHistory, ...]

    @property
    def title(self) -> str:
        """The page's title."""
        return self.head.title


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The looks at an article, latest first, with its versions, what lies between them, and its view counts."""

    template: ClassVar[str] = "history.html"
    switched: ClassVar[str] = SWITCHED
    head: ArticleHead
    looks: tuple[Visit, ...]
    left_out: int
    alternations: tuple[Alternation, ...]
    retitlings: tuple[Retitling, ...]
    absences: tuple[Absence, ...]
    views: tuple[ViewPoint, ...]

    @property
    def folded(self) -> Folded:
        """Which versions are told as alternating."""
        return folded(self.alternations)

    @property
    def title(self) -> str:
        """The page's title."""
        return f"History: {self.head.title}"

    @property
    def chart(self) -> Chart | None:
        """The chart of the view counts, if there are any."""
        return chart(self.views, self.head.versions, self.absences) if self.views else None


@dataclass(frozen=True, slots=True)
class DiffPage:
    """What differs between two versions of an article; `looks` are the times at which one of them was read."""

    template: ClassVar[str] = "diff.html"
    head: ArticleHead
    old: Version
    new: Version
    changes: tuple[FieldChange, ...]
    side: bool
    looks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The page's title."""
        return f"Versions {self.old.number} and {self.new.number}: {self.head.title}"


@dataclass(frozen=True, slots=True)
class RelatedPage:
    """What an article's related block shows, and what it has shown."""

    template: ClassVar[str] = "related.html"
    head: ArticleHead
    now: tuple[RelatedEntryHistory, ...]
    then: tuple[RelatedEntryHistory, ...]

    @property
    def title(self) -> str:
        """The page's title."""
        return f"Related: {self.head.title}"


class ArticlePages:
    """The pages of one article; what several of them need is read once."""

    def __init__(self, archive: Archive, ref: Ref) -> None:
        """Read what stands on all of them."""
        self._archive = archive
        self._ref = ref
        self._visits = archive.history.visits(ref)
        self._versions = tuple(archive.history.versions(ref))
        self._absences = tuple(absences(self._visits))
        self._related = tuple(archive.history.related(ref))
        self._views = tuple(archive.history.views(ref))

    @property
    def numbers(self) -> range:
        """The numbers of its versions."""
        return range(1, len(self._versions) + 1)

    def article(self, version: int | None = None) -> ArticlePage:
        """The text of a version, the one that the reference names if none is named."""
        article = self._article(version)
        own = [point for point in self._views if point.position == 0]
        number = version or self._ref.version or self._ref.latest
        now = tuple(entry for entry in self._related if entry.current) if number == self._ref.latest else ()
        return ArticlePage(self._head(article, number), article, own[-1] if own else None, now)

    def history(self) -> HistoryPage:
        """Its looks."""
        looks = self._visits[::-1]
        left_out = max(0, len(looks) - _MOST_LOOKS)
        head = self._head(self._article(self._ref.latest), self._ref.latest)
        events = tuple(alternations(self._versions)), tuple(retitlings(self._visits)), self._absences
        return HistoryPage(head, tuple(looks[:_MOST_LOOKS]), left_out, *events, self._views)

    def diff(self, old: int, new: int, *, side: bool = False) -> DiffPage:
        """What differs between two versions."""
        before, after = self._article(old), self._article(new)
        versions = self._versions[old - 1], self._versions[new - 1]
        looks = tuple(visit.at for visit in self._visits[::-1] if visit.version)[:_MOST_LOOKS]
        return DiffPage(self._head(after, new), *versions, compare(before, after), side, looks)

    def related(self) -> RelatedPage:
        """Its related block, now and then."""
        head = self._head(self._article(self._ref.latest), self._ref.latest)
        now = tuple(entry for entry in self._related if entry.current)
        return RelatedPage(head, now, tuple(entry for entry in self._related if not entry.current))

    def _article(self, version: int | None) -> Article:
        return self._archive.history.article(self._ref, version)

    def _head(self, article: Article, version: int) -> ArticleHead:
        gone = self._absences[-1].first_gone_at if self._absences and not self._absences[-1].returned_at else None
        return ArticleHead(
            self._ref.article_id,
            self._ref.url,
            article.title,
            article.language,
            version,
            self._versions,
            gone,
            len(self._visits),
            len(self._related),
        )
