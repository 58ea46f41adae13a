"""Every look and what it points to; every view count; every state of a related block."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime

from newsgrab.archive.care.verify.findings import SOUND, Finding, Looked
from newsgrab.archive.care.verify.texts import UNREADABLE
from newsgrab.archive.care.verify.versions import ADVICE
from newsgrab.archive.editorial import as_json
from newsgrab.archive.history.timeline import Answer
from newsgrab.archive.keep.rows import related_digest
from newsgrab.archive.sql import LOOK_COUNTS
from newsgrab.outcomes import Outcome
from newsgrab.urls import site

# With each look: whose text it names.
_VISITS = (
    "SELECT v.*, address.url AS url, s.article_id AS text_of, address.article_id AS named,"
    " address.disbelieved_at, address.article_id IS NOT NULL AND EXISTS (SELECT 1 FROM visit w WHERE"
    " w.address_id = v.address_id AND w.article_id = address.article_id AND w.answer = 'text') AS read_there"
    " FROM visit v"
    " LEFT JOIN address ON address.id = v.address_id LEFT JOIN snapshot s ON s.id = v.snapshot_id ORDER BY v.id"
)
_POINTS = (
    "SELECT p.*, address.url, item.set_id, item.address_id AS item_address FROM view_point p"
    " JOIN visit v ON v.id = p.visit_id LEFT JOIN address ON address.id = p.address_id"
    " LEFT JOIN related_item item ON item.set_id = v.related_set_id AND item.position = p.position"
    " ORDER BY p.visit_id, p.position"
)
_WITHOUT_ARTICLE = {  # what a look can be called that is of no article
    Answer.SAME: (Outcome.NOT_MODIFIED,),
    Answer.GONE: (Outcome.GONE,),
    Answer.ABSENT: (Outcome.GONE, Outcome.NOT_AN_ARTICLE),
}
# A look has of its own nothing that its form says, and as many values as that leaves to it.
_NOT_OF_ITS_FORM = (
    "SELECT look.id FROM look JOIN form ON form.id = look.form_id WHERE look.charset_declared IS NOT NULL"
    " OR look.charset_used IS NOT NULL OR look.recipe <> '' OR NOT json_valid(look.headers)"
    " OR iif(json_valid(look.headers), json_array_length(look.headers), 0) * 2 <>"
    " length(replace(form.headers, '%%', '')) - length(replace(replace(form.headers, '%%', ''), '%s', ''))"
)
_FORMS = "SELECT id, names, headers, EXISTS (SELECT 1 FROM look WHERE form_id = form.id) AS used FROM form ORDER BY id"


def check_looks(connection: sqlite3.Connection) -> Iterator[Looked]:
    """Each look names an article, a version and a page that fit together and to its outcome."""
    for row in connection.execute(_VISITS):
        try:
            problems = list(_look_problems(row))
        except UNREADABLE as error:
            problems = [f"its row cannot be read ({error})"]
        yield Looked(tuple(Finding("visit", str(row["id"]), each, row["url"]) for each in problems))
    for (look_id,) in connection.execute(_NOT_OF_ITS_FORM):
        yield Looked((Finding("visit", str(look_id), "it does not fit to the form that it is said to have"),))
    for form in connection.execute(_FORMS):
        if not (form["used"] and form["names"] == _names_in(form["headers"])):
            problem = "its names are not those of its headers, or no look has it"
            yield Looked((Finding("form", str(form["id"]), problem),))


def check_look_counts(connection: sqlite3.Connection) -> Iterator[Looked]:
    """As many looks at each site ended so as is written."""
    rows = connection.execute(
        "SELECT site, outcome, sum(said) AS kept, sum(looks) AS made FROM"
        " (SELECT site, outcome, looks AS said, 0 AS looks FROM look_count"
        f" UNION ALL SELECT site, outcome, 0, looks FROM ({LOOK_COUNTS})) GROUP BY site, outcome"
    )
    for row in rows:
        problem = f"{row['kept']} looks are said to be “{row['outcome']}”, but there are {row['made']}"
        wrong = Finding("look_count", str(row["site"]), problem, advice=ADVICE)
        yield SOUND if row["kept"] == row["made"] else Looked((wrong,))


def check_addresses(connection: sqlite3.Connection) -> Iterator[Looked]:
    """The site of each address is the one that it names."""
    for address_id, url, kept in connection.execute("SELECT id, url, site FROM address ORDER BY id"):
        problem = "its site is not the one that it names"
        yield SOUND if site(url) == kept else Looked((Finding("address", str(address_id), problem, url),))


def check_view_points(connection: sqlite3.Connection) -> Iterator[Looked]:
    """Each view count belongs to the page's own article or to an entry of the related block of its look."""
    for row in connection.execute(_POINTS):
        place = f"{row['visit_id']}/{row['position']}"
        fits = row["position"] == 0 or (row["set_id"] is not None and row["item_address"] == row["address_id"])
        problems = [] if fits else ["the related block of its look has no such entry"]
        if row["views"] < 0 or row["exact"] not in {0, 1}:
            problems.append("this is no view count")
        yield Looked(tuple(Finding("view_point", place, each, row["url"]) for each in problems))


