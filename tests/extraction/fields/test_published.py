"""When an article was published: which of the dates of a page is it."""

from __future__ import annotations

import pytest

from newsgrab.article import Precision
from newsgrab.extraction.fields.dates.published import date_of_address, find_published, find_updated
from newsgrab.extraction.page.document import Document
from tests.extraction.pages import page

LD = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "datePublished": "%s"}</script>'
PUBLISHED = '<meta property="article:published_time" content="%s">'


def published(meta: str = "", *, head: str = "", tail: str = "", lang: str = "en") -> str | None:
    """The day that is found on a page."""
    found = find_published(page(meta, head=head, tail=tail, lang=lang)).value
    return found.at.date().isoformat() if found else None


@pytest.mark.parametrize(
    ("meta", "head", "day"),
    [
        ('<time datetime="2025-05-09T10:00Z">Published on 3 May 2025</time>', "", "2025-05-03"),
        ('<time datetime="2025-05-09T10:00Z">3 May 2025</time>', "", "2025-05-09"),
        ('<div class="comment-head"><time>3 May 2025</time></div>', PUBLISHED % "2025-05-09", "2025-05-03"),
        ('<span class="date">4 May 2025</span>', LD % "2025-05-01" + PUBLISHED % "2025-05-04", "2025-05-04"),
        ('<span class="date">4 May 2025</span>', LD % "2025-05-01" + PUBLISHED % "2025-05-02", "2025-05-01"),
        ('<span class="date">4 May 2025</span>', '<meta name="date" content="2025-05-01">', "2025-05-04"),
        (
            "<p>9 May 2025</p><p>This article was originally published on 3 May 2025, but much has changed.</p>",
            "",
            "2025-05-03",
        ),
        ("<p>Joined: 1 January 2019</p><p>3 May 2025</p>", "", "2025-05-03"),
        ("<p>28 January 1975</p>", '<meta itemprop="dateUpdate" content="2025-05-03">', "2025-05-03"),
        (
            '<script>{"schools": [{"createdAt": "2025-05-09"}]}</script>',
            LD.replace("Published", "Modified") % "2025-05-03",
            "2025-05-03",
        ),
        ('<abbr title="Saturday, 3 May 2025">Saturday</abbr>', "", "2025-05-03"),
    ],
    ids=[
        "labelled in a time element",
        "not labelled in a time element",
        "right below the headline",
        "two machines against one",
        "one machine alone",
        "vague meta",
        "note of the first publication",
        "member since",
        "before the web",
        "state of other things",
        "abbreviation",
    ],
)
def test_the_likelier_of_two_days_wins(meta: str, head: str, day: str) -> None:
    """Labels, the place right below the headline, and agreement between sources tell which day is that of publication."""  # noqa: E501
    assert published(meta, head=head) == day


def test_a_day_in_the_address_is_that_of_the_publication() -> None:
    """Addresses are given once: a machine's later day is that of a change."""
    document = page(head=PUBLISHED % "2025-05-09")
    document.url = "https://courier.example/2025/5/3/bridge"
    found = find_published(document).value
    assert found is not None
    assert found.iso == "2025-05-03"


def test_no_address_is_older_than_the_web() -> None:
    """Numbers that could be a day of 1915 are no date."""
    assert date_of_address("https://a.example/img/19150409.jpg") is None


def test_the_pages_clock_far_from_the_headline_is_not_the_date() -> None:
    """A date in the head of the page stands for today; a plain text at the headline goes before it."""
    clock = '<div class="date">19 December 2025</div>' + "<span>-</span>" * 100
    html = page("<p>12 December 2025</p>").text.replace("<nav>", clock + "<nav>")
    found = find_published(type(page()).of_text(html, "https://courier.example/a")).value
    assert found is not None
    assert found.iso == "2025-12-12"


