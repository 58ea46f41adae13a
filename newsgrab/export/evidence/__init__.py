"""A packet that shows others what a page said: the look, its place in the chain, and a checker of stock Python.

In: the proof of one look, and the article as it read, with its neighbours. Out: a zip file.
Must not know: how the archive keeps any of it.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from newsgrab import __version__
from newsgrab.archive.history.compare import compare, marked
from newsgrab.export.evidence.check import GONE, article_page, opening, text_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsgrab.archive.care.proof import Proof
    from newsgrab.article import Article


def write_packet(
    out: IO[bytes],
    proof: Proof,
    article: Article,
    before: Article | None,
    after: Article | None,
    *,
    pdf: bytes | None = None,
) -> None:
    """Write the packet; `before` and `after` are the article's versions around this one, where there are any.

    A `pdf` of the article goes in as article.pdf.
    """
    contents = dict(_contents(proof)) | ({"article.pdf": pdf} if pdf is not None else {})
    contents["before.txt"] = _difference(before, article)
    contents["after.txt"] = _difference(article, after) if after else b"There is no later version.\n"
    contents["check.py"] = files(__name__).joinpath("check.py").read_bytes()
    listed = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(contents.items())}
    manifest = _json(listed, indent=1)
    contents["manifest.json"] = manifest
    sums = [*listed.items(), ("manifest.json", hashlib.sha256(manifest).hexdigest())]
    contents["manifest.sha256"] = "".join(f"{sha256}  {name}\n" for name, sha256 in sums).encode()
    with ZipFile(out, "w", ZIP_DEFLATED) as packet:
        for name, content in sorted(contents.items()):
            packet.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # without a time: the same packet is the same file


def _contents(proof: Proof) -> Mapping[str, bytes]:
    look = json.loads(proof.look)[3]
    reading = json.loads(proof.reading)[3]
    said = {
        "program": __version__,
        "marks": "".join(f"\n* {mark}" for mark in proof.marks),
        "stamp": proof.stamp,
        "rendering": proof.rendering,
        "gone": bool(proof.gone),
    }
    gone = [json.loads(each.look)[3] for each in proof.gone]
    links = "".join(f"{kind} {digest}\n" for kind, digest in proof.links)
    return {
        "page.html": proof.page,
        "headers.json": _json(json.loads(proof.headers), indent=1),
        "look.json": proof.look,
        "reading.json": proof.reading,
        "text.txt": text_file(reading),
        "article.html": article_page(look, reading),
        "chain.txt": f"{proof.before}\n{links}".encode(),
        "head.txt": f"{proof.head}\n".encode(),
        **({"given.html": proof.rendering.given} if proof.rendering else {}),
        **_stamp(proof),
        **dict(_gone(proof)),
        **{f"STATEMENT.{each}.txt": opening(each, look, gone) + _statement(each, said) for each in ("en", "ar")},
    }


def _stamp(proof: Proof) -> Mapping[str, bytes]:
    """The time stamp as its authority gave it, and the head that it is over."""
    if proof.stamp is None:
        return {}
    return {"stamp.tsr": proof.stamp.answer, "stamped-head.txt": f"{proof.stamp.head}\n".encode()}


def _gone(proof: Proof) -> Iterator[tuple[str, bytes]]:
    """The looks that did not find the article any more, what came at each, and its headers."""
    for name, gone in zip(GONE, proof.gone, strict=False):
        yield f"{name}.json", gone.look
        yield f"{name}.headers.json", _json(json.loads(gone.headers), indent=1)
        if gone.page is not None:
            yield f"{name}.html", gone.page


def _statement(language: str, said: Mapping[str, object]) -> bytes:
    """The rest of a statement; what it says of a time stamp, a browser and a removal only where there is one."""
    stamp, rendering = said["stamp"], said["rendering"]
    told = _own(f"stamp.{language}.txt").format(stamp=stamp) if stamp else ""
    made = _own(f"rendered.{language}.txt").format(rendering=rendering) if rendering else ""
    went = _own(f"gone.{language}.txt") if said["gone"] else ""
    return _own(f"statement.{language}.txt").format(**{**said, "stamp": told, "rendering": made, "gone": went}).encode()


def _own(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _difference(old: Article | None, new: Article) -> bytes:
    """What differs, in words: [-taken out-] and {+put in+}."""
    if old is None:
        return b"There is no earlier version.\n"
    fields = (f"{field.field}:\n{''.join(map(marked, field.pieces))}\n" for field in compare(old, new))
    return ("\n".join(fields) or "Nothing differs.\n").encode("utf-8", "surrogatepass")


def _json(value: object, *, indent: int) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode("utf-8", "surrogatepass")
