"""The editorial fields: what makes a new version, and what does not.

Each field has a hash of its own, made of a normal form, and the hash carries the version of the rule that made it. So
a later rule never takes its own change for an edit: fields are compared under one rule, from the kept text. The
page's own word that it was updated is told of an edit, but makes none.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from newsgrab.archive.normal_form import editorial_form, exact_form
from newsgrab.article import Article, Block, BlockKind, Precision, Related

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping
    from datetime import datetime

RULE = 2  # of the hashes below: raise it with every change of a normal form
FIELDS = ("title", "body", "category", "authors", "published_at", "updated_at", "language")
EXACT = "exact"
"""The key of the hash over all that is kept of a text: of looks with the same, one text is kept."""

_NO_EDIT = frozenset({"updated_at"})


as_json = json.JSONEncoder(ensure_ascii=False).encode
"""A value as JSON; `json.dumps` would make such an encoder for each of them."""


@dataclass(frozen=True, slots=True)
class Editorial:
    """The text of one version as the archive keeps it."""

    title: str
    body: str
    category: str | None
    authors: tuple[str, ...]
    published_at: str | None  # ISO 8601 with the page's own offset
    published_precision: str | None
    updated_at: str | None
    language: str | None
    tags: tuple[str, ...] = ()
    site_name: str | None = None
    image: str | None = None
    truncated: bool = False

    @classmethod
    def of(cls, article: Article) -> Editorial:
        """The editorial fields of what a page says."""
        return cls(
            title=article.title,
            body=article.body,
            category=article.category,
            authors=article.authors,
            published_at=iso(article.published_at),
            published_precision=article.published_precision.value if article.published_precision else None,
            updated_at=iso(article.updated_at),
            language=article.language,
            tags=article.tags,
            site_name=article.site_name,
            image=article.image,
            truncated=article.truncated,
        )

    @classmethod
    def kept(cls, row: sqlite3.Row) -> Editorial:
        """The editorial fields of a row of snapshot or article."""
        return cls(
            title=row["title"],
            body=row["body"],
            category=row["category"],
            authors=tuple(json.loads(row["authors"])),
            published_at=row["published_at"],
            published_precision=row["published_precision"],
            updated_at=row["updated_at"],
            language=row["language"],
            tags=tuple(json.loads(row["tags"])),
            site_name=row["site_name"],
            image=row["image"],
            truncated=bool(row["truncated"]),
        )

    def hashes(self) -> dict[str, str]:
        """Field → "rule:hash", and EXACT → the same of the whole."""
        forms = {name: _exact(getattr(self, name)) for name in FIELDS}
        out = {name: f"{RULE}:{_digest(_editorial(form))}" for name, form in forms.items()}
        image = (self.image or "").partition("?")[0]  # what follows is often another with each look
        rest = (self.published_precision or "", _exact(self.tags), self.site_name or "", image, str(self.truncated))
        out[EXACT] = f"{RULE}:{_digest(chr(0).join((*forms.values(), *rest)))}"
        return out

    def hashes_of_rule_1(self) -> dict[str, str]:
        """The hashes that newsgrab made before: typographic differences were edits."""
        return {name: f"1:{_digest(_exact(getattr(self, name)))}" for name in FIELDS}


def changed_fields(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the fields whose hashes differ, in the order of FIELDS. Both must be of one rule."""
    return tuple(name for name in FIELDS if old.get(name) != new.get(name))


def is_said(digest: str) -> bool:
    """Whether a page says anything in the field of which that is the hash."""
    return digest != _UNSAID


def is_edit(changed: Iterable[str]) -> bool:
    """Whether a difference in these fields makes a new version."""
    return not _NO_EDIT.issuperset(changed)


def hashes_of(row: sqlite3.Row) -> dict[str, str]:
    """The hashes of a snapshot's row under today's rule."""
    stored: dict[str, str] = json.loads(row["hashes"])
    return stored if are_of_today(stored) else Editorial.kept(row).hashes()


def are_of_today(hashes: Mapping[str, str]) -> bool:
    """Whether today's rule made these hashes."""
    return hashes.get(EXACT, "").startswith(f"{RULE}:")


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 with offset and seconds."""
    return moment.isoformat(timespec="seconds") if moment else None


def dumped_blocks(blocks: tuple[Block, ...]) -> str:
    """Blocks as JSON: [kind, level, length in the body]; a caption, which the body lacks, carries its text instead."""
    return as_json([[b.kind, b.level, b.text if b.kind is BlockKind.CAPTION else len(b.text)] for b in blocks])


def loaded_blocks(blocks: str, body: str) -> tuple[Block, ...]:
    """The blocks that `dumped_blocks` wrote down, their texts taken from the body."""
    out, start = [], 0
    for kind, level, extent in json.loads(blocks):
        if isinstance(extent, str):
            out.append(Block(BlockKind(kind), extent, level))
        else:
            out.append(Block(BlockKind(kind), body[start : start + extent], level))
            start += extent + 2  # the blank line between two blocks
    return tuple(out)


_ONE = BlockKind.PARAGRAPH


def article_of(row: sqlite3.Row, url: str, *, as_one_block: bool = False) -> Article:
    """The article that a snapshot's row keeps; counters and related links are histories of their own.

    All its text is `as_one_block` for those who only compare it.
    """
    from datetime import datetime

    return Article(
        url=url,
        title=row["title"],
        blocks=(Block(_ONE, row["body"]),) if as_one_block else loaded_blocks(row["blocks"], row["body"]),
        category=row["category"],
        tags=tuple(json.loads(row["tags"])),
        authors=tuple(json.loads(row["authors"])),
        published_at=datetime.fromisoformat(row["published_at"]) if row["published_at"] else None,
        published_precision=Precision(row["published_precision"]) if row["published_precision"] else None,
        updated_at=datetime.fromisoformat(row["updated_at"]) if row["updated_at"] else None,
        language=row["language"],
        site_name=row["site_name"],
        image=row["image"],
        truncated=bool(row["truncated"]),
        sources=json.loads(row["sources"]),
    )


def _exact(value: str | tuple[str, ...] | None) -> str:
    """The exact form; of a list that of its parts, one a line."""
    if isinstance(value, tuple):
        return "\n".join(sorted(exact_form(part) for part in value))
    return exact_form(value) if value else ""


def _editorial(exact: str) -> str:
    if "\n" in exact:
        return "\n".join(map(editorial_form, exact.split("\n")))
    return editorial_form(exact)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


_UNSAID = f"{RULE}:{_digest(_editorial(_exact(None)))}"
_SURROGATE = re.compile("[\ud800-\udfff]")


_VALUES = attrgetter(*(each.name for each in fields(Article)))
_RELATED_VALUES = attrgetter(*(each.name for each in fields(Related)))


def storable(article: Article) -> Article:
    """The article with lone surrogates, which UTF-8 and so SQLite cannot hold, replaced by U+FFFD."""
    texts = [block.text for block in article.blocks]
    found = (_VALUES(article), article.tags, article.authors, article.sources.values())
    for values in (*found, *map(_RELATED_VALUES, article.related)):
        texts += [value for value in values if type(value) is str]
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        cleaned: Article = _clean(article)
        return replace(cleaned, sources={key: _clean(text) for key, text in article.sources.items()})
    return article  # as nearly always: there is nothing to copy


def _clean(value: Any) -> Any:
    if type(value) is str:
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, tuple):
        return tuple(_clean(part) for part in value)
    if isinstance(value, Article | Related | Block):
        return replace(value, **{each.name: _clean(getattr(value, each.name)) for each in fields(value)})
    return value
