"""Names: what makes two headlines the same, and the names of sites and of sections, which are none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsgrab.extraction.body.cards import Leads
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.page.elements import Element
from newsgrab.extraction.page.parsed_html import ParsedHtml

_MIN_KEY = 4
_MAX_SITE_WORDS = 4
MAX_LABEL = 40
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
# Letters that the scripts of Arabic write in several ways, also one and the same site.
_ARABIC = str.maketrans("يىئكةۀأإآٱؤ", "یییکههااااو", "\u0640")
_MAY_BE_ARABIC = re.compile("[\u0622-\u06cc]")
_CROSSED = str.maketrans("đðłøħı", "ddlohi")  # letters that Unicode does not take apart
_LETTERS = re.compile(r"[^\W_]+")  # and digits


@lru_cache(maxsize=2048)  # a page says most of its short lines more than once
def title_key(text: str) -> str:
    """The letters and digits of a text, case folded, one sign for each: what makes two headlines the same."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        if _MAY_BE_ARABIC.search(text):  # to translate a text costs more than all else
            text = text.translate(_ARABIC)
    return "".join(_LETTERS.findall(text.casefold()))


def names_site(part: str, site: str, host: str) -> bool:
    """Whether a part of the title names the site: as it calls itself, or in a short name that its address holds."""
    key = title_key(part)
    if key == site:
        return True
    words = [title_key(word) for word in part.split()]
    return len(words) <= _MAX_SITE_WORDS and any(len(word) >= _MIN_KEY and word in host for word in [*words, key])


def names_host(text: str, host: str) -> bool:
    """Whether words of a text, written together without marks, are a part of the address: Bến Hạc, benhac.example."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_CROSSED))
    words = [title_key(word) for word in "".join(c for c in plain if not unicodedata.combining(c)).split()]
    runs = {"".join(words[start:end]) for start in range(len(words)) for end in range(start + 2, len(words) + 1)}
    return any(len(label) > _MIN_KEY and label in runs for label in host.split("."))


def is_label(document: Document, key: str, leads: Leads) -> bool:
    """Whether a short link says the same, as the name of a section or of the site does in the menu.

    The headline of a story may lead to the story, from this page or from a list of stories.
    """
    for link in document.once(_short_links).get(key, ()):
        href = link.get("href")
        if not (leads.to_this_story(href) or (leads.elsewhere(href) and _stands_in_heading(link))):
            return True
    return False


def _short_links(document: ParsedHtml) -> dict[str, list[Element]]:
    """The links of a page with a short text, by its key."""
    found: dict[str, list[Element]] = {}
    for link in document.elements.tagged("a"):
        text = link.line
        if len(text) < MAX_LABEL:
            found.setdefault(title_key(text), []).append(link)
    return found


def _stands_in_heading(link: Element) -> bool:
    """Whether a link stands in a heading, or holds one."""
    return any(box.tag in _HEADINGS for box in (*link.around(2), *link.inside()))
