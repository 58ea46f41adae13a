"""Bylines: the names in a text such as "By Ann Roe and Bob Poe | 3 May"."""

from __future__ import annotations

import re

from newsgrab.extraction.words.calendars import months
from newsgrab.extraction.words.folding import fold, one_line
from newsgrab.extraction.words.ignorecase import IgnoreCase, lowered
from newsgrab.extraction.words.phrases import alternation, any_word, is_unspaced, stem_pattern
from newsgrab.extraction.words.tables import words_of

MAX_NAME_CHARS = 60
BY_KEYS = ("bylines.preposition", "bylines.author", "bylines.signed", "bylines.by")
# What the writer did besides: "Text & photo: Ann Roe".
_BESIDES = rf"(?:\s*(?:[-–&/+,·・]|{'|'.join(map(re.escape, words_of('bylines.and')))})\s*{any_word('bylines.other_work', 'bylines.works')}(?=\s*[:：=]))?"  # noqa: E501
_BY = IgnoreCase(
    rf"^\s*(?:{any_word(*BY_KEYS)}{_BESIDES}\s*(?:[:：・|/=\-–—.]|(?=\s)|$)|{any_word('bylines.author_with_colon')}\s*(?:[:：៖]|\s[-–—]\s|$))\s*"
)
_BY_CHARWISE = re.compile(rf"^\s*{any_word('bylines.by_unspaced')}\s*[:：・|/丨]?\s*")
# Between two names: a sign, a comma with no degree behind it, or a word for "and"; also "and" as a part of a word.
_AND = "|".join(map(re.escape, (*words_of("bylines.and"), "&", "+")))
_SPLIT = IgnoreCase(
    r"[;؛|•·/,،、， ](?:(?<=[;؛|•·/])|(?<=[,،、，])(?!\s*(?:jr|sr|ph\.?d|m\.?d|iii?)\b)"
    rf"|(?<= )(?:(?:{_AND})(?= )|و(?=[\u0621-\u064a]{{2,}} \S)|ו(?=[\u05d0-\u05ea]{{2,}} \S)))"
)
_ROLES = any_word("bylines.roles")
_RANKS = any_word("bylines.ranks")
# What stands before a date, and so behind a name, elsewhere.
_DATED = "|".join(map(re.escape, words_of("bylines.before_date")))
_PLACE = any_word("bylines.before_place")
# Vowel signs are no letters to `re`; in scripts without spaces a place may follow a role at once.
_UNSPACED_ROLES = alternation(role for role in words_of("bylines.roles") if is_unspaced(role)) or "(?!)"
_ROLE_WORDS = rf"(?<!\w)(?:(?:{_RANKS}\s?)*(?<!\w){_ROLES}(?![\w\u0900-\u0dff])|(?<=\s)(?:{_UNSPACED_ROLES}))"
_LABEL = r"\s[^\W\d_]+\s?[:：]"  # another one
_TAIL = IgnoreCase(
    rf"\s*(?:[|–—(\[<।]|\s-\s|{_ROLE_WORDS}|\b\d{{1,4}}\b|@|https?:|{_DATED}|\b{_PLACE}\b|·|{_LABEL})(?s:.*)$"
)
_ROLE_BEHIND = IgnoreCase(rf"^.*{_ROLE_WORDS}[^\w]*$")
# There is no tail without one of these signs or words.
_TAIL_SIGN = IgnoreCase(rf"http|{_DATED}|[|–—(\[<@·:：।\d]|- ")
_TAIL_WORDS = frozenset(word.split()[0] for word in words_of("bylines.before_place", "bylines.roles"))
_WORDS = re.compile(r"[\w\u0900-\u0dff]+")
_NOT_A_NAME = IgnoreCase(
    rf"https?:|www\.|@|\d{{2}}|[<>{{}}=#_\\。！？を©]|\.(?:com|org|net|de|html)\b|^{any_word('bylines.not_names')}$"
)
_PREPOSITION = any_word("bylines.preposition")
# A word in small letters before "by" is what was written, or where: "report by", "capital von".
_BEFORE_BY = re.compile(rf"^[a-zà-ÿ]{{3,14}}\s{_PREPOSITION}\s(?=[A-ZÀ-Þ])")
_MONTH_AND_DAY = re.compile(r"[\s,]+([^\W\d_]{3,12})\.?\s+\d{1,2}\b")
_WORKS = any_word("bylines.works")
_OF = rf"(?:{_PREPOSITION}|de)\b"
_LABEL_END = r"\s*[:：/／|｜・=]"
_OTHER_PART = IgnoreCase(rf"\s+{_WORKS}(?:\s*{_OF}|{_LABEL_END})(?s:.*)$")
_OTHER_WORK_OF = IgnoreCase(rf"^{any_word('bylines.other_work', 'bylines.works')}\s")  # "photos Ann Roe"
_OTHER_WORK = IgnoreCase(
    rf"^\s*(?:{_WORKS}\s*(?:{_OF}|[:：/|]|credit)"
    rf"|(?:{any_word('bylines.other_work_kinds')} )?{any_word('bylines.other_work_by')}\b"
    rf"|{any_word('bylines.other_work')}{_LABEL_END})"
)
_EDITING = re.compile(rf"^\s*{any_word('bylines.edited')}{_LABEL_END}")
_EASTERN = re.compile(r"[\u4e00-\u9fff\uac00-\ud7af]")  # names of one word
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}(?: [\u4e00-\u9fff]{2,4})+")
_DEGREE = re.compile(r"(?:[A-Z]\.?){2,6}|Ph\.?D\.?|Jr\.?|Sr\.?|Esq\.?|MSc|BSc|FACP")
# What follows a name after a comma: what the person does, and where.
_ROLE = IgnoreCase(rf"\b{any_word('bylines.positions')}\b")
_CLOCK = re.compile(r"\d")


