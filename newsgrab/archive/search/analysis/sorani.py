"""The endings of Sorani (Central Kurdish) nouns, taken off; no Snowball algorithm knows them.

Light on purpose: at most one ending of each layer, and never so much that fewer than three letters are left.
"""

from __future__ import annotations

_LAYERS = (
    ("هوه", "دا", "وه"),  # in, from, again
    ("مان", "تان", "يان", "ي"),  # our, your, their; of
    ("هكان", "هكه", "كان", "كه", "يك", "ان", "ه"),  # the (plural, singular), a, the plural, this
)
_LEAST = 3


def stem(word: str) -> str:
    """What is left of a word in the spelling of `normal`.

    >>> stem("خهلكي"), stem("خهلكهكان")
    ('خهلك', 'خهلك')
    """
    for endings in _LAYERS:
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
                word = word[: -len(ending)]
                break
    return word
