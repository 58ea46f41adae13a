"""Elements as plain values: they say the same as the parser's tree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.extraction.page.parsed_html import ParsedHtml, line

_WORDS = st.sampled_from(["bridge", " opens ", "\n\t", "to day", "\u00a0", "جسر", "so\u00adft", "<br>", " "])
_TAGS = st.sampled_from(["div", "p", "b", "a", "span", "script", "td", "li", "noscript", "textarea", "h1"])
_PARTS = st.recursive(
    _WORDS,
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", _TAGS, st.lists(inner, max_size=4)),
    max_leaves=25,
)


@settings(max_examples=60)
@given(st.lists(_PARTS, max_size=6))
def test_the_line_of_an_element_is_that_of_its_node(parts: list[str]) -> None:
    """A line cut out of the page's line reads as if only its element had been read."""
    html = ParsedHtml.of_text(f"<body>{''.join(parts)}</body>")
    body = html.tree.body
    assert body is not None
    nodes = [node for node in body.traverse() if node.tag != "-comment"]
    assert [node.tag for node in nodes] == [element.tag for element in html.elements.elements]
    assert [line(node) for node in nodes] == [element.line for element in html.elements.elements]
