"""Site profiles: TOML files that say how one site's pages are built."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from newsgrab.errors import BadProfile
from newsgrab.extraction import extract
from newsgrab.extraction.selectors import check, wrong_selectors
from newsgrab.profile import builtin_profiles, find_profile, load_profile

URL = "https://courier.example/story/7"
TEXT = "The bridge over the harbour was opened to traffic on Monday after a year of repairs, the city said. " * 4
PAGE = f"""<!doctype html><html lang="en"><head><title>Bridge opens - The Courier</title></head><body>
<article><h1>Bridge opens</h1><b class="k">Section: Port</b><i data-n="1,234">seen</i><div class="box">junk {TEXT}</div>
<div class="t"><p>{TEXT}</p><p>{TEXT}</p></div></article>
<div class="more"><div><a href="/story/8">Ferry runs again from May on</a><em>From six in the morning.</em><u>12</u></div></div>
</body></html>"""  # noqa: E501
PROFILE = """
site = "courier.example"
remove = [".box"]

[fields]
category = [{ css = ".k", transform = "after_colon" }]
views = ["#nothing", { css = "i", attr = "data-n" }]

[related]
block = ".more"
item = "div"
title = "a"
teaser = "em"
views = "u"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a profile of one site."""
    (tmp_path / "courier.example.toml").write_text(PROFILE, encoding="utf-8")
    return tmp_path


def test_with_a_profile_the_reading_is_exact(folder: Path) -> None:
    """Selectors decide, in their order; where they say nothing the generic reader answers."""
    article = extract(PAGE, URL, profile=find_profile(URL, folder))
    assert (article.title, article.category, article.views) == ("Bridge opens", "Port", 1234)
    assert "junk" not in article.body
    (one,) = article.related
    assert (one.url, one.title, one.teaser, one.views) == (
        "https://courier.example/story/8",
        "Ferry runs again from May on",
        "From six in the morning.",
        12,
    )
    assert article.sources["views"] == "profile i"


def test_the_users_folder_wins_and_subdomains_share_a_profile(tmp_path: Path) -> None:
    """A profile of the user's replaces the built-in one of that site."""
    (tmp_path / "syriaone.tv.toml").write_text('note = "mine"', encoding="utf-8")
    found = find_profile("https://live.syriaone.tv/article/1", tmp_path)
    assert found is not None
    assert found.note == "mine"
    assert find_profile("https://nowhere.example/") is None


def test_every_built_in_profile_can_be_used() -> None:
    """All profiles that come with the program load, and their selectors are right."""
    profiles = builtin_profiles()
    assert "syriaone.tv" in [profile.site for profile in profiles]
    for profile in profiles:
        check(profile)


def test_layouts_hold_for_their_days(tmp_path: Path) -> None:
    """A dated layout holds between its days, the plain one at all other times."""
    path = tmp_path / "a.example.toml"
    path.write_text(
        '[fields]\ntitle = "h1"\n[[layout]]\nuntil = 2024-05-31\n[layout.fields]\ntitle = "h2"\n', encoding="utf-8"
    )
    profile = load_profile(path)
    for day, css in ((date(2024, 5, 31), "h2"), (date(2024, 6, 1), "h1")):
        layout = profile.layout(day)
        assert layout is not None
        assert layout.fields["title"][0].css == css


def test_a_profile_says_how_a_page_is_opened_in_a_browser(tmp_path: Path) -> None:
    """That it is, what is clicked there, what must be there in the end; none of it if the profile is silent."""
    path = tmp_path / "a.example.toml"
    path.write_text('js = true\nclick = "#yes"\nwait_for = "article p"', encoding="utf-8")
    profile = load_profile(path)
    assert (profile.js, profile.click, profile.wait_for) == (True, ("#yes",), "article p")
    path.write_text("", encoding="utf-8")
    profile = load_profile(path)
    assert (profile.js, profile.click, profile.wait_for) == (False, (), None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[fields]\ntitel = "h1"', "a.example.toml:2: fields.titel: no such key"),
        (
            '[fields]\ntitle = ["h1", "h1::text"]',
            "a.example.toml:2: fields.title[1]: not a CSS selector: 'h1::text' (use attr",
        ),
        (
            '[fields]\nviews = { css = "b", transform = "x" }',
            "a.example.toml:2: fields.views.transform: no transform 'x'",
        ),
        ("remove = 3", "a.example.toml:1: remove: must be a selector"),
        ('[related]\nblock = "x"', "related.item: missing"),
        ('[[layout]]\nfrom = "2024"', "a.example.toml:2: layout[0].from: must be a day"),
        ("js = 1", "a.example.toml:1: js: must be true or false"),
        ('click = "#yes"', "a.example.toml:1: click: needs js = true"),
        ("x = [", "a.example.toml: not TOML"),
    ],
)
def test_what_is_wrong_is_named_by_file_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    """A message says where the mistake is and what would be right."""
    path = tmp_path / "a.example.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadProfile) as caught:
        check(load_profile(path))
    assert message in str(caught.value)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Each mistake has a line of its own; one does not hide the next, nor the selectors."""
    path = tmp_path / "a.example.toml"
    path.write_text(
        'absent = ["title"]\n[fields]\ntitel = ["h1"]\ntitle = ["h1::text"]\nviews = 3\n[[layout]]\nuntil = "2024"\n',
        encoding="utf-8",
    )
    with pytest.raises(BadProfile) as caught:
        load_profile(path, also=wrong_selectors)
    assert [line.split(": ", 2)[1] for line in str(caught.value).splitlines()] == [
        "fields.titel",
        "fields.views",
        "absent",
        "layout[0].until",
        "fields.title[0]",
    ]
