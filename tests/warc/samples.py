"""WARC, ARC and WACZ files made by code, in the forms in which crawlers write them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from uuid import UUID

from newsgrab import zstd

HTML = MappingProxyType({"Content-Type": "text/html; charset=utf-8"})
NOTHING: Mapping[str, str] = MappingProxyType({})
SITE = "https://courier.example"
MONDAY = datetime(2025, 3, 3, 14, 2, tzinfo=UTC)
_PARAGRAPHS = (
    "The harbour council voted on Monday to rebuild the old quay, after a year of talks with the port's traders.",
    "Work begins in the spring, said the harbour master, and will take at least two winters to be finished.",
    "The traders hope for larger ships, and for a road that no longer floods whenever the river rises in autumn.",
)


def article(number: int, *, extra: str = "") -> bytes:
    """A page with an article that is like no other number's."""
    body = "".join(f"<p>{paragraph} This is report {number} of the series.</p>" for paragraph in _PARAGRAPHS)
    return (
        f"<!doctype html><html lang=en><head><title>Report {number} from the quay | Courier</title>"
        f"<link rel=canonical href='{SITE}/{number}'></head><body><article><h1>Report {number} from the quay</h1>"
        f"{body}<p>{extra or 'No more was known.'}</p></article></body></html>"
    ).encode()


def http(body: bytes, status: str = "200 OK", headers: Mapping[str, str] = HTML) -> bytes:
    """An HTTP answer as it goes over the wire."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def sha1(content: bytes) -> str:
    """A digest as WARC headers have it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()


def record(
    kind: str, url: str, block: bytes, *, at: datetime | str = MONDAY, fields: Mapping[str, str] = NOTHING
) -> bytes:
    """One WARC record, not packed. `fields` are named fields beside the usual ones, or in their place."""
    date = at if isinstance(at, str) else at.strftime("%Y-%m-%dT%H:%M:%SZ")
    number = UUID(bytes=hashlib.md5(f"{kind} {url} {date}".encode() + block, usedforsecurity=False).digest())
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "WARC-Date": date,
        **({"WARC-Target-URI": url} if url else {}),
        "WARC-Block-Digest": sha1(block),
        "Content-Type": "application/http; msgtype=response",
        **fields,
    }
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in named.items()), f"Content-Length: {len(block)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(number: int, *, at: datetime | str = MONDAY, body: bytes | None = None) -> bytes:
    """A record with an article's page."""
    page = article(number) if body is None else body
    return record("response", f"{SITE}/{number}", http(page), at=at, fields={"WARC-Payload-Digest": sha1(page)})


def warcinfo(software: str = "crawler/1.0") -> bytes:
    """The record at the beginning of a file."""
    block = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    return record("warcinfo", "", block, fields={"Content-Type": "application/warc-fields"})


def arc_record(url: str, block: bytes, *, date: str = "20070301100000") -> bytes:
    """One ARC record, not packed."""
    return f"{url} 192.0.2.1 {date} text/html {len(block)}\n".encode() + block + b"\n"


def arc_file_header() -> bytes:
    """The record at the beginning of an ARC file."""
    block = b"1 0 Old Crawler\nURL IP-address Archive-date Content-type Archive-length\n"
    return f"filedesc://sample.arc 0.0.0.0 20070301100000 text/plain {len(block)}\n".encode() + block + b"\n"


def packed(records: Iterable[bytes], packing: str) -> bytes:
    """The records one behind the other: "plain", each "gz" or "zst", or "onegz" as one stream."""
    if packing == "onegz":
        return gzip.compress(b"".join(records), mtime=0)
    if packing == "gz":
        return b"".join(gzip.compress(each, mtime=0) for each in records)
    return b"".join(zstd.compress(each) if packing == "zst" else each for each in records)


def wacz(members: Mapping[str, bytes], *, deflated: bool = False) -> bytes:
    """A WACZ with these files in archive/."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED) as file:
        file.writestr("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')
        for name, content in members.items():
            file.writestr(f"archive/{name}", content)
    return out.getvalue()
