"""View labels: which number of a short text is a view count, by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from newsgrab.extraction.words.dates import read_date
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.numbers import Count, find_counts, fold_digits, read_count
from newsgrab.extraction.words.tables import by_language, names_of, words_of


def _either(*keys: str) -> str:
    return "|".join(map(re.escape, sorted(words_of(*keys), key=len, reverse=True)))


# Scripts without spaces: the words around a number, as patterns.
_GLUED = _either("views.glued")
_CHARWISE_BEFORE = re.compile(
    rf"(?:{_either('views.unspaced', 'views.unspaced_before')}|(?<![A-Za-z])(?:{_GLUED}))"
    rf"(?:\s?(?:{_either('views.unspaced_suffix')}))?\s*[:：]?\s*[(（]?\s*$",
    re.IGNORECASE,
)
_CHARWISE_AFTER = re.compile(
    rf"^\s*[+]?\s*(?:{_either('views.unspaced_counter')})?\s*(?:的)?\s*"
    rf"(?:{_either('views.unspaced', 'views.unspaced_after')}|(?:{_GLUED})(?![A-Za-z]))",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_][\w'’‘ʻʼ׳\u064b-\u065f\u0670\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]*")
_JOINT = re.compile(r"^[\s:：՝፡=\-–—()\[\]×.,\"“”'’\u200c\u200e\u200f]*$")
_PIECES = re.compile(r"[|•·●\n]|/(?!\d)|(?<!\d)/|(?<=\s)[-–—](?=\s)|[,،;](?=\s)")
_ASIDE = re.compile(r"(\d[^()]*)\(([^()]*\d[^()]*[^\W\d_]{2}[^()]*)\)")  # "1,234 views (12 today)"
MAX_LABEL_CHARS = 60
MAX_TIMES_CHARS = 25
MIN_FILLERS = 2  # of a sentence, besides which it may have a word that nobody listed
MAX_OTHER_WORDS = 6  # of a sentence that tells the count: "this article has been read 12 times"


@cache
def _languages(key: str) -> dict[str, frozenset[str]]:
    """The folded words that stand under a key, each with the languages that have it there."""
    found: dict[str, set[str]] = {}
    for language, phrases in by_language(key).items():
        words = map(fold, phrases) if key == "views.stems" else fold(" ".join(phrases)).split()
        for word in words:
            found.setdefault(word, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(_languages(key))


@cache
def _stems() -> tuple[str, ...]:
    """Beginnings of words for having been read or seen, in languages where such a word has dozens of forms."""
    return tuple(_languages("views.stems"))


@lru_cache(maxsize=4096)
def _languages_of_view_word(folded: str) -> frozenset[str]:
    """The languages in which a folded word says that something was read or seen."""
    stems = _languages("views.stems")
    begun = [stems[stem] for stem in _stems() if folded.startswith(stem)]
    return _languages("views.words").get(folded, _NONE).union(*begun)


def _are_of_one_language(fillers: Iterable[str], view_word: str) -> bool:
    """Whether words around a view word can belong to its phrase: words of one language, or of English.

    A word that only counts in Danish must not make a count of an English heading.
    """
    languages = _languages_of_view_word(view_word)
    known = _languages("views.fillers")
    for word in fillers:
        common = known.get(word, languages)
        if "en" not in common:
            languages &= common
    return bool(languages)


_NONE: frozenset[str] = frozenset()


@cache
def _unspaced_others() -> tuple[str, ...]:
    """Words for what else is counted, where they are not spaced."""
    return tuple(word for word in _words("views.others") if _is_unspaced(word))


@cache
def _site_words() -> tuple[str, ...]:
    """Words of a whole site's counters: their number is not this article's."""
    return tuple(map(fold, words_of("views.site")))


def page_words(folded: str) -> frozenset[str]:
    """The view words and stems that a whole folded text holds, looked up at once."""
    stems = [stem for stem in _stems() if stem[0] in folded and stem in folded]  # most letters are of other scripts
    for sign in ":()·|،.,/՝":
        folded = folded.replace(sign, " ")
    return _words("views.words").intersection(folded.split()).union(stems)


# Folding takes Hangul apart.
_UNSPACED = re.compile("[\u1100-\u11ff\uac00-\ud7af\u2e80-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_UNSPACED_LABEL = re.compile(
    f"(?:{fold(_either('views.unspaced', 'views.unspaced_before', 'views.glued'))})"
    f"(?:\\s?(?:{fold(_either('views.unspaced_suffix'))}))?"
)
MAX_UNSPACED_LABEL = 16
_UNSPACED_VIEWS = re.compile(
    fold(_either("views.unspaced", "views.unspaced_before", "views.unspaced_after", "views.glued"))
)


def names_views_unspaced(folded: str) -> bool:
    """Whether a text of a script without spaces holds a word for views."""
    return _is_unspaced(folded) and _UNSPACED_VIEWS.search(folded) is not None


def _is_unspaced(text: str) -> bool:
    return not text.isascii() and _UNSPACED.search(text) is not None


@lru_cache(maxsize=4096)
def is_view_word(folded: str) -> bool:
    """Whether a folded word says that something was read or seen."""
    return folded in _words("views.words") or folded.startswith(_stems())


def is_view_label(folded: str) -> bool:
    """Whether a short folded text is nothing but a label of a view count: "views", "عدد المشاهدات:"."""
    words = [match[0] for match in _WORD.finditer(folded)]
    if not words:
        return False
    view_word = next((word for word in words if is_view_word(word)), None)
    if view_word is not None:
        fillers = [word for word in words if len(word) > 2 and not is_view_word(word)]
        known = _words("views.fillers").issuperset(fillers) and _are_of_one_language(fillers, view_word)
        return known and not _of_site(folded)
    rest = folded.strip(" :：")
    return len(rest) <= MAX_UNSPACED_LABEL and _UNSPACED_LABEL.fullmatch(rest) is not None


def number_of_times(text: str, language: str | None) -> Count | None:
    """The number that a text consists of, with or without a word for how often or how many people: "1,234 times"."""
    whole = read_count(text, language)
    if whole is not None or len(text) > MAX_TIMES_CHARS:
        return whole
    counts = find_counts(text, language)
    if len(counts) != 1 or counts[0][0] != 0:
        return None
    words = [fold(match[0]) for match in _WORD.finditer(fold_digits(text)[counts[0][1] :])]
    return counts[0][2] if words and all(word in _words("views.fillers") for word in words) else None


def number_with_word(text: str, language: str | None) -> Count | None:
    """The number with which a short text begins, with a word or two behind it that count nothing else, in brackets or not."""  # noqa: E501
    text = _BRACKETED.sub(r"\1", text)
    return number_among_words(text, language, most=2) if text[:1].isdigit() else None


_BRACKETED = re.compile(r"^[(（\[]([^()（）\[\]]+)[)）\]]$")


def number_among_words(text: str, language: str | None, *, most: int = 3) -> Count | None:
    """The only number of a short text that has a few words besides, none of which count anything else."""
    counts = find_counts(text, language) if len(text) <= MAX_TIMES_CHARS else []
    if len(counts) != 1:
        return None
    start, end, count = counts[0]
    digits = fold_digits(text)
    words = [fold(match[0]) for match in _WORD.finditer(f"{digits[:start]} {digits[end:]}")]
    return count if len(words) <= most and _words("views.others").isdisjoint(words) else None


def _of_site(folded: str) -> bool:
    return any(word in folded for word in _site_words())


def labelled_views(text: str, language: str | None = None) -> Count | None:
    """The view count in a short text, by the words at its side.

    >>> labelled_views("5 min read · 3,456 reads · 12 comments").value
    3456
    >>> labelled_views("View 12 comments") is None
    True
    """
    if not _DIGIT.search(text):
        return None
    best: Count | None = None
    text = _ASIDE.sub(r"\1|\2", text)
    for piece in _PIECES.split(text) if len(text) > 20 else [text]:
        if not piece:
            continue
        found = _in_piece(piece, language)
        if found and (best is None or (found.exact and not best.exact)):
            best = found
    return best


def _in_piece(piece: str, language: str | None) -> Count | None:
    if len(piece) > MAX_LABEL_CHARS:
        piece = _end_of_row(piece)
    if not _DIGIT.search(piece):
        return None
    digits = fold_digits(piece)
    words = _WORD.findall(digits)
    if len(words) > MAX_OTHER_WORDS + 3 or not (any(is_view_word(fold(word)) for word in words) or _is_unspaced(piece)):
        return None
    counts = find_counts(piece, language)
    if not counts or _of_site(fold(digits)):
        return None
    chosen: Count | None = None
    labels_first = len(counts) > 1 and _begins_with_labels(digits, counts) and read_date(piece, language) is None
    day = _LABELLED_DAY.search(digits)
    if day is not None and _LABEL_FIRST.match(digits) is not None:
        labels_first = True
        counts = [count for count in counts if not day.start(1) <= count[0] < day.end(1)]
    for index, (start, end, count) in enumerate(counts):
        before = digits[counts[index - 1][1] if index else 0 : start]
        after = digits[end : counts[index + 1][0] if index + 1 < len(counts) else len(digits)]
        if labels_first:
            after = ""
        if _counts_views(before, after) and (chosen is None or (count.exact and not chosen.exact)):
            chosen = count
    return chosen


# "Version 3 Views 1,739 Date 12 May 2026": a label before each number and before the day.
_DAY = r"(?:\d{1,2}\.?\s+[^\W\d_]{3,}\.?,?\s+(?:19|20)\d\d|(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?)(?!\d)"
_LABELLED_DAY = re.compile(rf"[^\W\d_]{{3,}}\s*:?\s*({_DAY})")
_LABEL_FIRST = re.compile(rf"(?:\s*[^\W\d_]{{3,}}(?:\s[^\W\d_]+)?\s*:?\s*(?:{_DAY}|\d[\d.,]*))+\s*$")


def _begins_with_labels(digits: str, counts: list[tuple[int, int, Count]]) -> bool:
    """Whether each number of a row has a label before it, and the last none behind: "Replies 12 Views 1,234".

    One of them at least is known to count something else: "First impressions: 2013 Falcon X 350" is a name.
    """
    starts = [0, *(end for _, end, _ in counts)]
    befores = [_WORD.findall(digits[start : count[0]]) for start, count in zip(starts, counts, strict=False)]
    if not all(befores) or _WORD.search(digits, starts[-1]) is not None:
        return False
    return _is_unspaced(digits) or any(fold(words[-1]) in _words("views.others") for words in befores)


def _end_of_row(piece: str) -> str:
    """The label and number with which a long row of facts ends, "" if it does not: "Monday, 3 May 2026 Views [812]"."""
    match = _LAST_LABEL.search(piece[-MAX_LABEL_CHARS:])
    return match[0] if match else ""


_LAST_LABEL = re.compile(r"(?:[^\W\d_]\S*\s+){0,2}[^\W\d_][^\s\d]*\s*[:：(\[]\s*[\d.,٬٫]+\s*[)\]]?\s*$")


def _counts_views(before: str, after: str) -> bool:
    """Whether the number between two texts counts views: by the word behind it, else by the word before it."""
    if before.endswith("+"):
        return False  # a key that is pressed together with another
    ending = _ENDING.match(after)
    if ending and fold(ending[1]) not in _words("views.others"):
        after = after[ending.end() :]
    if after.rstrip().endswith(_COLONS):
        after = ""  # labels with colons stand before their numbers: this is the next number's
    if _CHARWISE_AFTER.search(after):
        return not fold(before).rstrip(" :").endswith(_unspaced_others())
    follower, passed = _nearest(after, backwards=False)
    if follower == "times":
        earlier = [word for match in _WORD.finditer(before) if is_view_word(word := fold(match[0]))]
        if earlier:
            return any(_are_of_one_language(passed, word) for word in earlier)
    if follower == "view":
        return True
    if follower in ("other", "word"):
        return False
    return _nearest(before, backwards=True)[0] == "view" or bool(_CHARWISE_BEFORE.search(before))


_COLONS = (":", "：", "՝")
_ENDING = re.compile(r"['’\-\u2011]([^\W\d_]{1,5})(?!\w)")  # what some languages hang on a number: 1234-en, 1234-krát


def _nearest(text: str, *, backwards: bool) -> tuple[str, list[str]]:
    """What the word beside a number is, and the fillers that were passed on the way to it.

    It is "view", "other", "word", "times", or "" if there is none close by.
    """
    times = strange = ""
    passed: list[str] = []
    words = list(_WORD.finditer(text))
    edge = len(text) if backwards else 0
    for match in reversed(words) if backwards else words:
        gap = text[match.end() : edge] if backwards else text[edge : match.start()]
        if not _JOINT.match(gap):
            return times, passed
        word = fold(match[0])
        if (backwards and word in _BEFORE_YEARS) or match[0].lower() == "last":  # the Swedish "läst" folds to it
            return "word", passed
        edge = match.start() if backwards else match.end()
        if word in _BEFORE_YEARS:
            continue  # 1,234 de vizualizări
        if word in _words("views.fillers"):
            times = "times"
            passed.append(word)
            continue
        if is_view_word(word):
            if not _are_of_one_language(passed, word):
                return "word", passed
            other = _is_of_another(text, word, edge) if backwards else _is_verb_of_other(text, edge)
            return ("other" if other else "view"), passed
        if word not in _words("views.others") and not strange and len(passed) >= MIN_FILLERS:
            strange = word  # what the article is called: "1,234 people have this essay read"
            continue
        return ("other" if word in _words("views.others") else times or "word"), passed
    return times, passed


_BEFORE_YEARS = names_of("views.before_years")


def _is_verb_of_other(text: str, at: int) -> bool:
    """Whether "read" goes on as another count: "12 read comments"."""
    match = _WORD.search(text, at)
    if match is None or fold(match[0]) not in _words("views.others"):
        return False
    return _JOINT.match(text[at : match.start()]) is not None


def _is_of_another(text: str, word: str, start: int) -> bool:
    """Whether a view word, which begins there, says of what is told before it whose it is, or what it is for: "comments
    of readers 12", "minutes of reading: 2".
    """
    return _is_time_of(text, start) or (word in _words("views.people") and _is_theirs(text[:start]))


def _is_theirs(before: str) -> bool:
    """Whether a word stands before people that neither counts nor joins: what is theirs is counted."""
    words = [word for word in map(fold, _WORD.findall(before)[-NEAR_WORDS:]) if len(word) > MAX_JOINING]
    return not (_words("views.fillers") | _BEFORE_YEARS).issuperset(words)


MAX_JOINING = 3  # letters of a word for "of the"
NEAR_WORDS = 4


def _is_time_of(text: str, end: int) -> bool:
    """Whether "reading" is what a time is for that is told before it: "minutes of reading: 2"."""
    before = next(reversed(list(_WORD.finditer(text[:end]))), None)
    if before is None or fold(before[0]) not in _words("dates.minutes") or _DIGIT.search(text[: before.start()][-3:]):
        return False
    return _JOINT.match(text[before.end() : end]) is not None


# Words of class names, attributes and JSON keys for a count of readers.
_READERS = names_of("views.readers")
_COUNTERS = names_of("views.counters")
_PAIRS = [pair for one in _READERS for other in _COUNTERS for pair in (one + other, other + one)]
_NAMES = names_of("views.names").union(_PAIRS)
_NAME_PAIRS = tuple(frozenset(pair.split()) for pair in words_of("markup.views.name_pairs"))
VIEW_NAMES = _NAMES | _READERS | names_of("views.beginnings")  # one of these is among the words of every such name
NOT_VIEW_NAMES = names_of("views.not_names")  # one of these makes it another count


def names_views(words: frozenset[str]) -> bool:
    """Whether the words of a class name or key call a count of readers."""
    if VIEW_NAMES.isdisjoint(words) or not NOT_VIEW_NAMES.isdisjoint(words):
        return False
    if not _NAMES.isdisjoint(words) or not (_READERS.isdisjoint(words) or _COUNTERS.isdisjoint(words)):
        return True
    return any(pair <= words for pair in _NAME_PAIRS)
