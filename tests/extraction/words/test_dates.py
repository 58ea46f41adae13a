"""Dates as pages print them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.article import Precision
from newsgrab.extraction.words.dates import Moment, is_relative_date, read_date, read_iso
from newsgrab.extraction.words.numbers import fold_digits

NOON = Moment(datetime(2026, 3, 10, 12, tzinfo=UTC), Precision.MINUTE)


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("2025-11-18T09:40:00+03:00", None, "2025-11-18T09:40:00+03:00"),
        ("Mon, 03 Nov 2025 10:00:00 +0200", None, "2025-11-03T10:00:00+02:00"),
        ("2026-09-30T24:00:00Z", None, "2026-10-01T00:00:00+00:00"),
        ("20261231T2400+0300", None, "2027-01-01T00:00:00+03:00"),
        ("2026年11月20日24時00分", "ja", "2026-11-21T00:00:00+00:00"),
        ("18 نوفمبر 2025", "ar", "2025-11-18"),
        ("115年11月21日", "zh", "2026-11-21"),
        ("2026 оны 11 сарын 10, 13:40", "mn", "2026-11-10T13:40:00+00:00"),
        ("ថ្ងៃទី២០ ខែវិច្ឆិកា ឆ្នាំ២០២៦", "km", "2026-11-20"),
        ("၂၀၂၆ ခုနှစ် နိုဝင်ဘာလ ၂၅ ရက်", "my", "2026-11-25"),
        ("Ngày 15 tháng 10 năm 2026", "vi", "2026-10-15"),
        ("دوشنبه ۲۷ مهرماه ۱۴۰۵", "fa", "2026-10-19"),
        ("۲۷ مهر ماه ۱۴۰۵", "fa", "2026-10-19"),
        ("21 تشرين الثاني 2025", "ar", "2025-11-21"),
        ("8 كانون الثاني/يناير 2026", "ar", "2026-01-08"),
        ("12 آب 2024", "ar", "2024-08-12"),
        ("5 جانفي 2024", "ar", "2024-01-05"),
        ("9 غشت 2023", "ar", "2023-08-09"),
        ("٣ فبراير ٢٠٢٦", "ar", "2026-02-03"),
        ("2 ربيع الآخر 1446", "ar", "2024-10-05"),
        ("پنجشنبه ۱۸ دی ۱۴۰۴ - ۱۰:۴۰", "fa", "2026-01-08T10:40:00+00:00"),
        ("۱۴۰۴/۱۰/۱۸", "fa", "2026-01-08"),
        ("۳۰ اسفند ۱۴۰۳", "fa", "2025-03-20"),
        ("5 جنوری 2026", "ur", "2026-01-05"),
        ("8 בפברואר 2026", "he", "2026-02-08"),
        ("28 अक्टूबर 2025, 12:35", "hi", "2025-10-28T12:35:00+00:00"),
        ("22 Aralık 2025, 07:50", "tr", "2025-12-22T07:50:00+00:00"),
        ("15 ноября 2025 г., 10:20", "ru", "2025-11-15T10:20:00+00:00"),
        ("16 Ιανουαρίου 2026", "el", "2026-01-16"),
        ("30 de noviembre de 2025, 20:05", "es", "2025-11-30T20:05:00+00:00"),
        ("1er janvier 2026", "fr", "2026-01-01"),
        ("3. März 2024", "de", "2024-03-03"),
        ("Feb 182009", "de", "2009-02-18"),
        ("15 listopada 2025", "pl", "2025-11-15"),
        ("15. listopada 2025", "hr", "2025-10-15"),
        ("2025. november 3.", "hu", "2025-11-03"),
        ("2025 m. lapkričio 3 d.", "lt", "2025-11-03"),
        ("2025年11月20日 09:32", "zh", "2025-11-20T09:32:00+00:00"),
        ("令和7年3月5日", "ja", "2025-03-05"),
        ("13 พฤศจิกายน 2568", "th", "2025-11-13"),
        ("Nov. 3rd, 2025 at 5:30 PM EST", "en", "2025-11-03T17:30:00-05:00"),
        ("03/05/2025", "en", "2025-03-05"),
        ("03/05/2025", "en-GB", "2025-05-03"),
        ("06.11.2025 10:25", "ru", "2025-11-06T10:25:00+00:00"),
        ("20251118T09:40:05Z", None, "2025-11-18T09:40:05+00:00"),
        ("20251118T0940+0300", None, "2025-11-18T09:40:00+03:00"),
        ("20251118", None, "2025-11-18"),
        ("10:25 06.11.2025", "ru", "2025-11-06T10:25:00+00:00"),
        ("06.11.2025 - 07.11.2025", "tr", "2025-11-06"),
        ("06.11.2025, changed 07.11.2025 10:25", "de", "2025-11-06"),
    ],
)
def test_a_date_is_read_in_many_languages_and_calendars(text: str, language: str | None, iso: str) -> None:
    """Month names, orders, digits and calendars of many countries give the day, with the clock time if there is one."""
    moment = read_date(text, language)
    assert moment is not None
    assert moment.iso == iso


@pytest.mark.parametrize("text", ["", "3 May", "May 2025", "31 February 2025", "12345", "99/99/2025", "hello"])
def test_what_is_no_whole_date_is_none(text: str) -> None:
    """A day without a year, or one that no calendar has, is no date."""
    assert read_date(text, "en") is None


@pytest.mark.parametrize(
    ("text", "ago"),
    [("3 hours ago", timedelta(hours=3)), ("منذ 5 دقائق", timedelta(minutes=5)), ("vor 2 Tagen", timedelta(days=2))],
)
def test_relative_times_need_the_pages_own_clock(text: str, ago: timedelta) -> None:
    """Words such as "3 hours ago" are a time only where the page tells its own."""
    assert read_date(text) is None
    moment = read_date(text, clock=NOON)
    assert moment is not None
    assert moment.at == NOON.at - ago


@given(st.text(max_size=80))
def test_any_text_can_be_asked_for_a_date(text: str) -> None:
    """No text makes the reader fail, and its digits' script does not matter."""
    found, folded = read_date(text), read_date(fold_digits(text))
    assert (found and found.at) == (folded and folded.at)


