"""Irregular words of each language, a file each: the first word of a line names the stem of all its words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("forms")


@cache
def irregular_forms(language: str) -> dict[str, str]:
    """The stem of each irregular form in this language, in the spelling of `normal`; it is not stemmed further."""
    path = _FOLDER / f"{language}.txt"
    if not path.exists():
        return {}
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {form: words[0] for words in lines for form in words}
