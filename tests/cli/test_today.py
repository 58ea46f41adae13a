"""newsgrab today: what happened since it was last asked."""

from __future__ import annotations

import json
import re

from newsgrab.archive.history.compare import FieldChange, words
from newsgrab.archive.history.digest import Digest, Edited, SiteDigest
from newsgrab.cli.digest_forms import LONGEST, as_html, as_markdown, differences
from tests.archive.conftest import MONDAY
from tests.cli.conftest import Newsgrab, page

OTHER = "ويتوقع التجار أن ترتفع كلفة النقل مع بداية الصيف."


def keep(newsgrab: Newsgrab, name: str, text: str) -> None:
    newsgrab.write(name, text)
    assert newsgrab("fetch", name).code == 0


def kinds(newsgrab: Newsgrab, *options: str) -> list[list[str]]:
    """Kind and reference of what is told in a pipe."""
    return [[row[1], row[2]] for row in newsgrab("today", *options).rows]


def test_today_tells_what_happened_since_it_was_last_asked(newsgrab: Newsgrab) -> None:
    """First what is new, then nothing, then the edit with its words, and the views that rose."""
    keep(newsgrab, "1.html", page())
    assert kinds(newsgrab) == [["new", "1@1"]]
    again = newsgrab("today")
    assert again.out == ""
    assert again.err.startswith("nothing new since ")
    keep(newsgrab, "2.html", page(views=40, last=OTHER))
    (edited, risen) = newsgrab("today", "--peek").rows
    assert edited[:3] == ["harbour.example", "edited", "1@2"]
    assert "[-تنخفض-]{+ترتفع+}" in edited[5]
    assert [*risen[1:3], risen[5]] == ["risen", "1", "16 → 40 views"]
    assert kinds(newsgrab, "--since", "yesterday") == [["edited", "1@2"], ["new", "1@2"], ["risen", "1"]]
    assert kinds(newsgrab, "--site", "other.example") == []
    assert kinds(newsgrab) == [["edited", "1@2"], ["risen", "1"]]
    assert kinds(newsgrab) == []


def test_today_tells_of_a_new_headline_apart(newsgrab: Newsgrab) -> None:
    """An edit of the title is no mere edit; `digest` is the same command."""
    keep(newsgrab, "1.html", page())
    newsgrab("today")
    keep(newsgrab, "2.html", page(title="رصيف جديد يبقى مغلقا أمام السفن الكبيرة"))
    (row,) = newsgrab("digest").rows
    assert (row[1], row[4]) == ("retitled", "رصيف جديد يبقى مغلقا أمام السفن الكبيرة")


def test_json_names_fields_before_and_after(newsgrab: Newsgrab) -> None:
    """One object an event, its times in UTC."""
    keep(newsgrab, "1.html", page())
    newsgrab("today")
    keep(newsgrab, "2.html", page(last=OTHER))
    (event,) = newsgrab("today", "--json").json
    assert (event["kind"], event["site"], event["old"], event["new"]) == ("edited", "harbour.example", 1, 2)
    assert event["at"].endswith("Z")
    (field,) = event["fields"]
    assert (field["field"], OTHER in field["new"], OTHER in field["old"]) == ("body", True, False)


def test_two_looks_of_one_minute_are_told_to_the_second() -> None:
    """As `history` tells them; in other minutes nobody needs the seconds."""
    for after, told in (("06:09", r"\d\d:06:01 and \d\d:06:09"), ("07:00", r"\d\d:06 and \d\d:07")):
        edit = Edited(
            1, "https://a.example/1", "T", 1, 2, "2025-03-03T12:06:01.500Z", f"2025-03-03T12:{after}.000Z", ()
        )
        page = as_markdown(Digest(MONDAY, (SiteDigest("a.example", edited=[edit]),)))
        assert re.search(rf"between 2025-03-0\d {told}\b(?!:)", page)


def test_two_users_are_told_apart_and_an_archive_need_not_be_writable(newsgrab: Newsgrab) -> None:
    """When it was asked stands in a file of the user's own."""
    keep(newsgrab, "1.html", page())
    before = (newsgrab.folder / "archive/newsgrab.db").read_bytes()
    assert newsgrab("today", XDG_STATE_HOME="one").out
    assert not newsgrab("today", XDG_STATE_HOME="one").out
    assert newsgrab("today", XDG_STATE_HOME="two").out
    assert (newsgrab.folder / "archive/newsgrab.db").read_bytes() == before


def test_html_stands_alone_and_is_inert(newsgrab: Newsgrab) -> None:
    """Nothing is loaded, a title is text, Arabic runs by its own direction."""
    keep(newsgrab, "1.html", page(title="رصيف &lt;script&gt;alert(1)&lt;/script&gt; جديد يفتح أبوابه للسفن"))
    text = newsgrab("today", "--format", "html").out
    assert text.startswith("<!doctype html>")
    assert not re.search(r"<(script|img|link|iframe)\b|url\(", text)
    assert "&lt;script&gt;" in text
    assert '<li dir="auto"><a href="https://harbour.example/article/12">' in text


def test_times_are_those_of_the_zone(newsgrab: Newsgrab) -> None:
    """A reader in Aden sees the local clock."""
    keep(newsgrab, "1.html", page())
    aden = newsgrab("today", "--since", "2025-03-01 10:00", "--format", "markdown", TZ="XXX-3").out
    assert aden.startswith("# Since 2025-03-01 10:00 (XXX)")


def _edited(old: str, new: str) -> Digest:
    change = FieldChange("body", words(old, new))
    edit = Edited(1, "https://courier.example/1", "A *bold* title", 1, 2, None, "2025-03-03T14:02:00.000Z", (change,))
    return Digest(MONDAY, (SiteDigest("courier.example", edited=[edit]),))


def test_markdown_shows_words_and_escapes_titles() -> None:
    """Removed words are struck out, added ones bold; a sign of Markdown in a title is a sign."""
    text = as_markdown(_edited("The toll is two.", "The toll is three."))
    assert "~~two~~ **three**" in text
    assert r"[A \*bold\* title](<https://courier.example/1>)" in text


def test_a_long_difference_is_cut() -> None:
    """A text written anew does not fill the page."""
    (site,) = _edited("a " * 900, "b " * 900).sites
    shown = differences(site.edited[0].fields[0])
    assert sum(len(piece.text) for piece in shown) <= LONGEST + 2
    assert "<ins>" in as_html(_edited("one", "two"))


def test_a_wrong_form_is_named(newsgrab: Newsgrab) -> None:
    """The forms that there are."""
    done = newsgrab("today", "--format", "pdf")
    assert (done.code, done.err) == (2, "newsgrab: --format: one of text, markdown, html, json, not 'pdf'\n")
    assert json.dumps(done.out) == '""'