def byline_prefix(text: str) -> re.Match[str] | None:
    """The "by" with which a text begins, None if it begins with something else."""
    return _BY.match(text)


def names_in(texts: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The names in some bylines, each once, without "by", roles, places and dates."""
    names: dict[str, str] = {}
    for text in texts:
        line = _in_brackets(_without_addresses(one_line(text)))
        rest = _behind_label(_without_by(line))
        parts = _han_names(rest) if _HAN.fullmatch(rest) else _pieces(rest)
        first = ""
        for part in parts:
            name = _name(part or "")
            if not _is_possible(name) or (names and (_DEGREE.fullmatch(name) or _ROLE.search(name))):
                continue
            if first and (
                _is_no_second(name, part or "", first) or (len(parts) == PAIR and _is_place(name, first, rest))
            ):
                continue
            if first and rest != line and _is_place_in_small_letters(name, first):
                continue
            first = first or name
            if " " not in name and _ROLE_BEHIND.match(part or "") and not _EASTERN.search(name):
                if names:
                    continue  # "Ann Roe, Oslo correspondent"
                name = (part or "").strip()  # "Sports Reporter"
            if not (_CLOCK.search(text) and fold(name) in months()):  # else what is left of a date, not Ms. June
                names.setdefault(fold(name), name)
    return tuple(names.values())


def _behind_label(text: str) -> str:
    """The persons behind a label that no table has, or behind a place and a label; else the text."""
    if ":" not in text or names_no_writer(text):
        return text
    label, _, names = text.partition(":")
    _, dash, last = label.rpartition(" - ")
    is_labelled = _is_label(last + ":") if dash else " " not in label and label.isalpha()
    return names.strip() if is_labelled and all(map(looks_like_a_person, _SPLIT.pieces(names.strip()))) else text


def _is_label(text: str) -> bool:
    match = _BY.match(text)
    return match is not None and match.end() == len(text)


def _without_addresses(text: str) -> str:
    """The text without the e-mail addresses in it, which begin with a name or a role of their own."""
    return _ADDRESS.sub(" ", text).strip() if "@" in text else text


_ADDRESS = re.compile(r"\S+@[\w-]+(?:\.[\w-]+)+")


def _pieces(text: str) -> tuple[str, ...]:
    """What stands between the signs and words that part names; a dash does where a person's name is on each side."""
    dashed = _DASH.split(text)
    if len(dashed) == PAIR and all(map(looks_like_a_person, dashed)) and not is_newsroom(dashed[1]):
        if is_newsroom(dashed[0]):
            return (dashed[1],)
        return (dashed[0],) if _OTHER_WORK_OF.search(dashed[1]) else tuple(dashed)
    return tuple(_SPLIT.pieces(text))


_DASH = re.compile(r"\s[-–—ـ]\s")


def _in_brackets(text: str) -> str:
    """The names that a Chinese byline in brackets holds, else the text: 【记者李文／本地报道】."""
    if text[:1] not in _BRACKETS:
        return text
    from newsgrab.extraction.fields.authors.han_bylines import written_by

    return "、".join(written_by(text)) or text


_BRACKETS = ("【", "（", "〔", "[")


PAIR = 2


def _is_place(name: str, first: str, text: str) -> bool:
    """Whether the second of two parts is one word behind a name of more: "Ann Roe, Oslo"; a newsroom's is kept."""
    if " " not in first or " " in name or _NEWSROOM.search(name):
        return False
    return any(sign in text for sign in _BEFORE_PLACE) or any(map(_has_case, name))


def _is_place_in_small_letters(name: str, first: str) -> bool:
    """Whether a part behind a capitalised name begins with a small word: "By Ann Roe, of Old Harbour"."""
    return first[:1].isupper() and name[:1].islower() and " " in name


_BEFORE_PLACE = "/,،"  # "and" joins persons in any script


_NEWSROOM = IgnoreCase(stem_pattern(words_of("bylines.newsroom")))


def is_newsroom(name: str) -> bool:
    """Whether a name is a newsroom's, an agency's or a firm's rather than a person's."""
    return _NEWSROOM.search(name) is not None


def _is_no_second(name: str, part: str, first: str) -> bool:
    """Whether a part behind a name is no other name in the same text: what the person is, or where, or other work."""
    if names_no_writer(part) or (first.isupper() and " " in first and not name.isupper()):
        return True
    words = lowered(name).split()
    return words[-1] in _BEHIND_PLACE or not _TAIL_WORDS.isdisjoint(words)


_BEHIND_PLACE = frozenset(words_of("bylines.behind_place"))


def _without_by(text: str) -> str:
    by = _BY.match(text)
    if by and not _OFFICE.fullmatch(text):
        text = text[by.end() :]
    return text if text.isascii() else _BY_CHARWISE.sub("", text)


_OFFICE = re.compile(rf"{any_word('bylines.offices')}", re.IGNORECASE)


def _han_names(text: str) -> tuple[str, ...]:
    from newsgrab.extraction.fields.authors.han_bylines import split_names

    return split_names(text)


def chinese_names(text: str) -> tuple[str, ...]:
    """The names in a text that is nothing but Chinese names, each with a known surname."""
    if not _CHINESE.fullmatch(text):
        return ()
    from newsgrab.extraction.fields.authors.han_bylines import is_chinese

    names = tuple(_SPACES.split(text))
    return names if all(map(is_chinese, names)) else ()


_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,3}(?:[ 、][\u4e00-\u9fff]{2,3}){0,3}")
_SPACES = re.compile(r"[ 、]")


