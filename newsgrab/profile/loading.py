"""Loading profiles: from TOML to values, with every wrong key named by its file, line and place."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from newsgrab.errors import BadProfile
from newsgrab.profile.profile import ABSENT, FIELDS, TRANSFORMS, Layout, Profile, RelatedRule, Rule
from newsgrab.urls import site

BUILTIN_FOLDER = Path(__file__).parent / "sites"
_TOP = frozenset(
    ("site", "note", "remove", "absent", "addresses", "fields", "related", "layout", "js", "click", "wait_for")
)
_LAYOUT = frozenset(("from", "until", "remove", "absent", "fields", "related"))
_RULE = frozenset(("css", "attr", "transform"))
_PARTS = frozenset(("url", "title", "teaser", "views", "image"))
_RELATED = _PARTS | {"block", "item"}
_ADDRESSES = frozenset(("article", "section"))


def builtin_profiles() -> tuple[Profile, ...]:
    """The profiles that come with the program, by site."""
    return _in_folder(BUILTIN_FOLDER)


def user_profiles(folder: Path | None) -> tuple[Profile, ...]:
    """The profiles in a folder of the user's, by site; none if there is no such folder."""
    return _in_folder(folder) if folder is not None and folder.is_dir() else ()


def profile_files(folder: Path | None) -> tuple[Path, ...]:
    """The files of the profiles in force: the user's, then the built-in ones that none of the user's stands in for."""
    own = sorted(folder.glob("*.toml")) if folder is not None and folder.is_dir() else []
    names = {path.name for path in own}
    return (*own, *(path for path in sorted(BUILTIN_FOLDER.glob("*.toml")) if path.name not in names))


def find_profile(url: str, folder: Path | None = None) -> Profile | None:
    """The profile of the site that an address belongs to, or of the site above it; the user's folder wins.

    Only the file of that site is read. Raises BadProfile if it is wrong.
    """
    path = profile_path(url, folder)
    return load_profile(path) if path else None


def profile_path(url: str, folder: Path | None = None) -> Path | None:
    """The file of the profile that `find_profile` finds."""
    host = site(url)
    while "." in host:
        for place in (folder, BUILTIN_FOLDER):
            path = place / f"{host}.toml" if place is not None else None
            if path is not None and path.is_file():
                return path
        host = host.partition(".")[2]
    return None


def load_profile(path: Path, *, also: Callable[[Profile], list[str]] | None = None) -> Profile:
    """The profile in a file. Raises BadProfile, a line for each thing wrong, with file, line and key.

    Selectors are not looked into here, but what `also` finds wrong is told together with the rest.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadProfile(f"{path.name}: cannot be read: {error}") from error
    return parse_profile(path.name, text, also=also)


def parse_profile(name: str, text: str, *, also: Callable[[Profile], list[str]] | None = None) -> Profile:
    """The same of the text of a file of that name."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadProfile(f"{name}: not TOML: {error}") from error
    reader = _Reader(name, text)
    profile = reader.profile(table)
    problems = [*reader.problems, *(also(profile) if also is not None else ())]
    if problems:
        raise BadProfile("\n".join(problems))
    return profile


def _in_folder(folder: Path) -> tuple[Profile, ...]:
    return tuple(load_profile(path) for path in sorted(folder.glob("*.toml")))


