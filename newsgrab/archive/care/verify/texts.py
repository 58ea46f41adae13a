"""Every version's text and the hashes of its fields; each article's row and the history it follows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from newsgrab.archive.care.verify.findings import ON_PURPOSE, Finding, Looked, Word
from newsgrab.archive.editorial import EXACT, FIELDS, RULE, Editorial, are_of_today, hashes_of, loaded_blocks
from newsgrab.archive.keep.derive import SHOWN
from newsgrab.archive.keep.removals import Removal, empty_reading
from newsgrab.archive.sql import LATEST_FIRST, VERSIONS
from newsgrab.article import BlockKind, Precision
from newsgrab.urls import site

# What a row says when its cells are not of the kind that newsgrab writes there.
UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
_SNAPSHOTS = (
    "SELECT s.*, article.url, r.at AS removed_at, r.reason AS removed_for,"
    " first.at AS first_at, first.recipe AS first_recipe FROM snapshot s"
    " LEFT JOIN article ON article.id = s.article_id LEFT JOIN removal r ON r.id = s.removal_id"
    " LEFT JOIN visit first ON first.id ="
    " (SELECT min(v.id) FROM visit v WHERE v.snapshot_id = s.id) ORDER BY s.id"
)
_TWO_BODIES = (
    "SELECT reading.id, article.url FROM reading LEFT JOIN article ON article.id = article_id"
    " WHERE body_in_article NOT IN (0, 1) OR (body_in_article AND reading.body <> '')"
)
_LAST_COUNT = (
    "FROM visit v JOIN view_point p ON p.visit_id = v.id AND p.position = 0 WHERE v.article_id = a.id"
    f" ORDER BY {LATEST_FIRST.format('v')} LIMIT 1"
)
_ARTICLES = (
    "SELECT a.*,"
    f" (SELECT p.views {_LAST_COUNT}) AS last_views, (SELECT p.exact {_LAST_COUNT}) AS last_exact,"
    " (SELECT min(v.at) FROM visit v WHERE v.article_id = a.id AND v.version IS NOT NULL) AS first_at,"
    " (SELECT max(v.at) FROM visit v WHERE v.article_id = a.id AND v.version IS NOT NULL) AS last_at,"
    " EXISTS (SELECT 1 FROM address WHERE address.url = a.url AND address.article_id = a.id) AS named"
    " FROM article a ORDER BY a.id"
)


def check_texts(connection: sqlite3.Connection) -> Iterator[Looked]:
    """Each version's fields have the hashes that were made of them, and its other columns fit to them."""
    for row in connection.execute(_SNAPSHOTS):
        doubts: Sequence[str] = ()
        removal = _removal(row)
        try:
            problems, doubts = ([], []) if removal else _hashed(row)
            problems += [*(_not_empty(row, removal) if removal else ()), *_fitting(row)]
        except UNREADABLE as error:
            problems = [f"its row cannot be read ({error})"]
        place = str(row["id"])
        label = f"text {row['text']}" + (f", revision {row['revision']}" if row["revision"] != 1 else "")
        bad = [Finding("snapshot", place, f"{label}: {each}", row["url"]) for each in problems]
        if removal and not bad:
            bad = [Finding("snapshot", place, f"{label}: {removal.words}", row["url"], Word.REMOVED, ON_PURPOSE)]
        yield Looked((*bad, *(_doubt(place, f"{label}: {each}", row["url"]) for each in doubts)))
    for place, url in connection.execute(_TWO_BODIES):
        yield Looked(
            (Finding("snapshot", str(place), "its body is its article's, and yet it has one of its own", url),)
        )


def check_articles(connection: sqlite3.Connection) -> Iterator[Looked]:
    """Each article's row says what its latest version and its latest looks say."""
    for row in connection.execute(_ARTICLES):
        latest = connection.execute(
            f"SELECT s.*, run.version FROM {VERSIONS} WHERE run.article_id = ? ORDER BY run.version DESC LIMIT 1",
            (row["id"],),
        ).fetchone()
        try:
            problems = ["it has no version"] if latest is None else list(_following(row, latest))
        except UNREADABLE as error:
            problems = [f"its row cannot be read ({error})"]
        yield Looked(tuple(Finding("article", str(row["id"]), each, row["url"]) for each in problems))


