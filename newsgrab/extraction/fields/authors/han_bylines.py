"""Bylines of Chinese and Japanese pages, which stand in the line of facts or open or close the text.

作者：林小舟 · 文／王小明 · 记者 李四 北京报道 · （本报记者 张三） · 文・岡田はるか
"""

from __future__ import annotations

import re

from newsgrab.extraction.words.phrases import any_word
from newsgrab.extraction.words.tables import words_of

_SURNAMES = frozenset("".join(words_of("bylines.surnames")))
_NAME = r"[\u4e00-\u9fff々]{2,4}(?:[\u3040-\u309f]{1,4}|[\u30a0-\u30ff]{1,6})?(?:·[\u4e00-\u9fff]{1,6})?"
_KANA_NAME = r"[\u3040-\u30ff]{2,8}"
_ONE = rf"(?:{_NAME}|{_KANA_NAME})"
_SPACE = r"[ \u3000\xa0]{1,2}"
_NAMES = rf"(?P<names>{_ONE}(?:(?:{_SPACE}|[、，,/／]){_ONE}){{0,4}})(?![\u3040-\u30ff\u4e00-\u9fff])"
_PAPER = rf"(?:{any_word('bylines.house')}|驻[\u4e00-\u9fff]{{2,4}})"
_ROLE = rf"{_PAPER}*(?:首席)?{any_word('bylines.reporter')}"
_WRITERS = any_word("bylines.writer")
_WITH = rf"(?:[・&＆/／]{any_word('bylines.beside_writer')})?"
_SURE = rf"[{''.join(sorted(_SURNAMES))}][\u4e00-\u9fff]{{1,2}}"
_OPEN, _CLOSE = r"[（(【\[〔]\s*", r"\s*[)）】\]〕]"
_COLON = r"\s?[:：=＝/／|｜丨・]\s?"
_DID = any_word("bylines.reported")
_WRITTEN = (
    re.compile(rf"(?<![\u4e00-\u9fff]){_WRITERS}{_WITH}{_COLON}{_NAMES}"),
    re.compile(rf"(?:{_ROLE}){_COLON}{_NAMES}"),
    re.compile(rf"^(?:{_WRITERS}){_SPACE}{_NAMES}$"),
    re.compile(rf"^[(（]?(?P<names>(?!{_PAPER})[\u4e00-\u9fff々]{{4}})[(（]?{_ROLE}[)）]?$"),
    re.compile(rf"^[^。！？]{{0,16}}?{_ROLE}{_SPACE}{_NAMES}(?=\s*$|{_SPACE}|[ \u3000）)】])"),
    re.compile(rf"{_OPEN}(?:{_ROLE}|文)\s*[:：/／]?\s*{_NAMES}(?:(?:{_SPACE}|[/／])[^）)】\]〕]{{1,8}})?{_CLOSE}"),
    # Without a space the name ends where a known word follows.
    re.compile(
        rf"{_ROLE}(?P<names>{_SURE}(?:[、 ]{_SURE}){{0,4}})(?=\s*(?:[)）】\]〕/／]|[\u4e00-\u9fff]{{0,4}}{_DID}|$))"
    ),
)
_EDITED = re.compile(rf"{any_word('bylines.edited_unspaced')}{_COLON}{_NAMES}")
_PICTURED = re.compile(r"[摄攝]\s*[)）】\]]?\s*$")  # who took a picture
_SIGNS = re.compile(any_word("bylines.reporter", "bylines.writer"))  # every byline has one of these
_CLOSES = (")", "）", "】", "]", "〕")
_OF_A_DESK = re.compile(rf"{_OPEN}[^）)】\]〕]{{1,10}}{any_word('bylines.desks')}[・\s]{_NAMES}{_CLOSE}\s*$")
_ENCLOSED = re.compile(rf"{_OPEN}{_NAMES}{_CLOSE}\s*$")
_PARTS = re.compile(rf"{_SPACE}|[、，,/／]")
_OTHER = re.compile(rf"{_DID}$|^{any_word('bylines.not_names_unspaced')}$")
_OPENING = 60
_CLOSING = 40


def written_by(text: str) -> tuple[str, ...]:
    """The names after which, or before which, a text says that they wrote or reported; an empty tuple if it does not.

    >>> written_by("本报记者 李文 王小明 北京报道")
    ('李文', '王小明')
    >>> written_by("取材・文／岡田はるか")
    ('岡田はるか',)
    """
    if _PICTURED.search(text):
        return ()
    desk = _OF_A_DESK.search(text[-_CLOSING:]) if text.endswith(_CLOSES) else None
    if desk is not None:
        return split_names(desk["names"])
    for part in _ends(text):
        if not _SIGNS.search(part):
            continue
        for pattern in _WRITTEN:
            match = pattern.search(part)
            if match is not None:
                return split_names(match["names"])
    match = _ENCLOSED.search(text[-_CLOSING:]) if text.rstrip().endswith(_CLOSES) else None
    if match is None:
        return ()
    names = _PARTS.split(match["names"])
    whole = match.start() == 0 and len(text) <= _CLOSING
    sure = (whole or len(names) > 1) and all(is_chinese(name) for name in names)
    return tuple(names) if sure else ()


def edited_by(text: str) -> tuple[str, ...]:
    """The names of the editors that a text names, with the word for it before them."""
    for part in _ends(text):
        match = _EDITED.search(part)
        if match is not None:
            return split_names(match["names"])
    return ()


def split_names(text: str) -> tuple[str, ...]:
    """The names in a text: a space stands between two Chinese names, and between the parts of a Japanese one.

    >>> split_names("李文 王小明"), split_names("山田 太郎")
    (('李文', '王小明'), ('山田 太郎',))
    """
    parts = [part for part in _PARTS.split(text) if not _OTHER.search(part)]
    if any(sign in text for sign in "、，,/／") or all(is_chinese(part) for part in parts):
        return tuple(parts)
    first = parts[0] if parts else ""
    if is_chinese(first) and len(first) > 2:
        return tuple(part for part in parts if is_chinese(part))  # a place or a word follows the name
    return (" ".join(parts),) if parts else ()


def is_chinese(name: str) -> bool:
    """Whether a text is a Chinese name: a known surname with one to three signs behind it."""
    return 2 <= len(name) <= 4 and name[0] in _SURNAMES and all("\u4e00" <= char <= "\u9fff" for char in name)


def _ends(text: str) -> tuple[str, ...]:
    """Where in a text a byline may stand: all of a short one, the beginning and the end of a long one."""
    text = text.strip()
    return (text,) if len(text) <= _OPENING + _CLOSING else (text[:_OPENING], text[-_CLOSING:])
