"""Bytes to text."""

from __future__ import annotations

import pytest

from newsgrab.extraction.page.decode import decode

RUSSIAN = (
    "<html><body><p>Паром отошёл от причала в восемь часов утра, как и было обещано жителям острова.</p></body></html>"
)
ARABIC = "<html><body><p>أعلنت إدارة الميناء أن الرصيف الجديد سيفتح أمام السفن في الربيع المقبل.</p></body></html>"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (RUSSIAN, "windows-1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (ARABIC, "windows-1256", "windows-1256"),
        (ARABIC, "utf-8", "utf-8"),
    ],
)
def test_a_declared_charset_is_used(text: str, codec: str, name: str) -> None:
    """The page's own declaration is believed where its bytes fit."""
    declared = text.replace("<html>", f"<html><meta charset={codec}>")
    decoded = decode(declared.encode(codec))
    assert (decoded.text, decoded.declared, decoded.used) == (declared, name, name)


@pytest.mark.parametrize("codec", ["windows-1251", "koi8-r"])
def test_an_undeclared_charset_is_detected(codec: str) -> None:
    """Without any declaration the words themselves tell."""
    decoded = decode(RUSSIAN.encode(codec))
    assert (decoded.text, decoded.declared, decoded.used) == (RUSSIAN, None, codec)


def test_the_header_goes_before_the_meta() -> None:
    """The server's charset wins over the page's."""
    decoded = decode(
        RUSSIAN.replace("<html>", "<html><meta charset=koi8-r>").encode("cp1251"), "text/html; charset=cp1251"
    )
    assert "Паром" in decoded.text


def test_utf8_goes_before_a_wrong_legacy_claim() -> None:
    """A text of another charset is never valid UTF-8 by accident."""
    decoded = decode(ARABIC.replace("<html>", "<html><meta charset=windows-1256>").encode())
    assert (decoded.declared, decoded.used) == ("windows-1256", "utf-8")
    assert "الميناء" in decoded.text


def test_a_wrong_latin_claim_is_not_believed() -> None:
    """Words made of nothing but accented letters are another alphabet."""
    decoded = decode(RUSSIAN.replace("<html>", "<html><meta charset=iso-8859-1>").encode("windows-1251"))
    assert (decoded.declared, decoded.used) == ("windows-1252", "windows-1251")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_and_wide_text_are_known(codec: str) -> None:
    """A byte-order mark settles it, and is no part of the text; UTF-16 without one shows by its zeros."""
    assert decode(RUSSIAN.encode(codec)).text == RUSSIAN


def test_a_cut_last_character_does_not_spoil_utf8() -> None:
    """A page that ends in the middle of a character is still UTF-8."""
    decoded = decode(ARABIC.split("</p>", maxsplit=1)[0].encode()[:-1])
    assert decoded.used == "utf-8"
    assert "الميناء" in decoded.text


def test_labels_are_read_as_browsers_do() -> None:
    """Latin-1 is windows-1252, GB2312 is GB18030."""
    assert decode("<meta charset=latin1>“Quay”".encode("cp1252")).text.endswith("“Quay”")
    assert decode("<meta charset=gb2312>港口的新碼頭將於春天開放".encode("gb18030")).text.endswith("開放")


@pytest.mark.parametrize("codec", ["cp1250", "iso8859-2"])
def test_central_european_text_is_detected(codec: str) -> None:
    """Few letters beyond ASCII are enough, where no charset that nobody writes competes."""
    text = "<p>Prístav otvoril nové mólo pre trajekty. Lode budú vyplávať každú hodinu, povedal riaditeľ prístavu.</p>"
    assert decode(text.encode(codec)).text == text
