"""One story, a list of stories, or a message: what a page is, whatever it says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from newsgrab.extraction import read
from newsgrab.extraction.body.cards import address_kind
from newsgrab.extraction.body.page_kind import Signs, article_points
from newsgrab.extraction_result import Verdict
from newsgrab.page import Origin, Page

SITE = "https://harbourgazette.example"
HEADS = (
    "Ferry strike called off after night of talks",
    "Old tide mill turns again after sixty years",
    "School roof collapses, nobody hurt",
    "Council buys back the lighthouse for one pound",
    "Herring return to the inner harbour",
    "Bakery wins the right to ring its bell",
    "Cyclists cross the frozen lake at dawn",
)
TEASER = (
    "Two hundred people watched from the quay as the wheel began to move, and the mayor, who had promised to swim "
    "if it did, kept his word before lunch."
)
MENU = "".join(f"<li><a href=/{name.lower()}>{name}</a></li>" for name in ("News", "Sport", "Culture", "Letters"))


def cards(form: str, many: int = 7, teaser: str = TEASER) -> str:
    """Teasers of other stories in one of the forms in which sites print them."""
    return "".join(
        form.format(url=f"/2026/03/{head.lower().replace(' ', '-')}-{n}", head=head, text=teaser, n=n)
        for n, head in enumerate(HEADS[:many])
    )


def verdict(html: str, path: str = "/") -> Verdict:
    """What a page at a path is."""
    return read(Page(html.encode(), datetime(2026, 3, 5, tzinfo=UTC), Origin.FILE, SITE + path)).verdict


FORMS = {
    "boxes": "<article class=c><h2><a href={url}>{head}</a></h2><p>{text}</p><time>{n} March 2026</time></article>",
    "flat": "<h3><a href={url}>{head}</a></h3><p>{text}</p>",
    "rows": "<tr><td>0{n}.03.2026</td><td><a href={url}>{head}</a><div>{text}</div></td></tr>",
    "read on": "<div class=x><h2><a href={url}>{head}</a></h2><p>{text}</p><p><a href={url}>Read on</a></p></div>",
    "in the link": "<a class=card href={url}><h3>{head}</h3><p>{text}</p></a>",
    "in a line": "<li><a href={url}>{head}</a> – {text}</li>",
    "under a picture": "<figure><a href={url}><img src=/{n}.jpg></a><figcaption>{head}: {text}</figcaption></figure>",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("lies", ["", '<meta property="og:type" content="article">'], ids=["plain", "called article"])
@pytest.mark.parametrize(
    ("path", "top"),
    [
        ("/", ""),
        ("/culture/", "<h1>Culture</h1>"),
        ("/tag/mill", "<h1>Mill</h1><p>All that we wrote on mills, wheels and sluices since the paper began.</p>"),
    ],
    ids=["front", "section", "tag with a description"],
)
def test_teasers_that_add_up_are_no_article(form: str, lies: str, path: str, top: str) -> None:
    """However they are printed, and whatever the page calls itself."""
    head = f"<title>{'Mill' if 'tag' in path else 'Culture'} | Harbour Gazette</title>{lies}"
    html = f"{head}<body><ul>{MENU}</ul><main>{top}{cards(form)}</main></body>"
    assert verdict(html, path) in {Verdict.HOME, Verdict.SECTION}


@pytest.mark.parametrize("many", [0, 3, 7])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_one_dated_sentence_is_an_article_whatever_stands_below(form: str, many: int) -> None:
    """A short story is one among any number of teasers of others."""
    title = "Power restored to the harbour quarter"
    story = "Power was restored to 1,400 homes in the harbour quarter shortly after six on Thursday morning."
    html = (
        f"<title>{title} | Harbour Gazette</title><meta property='og:type' content='article'><ul>{MENU}</ul>"
        f"<main><h1>{title}</h1><p>5 March 2026</p><p>{story}</p></main><h2>More</h2><div>{cards(form, many)}</div>"
    )
    assert verdict(html, "/2026/03/power-restored-to-the-harbour-quarter") is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Rescuers count 404 seals on the sands", "Rescuers counted 404 seals on the sands, 31 more than last year."),
        ("Blind users sue over captcha on tax site", "Three blind users sue the tax office over its captcha."),
        ("“Page not found” is the name of a show", "The show “Page not found” opens at the quay on Friday at seven."),
        ("« Page introuvable » names a lost leaf", "The lost leaf of the missal was found in a mill on Monday."),
    ],
    ids=["number", "robot check", "quoted", "quoted in French"],
)
def test_words_of_messages_in_a_headline_make_no_message(title: str, text: str) -> None:
    """An article may be about what messages speak of."""
    html = f"<title>{title} | Harbour Gazette</title><h1>{title}</h1><p>5 March 2026, 09:30</p><p>{text}</p>"
    assert verdict(html, "/2026/03/a-story-of-the-day") is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("head", "body", "kind"),
    [
        ("Page not found", f"<h1>Oops</h1><p>Nothing was found here.</p>{cards(FORMS['boxes'])}", Verdict.ERROR),
        ("Seite nicht gefunden", "<h1>404</h1><p>Der Artikel wurde entfernt oder verschoben.</p>", Verdict.ERROR),
        ("記事の掲載は終了しました", "<h1>お探しの記事は掲載期間が終了しました</h1>", Verdict.ERROR),
        ("Harbour Gazette", ("<h1>We value your privacy</h1><p>We and our partners use cookies and similar"
         " technologies to measure audiences and to show you adverts that you may like.</p>"), Verdict.WALL),
        ("Gazeta", "<h1>Dbamy o Twoją prywatność</h1><p>Administratorem Twoich danych osobowych jest wydawca.</p>",
         Verdict.WALL),
        ("Le Phare", "<h1>Vous utilisez un bloqueur de publicité</h1><p>Désactivez-le pour lire la suite.</p>",
         Verdict.WALL),
    ],
    ids=["blog 404", "missing", "expired", "consent", "consent in Polish", "adblock"],
)  # fmt: skip
def test_a_message_is_no_article(head: str, body: str, kind: Verdict) -> None:
    """At the address of an article, with status 200, and with the newest stories under it."""
    html = f"<title>{head} – Harbour Gazette</title><meta property='og:type' content='article'>{body}"
    assert verdict(html, "/2026/03/old-tide-mill-turns-again-after-sixty-years") is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We and our 41 partners store and access information on your phone. Accept all cookies to go on.", "wall"),
        ("当サイトではクッキーを使用しています。続けるにはクッキーの使用に同意してください。", "wall"),
        ("نستخدم نحن وشركاؤنا ملفات تعريف الارتباط. اقبل الكل للمتابعة.", "wall"),
        ("The court told the paper that readers must be asked before it sets cookies and similar files.", "article"),
    ],
)
def test_a_notice_that_stands_in_place_of_the_text_is_no_text(text: str, kind: str) -> None:
    """Under the headline and the name of who wrote the story; a story about one is a text."""
    title = "Old tide mill turns again after sixty years"
    html = f"<title>{title} | Harbour Gazette</title><h1>{title}</h1><p>By Nora Blake, 5 March 2026</p><p>{text}</p>"
    assert verdict(html, "/2026/03/old-tide-mill-turns-again") is Verdict(kind)


@pytest.mark.parametrize(
    ("title", "head", "text", "kind"),
    [
        ("Error", "Error establishing a Redis connection", "The blog cannot reach it. Is the port set?", "trouble"),
        ("pier.example | 522: Connection timed out", "Connection timed out Error code 522", "It took too long.",
         "trouble"),
        ("Domain expired", "pier.example has expired", "If the domain is yours, renew it.", "trouble"),
        ("Licence", "Licence expired", "The licence of this software has expired. Please call the vendor.", "trouble"),
        ("Gazette", "This article has been removed for legal reasons", "A court has ordered it.", "error page"),
        ("Retracted", "Article retracted", "The editors have retracted this article.", "error page"),
        ("Gazete", "Haber kaldırıldı", "Yasa uyarınca erişime engellenmiştir.", "error page"),
    ],
)  # fmt: skip
def test_what_a_message_is_about_tells_whether_the_page_is_gone(title: str, head: str, text: str, kind: str) -> None:
    """The article, or the server, the domain, the software: of those it says nothing of the article."""
    html = f"<title>{title}</title><h1>{head}</h1><p>{text}</p>"
    assert verdict(html, "/2026/03/old-tide-mill-turns-again") is Verdict(kind)


ASKED = "<h1>Croeso i'r papur</h1><p>Mae angen un peth arall arnom cyn i chi ddarllen y dudalen hon heddiw.</p>"
FIELD = "<div class=box>{}<form><input type={}><button>OK</button></form></div>"
GATES = {
    "password": FIELD.format(ASKED, "password"),
    "age": FIELD.format(ASKED, "date"),
    "choice": f"<div role=dialog aria-modal=true>{ASKED}<button>OK</button></div>",
    "robot check": f"<main>{ASKED}<div data-sitekey=0x4A></div></main>",
}


@pytest.mark.parametrize("gate", GATES.values(), ids=GATES)
def test_what_asks_the_reader_for_something_is_a_wall(gate: str) -> None:
    """In any language, with status 200, at the address of an article."""
    html = f"<title>Croeso</title><meta property='og:type' content='article'><ul>{MENU}</ul>{gate}"
    assert verdict(html, "/2026/03/old-tide-mill-turns-again-after-sixty-years") is Verdict.WALL


@pytest.mark.parametrize("gate", GATES.values(), ids=GATES)
def test_a_form_beside_a_story_is_no_wall(gate: str) -> None:
    """Be the story one sentence."""
    title, text = "Power restored to the harbour quarter", "Power was restored to 1,400 homes by six on Thursday."
    html = f"<title>{title}</title><main><h1>{title}</h1><p>5 March 2026</p><p>{text}</p></main>{gate}"
    assert verdict(html, "/2026/03/power-restored-to-the-harbour-quarter") is Verdict.ARTICLE


def test_no_single_claim_makes_a_list_an_article_or_an_article_a_list() -> None:
    """What a page calls itself and where it lies weigh less than what it prints."""
    listing = Signs(cards=8, headlines=20, in_cards=1.0, story=126, title=8, address="section")
    story = Signs(story=900, paragraphs=5, title=45, printed=1.0, dated=True, address="article")
    assert article_points(listing) < -1.5 < 1.5 < article_points(story)
    claims: dict[str, Any]
    for claims in ({"article_type": True}, {"address": "article"}, {"printed": 1.0}):
        assert article_points(replace(listing, **claims)) < 0
    for claims in ({"site_type": True}, {"address": "root"}, {"headlines": 40}, {"label": True}):
        assert article_points(replace(story, **claims)) > 0


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "root"),
        ("/index.php", "root"),
        ("/?p=123", "article"),
        ("/detail.php?post=20871", "article"),
        ("/list.php?page=2026", "section"),
        ("/list.php?category=2026", "section"),
        ("/list.php?post=21", "section"),
        ("/?s=%D8%A8%D8%AD%D8%B1", "root"),
        ("/culture", "section"),
        ("/around-town/", "section"),
        ("/news/tide-mill", ""),
        ("/news/58/362758/", "article"),
        ("/show.asp?id=17", "article"),
        ("/2026/03/old-tide-mill-turns-again", "article"),
        ("/2026/03/05", ""),
    ],
)
def test_what_an_address_looks_like(path: str, kind: str) -> None:
    """A hint among others."""
    assert address_kind(SITE + path) == kind


def test_a_short_story_under_its_own_headline_outweighs_a_portal_around_it() -> None:
    """Three paragraphs in one stretch under a printed headline are an article, whatever stands around."""
    portal = Signs(story=414.0, paragraphs=3, headlines=32, title=44.0, printed=1.0, address="section")
    assert article_points(portal) > 0
    assert article_points(replace(portal, printed=0.3)) < 0
    assert article_points(replace(portal, cards=12, in_cards=0.8)) < 0


STORY = (
    "<p>The last boatyard on the north quay closes on Friday after a hundred and nine years of mending hulls.</p>"
    "<p>Its owner, who is eighty, said that nobody had asked her for a wooden plank since the spring of last year.</p>"
)


@pytest.mark.parametrize(
    "path", ["/boatyard-closes", "/around/boatyard-closes-on-friday/", "/2026/03/%e6%b8%af-boatyard-closes-on-friday"]
)
def test_a_headline_that_leads_to_its_own_page_is_no_name_of_a_section(path: str) -> None:
    """Blogs link the headline of a story to the story, and name it again in the list of the newest."""
    address = SITE.replace("https", "http") + path.upper().replace("%E6%B8%AF", "%E6%b8%AF").lower()
    link = f"<a href='{address}'>Boatyard closes on Friday</a>"
    html = (
        f"<title>Boatyard closes on Friday | Harbour Gazette</title><ul>{MENU}</ul>"
        f"<div class=post><h2>{link}</h2><div>{STORY}</div></div><h3>Newest</h3><ul><li><h4>{link}</h4></li></ul>"
    )
    assert verdict(html, path) is Verdict.ARTICLE


def test_text_below_a_menu_is_no_teaser_of_its_last_link() -> None:
    """What stands in the box of another column belongs to no link of the menu."""
    links = "".join(f"<li><a href=/{n}-tide-mill-turns-again>{head}</a></li>" for n, head in enumerate(HEADS))
    head = "<title>Last boatyard on the north quay closes</title><meta property=og:type content=article>"
    html = f"{head}<table><tr><td><ul>{links}</ul></td><td><div>{STORY}</div></td></tr></table>"
    assert verdict(html, "/around/boatyard-closes") is Verdict.ARTICLE


def test_a_page_under_the_name_of_the_site_alone_is_no_story() -> None:
    """A list of notices without a headline has only the site's name to bear."""
    notice = "In her ninetieth year, after a short illness; tea at the hall."
    rows = "".join(f"<tr><td>{head}<td>{notice}</tr>" for head in HEADS)
    html = f"<title>Harbour Gazette Online</title><table><tr><td>Harbour Gazette Online</table><table>{rows}</table>"
    assert verdict(html, "/deaths") is not Verdict.ARTICLE


