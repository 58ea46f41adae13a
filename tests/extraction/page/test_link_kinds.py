"""Addresses in links, as facts."""

from __future__ import annotations

import pytest

from newsgrab.extraction.page.document import Document
from newsgrab.extraction.page.link_kinds import classify_links, home_links

LINKS = """
<a href="/">Home</a> <a href="https://courier.example">Courier</a> <a href="/index.php">Start</a>
<a href="/Category/world/">World</a> <a href="/tag/flood/">Flood</a> <a href="/list?cat=7">Sport</a>
<a href="/news/category">A story named category</a> <a href="tag/x">Relative</a> <a href="">Empty</a>
<a href="/flood" rel="TAG">Flood</a> <a href="/a" rel="Category tag">Science</a> <a href="/b" rel="nofollow">B</a>
"""


def links(html: str) -> Document:
    return Document.of_text(f"<body>{html}</body>", "https://courier.example/2024/flood")


@pytest.mark.parametrize(("kind", "lines"), [("sections", ["World", "Sport", "Science"]), ("tags", ["Flood", "Flood"])])
def test_a_link_tells_its_kind_by_its_path_its_query_or_its_rel(kind: str, lines: list[str]) -> None:
    """A section's or tag's word in the path counts only where more follows it."""
    kinds = classify_links(links(LINKS).elements.links)
    assert [link.line for link in getattr(kinds, kind)] == lines


def test_links_home_have_no_path() -> None:
    """A site's root, in any of its forms."""
    assert [link.line for link in home_links(links(LINKS).elements.links)] == ["Home", "Courier", "Start"]


def test_a_root_that_is_called_a_section_is_no_link_home() -> None:
    """What its `rel` says comes first."""
    assert list(home_links(links('<a href="/" rel="category">World</a>').elements.links)) == []