def _removal(row: sqlite3.Row) -> Removal | None:
    return Removal(row["removal_id"], row["removed_at"], row["removed_for"]) if row["removed_at"] else None


def _not_empty(row: sqlite3.Row, removal: Removal) -> Iterator[str]:
    """What a text holds that was taken out."""
    wanted = {**empty_reading(row["sources"]), "title": removal.title}
    yield from (f"its {name} is there, though it was taken out" for name in wanted if row[name] != wanted[name])


def _doubt(place: str, problem: str, url: str | None) -> Finding:
    advice = "its page is checked by itself, and newsgrab reextract reads the text from it again"
    return Finding("snapshot", place, problem, url, Word.UNVERIFIABLE, advice)


def _hashed(row: sqlite3.Row) -> tuple[list[str], list[str]]:
    """What the hashes of the fields show to be wrong, and what they cannot tell."""
    stored, kept = json.loads(row["hashes"]), Editorial.kept(row)
    made = kept.hashes() if are_of_today(stored) else kept.hashes_of_rule_1()
    bad, other = [], []
    for name in FIELDS:
        rule, colon, digest = str(stored.get(name, "")).partition(":")
        if not (colon and rule.isdecimal() and len(digest) == 32):
            bad.append(f"there is no hash of its {name}")
        elif int(rule) > RULE:
            bad.append(f"the hash of its {name} is of rule {rule}, which no newsgrab has made")
        elif stored[name] != made[name] and rule in {"1", str(RULE)}:
            bad.append(f"its {name} is not the one that was kept (hash differs)")
        elif int(rule) < RULE:
            other.append(f"the hash of its {name} is of rule {rule}, this newsgrab makes rule {RULE}")
    if not bad and stored.get(EXACT) != made.get(EXACT) and are_of_today(stored):
        bad.append("something of it is not what was kept (hash differs)")
    return bad, other


def _fitting(row: sqlite3.Row) -> list[str]:
    """What is wrong about the columns that have no hash but must fit to the others."""
    problems = []
    if not _blocks_fit(row):
        problems.append("its blocks do not fit to its body")
    for name, kind in (("authors", list), ("tags", list), ("sources", dict)):
        if type(json.loads(row[name])) is not kind:
            problems.append(f"its {name} are no JSON {'array' if kind is list else 'object'}")
    if row["published_precision"] is not None and Precision(row["published_precision"]) and not row["published_at"]:
        problems.append("its published_precision does not fit to its published_at")
    datetime.fromisoformat(row["seen_at"])
    if row["revision"] == 1 and row["first_at"] is None:
        problems.append("no look names it")
    elif row["revision"] == 1 and (row["first_at"], row["first_recipe"]) != (row["seen_at"], row["recipe"]):
        problems.append("its time or recipe is not that of the look which first saw it")
    return problems


def _blocks_fit(row: sqlite3.Row) -> bool:
    blocks = loaded_blocks(row["blocks"], row["body"])
    in_body = [block.text for block in blocks if block.kind is not BlockKind.CAPTION]
    levels = all(1 <= each.level <= 6 if each.kind is BlockKind.HEADING else each.level == 0 for each in blocks)
    return levels and "\n\n".join(in_body) == row["body"]


def _following(row: sqlite3.Row, latest: sqlite3.Row) -> Iterator[str]:
    """Where an article's row differs from what it follows."""
    if row["version"] != latest["version"]:
        yield f"it says version {row['version']}, its latest version is {latest['version']}"
    shown, wanted = Editorial.kept(row).hashes(), hashes_of(latest)
    for name in SHOWN:
        if row[name] == latest[name]:
            continue
        if name not in FIELDS or (shown[name], shown[EXACT]) != (wanted.get(name), wanted.get(EXACT)):
            yield f"its {name} differs from that of its latest version"
    if row["views"] != row["last_views"] or (row["views"] is not None and row["views_exact"] != row["last_exact"]):
        yield "its view count is not the one that was last read"
    if row["first_seen_at"] != row["first_at"]:
        yield "its first_seen_at is not the time of its first look"
    if row["last_seen_at"] != row["last_at"]:
        yield "its last_seen_at is not the time of its last look"
    if row["site"] != site(row["url"]):
        yield "its site is not the one of its address"
    if not row["named"]:
        yield "its address is not one of the addresses that lead to it"
