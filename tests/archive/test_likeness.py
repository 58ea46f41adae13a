"""Whether two pages can be one article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.archive.likeness import Said, contradict

QUAY = Said(
    "رصيف جديد يفتح أبوابه للسفن الكبيرة",
    "افتتح اليوم في الميناء رصيف جديد طوله أربعمئة متر، وحضر الافتتاح وزير النقل ورئيس البلدية وعدد كبير من الأهالي. "
    "وقال الوزير إن الرصيف يتسع لثلاث سفن كبيرة معا، وإن العمل فيه دام عامين كاملين.",
)
SCHOOL = Said(
    "المدارس تعود إلى العمل بعد العطلة",
    "عاد التلاميذ صباح الأحد إلى مدارسهم في جميع المحافظات بعد عطلة دامت أسبوعين، ووزعت الكتب على الصفوف كلها. "
    "وذكرت مديرية التربية أن نقص المعلمين في القرى البعيدة ما زال قائما، وأن الحل قريب.",
)
BRIDGE = Said(
    "橋が今日開通した", "市の中心部を流れる川に新しい橋が今日開通し、朝から多くの車が渡った。市長は渋滞が減ると話した。"
)
HERRING = Said(
    "ニシン漁が始まる",
    "湾では今朝から春のニシン漁が始まり、港には水揚げされた魚を求める人の列ができた。漁は五月まで続く。",
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (QUAY, SCHOOL),
        (BRIDGE, HERRING),
        (QUAY, Said(QUAY.title, SCHOOL.body)),  # "Weather", every day
        (QUAY, Said("المدارس تعود", "خبر قصير.")),
        (
            Said("Nöbetçi eczaneler", "Bu gece Güneş, Çınar ve Yeni Hayat açıktır."),
            Said("Nöbetçi eczaneler", "Sahil mahallesinde sabaha kadar nöbetçi eczane bulunmuyor."),
        ),
    ],
)
def test_unlike_pages_contradict(one: Said, other: Said) -> None:
    """By headline and text, or by texts that have nothing in common."""
    assert contradict(one, other)
    assert contradict(other, one)


@pytest.mark.parametrize(
    "other",
    [
        Said(f"{QUAY.title} | الميناء", QUAY.body),
        Said(QUAY.title, QUAY.body[:60]),
        Said("افتتاح الميناء الجديد أمام السفن", QUAY.body),
        Said(QUAY.title, f"{QUAY.body} {SCHOOL.body}"),
        Said("رَصِيفٌ جديدٌ يفتح أبوابه للسفن الكبيرة", "تحديث: انتهى الافتتاح."),
        Said("Live: the quay", f"{QUAY.body} كلمات أخرى أضيفت."),
    ],
)
def test_forms_of_one_page_do_not(other: Said) -> None:
    """Another headline, a part of the text, more of it, vowel marks, the site's name."""
    assert not contradict(QUAY, other)
    assert not contradict(other, QUAY)


@given(st.text(max_size=300), st.text(max_size=300), st.text(min_size=1, max_size=40))
def test_it_is_symmetric_and_no_page_contradicts_itself(one: str, other: str, title: str) -> None:
    """Whatever the texts are."""
    assert contradict(Said(title, one), Said(title, other)) == contradict(Said(title, other), Said(title, one))
    if any(character.isalnum() for character in title):
        assert not contradict(Said(title, one), Said(title, one))
