"""Bytes to text: the charset that a page is really written in.

Order: byte-order mark; strict UTF-8 before any other claim is believed for text beyond ASCII (a legacy text is never
valid UTF-8 by accident); the HTTP header's charset; the page's own declaration; detection. Labels as the WHATWG
encoding standard reads them, so "latin1" is windows-1252 and "gb2312" is GB18030.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

import webencodings

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_META = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PRESCAN_BYTES = 4096
_DETECT_BYTES = 16384
# Python's codec for each name that the standard reads more widely than Python does.
_WIDER = {"gbk": "gb18030", "big5": "big5hkscs"}
# What is written without saying so. The detector also knows the charsets of mainframes and of DOS: with them among the
# candidates it takes twice as long, and is more often wrong.
_CANDIDATES_TEXT = """
cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 iso8859-2 iso8859-5 iso8859-6 iso8859-7 koi8-r
koi8-u gb18030 big5hkscs euc_jis_2004 cp932 shift_jis_2004 euc_kr cp949
"""
_CANDIDATES = tuple(_CANDIDATES_TEXT.split())
# The detector's names that are no labels of the standard.
_DETECTED = {"cp949": "euc-kr", "cp932": "shift_jis", "cp874": "windows-874", "johab": "euc-kr"}
# Markup says nothing about the charset of the words between it; it only drowns them for the detector.
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_SOME = 6  # zeros among the first characters: a tag or two
_TAIL = 3  # bytes of a character that a cut page may end in
_BEYOND_ASCII = bytes(range(128, 256))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text; the charset it (or its server) declares, None if none; and the one that was used. WHATWG names.

    `utf8` are the bytes of the text where they are at hand, so that nobody needs to encode it again.
    """

    text: str
    declared: str | None
    used: str
    utf8: bytes | None = None


def decode(content: bytes, content_type: str | None = None) -> Decoded:
    """The text of a page, without a byte-order mark. `content_type` is the HTTP header's value."""
    claims = [name for name in (_header_charset(content_type), _meta_charset(content)) if name]
    declared = claims[0] if claims else None
    for mark, name in _BOMS:
        if content.startswith(mark):
            return Decoded(_decode_as(content[len(mark) :], name), declared, name)
    wide = _undeclared_utf16(content)
    if wide:
        return Decoded(_decode_as(content, wide), declared, wide)
    if b"\x1b" in content and "iso-2022-jp" in claims:  # seven-bit, so that it would pass as UTF-8
        return Decoded(_decode_as(content, "iso-2022-jp"), declared, "iso-2022-jp")
    try:
        return Decoded(content.decode("utf-8"), declared, "utf-8", content)
    except UnicodeDecodeError:
        pass
    if _nearly_utf8(content):
        return Decoded(content.decode("utf-8", "replace"), declared, "utf-8")
    name = _legacy_charset(content, [claim for claim in claims if not claim.startswith("utf-")])
    return Decoded(_decode_as(content, name), declared, name)


def _decode_as(content: bytes, name: str) -> str:
    return content.decode(_codec(name), "replace").removeprefix("\ufeff")


def _codec(name: str) -> str:
    found = webencodings.lookup(name)
    python = found.codec_info.name if found else name
    return _WIDER.get(name, python)


@lru_cache(maxsize=256)
def _name(label: str) -> str | None:
    found = webencodings.lookup(label)
    if found is None or found.name in {"replacement", "x-user-defined"}:
        return None
    return str(found.name)


def _header_charset(content_type: str | None) -> str | None:
    match = _HEADER.search(content_type) if content_type else None
    return _name(match[1]) if match else None


def _meta_charset(content: bytes) -> str | None:
    """The page's own claim, from its first bytes, comments apart. A page that can be read this way is not UTF-16."""
    for match in _META.finditer(_COMMENT.sub(b"", content[:_PRESCAN_BYTES])):
        name = _name(match[1].decode("ascii", "replace"))
        if name:
            return "utf-8" if name.startswith("utf-16") else name
    return None


def _undeclared_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: markup is ASCII, so every second byte at the start is zero."""
    start = content[:64]
    if len(start) < 16:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if even > _SOME and not odd:
        return "utf-16be"
    if odd > _SOME and not even:
        return "utf-16le"
    return None


def _nearly_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 with a few damaged bytes: a cut last character, or a stray byte among many good ones."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(content) - len(text)  # about one for each byte beyond the first of a character
    return bad <= 1 + good // 50 and (good > 4 * bad or len(content) - content.rfind(b"<") <= _TAIL)


def _legacy_charset(content: bytes, claims: list[str]) -> str:
    """The declared charset where the text makes sense in it, else the detected one."""
    import chardet

    for claim in claims:
        if _plausible(content, claim):
            return claim
    words = b" ".join(_MARKUP.sub(b" ", content).split())[:_DETECT_BYTES]
    found = chardet.detect(words, include_encodings=_CANDIDATES, empty_input_encoding="cp1252")
    guess = (found["encoding"] or "").lower()
    return _name(_DETECTED.get(guess, guess)) or (claims[0] if claims else "windows-1252")


def _plausible(content: bytes, claim: str) -> bool:
    """Whether the charset can read (almost) all bytes of the page, and reads letters where letters are.

    Text of another alphabet read as Latin letters comes out as words made of nothing but accented letters.
    """
    text = _decode_as(content, claim)
    beyond = len(content) - len(content.translate(None, _BEYOND_ASCII))
    if text.count("\ufffd") * 50 > beyond:
        return False
    if _codec(claim) not in _LATIN:
        return True
    return len("".join(_ACCENTED_RUN.findall(text))) * 4 < beyond


_LATIN = frozenset({"cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-15", "iso8859-4", "iso8859-10"})
_ACCENTED_RUN = re.compile("[\u0080-\u024f]{4,}")
