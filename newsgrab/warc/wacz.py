"""WACZ: a WARC file with an index, a list of its pages and their hashes in a zip (specs.webrecorder.net/wacz/1.1.1)."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from newsgrab import __version__
from newsgrab.warc.write import Written

_WARC = "data.warc.gz"


def write_wacz(out: BinaryIO, warc: Path, captures: Iterable[Written], *, made_at: str) -> None:
    """Put the WARC file into a WACZ; nothing in it is packed again, so that any part can be read by its offset."""
    written = list(captures)
    files = {
        "indexes/index.cdx": "".join(sorted(_cdxj(each) for each in written)).encode(),
        "pages/pages.jsonl": _pages(written).encode(),
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        file.write(warc, f"archive/{_WARC}")
        with warc.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        resources = [_resource(f"archive/{_WARC}", digest, warc.stat().st_size)]
        for path, content in files.items():
            file.writestr(path, content)
            resources.append(_resource(path, hashlib.sha256(content).hexdigest(), len(content)))
        package = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "software": f"newsgrab/{__version__}",
            "created": made_at,
            "resources": resources,
        }
        text = json.dumps(package, indent=2).encode()
        file.writestr("datapackage.json", text)
        seal = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(text).hexdigest()}"}
        file.writestr("datapackage-digest.json", json.dumps(seal, indent=2))


def _resource(path: str, digest: str, size: int) -> dict[str, str | int]:
    return {"name": Path(path).name, "path": path, "hash": f"sha256:{digest}", "bytes": size}


def _cdxj(capture: Written) -> str:
    """A line of the index: the address turned around, the time, where the capture stands."""
    fields = {
        "url": capture.url,
        "mime": capture.mime,
        "status": str(capture.status),
        "digest": capture.digest,
        "length": str(capture.length),
        "offset": str(capture.offset),
        "filename": _WARC,
    }
    return f"{surt(capture.url)} {_digits(capture.at)} {json.dumps(fields)}\n"


def surt(url: str) -> str:
    """The address with its host turned around, so that those of a site stand together.

    >>> surt("https://www.courier.example/a?id=7")
    'example,courier)/a?id=7'
    """
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path or '/'}{query}"


def _pages(captures: Iterable[Written]) -> str:
    """The list of pages: those that have a title."""
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    for number, each in enumerate(captures, start=1):
        if each.title and each.status == 200:
            lines.append({"id": str(number), "url": each.url, "ts": each.at, "title": each.title})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _digits(at: str) -> str:
    return "".join(character for character in at[:19] if character.isdigit())
