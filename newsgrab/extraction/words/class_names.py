"""Class names, ids and roles: whether they hint at the text of an article or at something else.

Web developers name the parts of their templates in a few English words, whatever the language of the text; these are
the words. They are hints: who uses them asks also how much of the text would be lost.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from newsgrab.extraction.words.phrases import alternation


class NameHint(IntEnum):
    """What a part's names say: it is the text; nothing; perhaps not the text; not the text."""

    CONTENT = -1
    NOTHING = 0
    DOUBTFUL = 1  # words that wrappers of the text bear as well
    APART = 2


# Words that a name consists of: whole, between hyphens and underscores, digits after them apart.
_APART_NAMES = """
ad ads adbox adcontainer adwrapper adslot adunit adbanner adlabel adblock adzone respond nav menu bio byline author
authors tags footer rating ticker crumb crumbs toolbar tools cta signature poll polls error errors
"""
_CONTENT_NAMES = """
article story entry post hentry text texto cuerpo artikel nota noticia haber detay content body
"""
_DOUBTFUL_NAMES = "hd ft foot header top link links list info"
_APART_WORDS = frozenset(_APART_NAMES.split())
_CONTENT_WORDS = frozenset(_CONTENT_NAMES.split())
_DOUBTFUL_WORDS = frozenset(_DOUBTFUL_NAMES.split())
_WORD = re.compile(r"[a-z]+(?=\d*(?:[_-]|$))|\d[0-9a-f]*[a-f][0-9a-f]*")  # a run of hex digits is one word

# Parts that never hold the text of an article.
_APART_TEXT = r"""
share sharing social addthis addtoany shariff follow-?us related recommend recirc similar read-?(?:also|next)
also-?(?:read|like|see) see-?also you-?may up-?next more-?(?:news|stories|articles|from|on|like|posts|in)(?![a-z])
prev-?next yarpp crp_ next-?(?:article|post|story|prev) messenger promo(?!ted) text-?resiz
most-?(?:read|popular|viewed|commented) popular trending latest-?(?:news|posts|stories) newsletter subscri sign-?up
sign-?in donat advert adsense adslot outbrain taboola mgid revcontent sponsor comment(?!ary) koment kommentar
comentari yorumlar disqus talkback breadcrumb pagination navbar navigation sidebar(?!-(?:grid|layout|content|wrap))
third-?party privacy app-?store disclaimer disclosure legal-?(?:notice|text) sabox pop-?up modal(?![a-z]) lightbox
toast tooltip cookie consent gdpr dsgvo author-?_*(?:box|bio|info|card|desc|profile|about) about-?(?:the-?)?author
tag-?_*(?:list|links|cloud|box|container|wrap) tags-?links copyright skip-?(?:link|to) sr-only visually-?hidden
screen-?reader entry-?meta post-?meta article-?meta post-?nav jp-relatedposts sharedaddy infobox-?links
"""
_APART = re.compile(alternation(_APART_TEXT))
# Parts that wrappers of the text are named after as well.
_DOUBTFUL_TEXT = r"""
banner login register paywall regwall piano member affiliate feedback discussion widget print e-?mail contact overlay
dropdown off-?canvas keyword topics? masthead site-?header vot(?:e|ing) quiz survey weather currency meta dateline
timestamp post-?date pub-?date player playlist carousel slick swiper slider gallery thumb hidden
app-?(?:download|promo) teaser read-?more side rail extra bottom
"""
_DOUBTFUL = re.compile(alternation(_DOUBTFUL_TEXT))
# Parts that are the text, or hold it.
_CONTENT = re.compile(
    r"(?:article|story|post|entry|news|single|detail|page|text)s?-?_*(?:body|content|text|copy|detail)"
    r"|bodytext|body-?copy|rich-?text|wysiwyg|prose|full-?text|maintext|contentbody"
)
CAPTION = re.compile(
    r"caption|(?:photo|image|img|picture|media|foto)-?_*(?:credit|desc|description|source|title|text|info|by|author|annotation|copyright|legend)"
    r"|credits?(?![a-z-]*card)|legend|photographer|bildunterschrift|bildtext"
)
# Boxes of pictures: a little text in one is a caption.
MEDIA = re.compile(r"image|img|photo|picture|foto|galler|slide|video|media(?!wiki)|thumb|embed|figure|bild")
# What is there for those who hear the page.
_UNSEEN = re.compile(r"skip-?(?:link|to)|sr-only|visually-?hidden|screen-?reader")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
APART_TAGS = frozenset({"nav", "footer", "aside", "menu", "dialog", "search", "fieldset"})
_APART_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "toolbar", "tablist"}
)


# Words of a state, a breakpoint or a category: they say nothing about the part itself. A content system writes the
# article's own tags and categories among the names of its box ("tag-comments").
_STATE = re.compile(
    r"(?:has|no|with|without|is|js|tag|tags|category|cat|format|status|type|lg|md|sm|xs|xl"
    r"|author(?!-(?:box|bio|info|card|desc|profile|about|block|area|section|details|wrap|meta)))-"
)


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


@lru_cache(maxsize=16384)
def _said(name: str) -> NameHint:
    """What one name says. Templates share their names, so that most are known already."""
    if ":" in name or _STATE.match(name):
        return NameHint.NOTHING
    words = _WORD.findall(name)
    if not _APART_WORDS.isdisjoint(words) or _APART.search(name):
        return NameHint.APART
    if not _CONTENT_WORDS.isdisjoint(words) or _CONTENT.search(name):
        return NameHint.CONTENT
    if not _DOUBTFUL_WORDS.isdisjoint(words) or _DOUBTFUL.search(name):
        return NameHint.DOUBTFUL
    return NameHint.NOTHING
