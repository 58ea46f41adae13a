"""Reading by profile alone: a page whose site's profile says where everything stands is not searched.

A profile is enough where it has title and text and all that it claims is there, and plausible. Whatever else it does
not name is read as on any page, so that a page gives the same article in either way; what it calls absent is not
looked for. Doubt about the text, or about whether it is all of it, sends the page to the reader that searches.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from newsgrab.article import Article
from newsgrab.extraction.body.completeness import NOTICE, STUB
from newsgrab.extraction.page.parsed_html import line
from newsgrab.extraction.selectors import apply_profile, articles_of, attributes_of, may_be_enough
from newsgrab.extraction.words.folding import one_line
from newsgrab.extraction.words.wall_phrases import MESSAGE, keeps_back
from newsgrab.profile.profile import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsgrab.extraction.page.document import Document
    from newsgrab.profile.profile import Layout, Profile

CHECKED = 20  # of so many addresses, one is read by searching, too
MIN_TEXT = 250
MAX_TITLE = 300
MAX_AUTHORS = 8
MAX_LABEL = 60
MOST = 0.4  # of the text in the page's paragraphs: with less, the box is not where the article stands
END_CHARS = 2000
_OTHERS = frozenset((*ABSENT, "language", "site_name", "image"))


def is_checked(address: str) -> bool:
    """Whether an article is read by searching though its profile is enough: one in twenty, always the same."""
    return hashlib.sha256(address.encode()).digest()[0] % CHECKED == 0


def read_by_profile(document: Document, profile: Profile, layout: Layout) -> tuple[Article, dict[str, str]] | None:
    """The article without its address as the profile reads it, and where each field was found; None if in doubt."""
    if not may_be_enough(layout) or document.limited or document.tree.body is None:
        return None
    article, sources = apply_profile(document, Article(url="", title=""), profile, layout)
    if not _is_all_there(layout, sources) or not _is_plausible(article) or not _is_whole(document, article):
        return None
    claimed = {*layout.fields, *layout.absent, *(("related",) if layout.related else ())}
    missing = _OTHERS - claimed
    if not missing:
        return article, sources
    from newsgrab.extraction.fields.read_fields import read_fields

    fields = read_fields(document, missing)
    values = {name: value for name in missing for name, value in attributes_of(fields.article, name).items()}
    if profile.articles and "related" in missing:
        values["related"] = articles_of(profile, fields.article.related)
    sources |= {name: source for name, source in fields.sources.items() if name in missing}
    return replace(article, **values), sources  # type: ignore[arg-type]


def _is_all_there(layout: Layout, sources: dict[str, str]) -> bool:
    return layout.fields.keys() <= sources.keys() and (layout.related is None or "related" in sources)


def _is_plausible(article: Article) -> bool:
    """Whether each field is of the size that it has on any page."""
    views = article.views
    return (
        2 < len(article.title) <= MAX_TITLE
        and len(article.body) >= MIN_TEXT
        and len(article.authors) <= MAX_AUTHORS
        and len(article.category or "") <= MAX_LABEL
        and (views is None or views >= 0)
    )


def _is_whole(document: Document, article: Article) -> bool:
    """Whether the text is most of what the page tells, and nothing says that there is more or that it is a message.

    To the reader that searches, too, a long text is whole whatever the page says, and no notice is long.
    """
    end = document.text[-END_CHARS:].lower()
    if "</body" not in end and "</html" not in end:
        return False
    if "isAccessibleForFree" in document.text or MESSAGE.search(article.title):
        return False
    size = len(article.body)
    if size < MOST * sum(len(one_line(node.text())) for node in document.tree.css("p")):
        return False
    return size > STUB or not any(map(keeps_back, _notices(document)))


def _notices(document: Document) -> Iterator[str]:
    """The short texts of the page's boxes and paragraphs."""
    texts = (line(node) for node in document.tree.css("p, div:not(:has(div))"))
    return (text for text in texts if len(text) < NOTICE)
