"""What happened to articles after they were first kept, as rows: edits, moves, removals, returns; removed passages."""

from __future__ import annotations

from collections.abc import Iterable

from newsgrab.archive.sql import BEFORE, LATEST_FIRST, SEES, VERSIONS

_LOOK_BEFORE = (
    "(SELECT {} FROM visit w{} WHERE w.article_id = v.article_id"
    f" AND {BEFORE.format('w', 'v')} AND {{}} ORDER BY {LATEST_FIRST.format('w')} LIMIT 1)"
)
_SEEN = SEES.format("w")
_VERSION_BEFORE = _LOOK_BEFORE.format("w.version", "", _SEEN)
_TITLE_OF = f"(SELECT s.title FROM {VERSIONS} WHERE run.article_id = w.article_id AND run.version = w.version)"
# A look that was told the page is the same names the text that was known when it came in.
_TITLE_AT = f"(SELECT s.title FROM {VERSIONS} WHERE run.article_id = v.article_id AND run.version = v.version)"
_TITLE_BEFORE = _LOOK_BEFORE.format(_TITLE_OF, "", _SEEN)
# When the last look before that can tell found the article gone, else NULL. A trouble in between says nothing of that.
_GONE_AT = _LOOK_BEFORE.format("CASE w.outcome WHEN 'gone' THEN w.at END", "", f"({_SEEN} OR w.outcome = 'gone')")
_NOT_BEFORE = _LOOK_BEFORE.format(
    "w.at", "", f"CASE v.outcome WHEN 'returned' THEN w.outcome = 'gone' ELSE {_SEEN} END"
)
_EVENTS = "('changed', 'moved', 'gone', 'returned', 'retitled')"  # as the index of them has it
_PLACE = "coalesce({0}.final_url, (SELECT url FROM address WHERE id = {0}.address_id))"
_HAS_OTHERS = "EXISTS (SELECT 1 FROM address other WHERE other.article_id = v.article_id AND other.id <> v.address_id)"
_PLACE_BEFORE = _LOOK_BEFORE.format(_PLACE.format("w"), "", _SEEN)

# Texts are then compared with the last one before it that is kept; few archives have any.
_AFTER_TAKEN_OUT = (
    "v.outcome = 'changed' AND v.article_id IN (SELECT article_id FROM reading WHERE removal_id IS NOT NULL)"
    " AND EXISTS (SELECT 1 FROM version_run old JOIN reading t ON t.article_id = old.article_id AND t.text = old.text"
    " WHERE old.article_id = v.article_id AND old.version = v.version - 1 AND t.removal_id IS NOT NULL)"
)

_MOVED = "v.outcome IN ('changed', 'returned', 'retitled') AND v.moved_to IS NOT NULL AND instr(v.reason, 'moved to ')"

EVENTS = (
    "SELECT v.at, v.outcome, article.id AS article_id, article.url,"
    f" coalesce(s.title, {_TITLE_AT}, {_TITLE_BEFORE}, article.title) AS title,"
    f" coalesce(v.version, {_VERSION_BEFORE}, article.version) AS version,"
    " CASE WHEN v.outcome = 'gone' AND asked.url <> article.url THEN v.reason || ' at ' || asked.url"
    f" WHEN v.outcome = 'changed' AND v.moved_to IS NULL AND {_HAS_OTHERS} AND {_PLACE.format('v')} <> {_PLACE_BEFORE}"
    f" THEN ltrim(v.reason || ', seen at ', ', ') || {_PLACE.format('v')} || ', before at ' || {_PLACE_BEFORE}"
    f" WHEN {_AFTER_TAKEN_OUT} THEN ltrim(v.reason || ', ', ', ') || 'version ' || (v.version - 1) || ' was taken out'"
    " ELSE v.reason END AS reason,"
    " CASE v.outcome WHEN 'changed' THEN run.changed WHEN 'retitled' THEN '[\"title\"]' ELSE '[]' END AS changed,"
    " CASE v.outcome WHEN 'changed' THEN run.repeats END AS repeats,"
    f" CASE v.outcome WHEN 'changed' THEN run.not_before ELSE {_NOT_BEFORE} END AS not_before,"
    f" CASE v.outcome WHEN 'changed' THEN {_GONE_AT} END AS gone_at,"
    f" CASE WHEN v.outcome = 'moved' OR {_MOVED} THEN v.moved_to END AS moved_to"
    " FROM visit v JOIN article ON article.id = v.article_id JOIN address asked ON asked.id = v.address_id"
    " LEFT JOIN snapshot s ON s.id = v.snapshot_id AND v.answer = 'text'"
    " LEFT JOIN version_run run ON run.article_id = v.article_id AND run.version = v.version"
    f" WHERE v.outcome IN {_EVENTS}"
    f" AND NOT (v.outcome = 'gone' AND (v.at < article.first_seen_at OR {_GONE_AT} IS NOT NULL)) AND {{where}}"
    f" ORDER BY {LATEST_FIRST.format('v')}"
)
"""The events, latest first, with a place for the condition on `article`. An article that stays gone is one event."""