def test_the_only_day_of_a_page_is_better_than_none() -> None:
    """A date in a box apart is taken where the page has no other."""
    far = "<i>-</i>" * 100
    assert published(tail=far + '<div class="sidebar"><p>Written on 3 May 2025.</p></div>') == "2025-05-03"
    under = '<div class="entry-footer"><p>Von Lotte Hurtig am 03.05.2025, 11:51 | 0 Meinungen</p></div>'
    assert published(tail=under, lang="de") == "2025-05-03"
    two = far + '<div class="sidebar"><p>On 3 May 2025.</p><p>On 9 May 2025.</p></div>'
    assert published(tail=two) is None
    other = '<div class="sidebar"><p>On 9 May 2025.</p></div><div class="comments"><p>3 May 2025</p></div>'
    assert published(tail=far + other) is None


def test_a_day_that_opens_a_paragraph_goes_before_days_that_the_text_speaks_of() -> None:
    """Sentences name other days."""
    declared = "<p>The repairs had been decided upon as early as on 7 May 2024 by the whole city council.</p>"
    opened = "<p>(3. May 2025) " + "The bridge over the harbour was opened to traffic. " * 3 + "</p>"
    assert published(declared + opened) == "2025-05-03"


@pytest.mark.parametrize(
    ("machine", "printed", "at"),
    [
        ("2025-05-04T00:25:00Z", "3 May 2025", "2025-05-04T00:25:00+00:00"),
        ("2025-05-03T23:00:00Z", "", "2025-05-03T23:00:00+00:00"),
        ("2025-05-04T00:25:00Z", "3 May 2025, 19:25", "2025-05-03T19:25:00-05:00"),
        ("2025-05-03T18:10:30Z", "3 May 2025, 23:40", "2025-05-03T23:40:30+05:30"),
        ("2025-05-03T18:10:00Z", "3 May 2025, 21:02", "2025-05-03T18:10:00+00:00"),
        ("2025-05-03T18:10:00+02:00", "3 May 2025, 16:10", "2025-05-03T18:10:00+02:00"),
        ("2025-05-03T22:00:00Z", "4 May 2025", "2025-05-04T00:00:00+02:00"),
        ("2025-05-03T22:30:00Z", "4 May 2025", "2025-05-03T22:30:00+00:00"),
        ("2025-05-03T22:00:00Z", "3 May 2025", "2025-05-03T22:00:00+00:00"),
        ("2025-05-03T22:00:00Z", "Updated 4 May 2025", "2025-05-03T22:00:00+00:00"),
        ("2025-05-03T02:00:00Z", "4 May 2025", "2025-05-03T02:00:00+00:00"),
    ],
    ids=[
        "a day alone",
        "midnight somewhere",
        "same minute",
        "half an hour",
        "another minute",
        "zone given",
        "midnight before the printed day",
        "no full hour",
        "midnight of nothing",
        "day of a change",
        "midnight nowhere",
    ],
)
def test_a_zone_is_taken_from_what_is_printed_with_the_instant_only(machine: str, printed: str, at: str) -> None:
    """It is never guessed: the instant stays that of the machine."""
    html = page(f"<time class=date>{printed}</time>", head=PUBLISHED % machine)
    found = find_published(html).value
    assert found is not None
    assert found.at.isoformat() == at


@pytest.mark.parametrize("stamp", ["1970-01-01T00:00:00Z", "1969-12-31T19:00:00-05:00", "1970-01-01"])
def test_the_epoch_is_no_date(stamp: str) -> None:
    """A clock that was never set shows it; what is printed is taken instead."""
    assert published("<p>3 May 2025</p>", head=PUBLISHED % stamp) == "2025-05-03"


@pytest.mark.parametrize("stamp", ["1746280800", "1746280800000"])
def test_seconds_and_milliseconds_of_the_epoch_are_read(stamp: str) -> None:
    """Systems write them into meta data."""
    assert published("", head=PUBLISHED % stamp) == "2025-05-03"


FAR = "<i>-</i>" * 100
TOLD = "<p>The harbour was closed for ships on 9 March 2004 and again on 2 May 2005.</p>"