class _Reader:
    """Reads one file; knows its name and lines for messages, and goes on behind what is wrong."""

    def __init__(self, name: str, text: str) -> None:
        self.problems: list[str] = []
        self._name = name
        self._lines = text.splitlines()

    def profile(self, table: dict[str, object]) -> Profile:
        self._keys(table, _TOP, "")
        host = self._text(table, "site", "") if "site" in table else self._name.removesuffix(".toml")
        addresses = self._table(table, "addresses", "")
        self._keys(addresses, _ADDRESSES, "addresses.")
        base = self._layout(table, "")
        dated = [self._dated(entry, f"layout[{at}].") for at, entry in enumerate(self._tables(table, "layout"))]
        return Profile(
            site=host,
            layouts=(*dated, base),
            note=self._text(table, "note", ""),
            articles=self._texts(addresses, "article", "addresses."),
            sections=self._texts(addresses, "section", "addresses."),
            source=self._name,
            digest=hashlib.sha256("\n".join(self._lines).encode()).hexdigest()[:12],
            js=self._js(table),
            click=self._texts(table, "click", ""),
            wait_for=self._text(table, "wait_for", "") or None,
        )

    def _js(self, table: dict[str, object]) -> bool:
        """Whether pages are opened in a browser; what is done there needs that."""
        js = table.get("js", False)
        if not isinstance(js, bool):
            self._tell("js", "must be true or false")
        for key in ("click", "wait_for"):
            if key in table and not js:
                self._tell(key, "needs js = true: it is done in a browser")
        return js is True

    def _dated(self, table: dict[str, object], where: str) -> Layout:
        self._keys(table, _LAYOUT, where)
        layout = self._layout(table, where)
        first, last = self._day(table, "from", where), self._day(table, "until", where)
        if "from" not in table and "until" not in table:
            self._tell(where.rstrip("."), 'a layout needs a day ("from" or "until"); give the current one without')
        if first and last and last < first:
            self._tell(f"{where}until", f"{last} is before {first}")
        return replace(layout, valid_from=first, valid_until=last)

    def _layout(self, table: dict[str, object], where: str) -> Layout:
        remove = tuple(self._rules(table.get("remove", []), f"{where}remove"))
        fields = self._table(table, "fields", where)
        self._keys(fields, FIELDS, f"{where}fields.")
        rules = {name: tuple(self._rules(value, f"{where}fields.{name}")) for name, value in fields.items()}
        related = (
            self._related(self._table(table, "related", where), f"{where}related.") if "related" in table else None
        )
        return Layout(remove, MappingProxyType(rules), related, absent=self._absent(table, rules, where))

    def _absent(self, table: dict[str, object], rules: Mapping[str, object], where: str) -> frozenset[str]:
        names = self._texts(table, "absent", where)
        for name in names:
            if name not in ABSENT:
                self._tell(f"{where}absent", f"{name!r} cannot be absent (there are {', '.join(sorted(ABSENT))})")
            elif name in rules or (name == "related" and "related" in table):
                self._tell(f"{where}absent", f"{name!r} has a selector, too: it cannot be both")
        return frozenset(names)

    def _related(self, table: dict[str, object], where: str) -> RelatedRule:
        self._keys(table, _RELATED, where)
        rules = {name: next(iter(self._rules(value, where + name)), None) for name, value in table.items()}
        if not rules.get("item"):
            self._tell(where + "item", 'missing: the selector of one entry, such as item = "li"')
        parts = {name: rule for name, rule in rules.items() if name in _PARTS and rule}
        return RelatedRule(rules.get("block"), rules.get("item"), MappingProxyType(parts))

    def _rules(self, value: object, where: str) -> list[Rule]:
        """The rules in a selector, a table, or a list of both."""
        if isinstance(value, list):
            return [rule for at, one in enumerate(value) for rule in self._rules(one, f"{where}[{at}]")]
        if isinstance(value, str):
            return [Rule(value, where=self._place(where))]
        if not isinstance(value, dict):
            self._tell(where, "must be a selector, or a table with css, attr and transform")
            return []
        self._keys(value, _RULE, where + ".")
        css = self._text(value, "css", where + ".")
        if not css and isinstance(value.get("css", ""), str):
            self._tell(where, "css is missing")
        transforms = self._texts(value, "transform", where + ".")
        for name in transforms:
            if name not in TRANSFORMS:
                self._tell(f"{where}.transform", f"no transform {name!r} (there are {', '.join(sorted(TRANSFORMS))})")
        return [Rule(css or "*", self._text(value, "attr", where + ".") or None, transforms, self._place(where))]

    def _keys(self, table: Mapping[str, object], known: frozenset[str], where: str) -> None:
        for key in table:
            if key not in known:
                self._tell(where + key, f"no such key (there are {', '.join(sorted(known))})")

    def _text(self, table: Mapping[str, object], key: str, where: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self._tell(where + key, "must be a text in quotes")
            return ""
        return value.strip()

    def _texts(self, table: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
        value = table.get(key, [])
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            self._tell(where + key, "must be a text or a list of texts")
            return ()
        return tuple(texts)

    def _table(self, table: Mapping[str, object], key: str, where: str) -> dict[str, object]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self._tell(where + key, f"must be a table: [{where}{key}]")
            return {}
        return value

    def _tables(self, table: Mapping[str, object], key: str) -> list[dict[str, object]]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._tell(key, f"must be written as [[{key}]]")
            return []
        return value

    def _day(self, table: Mapping[str, object], key: str, where: str) -> date | None:
        value = table.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self._tell(where + key, "must be a day without quotes, such as 2024-05-31")
        return None

    def _tell(self, where: str, problem: str) -> None:
        self.problems.append(f"{self._place(where)}: {problem}")

    def _place(self, where: str) -> str:
        number = self._line(where)
        return f"{self._name}:{number}: {where}" if number else f"{self._name}: {where}"

    def _line(self, where: str) -> int:
        """The line that a key stands in, found by its last names; 0 if it cannot be told."""
        names = [re.sub(r"\[\d+\]", "", name) for name in where.split(".") if name]
        tables, key = names[:-1], names[-1] if names else ""
        section, best = "", 0
        for number, line in enumerate(self._lines, start=1):
            header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
            if header:
                section = header[1]
                best = best or (number if section.endswith(key) and not tables else 0)
            elif re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line) and section == ".".join(tables):
                return number
            elif tables and section == ".".join(tables[:-1]) and re.match(rf"\s*{re.escape(tables[-1])}\s*=", line):
                best = best or number
        return best
