"""Look-ups over one page, as facts."""

from __future__ import annotations

from itertools import permutations

from newsgrab.extraction.page.document import Document

DEEP = "<div><div><div><div><div><div>{}</div></div></div></div></div></div>"
SHORT = "".join(f"<a href='/{name}'>{name}</a>" for name in ("world", "sport", "science", "culture"))
PAGE = f"""
<body><h1>The river rises over its banks again</h1>
<div>{SHORT}{DEEP.format("<a id=deep href='/deep'>Deep</a>")}<p><a id=near href='/near'>Near</a></p></div></body>
"""


def test_a_link_is_in_a_menu_whatever_was_asked_before() -> None:
    """Five short links near it make a menu, and what was found out about a neighbour changes nothing."""
    for order in permutations(("deep", "near", "world")):
        document = Document.of_text(PAGE, "https://courier.example/a")
        links = {link.get("id") or link.line: link for link in document.elements.links}
        found = {name: document.menus.holds(links[name]) for name in order}
        assert found == {"deep": False, "near": True, "world": True}


def test_labels_of_a_menu_are_found_by_their_folded_text() -> None:
    """A word at the headline that a menu has too, in any case."""
    document = Document.of_text(
        "<body><nav><a href=/w>WORLD</a><a href=/s>Sport</a></nav><h1>Rain</h1><b>World</b><b>Flood</b></body>",
        "https://courier.example/a",
    )
    words = [text for text in document.outline.texts if text.parent.tag == "b"]
    assert document.menus.labels(words) == {"world"}
