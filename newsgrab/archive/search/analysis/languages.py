"""Which stemmer reads which language, and in which languages a word could be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

SNOWBALL = {
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""The Snowball algorithm of each language."""

ALIASES = {"nb": "no", "nn": "no", "uk": "ru", "be": "ru", "bs": "sr", "hr": "sr", "sh": "sr", "ms": "id", "gl": "pt"}
"""Languages read by the rules of a near relative; their words share its mark in the index."""

SCRIPTS = {
    "Latin": "ca cs da de en eo es et eu fi fr ga hu id it lt nl no pl pt ro sr sv tr vi",
    "Cyrillic": "ru sr",
    "Arabic": "ar ckb fa",
    "Greek": "el",
    "Devanagari": "hi ne",
    "Armenian": "hy",
    "Hebrew": "he yi",
    "Tamil": "ta",
}
"""The stemmed languages of each script."""

DEFAULTS = {
    "Arabic": "ar",
    "Hebrew": "he",
    "Cyrillic": "ru",
    "Greek": "el",
    "Devanagari": "hi",
    "Armenian": "hy",
    "Tamil": "ta",
}
"""What a word is read as where its article's language is not known or is written in another script."""

_READ = {script: frozenset(languages.split()) for script, languages in SCRIPTS.items()}
_STARTS = (
    (0x0250, "Latin"),
    (0x0370, ""),
    (0x0400, "Greek"),
    (0x0530, "Cyrillic"),
    (0x0590, "Armenian"),
    (0x0600, "Hebrew"),
    (0x0780, "Arabic"),
    (0x0900, ""),
    (0x0980, "Devanagari"),
    (0x0B80, ""),
    (0x0C00, "Tamil"),
    (0x1E00, ""),
    (0x1F00, "Latin"),
    (0x2000, "Greek"),
)
_ENDS = [end for end, _ in _STARTS]
_NAMES = [*(name for _, name in _STARTS), ""]


def primary(tag: str | None) -> str:
    """The language of a BCP 47 tag without region and script; "" for none, and for what is no language (letters only).

    >>> primary("pt-BR"), primary("EN_us"), primary(None), primary("en,fr:1")
    ('pt', 'en', '', '')
    """
    language = (tag or "").replace("_", "-").split("-", 1)[0].strip().lower()
    return language if language.isascii() and language.isalpha() else ""


def script(word: str) -> str:
    """The script of a word by its first character, "" where there is nothing to stem."""
    return _NAMES[bisect_right(_ENDS, ord(word[0]))]


@lru_cache(maxsize=256)
def stemmer_for(word_script: str, language: str) -> str:
    """The language by whose rules a word of this script is stemmed in an article of this language; "" for none."""
    known = _READ.get(word_script)
    if known is None:
        return ""
    language = ALIASES.get(language, language)
    if language in known:
        return language
    foreign = not language or (language in _ELSEWHERE and word_script not in _WRITTEN.get(language, ()))
    return DEFAULTS.get(word_script, "") if foreign else ""


def readers(word_script: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Every reading of a word of this script in articles of these languages; "" is the bare fold."""
    return tuple(dict.fromkeys(stemmer_for(word_script, language) for language in languages))


_WRITTEN: dict[str, tuple[str, ...]] = {}
for _script, _languages in _READ.items():
    for _language in _languages:
        _WRITTEN[_language] = (*_WRITTEN.get(_language, ()), _script)
_ELSEWHERE = frozenset(_WRITTEN) | frozenset(("he", "ja", "ko", "th", "zh", "my", "km", "lo", "ka", "am"))
