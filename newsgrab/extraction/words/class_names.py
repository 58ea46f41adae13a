"""Class names, ids and roles: whether they hint at the text of an article or at something else.

Web developers name the parts of their templates in a few English words, whatever the language of the text; these are
the words. They are hints: who uses them asks also how much of the text would be lost.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from newsgrab.extraction.words.phrases import alternation
from newsgrab.extraction.words.tables import markup_pattern, names_of, words_of


class NameHint(IntEnum):
    """What a part's names say: it is the text; nothing; perhaps not the text; not the text."""

    CONTENT = -1
    NOTHING = 0
    DOUBTFUL = 1  # words that wrappers of the text bear as well
    APART = 2


# Words that a name consists of: whole, between hyphens and underscores, digits after them apart.
_APART_WORDS = names_of("class_names.apart_words")
_CONTENT_WORDS = names_of("class_names.content_words")
_DOUBTFUL_WORDS = names_of("class_names.doubtful_words")
_WORD = re.compile(r"[a-z]+(?=\d*(?:[_-]|$))|\d[0-9a-f]*[a-f][0-9a-f]*")  # a run of hex digits is one word

# Parts that never hold the text of an article; that wrappers of it are named after as well; that are it, or hold it.
_APART = re.compile(alternation(words_of("markup.class_names.apart")))
_DOUBTFUL = re.compile(alternation(words_of("markup.class_names.doubtful")))
_CONTENT = re.compile(markup_pattern("class_names.content"))
CAPTION = re.compile(markup_pattern("class_names.caption"))
TITLE = re.compile(markup_pattern("class_names.title"))
# Boxes of pictures: a little text in one is a caption.
MEDIA = re.compile(markup_pattern("class_names.media"))
# Words of menus and side columns: wrappers of the text are named after what stands beside it, too.
_LAYOUT = re.compile(rf"(?:^|(?<=[_-]))(?:{markup_pattern('class_names.layout')})(?=$|[_-])")
# What is there for those who hear the page.
_UNSEEN = re.compile(r"skip-?(?:link|to)|sr-only|visually-?hidden|screen-?reader")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
APART_TAGS = frozenset({"nav", "footer", "aside", "menu", "dialog", "search", "fieldset"})
_APART_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "toolbar", "tablist"}
)


# Words of a state, a breakpoint or a category: they say nothing about the part itself. A content system writes the
# article's own tags and categories among the names of its box ("tag-comments").
_STATE = re.compile(f"(?:{markup_pattern('class_names.states')})-")

# How many comments there are ("comment-2"), or the number of one among others: the box of comments bears a name, too.
_COUNT = re.compile(r"comments?-\d{1,9}")


@lru_cache(maxsize=4096)
def name_hint(tag: str, names: str, role: str) -> NameHint:
    """What the names of an element say about it."""
    if tag in APART_TAGS or role in _APART_ROLES:
        return NameHint.APART
    if not names or tag in {"main", "body"}:
        return NameHint.NOTHING
    if tag in _HEADINGS:  # its anchor may be called by any word of it
        return NameHint.APART if _UNSEEN.search(names) else NameHint.NOTHING
    found = NameHint.NOTHING
    for name in names.split():
        said = _said(name)
        if said is NameHint.APART:
            return said
        if said is NameHint.CONTENT or (said and not found):
            found = said
    return found


@lru_cache(maxsize=1024)
def tells_of_layout(tag: str, names: str, role: str) -> bool:
    """Whether all that sets an element apart is that a menu or a side column is among the words of its names."""
    if tag in APART_TAGS or role in _APART_ROLES:
        return False
    rests = [_LAYOUT.sub("", name).strip("-_") for name in names.split() if _said(name) is NameHint.APART]
    return bool(rests) and all(rest and _said(rest) is not NameHint.APART for rest in rests)


@lru_cache(maxsize=16384)
def _said(name: str) -> NameHint:
    """What one name says. Templates share their names, so that most are known already."""
    if ":" in name or _STATE.match(name) or _COUNT.fullmatch(name):
        return NameHint.NOTHING
    words = _WORD.findall(name)
    if not _APART_WORDS.isdisjoint(words) or _APART.search(name):
        return NameHint.APART
    if not _CONTENT_WORDS.isdisjoint(words) or _CONTENT.search(name):
        return NameHint.CONTENT
    if not _DOUBTFUL_WORDS.isdisjoint(words) or _DOUBTFUL.search(name):
        return NameHint.DOUBTFUL
    return NameHint.NOTHING