def test_a_long_stretch_of_text_at_a_host_alone_is_a_story() -> None:
    """Whatever name it bears, if no list stands around it."""
    text = "<br>".join(f"On night {n} the keeper wrote a line about the weather into the book." for n in range(15))
    assert verdict(f"<title>harbourgazette.example</title><div>{text}</div>", "/") is Verdict.ARTICLE


def test_one_sentence_under_its_own_dated_headline_is_a_story_among_any_cards() -> None:
    """A result, a warning, an obituary: the rest of the page is about others."""
    brief = Signs(
        story=90.0, paragraphs=1, title=34.0, printed=1.0, dated=True, cards=12, dated_cards=12, headlines=34, rows=14
    )
    assert article_points(brief) > 0
    for other in ({"dated": False}, {"linked": True}, {"label": True}, {"in_cards": 1.0}, {"story": 0.0}):
        changed: dict[str, Any] = dict(other)
        assert article_points(replace(brief, **changed)) < 0


def test_many_lines_under_a_bare_word_at_the_address_of_a_section_are_a_list() -> None:
    """A hub of galleries has a line under each picture, and no headline of its own."""
    hub = Signs(story=690.0, paragraphs=12, title=8.0, printed=1.0, address="section")
    assert article_points(hub) < 0 < article_points(replace(hub, title=40.0, dated=True))


