"""Categories by printed trails: arrows are none of a menu's, a row right above the headline is one without arrows."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.category.breadcrumbs import printed_trails
from newsgrab.extraction.fields.category.find import find_category
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.words.headings import is_headline
from tests.extraction.pages import TEXT, TITLE

HOME, CITY, SPORT, RIVER = (
    f'<a href="/{path}">{name}</a>'
    for path, name in (("", "Home"), ("city", "City"), ("sport", "Sport"), ("river", "River"))
)
MENU = f"<div>{HOME} | {CITY} | {SPORT}</div><hr><hr><hr><hr><hr><hr><hr><hr><hr>"


def article(above: str, address: str = "https://courier.example/7.html", *, foot: str = "", head: str = "") -> Document:
    """An article with something above its headline and at the foot of its page."""
    html = (
        f"<!doctype html><title>{TITLE}</title>{head}<body>{above}<h1>{TITLE}</h1><div>{TEXT * 3}</div>"
        f"<footer>{foot}</footer></body>"
    )
    return Document.of_text(html, address)


@pytest.mark.parametrize(
    ("above", "found"),
    [
        (MENU, []),
        (f"{MENU}<div>{HOME} ＞ {CITY}</div>", ["Home", "City"]),
        (f"{MENU}<div>{HOME} » {CITY} » {TITLE}</div>", ["Home", "City"]),
        ("<div>Home &gt; News &gt; <b>Harbour</b></div>", ["News", "Harbour"]),
        ("<div>Home &gt; News</div>", ["News"]),
        ("<div>What now &gt; Harbour</div>", []),
        (f"<ul><li>{HOME}</li><li>{CITY}</li><li>{RIVER}</li><li>{TITLE}</li></ul>", ["City", "River"]),
        (f"<ul><li>{HOME}</li><li>{CITY}</li><li>{RIVER}</li></ul>", []),
    ],
)
def test_a_trail_is_joined_by_arrows_or_ends_with_the_headline(above: str, found: list[str]) -> None:
    """Bars stand between the entries of a menu; a word for home begins a trail that has no links."""
    assert next(printed_trails(article(above)), []) == found


def test_the_sites_own_links_are_no_sections() -> None:
    """Its program for telephones and the login stand where a trail does."""
    row = '<div class="breadcrumb"><a href="/">观澜网</a> &gt; <a href="/{}">{}</a></div>'
    assert find_category(article(row.format("app", "客户端"))).value is None
    assert find_category(article(row.format("city", "城市"))).value == "城市"


def test_a_link_amid_a_sentence_of_the_text_is_no_section() -> None:
    """A short one behind the text's beginning may be."""
    sentence = (
        '<p>The car park at the weir stays as it is, for which a <a href="/x">session of its own</a> is held.</p>'
    )
    html = f"<title>{TITLE}</title><main><h1>{TITLE}</h1><div><p>{TEXT[3:200]}</p>{{}}</div></main>"
    assert find_category(Document.of_text(html.format(sentence), "https://courier.example/7.html")).value is None
    filed = '<p>Filed in <a href="/x">Harbours</a></p>'
    assert find_category(Document.of_text(html.format(filed), "https://courier.example/7.html")).value == "Harbours"


def test_one_link_behind_the_root_is_a_section_if_the_menu_has_it() -> None:
    """Right above the headline, without any arrow."""
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("City", "Sport", "River", "World", "Arts"))
    row = f"<div>{HOME} {CITY}</div>"
    assert list(printed_trails(article(row, foot=f"<ul>{menu}</ul>"))) == [["City"]]
    assert list(printed_trails(article(row))) == []


def test_a_general_word_for_machines_gives_way_to_the_printed_one() -> None:
    """What scripts call "news" is no section, and what an address calls an author's or a text's is none either."""
    head = '<script>dataLayer = [{"section": "news"}]</script>'
    assert find_category(article("<div>Home &gt; Nachrichten</div>", head=head)).value == "Nachrichten"
    assert find_category(article("", "https://courier.example/yazarlar/yazi/7/the-harbour")).value is None


def test_a_section_on_the_war_is_one() -> None:
    """Though the word means news in one language of all."""
    page = article("", "https://courier.example/war/2025/the-harbour-7", foot="<a href='/war/'>War</a>")
    assert find_category(page).value == "War"


@pytest.mark.parametrize(
    ("text", "long"), [("ท่องเที่ยว", False), ("เปิดเส้นทางปั่นจักรยานชมนาขั้นบันได", True), ("市長選挙の結果が確定", True)]
)
def test_a_headline_of_letters_is_longer_than_one_of_signs(text: str, long: bool) -> None:  # noqa: FBT001 -- a table's column
    """Ten letters of Thai are a word."""
    assert is_headline(text) is long


@pytest.mark.parametrize(
    ("row", "category"),
    [
        ('<a href="/">Start</a> <a href="/land">Land</a> <a href="/land/orchards">Orchards</a>', "Orchards"),
        ('<a href="/">Start</a> <a href="/land">Land</a> <a href="/orchards">Orchards</a>', "Land"),
    ],
)
def test_links_of_which_each_leads_below_the_one_before_are_a_trail(row: str, category: str) -> None:
    """Without any arrow between them; entries of a menu do not lead below each other."""
    html = f"<title>{TITLE}</title><body><main><p>{row}</p><h1>{TITLE}</h1>{TEXT * 3}</main></body>"
    assert (
        find_category(Document.of_text(html, "https://courier.example/news-of-the-day/harbour-opens")).value == category
    )


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ('<p><a href="/tag/land/">Land</a></p>', "Land"),
        ('<p><a href="/tag/land/">Land</a> <a href="/tag/sea/">Sea</a></p>', None),
    ],
)
def test_a_tag_alone_above_the_headline_is_the_section_if_a_menu_has_it(line: str, category: str | None) -> None:
    """Systems that only know tags print the first so; several in a line are tags."""
    menu = "".join(f'<li><a href="/tag/{name.lower()}/">{name}</a></li>' for name in ("City", "Land", "Sport", "World"))
    html = f"<title>{TITLE}</title><body><nav><ul>{menu}</ul></nav><main>{line}<h1>{TITLE}</h1>{TEXT * 3}</main></body>"
    assert find_category(Document.of_text(html, "https://courier.example/harbour-opens/")).value == category


def test_a_box_that_holds_the_text_is_no_menu() -> None:
    """However short the links in it; so the section below the headline is one."""
    tags = "".join(f'<a href="/tag/{at}">Word {at}</a> ' for at in range(5))
    section = '<div><a href="/taxonomy/term/land">Land</a></div>'
    html = f"<title>{TITLE}</title><body><h1>{TITLE}</h1><article>{section}{TEXT * 3}<p>{tags}</p></article></body>"
    document = Document.of_text(html, "https://courier.example/harbour-opens/")
    links = document.elements.links
    assert not document.menus.holds(links[0])
    assert document.menus.holds(links[1])
