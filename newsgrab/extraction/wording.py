"""The words by which pages of many languages label what is not the text of an article.

A table has a line for each language: its code, then the phrases between bars. A phrase is looked for as it is, whatever
its case, from the beginning of a word on (so that endings may follow).
"""

from __future__ import annotations

import re


def phrases(table: str) -> str:
    """The pattern for any phrase of a table."""
    found: list[str] = []
    for row in table.strip().splitlines():
        found += [phrase.strip() for phrase in row.split(":", 1)[1].split("|")]
    # The longest first, so that a match is as long as it can be.
    ordered = sorted({phrase for phrase in found if phrase}, key=lambda phrase: (-len(phrase), phrase))
    return r"(?<![^\W\d_])(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered) + ")"


RELATED_WORDS = """
ar: مقالات ذات صلة | ذات صلة | ذو صلة | اقرأ أيض | إقرأ أيض | اقرأ ايض | اقرا ايض | اقرأ المزيد | مواضيع متعلقة
ar: أخبار متعلقة | مواضيع مشابهة
ar: مواضيع مرتبطة | أخبار مرتبطة | قد يهمك | قد يعجبك | مقالات أخرى | شاهد أيض | طالع أيض | المزيد حول
fa: مطالب مرتبط | اخبار مرتبط | بیشتر بخوان | بیشتر بخوانید | همچنین بخوانید | خبرهای مرتبط | مطالب مشابه
ur: متعلقہ خبریں | متعلقہ | یہ بھی پڑھیں | مزید پڑھیں
he: עוד בנושא | קראו גם | כתבות נוספות | קרא עוד | כתבות קשורות | אולי יעניין
en: related | read also | read next | read more | also read | see also | more on this | you may | you might
en: recommended | more like this
en: don't miss | more stories | more from
fr: à lire aussi | lire aussi | à lire | sur le même | articles liés | articles similaires | voir aussi
fr: à découvrir | en lien
de: lesen sie auch | mehr zum | auch interessant | das könnte sie | verwandte | ähnliche artikel
de: weitere artikel | lesen sie mehr
es: te puede | relacionad | lee también | lea también | más sobre | también te | ver también
pt: leia também | leia mais | relacionad | veja também | saiba mais
it: leggi anche | correlat | potrebbe interessarti | vedi anche
ru: читайте также | читайте ещё | похожие | по теме | связанные | материалы по теме | другие новости | смотрите также
uk: читайте також | схожі | за темою
pl: czytaj też | czytaj także | zobacz też | zobacz także | przeczytaj | powiązane | podobne | czytaj również
pl: zobacz również
tr: ilgili | bunlar da | bunlara da | benzer haber | ayrıca oku
el: διαβάστε επίσης | διαβάστε ακόμα | διαβάστε ακόμη | σχετικά | δείτε επίσης
hi: यह भी पढ़ें | संबंधित | ये भी पढ़ें
zh: 相关阅读 | 相关新闻 | 相关文章 | 相关链接 | 相關 | 延伸阅读 | 延伸閱讀 | 推荐阅读 | 推薦閱讀 | 为你推荐
zh: 猜你喜欢 | 更多新闻
ja: 関連記事 | 関連 | あわせて読み | おすすめ | こちらも
ko: 관련기사 | 관련 기사 | 관련뉴스
nl: lees ook | gerelateerd | meer over
sv: läs också | läs även | läs mer
id: baca juga | terkait | simak juga
cs: čtěte také | související
ro: citeşte şi | citește și | articole similare
hu: kapcsolódó | olvassa el
"""
RELATED = re.compile(phrases(RELATED_WORDS), re.IGNORECASE)

VIEWS_WORDS = """
ar: مشاهد | المشاهدات | عدد المشاهدات | قراء | القراءات | زيار | الزيارات
fa: بازدید | تعداد بازدید | نمایش
ur: مناظر | ویوز
he: צפיות
en: view | read | hit
fr: vues | vue | lectures | lu
de: aufruf | gelesen
es: visita | lectura
pt: visualizaç | leitura
ru: просмотр | прочтен
tr: görüntülen | okun
el: προβολ
hi: व्यूज | बार
zh: 阅读 | 閱讀 | 浏览 | 瀏覽 | 次阅读 | 次浏览 | 点击
ja: 閲覧 | 回閲覧
ko: 조회
"""
VIEWS = re.compile(phrases(VIEWS_WORDS), re.IGNORECASE)

# Words that go on with the story: a line that opens with one is no further point of a list.
GOES_ON_WORDS = """
ar: وقد | وكان | وكانت | وفي | ومن | وأضاف | وأكد | وقال | كما | لكن | ولكن | يذكر
fa: همچنین | اما
he: אולם | אך
en: however | meanwhile | but | and | in addition
fr: cependant | mais | toutefois
de: aber | doch
es: sin embargo | pero
ru: однако | но | при этом
tr: ancak | fakat | ama
zh: 但 | 然而
ja: しかし | また
"""
GOES_ON = re.compile(phrases(GOES_ON_WORDS) + r"(?![^\W\d_])", re.IGNORECASE)