def _name(text: str) -> str:
    text = _without_by(text.strip())
    text = _BEFORE_BY.sub("", _without_tail(_OTHER_PART.without(_without_month(text))))
    return text.strip(" .,:;،-–—|/\"'“”()[]*•·\u200f\u200e")


def _without_month(text: str) -> str:
    """The text without the date that follows a name: "Ann Roe December 4"."""
    match = _MONTH_AND_DAY.search(text)
    return text[: match.start()] if match and fold(match[1]) in months() else text


def _without_tail(text: str) -> str:
    """The text without the role, the place or the date that follows a name."""
    words = _WORDS.findall(lowered(text))
    if _TAIL_WORDS.isdisjoint(words) and not _TAIL_SIGN.search(text) and not any(map(is_unspaced, words)):
        return text
    return _TAIL.without(text)


def is_other_work(text: str) -> bool:
    """Whether a byline names somebody for other work than the text: a photograph, a review, a translation."""
    return _OTHER_WORK.match(text) is not None


def is_editing(text: str) -> bool:
    """Whether a byline names who edited the text, or where it is from: an author only where nobody else is named."""
    return _EDITING.match(text) is not None


def names_no_writer(text: str) -> bool:
    """Whether a byline names who edited a text, where it is from, or other work than writing."""
    return is_other_work(text) or is_editing(text)