@given(st.dates(min_value=date(1801, 1, 1), max_value=date(2099, 12, 31)))
def test_an_iso_day_is_itself(day: date) -> None:
    """Every ISO day is read as that day."""
    moment = read_date(str(day))
    assert moment is not None
    assert moment.iso == str(day)


def test_two_dates_without_a_space_between_them_give_no_third() -> None:
    """What is glued together is not read across: "201928" is neither a day with a year nor a year with a day."""
    assert read_date("20. Juli 201928. Juli 2019", "de") is None


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("2024年5月3日 下午3:05", "zh", "2024-05-03T15:05:00+00:00"),
        ("2024년 5월 3일 오후 2시 30분", "ko", "2024-05-03T14:30:00+00:00"),
        ("2024年5月3日9時30分", "ja", "2024-05-03T09:30:00+00:00"),
        ("24-05-03 10:20", "zh", "2024-05-03T10:20:00+00:00"),
        ("24年5月3日", "zh", "2024-05-03"),
        ("٣ مايو ٢٠٢٤ - ١٠:٣٠ م", "ar", "2024-05-03T22:30:00+00:00"),
        ("15 رمضان 1445 هـ الساعة 10:30", "ar", "2024-03-25T10:30:00+00:00"),
        ("۱۴۰۳/۰۲/۱۴ - ۱۰:۰۶", "fa", "2024-05-03T10:06:00+00:00"),
        ("18 September 2024, 17:32 WIB", "id", "2024-09-18T17:32:00+07:00"),
        ("3 May 2024 14:05 (GMT+7)", "en", "2024-05-03T14:05:00+07:00"),
        ("3 May 2024 10:05 ACST", "en", "2024-05-03T10:05:00+09:30"),
        ("3. Mai 2024, 14:05 MESZ", "de", "2024-05-03T14:05:00+02:00"),
        ("3 مايو 2024 10:30 بتوقيت مكة المكرمة", "ar", "2024-05-03T10:30:00+03:00"),
        ("18 Jan 2024 21:12 IST", "hi", "2024-01-18T21:12:00+05:30"),
        ("18 Jan 2024 21:12 IST", "he", "2024-01-18T21:12:00+02:00"),
        ("18 Jan 2024 21:12 IST", "en", "2024-01-18T21:12:00+00:00"),
        ("18 Jan 2024 9:12 PM IST", "en-IN", "2024-01-18T21:12:00+05:30"),
        ("18 Jan 2024 21:12 (IST)", "en-IE", "2024-01-18T21:12:00+01:00"),
        ("18 Jan 2024 21:12 CST", "en", "2024-01-18T21:12:00-06:00"),
        ("18 Jan 2024 21:12 CST", "en-CN", "2024-01-18T21:12:00+08:00"),
        ("2024-01-18 21:12 CST", "zh", "2024-01-18T21:12:00+08:00"),
        ("18 Jan 2024 21:12 CST", "fr", "2024-01-18T21:12:00+00:00"),
        ("January 18, 2024 9:12 p.m. ET", "en", "2024-01-18T21:12:00-05:00"),
        ("July 18, 2024 9:12 p.m. ET", "en", "2024-07-18T21:12:00-04:00"),
        ("March 10, 2024 1:59 AM PT", "en", "2024-03-10T01:59:00-08:00"),
        ("March 10, 2024 3:00 AM PT", "en", "2024-03-10T03:00:00-07:00"),
        ("November 2, 2024 11:00 AM CT", "en", "2024-11-02T11:00:00-05:00"),
        ("November 4, 2024 11:00 AM CT", "en", "2024-11-04T11:00:00-06:00"),
        ("April 3, 2005 11:00 AM ET", "en", "2005-04-03T11:00:00-04:00"),
        ("March 20, 2005 11:00 AM ET", "en", "2005-03-20T11:00:00-05:00"),
        ("Tuesday, 5 March 2024 10:00 AM et al.", "en", "2024-03-05T10:00:00-05:00"),
        ("2024-05-03T01:36:00-24:00", "en", "2024-05-03T01:36:00+00:00"),
        ("18.07.2024, 21:12 Uhr (MESZ)", "de", "2024-07-18T21:12:00+02:00"),
        ("18 يناير 2024 - 21:12 بتوقيت القاهرة", "ar", "2024-01-18T21:12:00+02:00"),
        ("18 يوليو 2024 - 21:12 (توقيت القاهرة)", "ar", "2024-07-18T21:12:00+03:00"),
        ("18 يوليو 2024 - 21:12 بتوقيت بيروت", "ar", "2024-07-18T21:12:00+03:00"),
        ("18 ianuarie 2024, 21:12 (ora României)", "ro", "2024-01-18T21:12:00+02:00"),
        ("18 Temmuz 2024 21:12 (TSİ)", "tr", "2024-07-18T21:12:00+03:00"),
        ("۲۸ دی ۱۴۰۲ - ۲۱:۱۲ به وقت تهران", "fa", "2024-01-18T21:12:00+03:30"),
        ("18 juillet 2024 à 21h12, heure de Paris", "fr", "2024-07-18T21:12:00+02:00"),
        ("2024年1月18日 21:12（北京时间）", "zh", "2024-01-18T21:12:00+08:00"),
        ("18 июля 2024, 21:12 по московскому времени", "ru", "2024-07-18T21:12:00+03:00"),
        ("18 July 2024 at 21:12, London time", "en", "2024-07-18T21:12:00+01:00"),
        ("18 juillet 2024 à 21:12 et modifié le 19", "fr", "2024-07-18T21:12:00+00:00"),
        ("18 juillet 2024 à 21:12 EST", "fr", "2024-07-18T21:12:00-05:00"),
        ("18 tháng 7, 2024 9:12 CH", "vi", "2024-07-18T21:12:00+00:00"),
        ("18 ก.ค. 67 21:12 น.", "th", "2024-07-18T21:12:00+00:00"),
        ("18 ก.ค. 24 21:12 น.", "th", "2024-07-18T21:12:00+00:00"),
        ("الخميس 12 محرم 1446هـ - 18 يوليو 2024م - 21:12", "ar", "2024-07-18T21:12:00+00:00"),
        ("18 يوليو 2024 الموافق 12 محرم 1446هـ - 21:12", "ar", "2024-07-18T21:12:00+00:00"),
        ("1446/01/12 - 2024/07/18 21:12", "ar", "2024-07-18T21:12:00+00:00"),
        ("12 محرم 1446هـ، وكان 5 مارس 2019", "ar", "2024-07-18"),
    ],
)
def test_clocks_and_zones_are_read_as_they_are_printed(text: str, language: str, iso: str) -> None:
    """Letters that mean several zones are read by the page's language, and left open without one."""
    moment = read_date(text, language)
    assert moment is not None
    assert moment.iso == iso