LINES = STORY + "<p>The yard goes to a maker of windows, who means to keep the crane, the rails and the old clock.</p>"
OWN = "Last boatyard on the north quay closes"


@pytest.mark.parametrize("before", ["", f"<div>{cards(FORMS['boxes'])}</div>"], ids=["below", "above, too"])
def test_some_lines_under_their_own_headline_are_a_story_among_any_cards(before: str) -> None:
    """Be it told nowhere when it was published, and its address a number."""
    html = f"<title>{OWN} | Harbour Gazette</title>{before}<h1>{OWN}</h1>{LINES}<div>{cards(FORMS['boxes'])}</div>"
    assert verdict(html, "/a/71204") is Verdict.ARTICLE


def test_lines_that_introduce_a_section_make_no_story_of_it() -> None:
    """What its address and the name that it bears say counts then."""
    html = f"<title>Boats | Harbour Gazette</title><h1>Boats</h1>{LINES}<div>{cards(FORMS['boxes'])}</div>"
    assert verdict(html, "/boats") is Verdict.SECTION
    lead = f"<h2><a href=/2026/03/boatyard-closes-on-friday>{OWN}</a></h2>{LINES}"
    assert verdict(f"<title>Boats</title><h1>Boats</h1>{lead}<div>{cards(FORMS['boxes'])}</div>", "/boats") is (
        Verdict.SECTION
    )


