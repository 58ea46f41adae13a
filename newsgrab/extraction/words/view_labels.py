"""View labels: which number of a short text is a view count, by the words beside it."""

from __future__ import annotations

import re
from functools import cache

from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.numbers import Count, find_counts, fold_digits

# Words for having been read or seen. Also the verbs: "read 1234 times", "Lu 120 fois".
_VIEWS = """
views view viewed reads read hits hit visits visit pageviews pageview pv impressions
مشاهدة مشاهدات المشاهدات المشاهدة مشاهده شوهد شوهدت قراءة قراءات القراءات القراءة قراءه قرئ قرئت قرأ زيارة زيارات الزيارات زياره اطلاع تصفح القراء قارئ
بازدید بازدیدها بازديد نمایش مشاهدات خوانده بازدیدکننده ویوز مناظر دیکھا پڑھا
צפיות צפייה צפו קריאות נצפה נצפתה כניסות
व्यूज व्यूज़ व्यूस व्यू देखा पढ़ा वाचन पाहिले বার পঠিত ভিউ দেখা பார்வைகள் వీక్షణలు
görüntülenme görüntüleme görüntülendi okunma okundu okunmuş gösterim izlenme izlendi hit baxış baxılıb oxunub oxunma
просмотров просмотра просмотр просмотры просмотрели прочтений прочтения прочтение прочитали прочитано читали прочли показов посмотрели просмотрено посещений
переглядів перегляди перегляд перегляда переглянуто прочитань прочитали прочитано праглядаў праглядаў прегледа прегледи прегледано преглеждания видяна видян читания қаралым қаралды оқылды
προβολές προβολή αναγνώσεις ανάγνωση εμφανίσεις επισκέψεις διαβάστηκε αναγνώστηκε
vues vue lectures lecture lu lus lue lues affichages consultations consulté consultée visites visite visionnages
aufrufe aufruf aufgerufen ansichten zugriffe gelesen leseaufrufe seitenaufrufe klicks angesehen besuche
visitas visita vistas vista lecturas lectura visualizaciones visualización visto leído leída leídas vistos reproducciones visualitzacions lectures
visualizações visualização leituras leitura acessos acesso exibições visualizaram lido lida vezes
visualizzazioni visualizzazione letture lettura visualizzato letto visto
weergaven weergave bekeken gelezen leesbeurten vertoningen visningar visningar visninger läst lest læst lesningar katselukertaa katselut katselua lukukertaa luettu vaatamist loetud skatījumi skatījumu skatīts peržiūros peržiūrų peržiūrėta perskaityta
wyświetleń wyświetlenia odsłon odsłony wyświetlono przeczytano czytano zobrazení zhlédnutí přečteno přečtení čteno zobrazené videní prečítané ogledov ogledi pregleda pregledi pogleda pregledano pročitano
vizualizări vizualizari afișări afisari citiri accesări vizionări citit megtekintés megtekintések megtekintve olvasás olvasták shikime lexime
dilihat dibaca tayangan pembaca tontonan dilawati lượt xem đọc
ნახვა ნახულია ნახვები დათვალიერება դիտում դիտումներ դիտվել دیتن بینین بینراوە بینەر بینەران خوێندراوە خوێندراوەتەوە خوێنەر xwendin dîtin nêrîn baxanlar koʻrildi koʻrishlar ko'rildi кўрилди кўришлар көрүлдү көрүлгөн прочетена прочетено прочетен преглеждано прочитана vist zobrazeno zobrazen prohlédnuto megtekintette imesomwa waliosoma ዕይታ ዕይታዎች እይታ daawaday akhriday shikuar lexuar үзсэн हेरिएको ምልከታ բینین بینراوە بینەر
"""  # noqa: E501
# Words that come with the number and say nothing of what it counts: "times", "persons", "so far".
_FILLERS = """
times time x total count number of people persons so far the مرة مرات عدد بار مرتبه نفر פעמים बार kez kere defa раз раза разів пъти пута puta φορές fois mal veces vez vezes volte keer gånger ganger gange kertaa krát krat razy raz ori alkalommal kali lần ครั้ง 次 回 人次 번 jar جار carî mara sayı sayısı száma počet liczba numărul кількість количество кол-во число număr número nombre numero anzahl soni сони ژمارەی саны թիվ რაოდენობა
"""  # noqa: E501
# What else pages count. A number that belongs to one of these is no view count, whatever stands on its other side.
_OTHERS = """
comment comments reply replies response responses share shares like likes reaction reactions vote votes follower followers subscriber subscribers fan fans member members minute minutes min mins second seconds sec hour hours day days week weeks month months year years photo photos image images video videos post posts article articles story stories result results item items rating point points download downloads bookmark claps people reading online now user users visitor guests
تعليق تعليقات التعليقات تعليقا مشاركة مشاركات إعجاب إعجابات متابع متابعين متابعا متابعون مشترك مشتركين دقيقة دقائق دقيقه ثانية ثواني ساعة ساعات يوم أيام سنة صورة صور خبر أخبار مقال مقالات صوت أصوات متواجد متواجدون الآن
نظر نظرات دیدگاه دقیقه ساعت روز نفر تبصرے تبصرہ منٹ شیئر פייסבוק תגובות תגובה שיתופים שיתוף לייקים דקות דקה שעות ימים טוקבקים टिप्पणी टिप्पणियां शेयर मिनट लाइक घंटे
yorum yorumlar paylaşım beğeni dakika dk saat gün takipçi abone oy комментариев комментария комментарий комментарии минут минуты минута мин лайков лайка поделились голосов голоса подписчиков часов час дней коментарів коментарі хвилин хв коментара
σχόλια σχόλιο λεπτά λεπτό κοινοποιήσεις ψήφοι commentaires commentaire partages partage j'aime minutes abonnés kommentare kommentar teilen geteilt minuten min stimmen abonnenten comentarios comentario compartidos compartidas minutos seguidores votos comentários comentário compartilhamentos curtidas commenti commento condivisioni minuti voti reacties reactie komentarzy komentarze komentarz polubień udostępnień komentářů hozzászólás comentarii komentar suka bagikan menit phút bình
"""  # noqa: E501
# Words of a whole site's counters: their number is not this article's.
_SITE = fold(
    "online|visitors|visitor|site visits|total visits|today|زوار|الزوار|الموقع|موقعنا|المتواجدون|المتواجدين|متواجد|اليوم|visiteurs|besucher|visitantes"  # noqa: E501
    "|visitatori|bezoekers|посетителей|посетители|сейчас на сайте|ziyaretçi|çevrimiçi|επισκέπτες|bugün|сегодня|آنلاین|امروز|کاربران|访客|在线|今日|人数|今日の|방문자"  # noqa: E501
    # What a popular blog service calls the counter of a whole blog.
    "|total pageviews|إجمالي مرات مشاهدة الصفحة|vistas de página en total|total de pages vues|gesamtzahl der seitenaufrufe"  # noqa: E501
    "|total de visualizações de página|tayangan halaman|toplam sayfa görüntüleme|visualizzazioni totali"
).split("|")
# Scripts without spaces: the words around a number, as patterns.
_CHARWISE_BEFORE = re.compile(
    r"(?:阅读|閱讀|浏览|瀏覽|观看|觀看|点击|點擊|人气|人氣|查看|访问|訪問|播放|閲覧|再生|アクセス|ビュー|(?<![A-Za-z])PV|조회|조회수|뷰|อ่าน|เข้าชม|ยอดวิว|ผู้เข้าชม|(?<![A-Za-z])views?)(?:数|量|次数|次數|率|回数|数量|數)?\s*[:：]?\s*[(（]?\s*$",
    re.IGNORECASE,
)
_CHARWISE_AFTER = re.compile(
    r"^\s*[+]?\s*(?:次|回|人|人次|個|times)?\s*(?:的)?\s*(?:阅读|閱讀|浏览|瀏覽|观看|觀看|点击|點擊|查看|人气|人氣|閲覧|視聴|再生|ビュー|アクセス|(?:views?|pv)(?![A-Za-z])|조회|회\s*조회|뷰|인기|ครั้ง|วิว|อ่าน|看过|看過|人已读|已读|人看)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_][\w'’׳\u0900-\u0dff\u0e00-\u0e7f]*")
