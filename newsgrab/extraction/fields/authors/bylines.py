"""Bylines: the names in a text such as "By Ann Roe and Bob Poe | 3 May"."""

from __future__ import annotations

import re

from newsgrab.extraction.words.folding import fold, one_line
from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.months import months

MAX_NAME_CHARS = 60
_BY = IgnoreCase(
    r"^\s*(?:(?:view|see|read|show)?\s?all (?:posts|articles|stories) by|zeige alle beiträge von|voir tous les articles de|ver todas las entradas de|(?:written|posted|published|reported|story|words?|text|report|photographs?|article|submitted|edited|created|analysis|opinion|review) by|by|von|von:|par|por|di|a cura di|scritto da|door|av|af|od|przez|tekst|text|texto|texte|testo|autor(?:es|in|a|en)?|authors?|auteurs?|autor[ei]|verfasst von|geschrieben von|publié par|écrit par|propos recueillis par|escrito por|publicado por|redacción:|texto:|yazan|yazar|haber|muhabir|kaynak|автор(?:ы|и|ка|ът)?(?: текста| статьи)?|(?:спец)?корреспондент|журналист(?:ка)?|текст|от|συντάκτης|συντάκτρια|γράφει|γράφουν|του|της|από|επιμέλεια|كتب|كتبت|كتبه|بقلم|تحرير|إعداد|اعداد|الكاتب|الكاتبة|المصدر|المحرر|نویسنده|به قلم|نوشته(?:\u200cی|ی)?|گزارش از|گزارش|خبرنگار|تحریر|مصنف|رپورٹر?|از|מאת|כתב|כתבת|כתבה|लेखक|द्वारा|रिपोर्ट|लेखिका|责任编辑|責任編輯|добавил(?:а)?|разместил(?:а)?|опубликовал(?:а)?|โดย|af|记者|記者|作者|文|文字|撰文|撰稿|编辑|編集|著者|ライター|執筆者|執筆|取材|نشر بواسطة|بواسطة|nivîskar|imeandikwa na|글|oleh|penulis|tác giả|napisał|napisała|írta|szerző|scris de|de către|shkruar nga|rašo|piše|napisao|tekijä|skrevet af|skrevet av|teksti|foto|kirjoittaja)\s*(?:[:：・|/\-–—.]|(?=\s)|$)\s*",  # noqa: E501
)
_BY_CHARWISE = re.compile(
    r"^\s*(?:责任编辑|責任編輯|记者|記者|作者|撰文|撰稿|文字|本报记者|通讯员|文|取材・文|執筆者|執筆|著者|ライター|글)\s*[:：・|/丨]?\s*"
)
# Between two names: a sign, a comma with no degree behind it, or a word for "and"; also "and" as a part of a word.
_AND = "and|und|et|y|e|en|og|och|i|и|та|και|ve|و|und|&|\\+|with|mit|avec|con|com|ja|és|și|a|oraz|और|اور|dan|và|sowie"
_SPLIT = IgnoreCase(
    r"[;؛|•·/,،、， ](?:(?<=[;؛|•·/])|(?<=[,،、，])(?!\s*(?:jr|sr|ph\.?d|m\.?d|iii?)\b)"
    rf"|(?<= )(?:(?:{_AND})(?= )|و(?=[\u0621-\u064a]{{2,}} \S)|ו(?=[\u05d0-\u05ea]{{2,}} \S)))"
)
_ROLES = "writer|reporter|correspondent|editor|contributor|columnist|producer"
# What stands before a date, and so behind a name, elsewhere.
_DATED = "פורסם|עודכן|نُ?شر(?:ت)? في|опубликован|yayınlan|publiée? le|publicado|pubblicato|来源|來源"
_TAIL = IgnoreCase(
    r"\s*(?:[|–—(\[<]|\s-\s|\bfor\b|\b(?:(?:staff|senior|chief|contributing|associate|assistant|deputy|managing|executive|freelance|guest)\s?)*"
    rf"\b(?:{_ROLES})\b|\b\d{{1,4}}\b|@|https?:|updated|published|posted|stand|veröffentlicht|{_DATED}|\bon\b|\bis\s|\bin\b|\bam\b|\bat\b|·)(?s:.*)$",
)
# There is no tail without one of these signs or words.
_TAIL_SIGN = IgnoreCase(rf"http|updated|published|posted|stand|veröffentlicht|{_DATED}|[|–—(\[<@·\d]|- ")
_TAIL_WORDS = frozenset(("for", "on", "is", "in", "am", "at", *_ROLES.split("|")))
_WORDS = re.compile(r"\w+")
_NOT_A_NAME = IgnoreCase(
    r"https?:|www\.|@|\d{2}|[<>{}=#_\\]|\.(?:com|org|net|de|html)\b|^(?:admin|administrator|author|editor|user|guest|anonymous|unknown|no author|none|null|undefined|n/?a|share|follow|comments?|webmaster|superadmin|root|佚名|test|staff-null|name|by|view all|read more|learn more|mehr erfahren|see all|profile?|email|twitter|facebook|more|posts?|all posts|subscribe|website|author archive|biography|bio)$",  # noqa: E501
)
# A word in small letters before "by" is what was written, or where: "report by", "capital von".
_BEFORE_BY = re.compile(r"^[a-zà-ÿ]{3,14}\s(?:by|von|par|por)\s(?=[A-ZÀ-Þ])")
_MONTH_AND_DAY = re.compile(r"[\s,]+([^\W\d_]{3,12})\.?\s+\d{1,2}\b")
_WORKS = r"(?:illustrat(?:ions?|ed|ionen?)|photo(?:s|graphs?|graphy|graphed)?|fotos?|bild(?:er)?|images?|pictures?|grafik|graphics?|translat(?:ed|ion)|übersetz\w*|video)"  # noqa: E501
_OTHER_PART = IgnoreCase(rf"\s+{_WORKS}\s*(?:by\b|von\b|par\b|por\b|de\b|[:：])(?s:.*)$")
_OTHER_WORK = IgnoreCase(
    rf"^\s*(?:{_WORKS}\s*(?:by\b|von\b|par\b|por\b|de\b|[:：/|]|credit)|(?:medically |expert |fact )?(?:reviewed|checked|edited|sponsored|powered|supported|presented|directed|developed|designed) by\b|(?:geprüft|redigiert|präsentiert|gesponsert) von\b|(?:校对|校對|摄影|攝影|撮影|写真|图片|圖片|图|圖|监制|監製|审核|審核|تصوير|ترجمة|عکس|ترجمه|фото|перевод|fotoğraf|çeviri|צילום|תרגום)\s*[:：/／|｜・])",  # noqa: E501
)
_EDITING = re.compile(
    r"^\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯|編集|تحرير|المحرر|ویرایش|المصدر|kaynak|editör|редактор|עריכה)\s*[:：/／|｜・]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}(?: [\u4e00-\u9fff]{2,4})+")