@pytest.mark.parametrize(
    "tail",
    [
        FAR + "<p>Opened on 9 March 2004</p>",
        '<div class="related"><a href="/b">Ferry sails to the islands again after a week</a><p>9 March 2004</p></div>',
    ],
    ids=["text far below", "box apart"],
)
def test_a_change_at_the_headline_goes_before_days_of_other_things(tail: str) -> None:
    """Where the headline has only the day of the change beside it, days farther away are not those of the publication."""  # noqa: E501
    assert published("<p>Updated 3 May 2025</p>", tail=tail) == "2025-05-03"


def test_a_change_at_the_headline_does_not_go_before_a_day_of_publication_there() -> None:
    """The day of publication may stand beside it."""
    assert published("<p>Updated 3 May 2025</p><p>1 May 2025</p>") == "2025-05-01"


@pytest.mark.parametrize(
    ("meta", "first", "last"),
    [
        ("<p>1 May 2025, updated 3 May 2025 14:30</p>", "2025-05-01", "2025-05-03T14:30:00+00:00"),
        ("<p>01.05.2025, aktualisiert: 03.05.2025 14:30</p>", "2025-05-01", "2025-05-03T14:30:00+00:00"),
        ("<p><span>1 May 2025</span> updated: <span>3 May 2025</span></p>", "2025-05-01", "2025-05-03"),
    ],
    ids=["words", "numbers", "elements"],
)
def test_of_two_days_in_a_line_the_one_behind_the_word_is_the_change(meta: str, first: str, last: str) -> None:
    """A line of facts names the publication first."""
    document = page(meta)
    assert published(meta) == first
    changed = find_updated(document).value
    assert changed is not None
    assert changed.iso == last


def test_the_time_of_a_change_is_not_that_of_the_publication() -> None:
    """A clock time behind another date belongs to that one."""
    found = find_published(page("<p>01.05.2025, aktualisiert: 03.05.2025 14:30</p>", lang="de")).value
    assert found is not None
    assert found.precision is Precision.DAY


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("<p>Last modified: <!-- when --> $Date: 2016/11/18 06:31:41 $</p>", "2016-11-18"),
        ("<p>$Date: 2016/11/18 06:31:41 $</p>", "2007-06-29"),
    ],
    ids=["noted as a change", "a mere date"],
)
def test_a_page_without_a_headline_is_dated_by_the_note_of_its_last_change(note: str, day: str) -> None:
    """Pages that are files note their last change at the end; days in their text may be of anything."""
    html = f"<title>-</title><body>{FAR}<p>Version 3, 29 June 2007</p>{TOLD * 5}<footer>{note}</footer>"
    found = find_published(Document.of_text(html, "https://courier.example/charter.html")).value
    assert found is not None
    assert found.iso[:10] == day


MENU = '<div><a href="/a">Life</a><a href="/b">Arts</a><a href="/c">Mail</a><a href="/d">Jobs</a></div>'


def day_of(above: str, below: str, lang: str = "en") -> str | None:
    """The day that is found on a page with something above its menu and something below its headline."""
    html = (
        f'<html lang="{lang}"><body>{above}{MENU}<h1>A headline that stands alone</h1>{below}<p>Text.</p></body></html>'
    )
    found = find_published(Document.of_text(html, "https://courier.example/a")).value
    return found.at.date().isoformat() if found else None


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ('<div class="h-date">9 May 2025</div>', "<p>3 May 2025</p>", "2025-05-03"),
        ("<div>Today, Friday 9 May 2025</div>", "<p>No day here</p>", None),
        ("<p>9 May 2025</p>", "<p>No day here</p>", "2025-05-09"),
    ],
    ids=["above a menu", "called today's", "the only one"],
)
def test_the_pages_own_clock_is_not_the_day(above: str, below: str, day: str | None) -> None:
    """A date above the menu gives way to one at the headline, and is none at all if it is said to be today's."""
    assert day_of(above, below) == day


def test_an_element_of_change_does_not_borrow_the_label_of_its_neighbour() -> None:
    """What says "updated" itself is no day of publication for the "published" beside it."""
    change = '<div class="post-meta"><i>Last updated: 9 May 2025</i></div>'
    assert published(f"<div>{change}<div>Published 3 May 2025</div></div>") == "2025-05-03"


