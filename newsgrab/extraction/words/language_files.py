"""Language files: `languages/xx.toml` and `markup.toml`, loaded and checked, made into what is read at run time.

Reading 80 TOML files takes 40 ms, their compiled form 1 ms: `tools/compile_languages.py` writes it, a test compares.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newsgrab.extraction.words.ignorecase import lowered

FOLDER = Path(__file__).with_name("languages")
MARKUP = Path(__file__).with_name("markup.toml")
COMPILED = Path(__file__).with_name("compiled.json")
_KEYS = "keys.toml"
_ZONES = frozenset({"dates.zones", "dates.zones_by_country"})
_NUMBERED = frozenset({"months.in_this_language", "numbers.in_this_language", "dates.eras"}) | _ZONES
# No word stands under two of these keys of one language: each is in one place.
_APART = (
    ("bylines.preposition", "bylines.author", "bylines.signed", "bylines.by"),
    ("sections.labels", "sections.labels_with_colon"),
    ("views.unspaced", "views.unspaced_before", "views.unspaced_after"),
    ("headings.related", "headings.other"),
)

Tables = dict[str, dict[str, Any]]  # by "section.key", then by language


class BadLanguageFile(ValueError):
    """A language's file is wrong: the message names the file, the key and the problem."""


def language_files(folder: Path = FOLDER) -> list[Path]:
    """The files of all languages, by their codes."""
    return sorted(path for path in folder.glob("*.toml") if path.name != _KEYS)


def known_keys(folder: Path = FOLDER) -> dict[str, str]:
    """Every "section.key" that a language may have, with what it holds."""
    sections = _sections(folder / _KEYS)
    return {f"{section}.{key}": says for section, keys in sections.items() for key, says in keys.items()}


def load_language(path: Path, known: dict[str, str]) -> dict[str, Any]:
    """What one language's file holds, by "section.key". Raises BadLanguageFile."""
    sections = _sections(path)
    if not isinstance(sections.pop("name", None), str):
        raise BadLanguageFile(f"{path.name}: name: the language's English name is missing")
    found = _by_key(path.name, sections)
    for key, value in found.items():
        if key not in known:
            raise BadLanguageFile(f"{path.name}: {key}: no such key; {_KEYS} lists them")
        _check(path.name, key, value)
    _check_apart(path.name, found)
    return found


def load_markup(path: Path = MARKUP) -> dict[str, list[str]]:
    """The words of templates, by "section.key". Raises BadLanguageFile."""
    found = _by_key(path.name, _sections(path))
    for key, words in found.items():
        _check_list(path.name, key, words)
    return found


def all_tables(folder: Path = FOLDER, markup: Path = MARKUP) -> Tables:
    """All tables by "section.key", then by language; those of markup by "markup.section.key", then by "".

    Raises BadLanguageFile.
    """
    known = known_keys(folder)
    tables: Tables = {key: {} for key in known}
    for path in language_files(folder):
        for key, value in load_language(path, known).items():
            tables[key][path.stem] = value
    tables |= {f"markup.{key}": {"": words} for key, words in load_markup(markup).items()}
    return tables


def compiled() -> str:
    """All tables as JSON, a line each. Raises BadLanguageFile."""
    tables = all_tables()
    lines = (f"{json.dumps(key)}: {json.dumps(table, ensure_ascii=False)}" for key, table in tables.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _sections(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadLanguageFile(f"{path.name}: {error}") from error


def _by_key(file: str, sections: dict[str, Any]) -> dict[str, Any]:
    for section, keys in sections.items():
        if not isinstance(keys, dict):
            raise BadLanguageFile(f"{file}: {section}: no such key outside a section")
    return {f"{section}.{key}": value for section, keys in sections.items() for key, value in keys.items()}


def _check(file: str, key: str, value: object) -> None:
    """Raise BadLanguageFile unless a key's value is of its kind, in small letters, and names each word once."""
    if key in _NUMBERED:
        if not isinstance(value, dict) or not all(isinstance(number, _numbers(key)) for number in value.values()):
            raise BadLanguageFile(f"{file}: {key}: must be a table of words and whole numbers")
        _check_words(file, key, list(value))
    elif key.startswith("letters."):  # ranges of letters have no case
        _check_list(file, key, value)
    elif key.startswith("months."):
        if not isinstance(value, list) or len(value) != 12 or not all(isinstance(names, list) for names in value):
            raise BadLanguageFile(f"{file}: {key}: must be twelve lists of names, empty where there is none")
        _check_words(file, key, [name for names in value for name in names])
    else:
        _check_words(file, key, value)


def _numbers(key: str) -> type | tuple[type, ...]:
    """What a table may hold: zones may be half an hour apart, or have a name that tells their summer time."""
    return (int, float, str) if key in _ZONES else int


def _check_words(file: str, key: str, words: object) -> None:
    """Raise BadLanguageFile unless it is a list of words in small letters, each once."""
    for word in _check_list(file, key, words):
        if word != lowered(word):
            raise BadLanguageFile(f"{file}: {key}: {word!r}: must be in small letters: {lowered(word)!r}")


def _check_list(file: str, key: str, words: object) -> list[str]:
    """The value, if it is a list of words, each once. Raises BadLanguageFile."""
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise BadLanguageFile(f"{file}: {key}: must be a list of words")
    seen: set[str] = set()
    for word in words:
        if not word or word != " ".join(word.split()):
            raise BadLanguageFile(f"{file}: {key}: {word!r}: is empty, or has white space at an end or twice")
        if word in seen:
            raise BadLanguageFile(f"{file}: {key}: {word!r}: stands there twice")
        seen.add(word)
    return words


def _check_apart(file: str, found: dict[str, Any]) -> None:
    for group in _APART:
        seen: dict[str, str] = {}
        for key in group:
            for word in found.get(key, ()):
                if word in seen:
                    raise BadLanguageFile(f"{file}: {key}: {word!r}: stands under {seen[word]} already")
                seen[word] = key