_DEGREE = re.compile(r"(?:[A-Z]\.?){2,6}|Ph\.?D\.?|Jr\.?|Sr\.?|Esq\.?|MSc|BSc|FACP")
# What follows a name after a comma: what the person does, and where.
_ROLE = IgnoreCase(
    r"\b(?:of|at|to|for|der|des|für|im|professor|director|manager|expert|leiter(?:in)?|projektleiter(?:in)?|president|founder|educators?|specialist|analyst|attorney|scientist|researcher|strategist|consultant|journalistin?|redakteur(?:in)?|korrespondent(?:in)?|bureau|корреспондент\w*|обозреватель|журналист\w*|muhabir[iı]?|yazar[iı]?|خبرنگار|کاتب)\b",
)
_CASED = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž\u0370-\u03ff\u0400-\u04ff]")
_CLOCK = re.compile(r"\d")


def byline_prefix(text: str) -> re.Match[str] | None:
    """The "by" with which a text begins, None if it begins with something else."""
    return _BY.match(text)


def names_in(texts: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The names in some bylines, each once, without "by", roles, places and dates."""
    names: dict[str, str] = {}
    for text in texts:
        rest = _without_by(one_line(text))
        parts = _han_names(rest) if _HAN.fullmatch(rest) else _SPLIT.pieces(rest)
        for part in parts:
            name = _name(part or "")
            if not _is_possible(name) or (names and (_DEGREE.fullmatch(name) or _ROLE.search(name))):
                continue
            if not (_CLOCK.search(text) and fold(name) in months()):  # else what is left of a date, not Ms. June
                names.setdefault(fold(name), name)
    return tuple(names.values())


def _without_by(text: str) -> str:
    by = _BY.match(text)
    text = text[by.end() :] if by else text
    return text if text.isascii() else _BY_CHARWISE.sub("", text)


def _han_names(text: str) -> tuple[str, ...]:
    from newsgrab.extraction.fields.authors.han_bylines import split_names

    return split_names(text)


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
    if _TAIL_WORDS.isdisjoint(_WORDS.findall(text.lower())) and not _TAIL_SIGN.search(text):
        return text
    return _TAIL.without(text)


def is_other_work(text: str) -> bool:
    """Whether a byline names somebody for other work than the text: a photograph, a review, a translation."""
    return _OTHER_WORK.match(text) is not None


def is_editing(text: str) -> bool:
    """Whether a byline names who edited the text, or where it is from: an author only where nobody else is named."""
    return _EDITING.match(text) is not None


def _is_possible(name: str) -> bool:
    return 2 <= len(name) <= MAX_NAME_CHARS and name.count(" ") <= 6 and not _NOT_A_NAME.search(name)


_NO_SIGNS = frozenset(':!?…%/\\&+"«»“”()[]#|')
_PARTICLES_TEXT = """
de la del van von der den di da dos du le el al bin ibn ter zu
"""
_PARTICLES = frozenset(_PARTICLES_TEXT.split())


def looks_like_a_person(text: str) -> bool:
    """Whether a text without any label may be a person's name: two to four words, each with a capital letter."""
    words = text.split()
    if not 2 <= len(words) <= 4 or not 5 <= len(text) <= 40 or not _NO_SIGNS.isdisjoint(text) or _CLOCK.search(text):
        return False
    if not _is_possible(text) or fold(text) in months():
        return False
    if any(char.isupper() or char.islower() for char in text):
        return all(word[:1].isupper() or word.lower() in _PARTICLES for word in words)
    return len(words) <= 3 or words[0].endswith(".")
