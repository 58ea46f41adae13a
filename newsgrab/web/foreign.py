"""Strangers' text on a page: shown, never obeyed."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from markupsafe import Markup, escape

# C0 except newline and tab, DEL, C1, and what changes the direction of the text after it (Unicode UAX 9).
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]|[\ud800-\udfff]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LTR = re.compile("[A-Za-z\u00c0-\u02af\u0370-\u058f\u0900-\u1fff\u2c00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
_ENOUGH = 600  # characters that tell the direction of a text


def direction(text: str | None) -> str:
    """The direction of most of the text's letters: a text that begins with a foreign name keeps its own.

    >>> direction("BBC: قالت الوزارة اليوم"), direction("12"), direction("“بيروت” opened its new harbour")
    ('rtl', 'ltr', 'ltr')
    """
    head = (text or "")[:_ENOUGH]
    return "rtl" if len(_RTL.findall(head)) > len(_LTR.findall(head)) else "ltr"


def visible(text: str | None) -> Markup:
    """The text as HTML; what would command a browser's layout is shown by its name."""
    plain = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    out, at = Markup(), 0
    for found in _CONTROLS.finditer(plain):
        out += escape(plain[at : found.start()]) + _named(found[0])
        at = found.end()
    return out + escape(plain[at:])


def isolated(text: str | None) -> Markup:
    """The text in a <bdi> of its own, so that it does not reorder what stands beside it."""
    return Markup('<bdi dir="{}">{}</bdi>').format(direction(text), visible(text))


def plain(text: str | None) -> str:
    """The text for places that hold no elements, such as a page's title: what commands the layout is left out."""
    return " ".join(_CONTROLS.sub("", text or "").split())


def web_address(url: str | None) -> str | None:
    """The address if a link may lead there: http or https with a host, and nothing else."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def language(code: str | None) -> str:
    """A language as the attribute `lang` takes it; empty for what is none."""
    return code if code and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) else ""


def _named(control: str) -> Markup:
    name = unicodedata.name(control, "CONTROL CHARACTER")
    return Markup('<span class="control" title="{}">U+{:04X}</span>').format(name, ord(control))


def escaped(json: str) -> str:
    """JSON in which what commands a layout stands as escapes: the same value to whoever reads it."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