_JOINT = re.compile(r"^[\s:：՝=\-–—()\[\]×.,\"“”'’\u200f\u200e]*$")
_PIECES = re.compile(r"[|•·●/\n]|(?<=\s)[-–—](?=\s)|[,،;](?=\s)")
MAX_LABEL_CHARS = 60
MAX_OTHER_WORDS = 6  # of a sentence that tells the count: "this article has been read 12 times"


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(fold(table).split())


def page_words(folded: str) -> frozenset[str]:
    """The view words that a whole folded text holds, looked up at once."""
    for sign in ":()·|،.,/՝":
        folded = folded.replace(sign, " ")
    return _words(_VIEWS).intersection(folded.split())


_UNSPACED = re.compile("[\u1100-\u11ff\uac00-\ud7af\u2e80-\u9fff\u0e00-\u0e7f]")  # folding takes Hangul apart
_UNSPACED_VIEWS = re.compile(
    fold(
        "阅读|閱讀|浏览|瀏覽|观看|觀看|点击|點擊|人气|人氣|查看|访问|訪問|播放|閲覧|再生|視聴|アクセス|ビュー|조회|뷰|อ่าน|เข้าชม|วิว|看过|已读|人看|pv|view"
    )
)


def names_views_unspaced(folded: str) -> bool:
    """Whether a text of a script without spaces holds a word for views."""
    return _is_unspaced(folded) and _UNSPACED_VIEWS.search(folded) is not None