_LATEST_UPDATED = (
    f"(SELECT s.updated_at FROM {VERSIONS} WHERE run.article_id = v.article_id AND run.version = v.version - {{}})"
)
KINDS = {
    "edited": "v.outcome = 'changed'",
    "retitled": "v.outcome = 'retitled' OR v.outcome = 'changed' AND instr(run.changed, '\"title\"')",
    "gone": "v.outcome = 'gone'",
    "returned": f"v.outcome = 'returned' OR v.outcome = 'changed' AND {_GONE_AT} IS NOT NULL",
    "moved": f"v.outcome = 'moved' OR {_MOVED}",
}
"""The kinds of events that nobody has to compare texts for: the condition on EVENTS."""

_SILENT = f"v.outcome = 'changed' AND ({_LATEST_UPDATED.format(0)} IS NULL OR {_LATEST_UPDATED.format(1)} IS NOT NULL)"

# `changed` and `minor` are of the readings that were compared; what was read anew, or taken out, is compared otherwise.
_REREAD = (
    "v.article_id IN (SELECT article_id FROM reading WHERE revision > 1"
    " UNION SELECT article_id FROM reading WHERE removal_id IS NOT NULL)"
)
_OF_EDITS = {
    "silent": _SILENT,
    "minor": f"v.outcome = 'changed' AND (run.minor OR {_REREAD})",
    "headline": f"{KINDS['retitled']} OR v.outcome = 'changed' AND {_REREAD}",
}


def of_kinds(kinds: Iterable[str]) -> str:
    """The condition on EVENTS that lets all of these kinds through; of kinds of edits that are told by their texts,
    those that may be of them.
    """
    chosen = {**_OF_EDITS, **KINDS}
    return " OR ".join(f"({chosen.get(kind, KINDS['edited'])})" for kind in sorted(kinds)) or "1"


GONE_ARTICLES = (
    "SELECT g.article_id, min(g.at) AS removed_at FROM visit g WHERE g.outcome = 'gone'"
    " AND g.version IS NULL AND EXISTS (SELECT 1 FROM article a WHERE a.id = g.article_id AND g.at > a.last_seen_at)"
    " GROUP BY g.article_id"
)
"""Articles of which every look since the last that read them says that they are gone, with the first of those."""

_LOST = (
    "SELECT lost.removed_at AS removed_at, lost.article_id AS article_id, lost.id AS id, lost.version, lost.field,"
    " lost.language, lost.text, article.url,"
    f" (SELECT s.title FROM {VERSIONS} WHERE run.article_id = lost.article_id AND run.version = lost.version) AS title,"
    " coalesce((SELECT run.not_before FROM version_run run WHERE run.article_id = lost.article_id"
    "  AND run.version = lost.version + 1), article.last_seen_at) AS not_before"
    " FROM {} lost JOIN article ON article.id = lost.article_id WHERE {{where}}"
)
_WHOLE = (
    "(SELECT NULL AS id, taken.article_id, a.version, taken.removed_at, NULL AS field, a.language, a.body AS text"
    f" FROM ({GONE_ARTICLES}) taken JOIN article a ON a.id = taken.article_id)"
)
REMOVALS = (
    f"{_LOST.format('removed')} UNION ALL {_LOST.format(_WHOLE)} ORDER BY removed_at DESC, article_id DESC, id DESC"
)
"""What articles no longer say, latest first: passages that edits removed, and whole articles (without a field).

The condition stands in either half: no row is sorted that the index has in its order.
"""