def check_related(connection: sqlite3.Connection) -> Iterator[Looked]:
    """Each state of a related block has the hash that was made of its entries, and a look names it."""
    rows = connection.execute(
        "SELECT id, sha256, (SELECT address.url FROM visit JOIN address ON address.id = visit.address_id"
        " WHERE visit.related_set_id = related_set.id LIMIT 1) AS url FROM related_set ORDER BY id"
    )
    for row in rows:
        items = connection.execute(
            "SELECT position, address_id, title, teaser, image, heading FROM related_item WHERE set_id = ?"
            " ORDER BY position",
            (row["id"],),
        ).fetchall()
        problems = []
        if _digest_of(items) != row["sha256"]:
            problems.append("its entries are not those that were kept (SHA-256 differs)")
        if row["url"] is None:
            problems.append("no look names it")
        yield Looked(tuple(Finding("related_set", str(row["id"]), each, row["url"]) for each in problems))


def _names_in(headers: str) -> str:
    """The names of a form's headers, as it is looked up by them."""
    try:
        return as_json([name.replace("%%", "%") for name, _ in json.loads(headers)])
    except UNREADABLE:
        return ""


def _digest_of(items: list[sqlite3.Row]) -> str:
    try:
        return related_digest([tuple(item) for item in items])
    except TypeError:  # a cell holds bytes
        return ""


def _look_problems(row: sqlite3.Row) -> Iterator[str]:
    """What is wrong about one look."""
    datetime.fromisoformat(row["at"])
    outcome, headers = Outcome(row["outcome"]), json.loads(row["headers"] or "[]")
    named = dict(reversed(headers))  # the first of a name counts
    for column, name in (("etag", "etag"), ("last_modified", "last-modified")):
        if row[column] != named.get(name):
            yield f"its {column} is not the one among its headers"
    answer = Answer(row["answer"])
    if row["snapshot_id"] is not None and row["text_of"] != row["article_id"]:
        yield f"it is of article {row['article_id']}, but the text that it names is of article {row['text_of']}"
    if answer is Answer.TEXT and (row["snapshot_id"] is None or row["page_id"] is None):
        yield "it read a text, but it names none, or no page"
    elif answer not in {Answer.TEXT, Answer.SAME} and row["snapshot_id"] is not None:
        yield f"it found “{answer}”, but it names a text"
    fits = row["article_id"] == row["named"] or (row["article_id"] is None and not row["read_there"])
    if answer is not Answer.TEXT and row["disbelieved_at"] is None and not fits:
        yield f"it is of article {row['article_id']}, but its address is one of article {row['named']}"
    if row["article_id"] is None and outcome not in _WITHOUT_ARTICLE.get(answer, (outcome,)):
        yield f"it is of no article and found “{answer}”, but its outcome is “{outcome}”"
    if row["article_id"] is None and (row["version"] is not None or outcome in {Outcome.NEW, Outcome.CHANGED}):
        yield f"its outcome is “{outcome}”, but it is of no article"
