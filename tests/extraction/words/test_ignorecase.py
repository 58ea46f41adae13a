"""Patterns for any case."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import newsgrab.extraction
from newsgrab.extraction.words.ignorecase import IgnoreCase, lowered


def _patterns() -> list[tuple[str, IgnoreCase]]:
    found = []
    for module in pkgutil.walk_packages(newsgrab.extraction.__path__, "newsgrab.extraction."):
        names = vars(importlib.import_module(module.name))
        found += [(f"{module.name}.{name}", one) for name, one in names.items() if isinstance(one, IgnoreCase)]
    return found


@pytest.mark.parametrize(("name", "pattern"), _patterns())
def test_every_pattern_is_written_in_small_letters(name: str, pattern: IgnoreCase) -> None:
    plain = re.sub(r"\\.", "", pattern.source)
    assert plain == lowered(plain), name


def test_case_does_not_matter_and_places_are_those_of_the_text() -> None:
    pattern = IgnoreCase(r"güncelleme|aktualisiert")
    for text in ("GÜNCELLEME: 3 Mayıs", "Güncelleme: 3 Mayıs", "İİ güncelleme"):
        match = pattern.search(text)
        assert match is not None
        assert lowered(text[match.start() : match.end()]) == "güncelleme"
    assert pattern.search("İİ günc") is None
    assert pattern.match("x aktualisiert") is None


def test_what_is_between_keeps_its_case() -> None:
    pattern = IgnoreCase(r"\s+and\s+")
    assert list(pattern.pieces("Ann Roe AND İnci Su and Bo")) == ["Ann Roe", "İnci Su", "Bo"]
    assert IgnoreCase(r"\s*report(?s:.*)$").without("Ann Roe REPORTER, Oslo") == "Ann Roe"
