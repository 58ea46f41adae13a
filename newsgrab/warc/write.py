"""WARC files written from looks, with warcio: what pywb, replayweb.page and other tools read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeVar

from newsgrab import __version__
from newsgrab.warc.records import require

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

_UNDONE = frozenset({"content-encoding", "transfer-encoding", "content-length"})  # true of the bytes on the wire only
_SAVED = frozenset({"file", "stdin"})
_NOT_MODIFIED = 304


class Look(Protocol):
    """One look, as the archive gives it: newsgrab.archive.keep.captures.ArchivedLook says what each field means."""

    @property
    def at(self) -> str: ...  # noqa: D102
    @property
    def url(self) -> str: ...  # noqa: D102
    @property
    def final_url(self) -> str: ...  # noqa: D102
    @property
    def outcome(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def origin(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> int | None: ...  # noqa: D102
    @property
    def headers(self) -> tuple[tuple[str, str], ...]: ...  # noqa: D102
    @property
    def incomplete(self) -> bool: ...  # noqa: D102
    @property
    def article_id(self) -> int | None: ...  # noqa: D102
    @property
    def title(self) -> str | None: ...  # noqa: D102
    @property
    def sha256(self) -> str | None: ...  # noqa: D102


L = TypeVar("L", bound=Look)


@dataclass(frozen=True, slots=True)
class Written:
    """Where a capture stands in the file, for an index of it."""

    url: str
    at: str
    mime: str
    status: int
    digest: str
    offset: int
    length: int
    title: str | None


@dataclass(slots=True)
class WarcFile:
    """A WARC file while it is written. Raises MissingExtra."""

    out: BinaryIO
    captures: list[Written] = field(default_factory=list)
    _seen: dict[tuple[str, str, int | None], tuple[str, str]] = field(default_factory=dict)

    def write_all(self, looks: Iterable[L], content: Callable[[L], bytes]) -> None:
        """Everything; `content` gives the bytes of a look's page."""
        require()
        from warcio.warcwriter import WARCWriter

        writer = WARCWriter(self.out, gzip=True, warc_version="WARC/1.1")
        info = {"software": f"newsgrab/{__version__}", "format": "WARC File Format 1.1"}
        writer.write_record(writer.create_warcinfo_record("newsgrab.warc.gz", info))
        for look in looks:
            self._write(writer, look, content)

    def _write(self, writer: WARCWriter, look: L, content: Callable[[L], bytes]) -> None:
        if look.final_url != look.url:
            self._put(writer, _redirect(writer, look), look, look.url)
        record = self._capture(writer, look, content)
        if record is not None:
            self._put(writer, record, look, look.final_url)
        fields = {"newsgrab-outcome": look.outcome, "newsgrab-reason": look.reason, "newsgrab-article": look.article_id}
        text = "".join(f"{name}: {_one_line(str(value))}\r\n" for name, value in fields.items() if value)
        concurrent = {"WARC-Concurrent-To": record.rec_headers.get_header("WARC-Record-ID")} if record else {}
        writer.write_record(
            writer.create_warc_record(
                look.url,
                "metadata",
                io.BytesIO(text.encode()),
                warc_content_type="application/warc-fields",
                warc_headers_dict={"WARC-Date": look.at, **concurrent},
            )
        )

    def _capture(self, writer: WARCWriter, look: L, content: Callable[[L], bytes]) -> ArcWarcRecord | None:
        """What the address gave: a response, a resource, a revisit; None if it gave nothing."""
        date = {"WARC-Date": look.at}
        if look.status == _NOT_MODIFIED:
            profile = {"WARC-Profile": writer.REVISIT_PROFILE.replace(*_SERVERS_WORD)}
            return writer.create_warc_record(
                look.final_url, "revisit", http_headers=_head(look, 0), warc_headers_dict={**date, **profile}
            )
        by_word = look.sha256 is None and look.outcome == "not modified"  # of another archive, by its digest
        if by_word or (look.sha256 is None and look.status is None):
            return None
        given = (look.final_url, look.sha256 or "", look.status)
        before = self._seen.get(given)
        if before is not None and look.origin not in _SAVED and not look.incomplete:
            seen_at, digest = before
            head = _head(look, len(content(look)))
            return writer.create_revisit_record(
                look.final_url, digest, look.final_url, seen_at, http_headers=head, warc_headers_dict=date
            )
        body = content(look)
        cut = {"WARC-Truncated": "disconnect"} if look.incomplete else {}
        saved = look.origin in _SAVED or look.status is None
        record = writer.create_warc_record(
            look.final_url,
            "resource" if saved else "response",
            io.BytesIO(body),
            warc_content_type="text/html" if saved else "application/http; msgtype=response",
            http_headers=None if saved else _head(look, len(body)),
            warc_headers_dict={**date, **cut},
        )
        writer.ensure_digest(record, block=True, payload=True)
        if look.sha256 is not None and not look.incomplete:
            digest = record.rec_headers.get_header("WARC-Payload-Digest")
            self._seen[given] = (look.at, digest)
        return record

    def _put(self, writer: WARCWriter, record: ArcWarcRecord, look: Look, url: str) -> None:
        """Write the record, and note where it stands."""
        offset = self.out.tell()
        status = int(record.http_headers.get_statuscode()) if record.http_headers else 200
        digest = record.rec_headers.get_header("WARC-Payload-Digest") or ""
        kind = "warc/revisit" if record.rec_type == "revisit" else "text/html"
        writer.write_record(record)
        digest = record.rec_headers.get_header("WARC-Payload-Digest") or digest
        self.captures.append(Written(url, look.at, kind, status, digest, offset, self.out.tell() - offset, look.title))


_SERVERS_WORD = ("identical-payload-digest", "server-not-modified")


def _head(look: Look, size: int) -> StatusAndHeaders:
    """The answer's head; headers that are no longer true of the bytes are kept under another name."""
    from warcio.statusandheaders import StatusAndHeaders

    status = look.status or 200
    headers = [
        (f"X-Archive-Orig-{name.title()}" if name in _UNDONE else name.title(), _one_line(value))
        for name, value in look.headers
        if name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    ]
    if status != _NOT_MODIFIED:
        headers.append(("Content-Length", str(size)))
    return StatusAndHeaders(_line(status), headers, protocol="HTTP/1.1")


def _redirect(writer: WARCWriter, look: Look) -> ArcWarcRecord:
    """The redirect that led from the address that was asked for to the one that answered."""
    from warcio.statusandheaders import StatusAndHeaders

    status = 301 if look.outcome == "moved" else 302
    headers = [("Location", look.final_url), ("Content-Type", "text/html"), ("Content-Length", "0")]
    return writer.create_warc_record(
        look.url,
        "response",
        io.BytesIO(b""),
        http_headers=StatusAndHeaders(_line(status), headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": look.at},
    )


def _line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _one_line(text: str) -> str:
    return " ".join(text.split())
