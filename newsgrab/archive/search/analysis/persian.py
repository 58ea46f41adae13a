"""What a Persian word form is a form of: endings and the signs of the verb taken off.

Snowball's Persian leaves the plural in ان and the pronouns on; words whose ending is their own, and the stems of
common verbs, stand in forms/fa.txt.
"""

from __future__ import annotations

from newsgrab.archive.search.analysis.irregular import irregular_forms

_LAYERS = (
    ("هايمان", "هايتان", "هايشان", "هايم", "هايت", "هايش", "هايي", "هاي", "ها"),
    ("يشان", "يمان", "يتان", "شان", "مان", "تان", "اش"),
    ("ترينها", "ترين", "تري", "تر"),
    ("گانشان", "گاني", "گان", "ياني", "يان", "اني", "ان", "ات", "اتي"),
    ("هاي", "ش", "يي", "اي", "ي"),
)
_PERSONS = ("يم", "يد", "ند", "م", "ي", "د")
_LEAST = 3


def stem(word: str) -> str:
    """What is left of a word in the spelling of `normal`.

    >>> stem("نمايندگان") == stem("نماينده"), stem("كتابهايش"), stem("خيابان")
    (True, 'كتاب', 'خيابان')
    """
    forms = irregular_forms("fa")
    if word in forms:
        return forms[word]
    for begin in ("نمي", "مي"):
        if word.startswith(begin) and len(word) - len(begin) >= _LEAST:
            rest = word[len(begin) :]
            return _without(rest, _PERSONS)
    for ending in (each for layer in _LAYERS for each in layer):
        if word.removesuffix(ending) in forms and word.endswith(ending):
            return forms[word.removesuffix(ending)]
    for layer in _LAYERS:
        word = _without(word, layer, 1 if layer is _LAYERS[1] else 0)
        if word in forms:
            return forms[word]
    return word[:-1] if word.endswith("ه") and len(word) > _LEAST else word


def _without(word: str, endings: tuple[str, ...], more: int = 0) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST + more:
            return word[: -len(ending)]
    return word