def _is_unspaced(text: str) -> bool:
    return not text.isascii() and _UNSPACED.search(text) is not None


def is_view_word(folded: str) -> bool:
    """Whether a folded word says that something was read or seen."""
    return folded in _words(_VIEWS)


def is_view_label(folded: str) -> bool:
    """Whether a short folded text is nothing but a label of a view count: "views", "عدد المشاهدات:"."""
    words = [match[0] for match in _WORD.finditer(folded)]
    if not words:
        return False
    if any(is_view_word(word) for word in words):
        known = _words(_FILLERS) | _words(_VIEWS)
        return all(word in known or len(word) <= 2 for word in words) and not _of_site(folded)
    rest = folded.strip(" :：")
    return len(rest) <= 8 and bool(_CHARWISE_BEFORE.fullmatch(rest))


def is_number_of_times(text: str, language: str | None) -> bool:
    """Whether a text is a number and a word for how often: "1,234 times"."""
    counts = find_counts(text, language) if len(text) <= 20 else []
    words = [fold(match[0]) for match in _WORD.finditer(fold_digits(text)[counts[0][1] :])] if len(counts) == 1 else []
    return bool(words) and counts[0][0] == 0 and all(word in _words(_FILLERS) for word in words)


def _of_site(folded: str) -> bool:
    return any(word in folded for word in _SITE)


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
    for piece in _PIECES.split(text) if len(text) > 20 else [text]:
        if not piece:
            continue
        found = _in_piece(piece, language)
        if found and (best is None or (found.exact and not best.exact)):
            best = found
    return best


