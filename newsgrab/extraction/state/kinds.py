"""What a part of a rich text is: by the words that editors' formats write beside it, whatever the format."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from newsgrab.extraction.page.scripts.numbered import place_of
from newsgrab.extraction.words.tables import markup_pattern, names_of, words_of

_KEYS = words_of("markup.state.kinds")
_LIST_ITEM = "listItem"  # Portable Text: a block that is an entry says so beside its kind
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = re.compile(r"[^a-z0-9]+")
_NAMESPACED = re.compile(r"[\w-]+/[\w-]+$")
_LEVEL = re.compile(r"(?:h|head\w*|header|title)-?([1-6])\b")
_LEVEL_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
MAX_KIND = 60


class Role(StrEnum):
    """What a part is."""

    SKIPPED = "skipped"
    PICTURE = "pictures"
    ITEM = "items"
    LIST = "lists"
    QUOTE = "quotes"
    CODE = "code"
    ROW = "rows"
    TABLE = "tables"
    HEADING = "headed"
    BREAK = "breaks"
    INLINE = "inline"
    PARAGRAPH = "paragraphs"
    OTHER = ""


_ROLES = tuple(
    (role, re.compile(rf"(?:^|[ -])(?:{markup_pattern(f'state.{role}')})(?=$|[ -])")) for role in Role if role
)


def role_of(part: dict[str, object]) -> Role:
    """What an object is in a rich text, OTHER if it does not say."""
    if isinstance(part.get(_LIST_ITEM), str):
        return Role.ITEM
    kind = kind_of(part)
    return _role(kind) if kind else Role.OTHER


def level_of(part: dict[str, object]) -> int:
    """The level of a heading, 2 if it tells none."""
    for key in ("level", "depth"):
        level = part.get(key)
        number = place_of(str(level)) if isinstance(level, int | str) else None
        if number is not None and 1 <= number <= 6:
            return number
    kind = kind_of(part)
    match = _LEVEL.search(kind)
    if match:
        return int(match[1])
    return next((level for word, level in _LEVEL_WORDS.items() if kind.endswith(f"-{word}")), 2)


def key_of(name: str) -> str:
    """The letters and digits of a key, in lower case: `bodyHtml`, `body_html` and `body-html` are one.

    >>> key_of("content_elements"), key_of("bodyHTML"), key_of("__html")
    ('contentelements', 'bodyhtml', 'html')
    """
    return _key(name) if len(name) <= MAX_KIND else ""


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def kind_of(part: dict[str, object]) -> str:
    """The words by which an object says what it is, in lower case, with hyphens between them."""
    words = [word for key in _KEYS if isinstance(word := part.get(key), str) and len(word) <= MAX_KIND]
    name = part.get("name")
    if isinstance(name, str) and len(name) <= MAX_KIND and _NAMESPACED.match(name):
        words.append(name)
    return _plain_kind(tuple(words)) if words else ""


@lru_cache(maxsize=4096)
def _plain_kind(words: tuple[str, ...]) -> str:
    plain = (_SIGNS.sub("-", _CAMEL.sub("-", word.rsplit("/", 1)[-1]).lower()).strip("-") for word in words)
    return " ".join(dict.fromkeys(plain))


@lru_cache(maxsize=4096)
def _role(kind: str) -> Role:
    return next((role for role, pattern in _ROLES if pattern.search(kind)), Role.OTHER)


PIECE_KEYS = names_of("state.pieces")
WRAPPER_KEYS = names_of("state.wrappers")
