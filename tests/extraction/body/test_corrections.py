"""Notes of the editors that tell what of an article was wrong."""

from __future__ import annotations

import pytest

from newsgrab.extraction.words.line_labels import is_correction
from tests.extraction.body.test_edges import PARAGRAPHS, article, paragraphs

TEXT = paragraphs(*PARAGRAPHS)
NOTE = "This article was amended on 6 March 2026. There were eleven boats, not seven."
ARTICLE = "<main><article><h1>{}</h1>{}</article>%s</main>"


@pytest.mark.parametrize(
    "note",
    [
        f"<div class=editors-note><p>{NOTE}</p></div>",
        f"<p>{NOTE}</p>",
        f"<aside class=correction><p>{NOTE}</p></aside>",
        f"<footer class=article-footer><p>Filed in Lakes</p><p>{NOTE}</p></footer>",
    ],
)
@pytest.mark.parametrize(
    "box", ["{note}{text}", "{text}{note}", "<div class=article-body>{text}</div>{note}", "{text}"]
)
def test_a_correction_is_a_paragraph_where_it_stands(note: str, box: str) -> None:
    """Before the text, in it or behind it, also in a part that is set aside by its name, also behind the article."""
    behind = "" if "{note}" in box else note
    found = article(box.format(note=note, text=TEXT), ARTICLE % behind).body.split("\n\n")
    assert found == ([NOTE, *PARAGRAPHS] if box.startswith("{note}") else [*PARAGRAPHS, NOTE])


@pytest.mark.parametrize(
    "other",
    [
        "<div class=note><p>Correction to the old map of the lake begins in May, keepers say in their plan.</p></div>",
        "<aside class=correction><p>Have you found an error? Write to the desk at any time of day.</p></aside>",
        f"<h2>More of the lake</h2><div><p>{NOTE}</p></div>",
        f"<aside class=comments><div><p>Comments</p></div>{'<p>It is so.</p>' * 40}<p>{NOTE}</p></aside>",
        f"<div class=note><a href=/a/2>{NOTE}</a></div>",
        "<aside><p>Updated on 6 March 2026 at 10:30</p></aside>",
    ],
    ids=["story", "how to report one", "another story's", "reader's", "link", "time of an update"],
)
def test_no_other_note_beside_the_text_is_a_correction(other: str) -> None:
    """It must say that something of this article was wrong."""
    assert article(TEXT, ARTICLE % other).body.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("note", "other"),
    [
        ("تصحيح: الكلفة خمسة ملايين لا خمسون.", "تصحيح المسار في الاقتصاد يبدأ من البرلمان"),
        ("Korrektur, 6. März: Es waren elf Boote.", "Korrektur am Markt setzt sich fort"),
        ("【訂正】ボートは11隻でした。", "ボートは11隻でした。"),
        ("Düzeltme: Tekne sayısı on birdi.", "Düzeltme hareketi borsada sürüyor"),
        ("Fe de errores: eran once barcas.", "La fe de los pescadores del lago"),
        ("Уточнение: лодок было одиннадцать.", "Уточнение бюджета отложили"),
        ("اصلاحیه: تعداد قایق‌ها یازده بود.", "اصلاح قانون به تعویق افتاد"),
        ("Une version précédente de cet article disait sept bateaux.", "Une version précédente du plan disait sept."),
    ],
)
def test_a_correction_is_known_in_many_languages(note: str, other: str) -> None:
    """The word alone is none: what is corrected may be a course or a law."""
    assert is_correction(note)
    assert not is_correction(other)
