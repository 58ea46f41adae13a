"""Whether bytes can be a page at all."""

from __future__ import annotations

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a zip file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound or film"),
    (b"\x1aE\xdf\xa3", "sound or film"),
    (b"RIFF", "a picture, sound or film"),
    (b"wOF", "a font"),
    (b"7z\xbc\xaf", "an archive file"),
    (b"\xfd7zXZ\x00", "an archive file"),
    (b"BZh", "an archive file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\f\r\v\x1b")  # ISO-2022-JP is full of ESC
_HEAD = 4096
_TYPES = {"image": "a picture", "video": "a film", "audio": "sound", "font": "a font", "model": "a model"}
_SUBTYPES = {"pdf": "a PDF", "zip": "a zip file", "msword": "an office document", "x-rar-compressed": "an archive file"}


def not_a_page(content: bytes) -> str | None:
    """What the bytes are if they are no page ("a PDF", "binary"); None if they may be one.

    A text has few control characters; UTF-16 is told by its mark, or by every second byte being NUL.
    """
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return name
    head = content[:_HEAD]
    if head[4:8] == b"ftyp":
        return "a film"
    if head.startswith(_UTF16):
        return None
    codec = _utf16(head)
    text = head.decode(codec, "replace").encode("latin-1", "replace") if codec else head
    controls = len(text) - len(text.translate(None, _CONTROLS))
    return "binary" if controls > len(text) // 20 else None


def not_a_page_type(content_type: str) -> str | None:
    """What a Content-Type names if it is no page's; None for texts, feeds, and types that say nothing."""
    kind, _, rest = content_type.lower().partition("/")
    subtype = rest.split(";", 1)[0].strip()
    if kind.strip() in _TYPES and subtype != "svg+xml":
        return _TYPES[kind.strip()]
    if subtype.startswith("vnd.") and not subtype.endswith(("xml", "json")):
        return "an office document"
    return _SUBTYPES.get(subtype)


def _utf16(head: bytes) -> str | None:
    """The codec of a text in UTF-16 without its mark: many bytes are NUL, all of them first or all of them second."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd <= len(head) // 8 or (even and odd):
        return None
    return "utf-16-be" if even else "utf-16-le"