def test_the_printed_day_and_the_address_together_outweigh_one_machine() -> None:
    """Two places that agree on a later day are right against meta data that a template filled in."""
    head = '<meta property="article:published_time" content="2025-01-01"><link rel="canonical" href="{}">'
    html = (
        f"<html><head><title>Rain over the hills</title>{head}</head><body><h1>Rain over the hills</h1>"
        "<p>3 May 2025</p><p>Text.</p></body></html>"
    )
    address = "https://courier.example/2025/05/%s/rain"
    for day, expected in (("03", "2025-05-03"), ("07", "2025-01-01")):
        document = Document.of_text(html.format(address % day), address % day)
        found = find_published(document).value
        assert found is not None
        assert found.at.date().isoformat() == expected


STATE = '<script type="application/json">{"item":{"publishedAt":"%sT10:15:00Z"}}</script>'


@pytest.mark.parametrize(("state", "day"), [("2025-05-03", "2025-05-03"), ("2025-05-20", "2025-05-29")])
def test_the_printed_day_and_the_embedded_state_together_outweigh_linked_data(state: str, day: str) -> None:
    """Some systems tell machines when the page was made."""
    told = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-05-29T06:00:00Z"}</script>'
    assert published("<p>3 May 2025, Saturday · 4 min read</p>", head=told + STATE % state) == day


@pytest.mark.parametrize(
    ("count", "printed", "day"),
    [(2, "3 May 2025", "2025-05-03"), (1, "3 May 2025", "2025-05-03"), (1, "", "2025-05-20")],
)
def test_dates_made_alike_far_below_are_of_readers_words(count: int, printed: str, day: str) -> None:
    """One date in a `time` element may be the article's wherever it stands, if the headline has none."""
    listed = "".join(
        f'<div><b>Zuzu</b><time class="d">2025-05-{20 + one}</time><p>Nice.</p></div>' for one in range(count)
    )
    assert published(f"<p>{printed}</p>", tail="<p>A line.</p>" * 45 + listed) == day


def test_a_month_may_bear_two_names_and_a_number() -> None:
    """Joomla writes both names of a month in Arabic, the first with its number."""
    for text in ("21 تشرين2/نوفمبر 2026", "21 تشرين الثاني/نوفمبر 2026", "21 كانون1/ديسمبر 2026"):
        assert published(f"<p>السبت, {text} 14:30</p>", lang="ar") == (
            "2026-12-21" if "كانون" in text else "2026-11-21"
        )


@pytest.mark.parametrize(
    ("meta", "head", "lang", "iso"),
    [
        (
            "<p>3 مايو 2025 - 10:30 بتوقيت مكة المكرمة</p>",
            LD % "2025-05-03T10:30:00Z",
            "ar",
            "2025-05-03T10:30:00+03:00",
        ),
        (
            "<p>3 مايو 2025 - 10:30 بتوقيت مكة المكرمة</p>",
            LD % "2025-05-03T07:30:00Z",
            "ar",
            "2025-05-03T10:30:00+03:00",
        ),
        (
            '<time datetime="2025-05-02T21:30:05-04:00">2 May 2025</time>',
            LD % "2025-05-03T01:30:05Z",
            "en",
            "2025-05-02T21:30:05-04:00",
        ),
        ("<p>3 May 2025, 14:20</p>", PUBLISHED % "2025-05-03T00:00:00Z", "en", "2025-05-03T14:20:00+00:00"),
        ("<p>3 May 2025, 14:20</p>", PUBLISHED % "2025-05-03T00:00:00+02:00", "en", "2025-05-03T14:20:00+02:00"),
        ("<p>4 May 2025, 14:20</p>", PUBLISHED % "2025-05-03T00:00:00Z", "en", "2025-05-03T00:00:00+00:00"),
        ('<b class="publish-date" data-timestamp="1746267300000"></b>', "", "en", "2025-05-03T10:15:00+00:00"),
        ("<p>03/05/2025 14:20</p>", '<meta property="og:locale" content="en_GB">', "en", "2025-05-03T14:20:00+00:00"),
        ("<p>03/05/2025 14:20</p>", '<meta property="og:locale" content="fr_FR">', "en", "2025-03-05T14:20:00+00:00"),
    ],
    ids=[
        "local time called UTC",
        "UTC beside the local time",
        "UTC of the next day",
        "midnight beside an hour",
        "midnight in a zone",
        "midnight of another day",
        "epoch milliseconds",
        "British locale",
        "locale of another language",
    ],
)
def test_what_is_printed_at_the_headline_mends_what_a_machine_says(meta: str, head: str, lang: str, iso: str) -> None:
    """A printed zone, hour or order of the country is what readers are told."""
    found = find_published(page(meta, head=head, lang=lang)).value
    assert found is not None
    assert found.iso == iso


