"""Normal forms of a text: of texts that are equal in one of them nobody says that they were edited.

The exact form evens out what no reader sees. The editorial form also evens out how signs are drawn, which is the work
of a template or an editing program. The bare form has the letters, numbers and symbols alone, without punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# Characters that no reader sees: soft hyphens, zero-width and direction marks. A site's scripts sprinkle them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

_DRAWN_AS = {
    '"': "“”„‟«»〝〞〟＂״″「」『』﹁﹂﹃﹄",
    "'": "‘’‚‛‹›＇`´ʼʹ׳′",
    "-": "‐‑‒–—―−־﹘﹣－⸺⸻",
    "...": "…⋯",
    # Letter marks, joiners, the line that stretches an Arabic word, selectors of a sign's form.
    "": "\u034f\u061c\u0640\u180e\u200c\u200d\ufe0e\ufe0f",
}
_SHAPED = "\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\uff01-\uffee"  # ligatures, Arabic as drawn, wide and narrow letters
_SIGN_OF = {drawn: sign for sign, forms in _DRAWN_AS.items() for drawn in forms}
_DRAWN = re.compile(f"[{''.join(_SIGN_OF)}{_SHAPED}]")
_NO_LETTERS = re.compile(r"\W+")
_NEAR = 100  # characters in which there are two words, mostly
_GAPS = re.compile(r"\s{2,}")
_DASHES = re.compile("--+")
_NUMBER = re.compile(r"((?:(?<!\w)-)?\d+(?:[.,:/٫٬-]\d+)*(?: ?[%‰٪])?)")


def exact_form(text: str) -> str:
    r"""NFC, without what no reader sees, white space as single blanks.

    >>> exact_form("a \n tree\u200b")
    'a tree'
    """
    text = unicodedata.normalize("NFC", text)
    flat = text.replace("\n\n", " ").replace("\n", " ")
    if flat.isprintable() and "  " not in flat:  # as nearly always: no other white space, nothing invisible
        return flat.strip()
    return " ".join(_INVISIBLE.sub("", text).split())


def editorial_form(exact: str) -> str:
    """An exact form without typographic differences: of quotes, dashes and dots, joiners, the forms of one letter.

    >>> editorial_form("So « yes » – he said…")
    'So"yes"- he said...'
    """
    text = exact
    if not exact.isascii():
        text = _DRAWN.sub(_plain, exact).strip()
        if "  " in text:
            text = " ".join(text.split())
    if '"' in text:  # French sets a blank inside of its quotes
        text = text.replace(' "', '"').replace('" ', '"')
    return _DASHES.sub("-", text) if "--" in text else text


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in punctuation, white space and the drawing of signs at most.

    >>> same_words("A tree, he said.", "“A tree” he said")
    True
    """
    here, there = (editorial_form(exact_form(part)) for part in _middles(one, other))
    if _NO_LETTERS.sub("", here) != _NO_LETTERS.sub("", there):  # as nearly always, and quickly told
        return False
    return bare_form(here) == bare_form(there)


def bare_text(text: str) -> str:
    """A text in its bare form: of two that are equal in it one says in the same words what the other says.

    >>> bare_text("“A tree” he said…")
    'Atreehesaid'
    """
    return bare_form(editorial_form(exact_form(text)))


def bare_form(editorial: str) -> str:
    """An editorial form without punctuation and white space; the signs inside of a number are no punctuation.

    >>> bare_form("A tree, he said: 3.5 m!") == bare_form("A tree he said 3.5m")
    True
    >>> bare_form("3.5") == bare_form("35")
    False
    """
    parts = _NUMBER.split(editorial)
    return "".join(f" {part.replace(' ', '')} " if index % 2 else _letters(part) for index, part in enumerate(parts))


def _middles(one: str, other: str) -> tuple[str, str]:
    """The texts without the words that both begin and end with, but for two words of them: a number may have two."""
    one, other = (_GAPS.sub(" ", part) for part in _near(one, other))
    start = _common(lambda size: one[:size] == other[:size], min(len(one), len(other)))
    start = max(one.rfind(" ", 0, max(0, one.rfind(" ", 0, start))), 0)
    one, other = one[start:], other[start:]
    end = _common(lambda size: one[len(one) - size :] == other[len(other) - size :], min(len(one), len(other)))
    tail = one[len(one) - end :]
    words = tail.find(" ", tail.find(" ") + 1)
    end = end - words if words >= 0 else 0
    return one[: len(one) - end], other[: len(other) - end]


def _near(one: str, other: str) -> tuple[str, str]:
    """The texts from some characters before the first place where they differ to some behind the last one."""
    start = _common(lambda size: one[:size] == other[:size], min(len(one), len(other)))
    start = max(one.rfind(" ", 0, max(0, start - _NEAR)), 0)
    one, other = one[start:], other[start:]
    end = _common(lambda size: one[len(one) - size :] == other[len(other) - size :], min(len(one), len(other)))
    blank = one.find(" ", len(one) - end + _NEAR)
    end = len(one) - blank if end > _NEAR and blank >= 0 else 0
    return one[: len(one) - end], other[: len(other) - end]


def _common(agree: Callable[[int], bool], most: int) -> int:
    """The largest size up to `most` at which two texts agree, by halves."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if agree(middle):
            least = middle
        else:
            most = middle - 1
    return least


def _plain(found: re.Match[str]) -> str:
    drawn = found[0]
    sign = _SIGN_OF.get(drawn)
    return unicodedata.normalize("NFKC", drawn) if sign is None else sign


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum() or unicodedata.category(sign)[0] in "MS")
