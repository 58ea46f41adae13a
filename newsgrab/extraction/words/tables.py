"""Word tables: of all languages (`languages/*.toml`, keys in `languages/keys.toml`) and of markup (`markup.toml`).

They are read in their compiled form, which `tools/compile_languages.py` writes.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from newsgrab.extraction.words.language_files import COMPILED, all_tables


@cache
def _tables() -> dict[str, dict[str, Any]]:
    """All tables, by "section.key", then by language; from the files themselves where there is no compiled form."""
    if COMPILED.exists():
        tables: dict[str, dict[str, Any]] = json.loads(COMPILED.read_bytes())
        return tables
    return all_tables()


def by_language(key: str) -> dict[str, Any]:
    """What each language that has something under a key has there. Not to be changed."""
    return _tables()[key]


def words_of(*keys: str) -> tuple[str, ...]:
    """The words of all languages under some keys, each once.

    >>> "ago" in words_of("dates.ago")
    True
    """
    return tuple(dict.fromkeys(word for key in keys for words in _tables()[key].values() for word in words))


def names_of(key: str) -> frozenset[str]:
    """The words of templates under a key of `markup.toml`: class names, ids, meta names, keys.

    >>> "navbar" in names_of("menus.names")
    True
    """
    return frozenset(words_of(f"markup.{key}"))


def markup_pattern(key: str) -> str:
    """The pattern for any of the words, or regular expressions, under a key of `markup.toml`, in their order."""
    return "|".join(words_of(f"markup.{key}"))