def test_days_in_numbers_are_read_by_the_country_of_the_site() -> None:
    """A site of the United Kingdom writes the day first, whatever the page says of its language."""
    document = page("<p>03/05/2025 14:20</p>")
    document.url = "https://courier.example.co.uk/bridge"
    found = find_published(document).value
    assert found is not None
    assert found.iso == "2025-05-03T14:20:00+00:00"


@pytest.mark.parametrize(
    ("meta", "lang"),
    [
        ("<p>Updated: 4 May 2025, 16:45 | First published: 3 May 2025, 10:30</p>", "en"),
        ("<div class='meta'>Aktualisiert am 04.05.2025, 16:45 Uhr · Erschienen am 03.05.2025, 10:30 Uhr</div>", "de"),
        (
            "<ul class='info'><li><i></i> Aktualizacja: 4 maja 2025, 16:45, Publikacja: 3 maja 2025, 10:30</li></ul>",
            "pl",
        ),
        ("<p>Updated <time>4 May 2025 16:45</time>, published <time>3 May 2025 10:30</time></p>", "en"),
        ("<p>آخر تحديث بتاريخ 4 مايو 2025 16:45 - تاريخ النشر 3 مايو 2025 10:30</p>", "ar"),
    ],
)
def test_the_day_of_change_may_stand_before_that_of_publication(meta: str, lang: str) -> None:
    """Each label is that of the date behind it."""
    document = page(meta, lang=lang)
    first, last = find_published(document).value, find_updated(document).value
    assert first is not None
    assert last is not None
    assert (first.iso, last.iso) == ("2025-05-03T10:30:00+00:00", "2025-05-04T16:45:00+00:00")


COMMENT = '<div class="comments"><div class="comment"><time datetime="2025-06-09">June 9</time>{}</div></div>'


@pytest.mark.parametrize(
    "tail",
    [
        COMMENT.format("<p>At last.</p>"),
        COMMENT.replace("<time", '<footer class="head"><time').replace("</time>", "</time></footer>").format(""),
        "<aside class='agenda'><h3>Coming up</h3><p>14 September 2027: the bridge is painted in blue</p></aside>",
        "<div class='copyright'>Copyright © 2019-2026 The Courier. Designed anew on 12 May 2024.</div>",
        "<div class='related'><a href='/b'>Ferry sails to the isles after a week</a><time>9 May 2025</time></div>",
    ],
    ids=["comment", "head of a comment", "coming event", "rights", "related article"],
)
def test_a_page_that_dates_only_other_things_has_no_date(tail: str) -> None:
    """What stands behind the text in boxes of other things is no day of publication, even if it is the only one."""
    assert published(tail=tail) is None


@pytest.mark.parametrize(
    ("below_headline", "day"), [("<p>Monday, 3 May 2025</p>", 3), ("<p>Monday</p>", 9)], ids=["printed", "not printed"]
)
def test_a_day_behind_the_text_gives_way_to_one_at_the_headline(below_headline: str, day: int) -> None:
    """Comments and other articles bear theirs in elements made for it; alone, such a day is the article's."""
    found = find_published(page(below_headline, tail="<p><time>9 May 2025</time></p>")).value
    assert found is not None
    assert found.at.day == day
