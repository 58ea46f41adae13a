"""Authors: who is named for the text, and who only for something else."""

from __future__ import annotations

import pytest

from newsgrab.extraction.authors import find_authors
from tests.extraction.pages import page


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        ('<p><a href="/users/roe">roe</a> wrote this</p>', ("roe",)),
        ('<p><a href="/login?next=/users/roe">Sign In</a></p>', ()),
        ("<div>03.05.2024 - Ann Roe</div>", ("Ann Roe",)),
        ("<div>03.05.2024 14:30 von Ann</div>", ("Ann",)),
        ("<div>Ann Roe, 03.05.2024</div>", ("Ann Roe",)),
        ("<p>Posted by ann</p>", ("ann",)),
        ("<p>Sponsored by Ann Roe</p>", ()),
        ("<p>Text von Ann Roe Illustration von Bob Poe</p>", ("Ann Roe",)),
        ('<div class="author"><span class="author-name">Ann Roe</span><span>Founder</span></div>', ("Ann Roe",)),
        ('<div class="byline">Ann Roe, Director of the Harbour</div>', ("Ann Roe",)),
        ('<div class="byline">By Ann Roe May 3, 2024</div>', ("Ann Roe",)),
        ('<div class="byline">May</div>', ("May",)),
        ('<div class="byline">Ann Roe, contributing writer</div>', ("Ann Roe",)),
        (
            '<p><a class="author" href="/a/1">Ann Roe</a></p><p>Reviewed by</p><p><a class="author" href="/a/2">Bob Poe</a></p>',  # noqa: E501
            ("Ann Roe",),
        ),
        ("<div>2024-05-03 编辑：李文</div>", ("李文",)),
        ("<p>（记者 李文 王小明）</p>", ("李文", "王小明")),
    ],
)
def test_who_wrote_the_text_is_told_from_who_did_other_work(meta: str, authors: tuple[str, ...]) -> None:
    """Links to an author's page, dated and signed lines name authors; pictures, reviews and roles do not."""
    assert find_authors(page(meta)).value == authors


@pytest.mark.parametrize("owner", ["Harbour Stiftung e.V.", "The Evening News", "Great Courier"])
def test_a_person_in_print_goes_before_an_organization_in_the_metadata(owner: str) -> None:
    """A house's name, or one whose initials are the site's address, stands only where no person is named."""
    head = f'<meta name="author" content="{owner}"><meta property="og:site_name" content="GC">'
    assert find_authors(page("<p>By Ann Roe</p>", head=head)).value == ("Ann Roe",)
    assert len(find_authors(page(head=head)).value) == 1
