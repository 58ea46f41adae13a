"""Which article a page belongs to.

The address that was asked for tells first, then the one that the server led to. What a page says of its own address
(canonical, og:url) is a hint and never a proof: it joins the page to an article only if the two do not contradict each
other (likeness.py). An address that unlike pages name as theirs is not believed again.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from newsgrab.archive.keep.addresses import Addresses
from newsgrab.archive.keep.derive import derive
from newsgrab.archive.keep.joining import are_one
from newsgrab.archive.likeness import Said, alike_titles, contradict
from newsgrab.archive.sql import to_utc_iso
from newsgrab.article import Article
from newsgrab.page import Page
from newsgrab.urls import variant_urls

_NUMBERED = re.compile(r"[^=]+=\d+")  # a parameter that is a number
_LONGER_LOOKED_AT = 20  # articles at the address with further parameters


@dataclass(frozen=True, slots=True)
class Identity:
    """What a page is a look at.

    `article_id` is None for an article that is not kept yet, which gets the main address `url`. `moved_to` is the main
    address by a permanent redirect. `joins` is another article that turns out to be this one. `elsewhere` is where the
    server led instead of to the article, which is not there; `for_good` if that was permanent, and to another article.
    """

    article_id: int | None
    url: str
    moved_to: str | None = None
    joins: int | None = None
    elsewhere: str | None = None
    for_good: bool = False


def identify(connection: sqlite3.Connection, page: Page, article: Article, addresses: Addresses) -> Identity:
    """The article that a page with an article on it is a look at."""
    asked = page.url or article.url
    final = page.final_url or asked
    said = Said(article.title, article.body)
    claim = final if addresses.is_disbelieved(article.url) else article.url
    known, there = addresses.holder(asked), addresses.holder(final)
    stays = final in {asked, *variant_urls(asked)} or there == known
    if known is None:
        found = Identity(there, claim) if there else _by_claim(connection, page, addresses, claim=claim, said=said)
    elif stays:
        found = Identity(known, claim)
    elif page.permanent and there is not None:
        if not are_one(connection, known, there, said):
            return Identity(known, claim, elsewhere=final, for_good=True)
        found = Identity(min(known, there), claim, joins=max(known, there))
    elif _contradicts(connection, known, said):
        return Identity(known, claim, elsewhere=final)
    else:
        found = Identity(known, claim)
    if not page.permanent or final == asked:
        return found
    is_anothers = addresses.owner(found.url) not in {None, found.article_id, found.joins}
    return replace(found, moved_to=final if is_anothers else found.url)


def _by_claim(connection: sqlite3.Connection, page: Page, addresses: Addresses, *, claim: str, said: Said) -> Identity:
    """The article of a page at an address where none was read before."""
    asked = page.url or claim
    final = page.final_url or asked
    for url in dict.fromkeys((claim, final, asked)):
        owner = addresses.owner(url)
        if owner is None:
            continue
        if not _contradicts(connection, owner, said) and not _has_another_id(connection, owner, asked, said):
            return Identity(owner, claim)
        _disbelieve(connection, addresses, url, page.seen_at)
        claim = final if claim == url else claim
    return Identity(_variant(connection, {asked, claim}, said), claim)


def _contradicts(connection: sqlite3.Connection, article_id: int, said: Said) -> bool:
    row = connection.execute("SELECT title, body FROM article WHERE id = ?", (article_id,)).fetchone()
    if not row["body"] and _was_taken_out(connection, article_id):  # there is nothing to compare with
        return False
    return contradict(Said(row["title"], row["body"]), said)


def _was_taken_out(connection: sqlite3.Connection, article_id: int) -> bool:
    row = connection.execute(
        "SELECT 1 FROM snapshot WHERE article_id = ? AND removal_id IS NOT NULL LIMIT 1", (article_id,)
    ).fetchone()
    return row is not None


def _has_another_id(connection: sqlite3.Connection, article_id: int, asked: str, said: Said) -> bool:
    """Whether a claim would join pages that differ in a number of their addresses and in their headlines.

    So texts on one template (the same report every day) stay apart where all of them name one address.
    """
    mine = _numbers(asked)
    if not mine:
        return False
    place = asked.partition("?")[0]
    rows = connection.execute(
        "SELECT DISTINCT a.url, article.title FROM visit v JOIN address a ON a.id = v.address_id"
        " JOIN article ON article.id = v.article_id"
        " WHERE v.article_id = ? AND v.snapshot_id IS NOT NULL AND a.url > ? AND a.url < ?",
        (article_id, f"{place}?", f"{place}?\U0010ffff"),
    )
    for other, title in rows:
        theirs = _numbers(other)
        differ = any(theirs.get(name, number) != number for name, number in mine.items())
        if differ and not alike_titles(title, said.title):
            return True
    return False


def _numbers(url: str) -> dict[str, str]:
    """The parameters of an address that are numbers, by name."""
    return dict(pair.split("=", 1) for pair in url.partition("?")[2].split("&") if _NUMBERED.fullmatch(pair))


def _disbelieve(connection: sqlite3.Connection, addresses: Addresses, url: str, at: datetime) -> None:
    """Never take this address for a page's own again, unless the page stands there.

    The article that had it by another page's word alone goes by the address at which it was read.
    """
    article_id = addresses.owner(url)
    addresses.disbelieve(url, to_utc_iso(at))
    if addresses.owner(url) == article_id:
        return
    row = connection.execute(
        "SELECT a.url, a.site FROM visit v JOIN address a ON a.id = v.address_id"
        " JOIN article ON article.id = v.article_id AND article.url = ?"
        " WHERE v.article_id = ? AND v.snapshot_id IS NOT NULL ORDER BY v.at, v.id LIMIT 1",
        (url, article_id),
    ).fetchone()
    if row:
        connection.execute("UPDATE article SET url = ?, site = ? WHERE id = ?", (*row, article_id))
        derive(connection, int(article_id or 0))


def _variant(connection: sqlite3.Connection, urls: set[str], said: Said) -> int | None:
    """The article at an address that another form of the page may have (AMP, mobile, www, http), if it is like it.

    So such a page is the article that it shows even where it names no canonical address.
    """
    near = sorted({variant for url in urls for variant in variant_urls(url)})
    marks = ", ".join("?" * len(near))
    rows = connection.execute(
        f"SELECT DISTINCT article_id FROM address WHERE article_id IS NOT NULL AND url IN ({marks})", near
    ).fetchall()
    for url in sorted(urls):  # with a parameter more
        longer = f"{url}{'&' if '?' in url else '?'}"
        rows += connection.execute(
            "SELECT DISTINCT article_id FROM address WHERE article_id IS NOT NULL AND url > ? AND url < ? LIMIT ?",
            (longer, f"{longer}\U0010ffff", _LONGER_LOOKED_AT),
        ).fetchall()
    return next((int(row[0]) for row in rows if not _contradicts(connection, row[0], said)), None)
