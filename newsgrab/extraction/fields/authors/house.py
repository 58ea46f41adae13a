"""What the site calls itself: names that stand in an author's place where no person does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.site_name import TITLE_JOINT
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import markup_pattern
from newsgrab.urls import site

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.structured import SchemaObject


def own_names(document: Document) -> frozenset[str]:
    """What the site calls itself, letters only."""
    article = document.structured.article
    names = [document.meta("og:site_name") or "", *(article.texts("publisher") if article else ())]
    if article:
        names += [name for one in article.things("author") if _is_of_house(one) and (name := one.text("name"))]
    host = site(document.url or "")
    names += [host, host.rsplit(".", 1)[0], host.split(".")[0], *_behind_headline(document)]
    return frozenset(key for name in names if (key := _letters(name)))


def is_own(name: str, own: frozenset[str]) -> bool:
    """Whether a name is the site's: as it calls itself, or by the initials that are its address."""
    words = name.split()
    if len(words) > 1 and _letters(words[0]) in own and words[0].isupper() and words[1].isupper():
        return True  # the house and its department
    return _letters(name) in own or (len(words) > 1 and "".join(_letters(word)[:1] for word in words) in own)


def _behind_headline(document: Document) -> list[str]:
    """What the page's title says behind the headline, where sites put their name."""
    parts = [part.strip() for part in TITLE_JOINT.split(document.head_title)]
    headline = document.regions.headline
    return [part for part in parts[1:][-1:] if headline is None or part not in headline.line]


def _is_of_house(author: SchemaObject) -> bool:
    """Whether an author of JSON-LD is the site: an organization, or whoever set it up."""
    if author.is_a(*_ORGANIZATIONS):
        return True
    addresses = (author.text("url") or "", author.text("@id") or "")
    return any(_FIRST_ACCOUNT.search(address) for address in addresses)


_FIRST_ACCOUNT = re.compile(rf"/(?:{markup_pattern('authors.first_accounts')})/?$", re.IGNORECASE)
_ORGANIZATIONS = ("Organization", "NewsMediaOrganization", "Corporation", "NewsAgency", "WebSite")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