@given(
    st.from_regex(
        r"(\d{1,4}[-/.年 ]){2}\d{1,4}[日T ]?(上午|下午|오후 )?\d{1,2}[:時시]\d{1,2}(:\d\d)? ?"
        r"[(]?(Z|[+-]\d\d:?\d\d|IST|WIB|GMT[+-]\d{1,2})?",
        fullmatch=True,
    ),
    st.sampled_from(["ar", "en", "fa", "he", "hi", "ja", "ko", "zh", None]),
)
def test_nothing_that_looks_like_a_time_makes_the_reader_fail(text: str, language: str | None) -> None:
    """Whatever numbers stand in it; what it gives is aware, and its zone is one that there is."""
    for moment in (read_date(text, language), read_iso(text)):
        if moment is not None:
            offset = moment.at.utcoffset()
            assert offset is not None
            assert abs(offset) <= timedelta(hours=14)


@pytest.mark.parametrize(
    ("text", "language", "iso", "precision"),
    [
        ("2026年3月5日 上午9:05", "zh", "2026-03-05T09:05:00+00:00", Precision.MINUTE),
        ("2026年3月5日 下午12:05", "zh", "2026-03-05T12:05:00+00:00", Precision.MINUTE),
        ("2026年3月5日 下午3時05分07秒", "zh", "2026-03-05T15:05:07+00:00", Precision.SECOND),
        ("2026年3月5日 15时05分", "zh", "2026-03-05T15:05:00+00:00", Precision.MINUTE),
        ("5 March 2026, 12:30 pm", "en", "2026-03-05T12:30:00+00:00", Precision.MINUTE),
        ("5 March 2026, 12:30 am", "en", "2026-03-05T00:30:00+00:00", Precision.MINUTE),
        ("5 March 2026, 11:30:09 pm", "en", "2026-03-05T23:30:09+00:00", Precision.SECOND),
        ("03/13/2026", "de", "2026-03-13T00:00:00+00:00", Precision.DAY),
        ("03/12/2026", "de", "2026-12-03T00:00:00+00:00", Precision.DAY),
        ("13/03/2026", "en-us", "2026-03-13T00:00:00+00:00", Precision.DAY),
        ("03/12/2026", "en-us", "2026-03-12T00:00:00+00:00", Precision.DAY),
        ("5 آذار/مارس 2026", "ar", "2026-03-05T00:00:00+00:00", Precision.DAY),
        ("20260305", None, "2026-03-05T00:00:00+00:00", Precision.DAY),
        ("3 \U000f0001 2026, 5 March 2026", "en", "2026-03-05T00:00:00+00:00", Precision.DAY),
    ],
)
def test_halves_of_the_day_and_of_the_world(text: str, language: str | None, iso: str, precision: Precision) -> None:
    """Noon and midnight, seconds where they are told, day or month first by what each can be."""
    found = read_date(text, language)
    assert found is not None
    assert (found.at.replace(tzinfo=found.at.tzinfo or UTC).isoformat(), found.precision) == (iso, precision)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-11-18T09:40:00Z", "2025-11-18T09:40:00+00:00"),
        (" Mon, 03 Nov 2025 10:00:00 EST", "2025-11-03T10:00:00-05:00"),
        ("20251118T094005", "2025-11-18T09:40:05+00:00"),
        ("02/03/2026", None),
        ("yesterday", None),
    ],
)
def test_what_a_machine_wrote_is_read_without_a_guess(text: str, iso: str | None) -> None:
    """ISO 8601 and RFC 822; an order of day and month is never guessed."""
    found = read_iso(text)
    assert (found and found.at.isoformat()) == iso


