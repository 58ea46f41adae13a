"""The page in a record: read by its place in the file, in any process."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from newsgrab.errors import BadAnswer, FetchError, NotAPage, TooLarge
from newsgrab.fetch.limits import DEFAULT
from newsgrab.page import Origin, Page, SavedRecord
from newsgrab.sniff import data_format, not_a_page
from newsgrab.warc.http_block import HttpHead, http_head, original_headers, page_body
from newsgrab.warc.members import Format, Packing
from newsgrab.warc.records import Record, block_at
from newsgrab.warc.window import Window

MAX_BLOCK = DEFAULT.max_wire_bytes + 64 * 1024
"""Bytes of a record's block that are read: the body of a page and its headers."""
_HASHES = {"sha1", "sha256", "md5", "sha512"}


def load_record(saved: SavedRecord) -> Page:
    """The page in a record. Raises FetchError: NotAPage if it holds something else, TooLarge, BadAnswer."""
    kind, packing = saved.format
    try:
        with Window(saved.path, saved.offset, saved.end) as window:
            record, block = block_at(window, Format(kind, Packing(packing)), saved.offset, MAX_BLOCK)
    except OSError as error:
        raise BadAnswer(saved.url, f"the record cannot be read ({error.strerror or error})") from error
    came = page_from(saved, record, block)
    if isinstance(came, FetchError):
        raise came
    return came


def page_from(saved: SavedRecord, record: Record, block: bytes) -> Page | FetchError:
    """The page that a record's block holds, or the error that it is."""
    head = HttpHead(None, (), 0) if record.type == "resource" else http_head(block)
    headers = head.headers if saved.headers is None else saved.headers
    try:
        if record.size > MAX_BLOCK:
            raise TooLarge(saved.url, f"a page may have {DEFAULT.max_wire_bytes >> 20} MiB")
        content, cut = page_body(head, block[head.body_at :], saved.url)
        if not content.strip():
            raise BadAnswer(saved.url, "an empty page", status=head.status)
        kind = not_a_page(content) or data_format(content)
        if kind is not None:
            raise NotAPage(saved.url, f"not a page but {kind}", status=head.status)
    except FetchError as error:
        error.seen_at, error.final_url, error.permanent = saved.seen_at, saved.final_url, saved.permanent
        return error.with_traceback(None)
    cut = cut or record.cut or "warc-truncated" in record.headers or _is_altered(record.headers, block)
    return Page(
        content,
        saved.seen_at,
        Origin.WARC,
        url=saved.url,
        final_url=saved.final_url,
        status=head.status,
        headers=original_headers(headers),
        incomplete=cut,
        permanent=saved.permanent,
        name=saved.name,
    )


def _is_altered(headers: Mapping[str, str], block: bytes) -> bool:
    """Whether the block is not the one of which the crawler wrote down the digest."""
    name, colon, value = headers.get("warc-block-digest", "").strip().partition(":")
    name = name.lower().replace("-", "")
    if not colon or name not in _HASHES:
        return False
    digest = hashlib.new(name, block, usedforsecurity=False)
    return value.strip().lower() not in {digest.hexdigest(), base64.b32encode(digest.digest()).decode().lower()}