def _in_piece(piece: str, language: str | None) -> Count | None:
    if len(piece) > MAX_LABEL_CHARS or not _DIGIT.search(piece):
        return None
    digits = fold_digits(piece)
    words = _WORD.findall(digits)
    if len(words) > MAX_OTHER_WORDS + 3 or not (any(is_view_word(fold(word)) for word in words) or _is_unspaced(piece)):
        return None
    counts = find_counts(piece, language)
    if not counts or _of_site(fold(digits)):
        return None
    chosen: Count | None = None
    for index, (start, end, count) in enumerate(counts):
        before = digits[counts[index - 1][1] if index else 0 : start]
        after = digits[end : counts[index + 1][0] if index + 1 < len(counts) else len(digits)]
        if _counts_views(before, after) and (chosen is None or (count.exact and not chosen.exact)):
            chosen = count
    return chosen


def _counts_views(before: str, after: str) -> bool:
    """Whether the number between two texts counts views: by the word behind it, else by the word before it."""
    if before.endswith("+"):
        return False  # a key that is pressed together with another
    if before.rstrip().endswith(_COLONS) and after.rstrip().endswith(_COLONS):
        after = ""  # labels with colons stand before their numbers: this is the next number's
    if _CHARWISE_AFTER.search(after):
        return True
    follower = _nearest(after, backwards=False)
    if follower == "times" and any(is_view_word(fold(match[0])) for match in _WORD.finditer(before)):
        return True
    if follower == "view":
        return True
    if follower in ("other", "word"):
        return False
    return _nearest(before, backwards=True) == "view" or bool(_CHARWISE_BEFORE.search(before))


_COLONS = (":", "：", "՝")


def _nearest(text: str, *, backwards: bool) -> str:
    """What the word beside a number is: "view", "other", "word", "times", or "" if there is none close by."""
    times = ""
    words = list(_WORD.finditer(text))
    edge = len(text) if backwards else 0
    for match in reversed(words) if backwards else words:
        gap = text[match.end() : edge] if backwards else text[edge : match.start()]
        if not _JOINT.match(gap):
            return times
        word = fold(match[0])
        if (backwards and word in _BEFORE_YEARS) or match[0].lower() == "last":  # the Swedish "läst" folds to it
            return "word"
        edge = match.start() if backwards else match.end()
        if word in _words(_FILLERS):
            times = "times"
            continue
        if word in _words(_VIEWS):
            return "view" if backwards or not _is_verb_of_other(text, edge) else "other"
        return "other" if word in _words(_OTHERS) else times or "word"
    return times


_BEFORE_YEARS = frozenset(("of", "in", "for", "since", "from", "de", "del", "von"))


def _is_verb_of_other(text: str, at: int) -> bool:
    """Whether "read" goes on as another count: "12 read comments"."""
    match = _WORD.search(text, at)
    if match is None or fold(match[0]) not in _words(_OTHERS):
        return False
    return _JOINT.match(text[at : match.start()]) is not None


# Words of class names, attributes and JSON keys for a count of readers.
_NAMES_TEXT = """
views viewcount viewscount viewed hits hitcount reads readcount pageviews pageview visits postviews
viewcounter viewnum totalviews visitcount
"""
_NAMES = frozenset(_NAMES_TEXT.split())
_NAME_PAIRS = tuple(frozenset(pair) for pair in (("view", "count"), ("view", "counter"), ("read", "count"), ("view", "number"), ("hit", "count"), ("view", "num"), ("visit", "count"), ("page", "view"), ("post", "view"), ("article", "view"), ("news", "view"), ("meta", "view"), ("total", "view"), ("hit", "counter"), ("icon", "view"), ("view", "total")))  # fmt: skip  # noqa: E501
VIEW_NAMES = _NAMES | {"view", "read", "hit", "visit"}  # one of these is among the words of every such name
_NOT_NAMES = frozenset(
    ("comment", "comments", "share", "shares", "like", "likes", "time", "row", "field", "content", "video", "download")
)


def names_views(words: frozenset[str]) -> bool:
    """Whether the words of a class name or key call a count of readers."""
    if VIEW_NAMES.isdisjoint(words) or not _NOT_NAMES.isdisjoint(words):
        return False
    return not _NAMES.isdisjoint(words) or any(pair <= words for pair in _NAME_PAIRS)