def test_the_text_behind_a_link_under_its_headline_is_no_teaser() -> None:
    """Links to the stories before and after stand there."""
    link = "<a href=/2026/03/ferry-strike-called-off-9>Before: Ferry strike called off after night of talks</a>"
    html = f"<title>{OWN} | Harbour Gazette</title><div><h1>{OWN}</h1><p>{link}</p>{LINES}</div>{cards(FORMS['boxes'])}"
    assert verdict(html, "/a/71204") is Verdict.ARTICLE


def test_a_form_to_log_in_at_the_end_of_a_page_makes_no_wall_of_a_short_story() -> None:
    """It waits there until it is called."""
    form = "<div><form><input name=u><input name=p type=password></form></div>"
    menu = "".join(f"<li><a href=/{n}>Part {n}</a></li>" for n in range(7))
    html = f"<title>{OWN}</title><div><ul>{menu}</ul><main><h2>{OWN}</h2>{LINES}</main>{form}</div>"
    assert verdict(html, "/news/boatyard-closes") is Verdict.ARTICLE


@pytest.mark.parametrize("title", ["Welcome to nginx!", "Apache2 Ubuntu Default Page: It works", "IIS Windows Server"])
def test_a_page_that_a_server_shows_before_it_is_set_up_is_no_article(title: str) -> None:
    """At the address of an article as well; a story about one is."""
    text = "<p>If you see this page, the web server is installed and working. More must be set up first.</p>" * 2
    path = "/2026/03/old-tide-mill-turns-again"
    assert verdict(f"<title>{title}</title><h1>{title}</h1>{text}", path) is not Verdict.ARTICLE
    story = f"Town hall greets its readers with {title} for a whole day"
    assert verdict(f"<title>{story}</title><h1>{story}</h1><p>5 March 2026</p>{LINES}", path) is Verdict.ARTICLE
