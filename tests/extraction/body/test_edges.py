"""Where the text of an article begins and ends."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsgrab.article import Article
from newsgrab.extraction import read
from newsgrab.page import Origin, Page

TITLE = "Keepers count the herons of Lake Dunmor again"
PARAGRAPHS = (
    "Keepers in eleven boats counted the herons of Lake Dunmor on Sunday, for the first time since the great storm.",
    "They found three hundred and twelve nests in the alders of the eastern shore, forty more than two years ago.",
    "The fish came back when the weir was opened, the keepers say, and with the fish came the birds that eat them.",
)


def article(inside: str, around: str = "<article><h1>{}</h1>{}</article>") -> Article:
    """The article that is read from a page."""
    html = f"<title>{TITLE} | Dunmor Echo</title>{around.format(TITLE, inside)}"
    page = Page(
        html.encode(), datetime(2026, 3, 5, tzinfo=UTC), Origin.FILE, "https://dunmorecho.example/a/herons-counted"
    )
    found = read(page).article
    assert found is not None
    return found


def paragraphs(*texts: str, names: str = "") -> str:
    """Each text as a paragraph."""
    return "".join(f"<p class='{names}'>{text}</p>" for text in texts)


def test_a_short_last_sentence_is_text_if_it_stands_as_the_others_do() -> None:
    """Templates put a class on every paragraph."""
    assert article(paragraphs(*PARAGRAPHS, "So be it.", names="txt")).body.endswith("So be it.")


@pytest.mark.parametrize("last", ["Back to top", "Dunmor Echo / aw", "The herons:"])
def test_what_is_no_sentence_ends_no_text(last: str) -> None:
    """Whatever class it bears."""
    assert last not in article(paragraphs(*PARAGRAPHS, last, names="txt")).body


def test_a_short_sentence_in_a_box_of_another_kind_ends_no_text() -> None:
    """Such as a call under the text."""
    assert "Join us." not in article(paragraphs(*PARAGRAPHS) + "<div class=call>Join us.</div>").body


CITED = (
    "The count was printed in <a href=/j>the Yearly Journal of the Birds of Lakes and Rivers of the North</a> in June."
)


@pytest.mark.parametrize("parting", ["<p>", "<br><br>"])
@pytest.mark.parametrize("place", [2, 5])
def test_a_sentence_that_is_mostly_a_link_is_text(parting: str, place: int) -> None:
    """Wherever it stands, in paragraphs or in loose lines."""
    lines = [*PARAGRAPHS, *(f"{text} So it is." for text in PARAGRAPHS[:2])]
    lines.insert(place, CITED)
    assert "Yearly Journal of the Birds" in article(f"<div class=text>{parting.join(lines)}</div>").body


@pytest.mark.parametrize(
    "line",
    [
        "See <a href=/b/1>Otters come back to the brook at Lower Dunmor after the frost</a>",
        "<a href=/b/2>Otters come back to the brook at Lower Dunmor after the frost.</a>",
    ],
)
def test_a_link_to_another_story_among_loose_lines_is_no_text(line: str) -> None:
    """It says nothing besides what it leads to."""
    lines = [*PARAGRAPHS, line, *PARAGRAPHS]
    assert "Otters" not in article(f"<div class=text>{'<br>'.join(lines)}</div>").body


@pytest.mark.parametrize(
    "stamp", ["Monday, 2 March 2026 (17:42)", "2 March 2026 6:00 am (updated 6:01 am)", "Last seen to: 2 March 2026."]
)
def test_a_date_between_headline_and_text_is_no_lead(stamp: str) -> None:
    """However it ends."""
    found = article(paragraphs(*PARAGRAPHS), f"<h1>{{}}</h1><div>{stamp}</div><div class=text>{{}}</div>")
    assert found.body.startswith(PARAGRAPHS[0])


def test_a_lead_that_tells_of_a_day_is_kept() -> None:
    """It is longer than a stamp, and a sentence."""
    lead = "On 2 March 2026 the keepers of the lake went out in all their boats to count."
    found = article(paragraphs(*PARAGRAPHS), f"<h1>{{}}</h1><div>{lead}</div><div class=text>{{}}</div>")
    assert found.body.startswith(lead)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("【春のキャンペーン】有料記事読み放題のコースが今なら月額100円！<a href=/join>詳しくはこちら</a>", False),
        ("湖の番人たちは、春の月額100円の募金で新しい舟を買ったと<a href=/boats>話している</a>。", True),
    ],
)
def test_a_call_to_subscribe_among_japanese_paragraphs_is_none_of_them(line: str, *, kept: bool) -> None:
    """It has a link to do so."""
    text = [
        f"{at}日、湖の番人たちは鷺の巣を数え、去年より四十多い三百十二の巣を東の岸の木々で見つけた。"
        for at in range(1, 5)
    ]
    found = article(paragraphs(*text[:3], line, text[3]))
    assert (line[:12] in found.body) is kept


def test_an_anchor_that_was_left_open_makes_no_links_of_the_text() -> None:
    """Old pages mark their top by it."""
    table = "<a name=top><table><tr><td><h1>{}</h1><td>{}</table>"
    assert article("<br><br>".join(PARAGRAPHS), table).body.split("\n\n") == list(PARAGRAPHS)


def parts(*headings: str, links: str, texts: tuple[str, ...] = PARAGRAPHS) -> str:
    """Boxes of one kind, each with a heading that is a link and a text."""
    return "".join(
        f"<div class=item><div><a href='{links}{at}'>{heading}</a></div><div id=t{at}><p>{text}</p></div></div>"
        for at, (heading, text) in enumerate(zip(headings, texts, strict=True))
    )


def test_the_parts_of_an_accordion_are_no_teasers_though_their_headings_are_links() -> None:
    """They open what stands in the same part."""
    questions = ("How many boats went out to count them?", "Where do the herons nest now?", "What do they eat here?")
    assert PARAGRAPHS[1] in article(paragraphs(PARAGRAPHS[0]) + f"<div>{parts(*questions, links='#t')}</div>").body


@pytest.mark.parametrize("links", ["/b/", "#", "#story-", "javascript:show"])
def test_headlines_of_other_stories_with_their_teasers_are_none_of_the_text(links: str) -> None:
    """They lead elsewhere, perhaps by a script."""
    heads = ("Otters come back to the brook", "The mill at Dunmor is for sale", "A ferry sinks without a hole")
    text = [f"{one} It was a long day on the water, and the last of them." for one in PARAGRAPHS]
    assert article(paragraphs(*text) + f"<div>{parts(*heads, links=links)}</div>").body.split("\n\n") == text


@pytest.mark.parametrize("name", ["writerprofile", "reporter-info", "journalist_bio"])
def test_who_wrote_it_is_told_behind_the_text_and_is_none_of_it(name: str) -> None:
    """In a box that says so."""
    who = f"<div class='x7 {name}'><p>Ola Brennick</p><p>Has counted birds since her school days.</p></div>"
    assert "school days" not in article(paragraphs(*PARAGRAPHS) + who).body


def test_a_portrait_of_a_writer_is_a_text() -> None:
    """Where the box holds the story itself."""
    assert PARAGRAPHS[2] in article(f"<div class=writer-profile>{paragraphs(*PARAGRAPHS)}</div>").body


def story(heads: tuple[str, ...], *, linked: bool = True, dated: bool = True) -> str:
    """Headlines with a text and a date each, loose in the box of the text."""
    heads = tuple(f"<a href=/b/{at}>{head}</a>" for at, head in enumerate(heads)) if linked else heads
    return "".join(
        f"<p>{head}</p><p>It is told here at some length what came of it all.</p>"
        + (f"<div>Ola Brennick, 0{at + 1}.04.2026</div>" if dated else "")
        for at, head in enumerate(heads)
    )


OTHERS = ("Otters come back to the brook", "The mill at Dunmor is for sale", "A ferry sinks without a hole")


def test_dated_teasers_of_other_stories_behind_the_text_are_none_of_it() -> None:
    """Though no box parts them from it, and no label stands over them."""
    found = article(paragraphs(*PARAGRAPHS) + "<h3>From our pages</h3>" + story(OTHERS))
    assert found.body.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(("linked", "dated"), [(True, False), (False, True)])
def test_a_list_of_things_and_a_chronicle_are_text(*, linked: bool, dated: bool) -> None:
    """What is linked has no dates, what is dated leads nowhere."""
    found = article(paragraphs(*PARAGRAPHS) + story(OTHERS, linked=linked, dated=dated))
    assert "at some length" in found.body


def test_a_text_that_goes_on_behind_dated_teasers_is_kept_whole() -> None:
    """They stand in the middle of it."""
    found = article(paragraphs(*PARAGRAPHS) + story(OTHERS) + paragraphs(*(f"{one} So it was." for one in PARAGRAPHS)))
    assert found.body.endswith("So it was.")