@pytest.mark.parametrize(
    ("text", "language", "minutes", "precision"),
    [
        ("منذ دقيقتين", "ar", 2, Precision.MINUTE),
        ("منذ ساعتين", "ar", 120, Precision.MINUTE),
        ("منذ يومين", "ar", 2880, Precision.DAY),
        ("منذ أسبوعين", "ar", 20160, Precision.DAY),
        ("23 hours ago", "en", 1380, Precision.MINUTE),
        ("1 day ago", "en", 1440, Precision.DAY),
        ("an hour ago", "en", 60, Precision.MINUTE),
        ("yesterday", "en", 1440, Precision.DAY),
        ("just now", "en", 0, Precision.MINUTE),
    ],
)
def test_a_day_ago_is_told_to_the_day(text: str, language: str, minutes: int, precision: Precision) -> None:
    """And hours to the minute."""
    found = read_date(text, language, clock=NOON)
    assert found == Moment(NOON.at - timedelta(minutes=minutes), precision)


def test_a_time_told_from_a_clock_is_known_as_one() -> None:
    """Words for days count only where they are asked for."""
    assert [is_relative_date(text) for text in ("3 hours ago", "yesterday", "now", "5 March 2026")] == [
        True, False, False, False,
    ]  # fmt: skip
    words = [
        is_relative_date(text, day_words=True) for text in ("3 hours ago", "yesterday", "just now", "5 March 2026")
    ]
    assert words == [True, True, True, False]
