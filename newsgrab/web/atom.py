"""The changes as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from newsgrab.archive.history.changes import Change
from newsgrab.web.foreign import plain

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def changes_as_atom(changes: Sequence[Change], base: str, link: Callable[[Change], str]) -> str:
    """The feed; `base` is its own address, `link` gives that of the page that shows a change."""
    updated = changes[0].at if changes else "1970-01-01T00:00:00Z"
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        "<title>Changes · newsgrab</title>",
        f"<id>{_text(base)}</id><updated>{_text(updated)}</updated><author><name>newsgrab</name></author>",
        f'<link rel="self" href={quoteattr(base)}/>' if base.startswith("http") else "",
        *(_entry(change, link(change)) for change in changes),
        "</feed>\n",
    ]
    return "\n".join(part for part in parts if part)


def _entry(change: Change, link: str) -> str:
    what = f"{change.outcome}{': ' + ', '.join(change.changed) if change.changed else ''}"
    bounds = f"between {change.not_before} and {change.at}" if change.not_before else f"at {change.at}"
    return (
        f"<entry><title>{_text(f'{what}: {change.title}')}</title>"
        f"<id>urn:newsgrab:{change.article_id}:{_text(change.outcome)}:{_text(change.at)}</id>"
        f"<updated>{_text(change.at)}</updated><link href={quoteattr(link)}/>"
        f"<summary>{_text(f'{what}, {bounds}. {change.reason}'.strip())} {_text(change.url)}</summary></entry>"
    )


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", plain(text)))
