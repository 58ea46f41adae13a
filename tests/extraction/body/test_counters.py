"""Lines of the hour among the text, and sentences that say the same words."""

from __future__ import annotations

import pytest

from tests.extraction.body.test_boilerplate import PARAGRAPHS, article


def among(line: str) -> list[str]:
    """The paragraphs that are read where a line stands among three."""
    return article(f"<p>{PARAGRAPHS[0]}</p>{line}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>").body.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "<p>کد خبر: ۷۷۱۲۰ | تعداد بازدید: ۲٬۱۸۴</p>",
        "<p>Просмотров: 2184. Сейчас читают: 12</p>",
        "<p>Bu haber 2.184 kez okundu.</p>",
        "<p>You have 4 free articles left this month. <a href=/s>Subscribe</a></p>",
        "<div>FTSE 100 8,214</div>",
        "<div><span>Dolar 41,25</span> | <span>Avro 48,07</span> | <span>Gram altın 5.610</span></div>",
        "<div>الدولار: 1,420.50<br>اليورو: 1,650.25</div>",
        "<div class=note>This site uses cookies to count its readers, and you may refuse them.</div>",
        "<div><p>Окна и двери за неделю</p><small>Реклама. ООО «Ясный вид», erid: 3QqwYt71</small></div>",
    ],
)
def test_what_is_of_the_hour_is_no_text(line: str) -> None:
    """Counts side by side, this very article's readers, prices with their names, notices, paid lines."""
    assert among(line) == list(PARAGRAPHS[:3])


@pytest.mark.parametrize(
    "sentence",
    [
        "Close to 300 people came on the first day.",
        "Advertising will be banned in the mill.",
        "Copyright in the patterns ran out in May.",
        "Tagged bales were found on the road.",
        "شارك الآلاف في افتتاح المصنع يوم الاثنين.",
        "إعلان الافتتاح جاء بعد منتصف الليل.",
        "Anzeige erstattete die Stadt gegen 12 Personen.",
        "Реклама на станках принесёт 20 тысяч в год.",
        "広告収入は年に二千万円になる見込みだ。",
        "விளம்பரம் ஆலையில் தடை செய்யப்படும்.",
        "Paylaşım etmək istəyənlər fabrikin önünə yığışdı.",
        "The mill was visited 2,184 times last year.",
        "The dollar rose to 41.25 on Monday.",
    ],
)
def test_a_sentence_is_text_whatever_it_begins_with(sentence: str) -> None:
    """The first word of a label, or a count, in what is told."""
    assert sentence in among(f"<p>{sentence}</p>")


@pytest.mark.parametrize("label", ["Advertisement", "Sponsored by Acme Looms", "إعلان", "Copyright 2026 Ostrel Post."])
def test_a_label_alone_is_no_text(label: str) -> None:
    """Nothing of a sentence follows the word."""
    assert among(f"<p>{label}</p>") == list(PARAGRAPHS[:3])
