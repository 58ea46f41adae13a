"""URL paths: which cannot be an article's, since they name a service of the site, a list or a file."""

from __future__ import annotations

import re
from functools import lru_cache

from newsgrab.extraction.words.tables import markup_pattern

_LISTS = markup_pattern("url_paths.lists")
_SERVICES = markup_pattern("url_paths.services")
_FIRST = re.compile(
    rf"^/(?:(?:[a-z]{{2}}/)?(?:(?:{_LISTS}|{markup_pattern('url_paths.services_first')})(?:/|$))"
    r"|wp-login|share(?:r)?(?:/|$|\.))",
    re.IGNORECASE,
)
_HOME = re.compile(r"^/(?:[a-z]{2}/?)?$|^/index\.\w+$", re.IGNORECASE)
_LAST = re.compile(rf"/(?:{_LISTS})/[^/]+/?$|/(?:log-?in|wp-login\.php|newsletters?)/?$", re.IGNORECASE)
_WHOLE = re.compile(rf"^/(?:[a-z]{{2}}/)?(?:{_SERVICES})/?$", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|jpe?g|png|gif|webp|svg|zip|mp3|mp4|docx?|xlsx?)$", re.IGNORECASE)
_QUERY = re.compile(r"[?&](?:share|print|replytocom|output|service|redirect(?:_to)?|returnurl)=", re.IGNORECASE)


@lru_cache(maxsize=4096)
def may_be_article(path: str) -> bool:
    """Whether an address path, with its query, may be an article's.

    >>> may_be_article("/2025/05/bridge-opens"), may_be_article("/2025/05/bridge-opens?share=facebook")
    (True, False)
    """
    bare, _, query = path.partition("?")
    if query and _QUERY.search(path):
        return False
    if _HOME.match(bare) and not any(map(str.isdigit, query)):  # else the number of an article: "/?p=123"
        return False
    return not (_FIRST.search(bare) or _WHOLE.match(bare) or _LAST.search(bare) or _FILE.search(bare))
