"""The result of extraction: an article, or the reason why there is none; and the result for one field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from newsgrab.outcomes import Part, Verdict

if TYPE_CHECKING:
    from newsgrab.article import Article

__all__ = ["ExtractionResult", "FieldCandidate", "FieldResult", "Part", "Verdict"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FieldCandidate:
    """One value that a field could have had: where it stood, what it was, and why it won or lost."""

    field: str
    source: str
    value: str
    chosen: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class FieldResult(Generic[T]):
    """One field of a page: its `value` (None, or an empty tuple, if the page does not say) and its `source`.

    `source` names the place in a few words ("h1", "json-ld headline", "meta article:section"); "" if nothing was found.
    `candidates` are all values that were weighed, the chosen one among them; readers may leave it empty when
    `explain` is off, since making them costs time.
    """

    value: T
    source: str = ""
    candidates: tuple[FieldCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractionResult:
    """What reading one page gave.

    `article` is there exactly when `verdict` is ARTICLE; otherwise `reason` tells in a few words why not.
    `address` is the address the article is to be kept under (the page's own canonical link where it can be trusted),
    None if neither the page nor the caller tells one. `charset_declared` and `charset_used` are WHATWG names.
    `part` tells why the article is only a part of it; its `truncated` is that in a word.
    `noarchive` is the page's own wish (meta robots). `candidates` is filled only when asked for. `recipe` names the
    rules that read the page (reader's version, profile and its hash): two readings of one page may differ only if
    their recipes do.
    """

    verdict: Verdict
    reason: str = ""
    article: Article | None = None
    address: str | None = None
    charset_declared: str | None = None
    charset_used: str | None = None
    noarchive: bool = False
    candidates: tuple[FieldCandidate, ...] = ()
    recipe: str = ""
    part: Part = Part.WHOLE