def _is_possible(name: str) -> bool:
    return 2 <= len(name) <= MAX_NAME_CHARS and name.count(" ") <= 6 and not _NOT_A_NAME.search(name)


_NO_SIGNS = frozenset(':!?…%/\\&+"«»“”״()[]#|')
_PARTICLES = frozenset(words_of("bylines.particles"))


def _has_case(char: str) -> bool:
    """Whether a letter is a large or a small one; Georgian has large ones only for whole lines of them."""
    return char.isupper() or (char.islower() and not "\u10d0" <= char <= "\u10ff")


def looks_like_a_person(text: str) -> bool:
    """Whether a text without any label may be a person's name: two to four words, each with a capital letter."""
    words = text.split()
    if len(words) == 1 and _INITIALLED.fullmatch(text):
        words = text.replace(".", ". ").split()
    if not 2 <= len(words) <= 4 or not 5 <= len(text) <= 40 or not _NO_SIGNS.isdisjoint(text) or _CLOCK.search(text):
        return False
    if not _is_possible(text) or fold(text) in months():
        return False
    if any(map(_has_case, text)):
        return words[0][:1].isupper() and all(word[:1].isupper() or word.lower() in _PARTICLES for word in words)
    if _HAN_OR_KANA.search(text):
        return max(map(len, words)) <= MAX_EASTERN_CHARS
    return len(words) <= 3 or words[0].endswith(".")


_INITIALLED = re.compile(r"(?:[^\W\d_][^\w\s.]?\.){1,2}[^\s.]{3,}")  # "R.Kumar"; a letter may have a vowel sign
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
MAX_EASTERN_CHARS = 8  # a name or a part of one; longer is what somebody says


def persons_in(text: str) -> tuple[str, ...]:
    """The names in a byline, none unless each may be a person's."""
    names = names_in([text])
    return names if all(map(looks_like_a_person, names)) else ()


MAX_LINE_CHARS = 70
MAX_ROLE_WORDS = 5
_HANGUL_NAME = re.compile(r"[\uac00-\ud7af]{2,4}")
_HANGUL_LINE = re.compile(
    rf"(?:\[[^\]]{{2,20}}\]\s*)?(?:{any_word('bylines.author_with_colon')}\s)?"
    r"(?P<names>[\uac00-\ud7af]{2,4}(?:\s?[·,]\s?[\uac00-\ud7af]{2,4}){0,3}) "
    rf"{_ROLES}(?:\s*[(|/=].*|\s+\S+@\S+)?"
)
_BEFORE_ROLE = re.compile(r"\s*[,،、(|]\s*|\s[-–—/]\s")


def named_with_role(text: str) -> tuple[str, ...]:
    """The persons of a line that is names and, behind a sign, what they are; Korean puts no sign between.

    >>> named_with_role("Ann Roe, senior correspondent"), named_with_role("기자명 서지안 기자")
    (('Ann Roe',), ('서지안',))
    """
    if len(text) > MAX_LINE_CHARS or is_other_work(text):
        return ()
    line = _without_by(one_line(text))
    hangul = _HANGUL_LINE.fullmatch(line)
    if hangul:
        return tuple(_HANGUL_NAME.findall(hangul["names"]))
    name, *roles = _BEFORE_ROLE.split(line)
    role = " ".join(roles)
    if not roles or role.count(" ") >= MAX_ROLE_WORDS or not _ENDS_WITH_ROLE.search(role.rstrip(" )")):
        return ()
    return persons_in(name)


def tells_a_role(text: str) -> bool:
    """Whether a short line says what a person is who writes, and perhaps where: "correspondent of the city desk"."""
    is_short = len(text) <= MAX_LINE_CHARS and text.count(" ") < MAX_ROLE_WORDS and not _CLOCK.search(text)
    return is_short and _A_ROLE.search(text) is not None


_A_ROLE = IgnoreCase(_ROLE_WORDS)
_ENDS_WITH_ROLE = IgnoreCase(rf"{_ROLE_WORDS}(?:\s\S+)?$")
