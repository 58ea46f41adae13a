"""Rich texts of editors' programs as blocks."""

from __future__ import annotations

import pytest

from newsgrab.extraction.state.rich_text import rich_text_blocks

FIRST = "The old bridge over the Lenna opened again on Monday."
HEAD = "What comes next"
ITEM = "Rails on the eastern bank"
QUOTE = "We waited ten years for this"
_TEXT = {"type": "text", "text": FIRST}


def _leaf(text: str) -> list[object]:
    return [{"type": "text", "text": text}]


FORMATS: dict[str, object] = {
    "Draft.js": {
        "blocks": [
            {"key": "a", "text": FIRST, "type": "unstyled", "depth": 0, "entityRanges": [], "data": {}},
            {"key": "b", "text": " ", "type": "atomic", "entityRanges": [{"key": 0}]},
            {"key": "c", "text": HEAD, "type": "header-three"},
            {"key": "d", "text": ITEM, "type": "unordered-list-item"},
            {"key": "e", "text": QUOTE, "type": "blockquote"},
        ],
        "entityMap": {"0": {"type": "IMAGE", "data": {"src": "/a.jpg"}}},
    },
    "Slate": [
        {"type": "paragraph", "children": [{"text": "The old bridge "}, {"text": "over the Lenna opened again on Monday."}]},  # noqa: E501
        {"type": "heading-three", "children": [{"text": HEAD}]},
        {"type": "bulleted-list", "children": [{"type": "list-item", "children": [{"text": ITEM}]}]},
        {"type": "block-quote", "children": [{"text": QUOTE}]},
    ],
    "Slate without a kind": [
        {"children": [{"text": FIRST, "bold": True}]},
        {"type": "h3", "children": [{"text": HEAD}]},
        {"type": "ul", "children": [{"type": "li", "children": [{"type": "lic", "children": [{"text": ITEM}]}]}]},
        {"type": "quote", "children": [{"text": QUOTE}]},
    ],
    "ProseMirror": {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [_TEXT]},
            {"type": "horizontalRule"},
            {"type": "heading", "attrs": {"level": 3}, "content": _leaf(HEAD)},
            {
                "type": "bulletList",
                "content": [{"type": "listItem", "content": [{"type": "paragraph", "content": _leaf(ITEM)}]}],
            },
            {"type": "blockquote", "content": [{"type": "paragraph", "content": _leaf(QUOTE)}]},
        ],
    },
    "Portable Text": [
        {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": FIRST, "marks": []}], "markDefs": []},  # noqa: E501
        {"_type": "block", "style": "h3", "children": [{"_type": "span", "text": HEAD}]},
        {"_type": "block", "listItem": "bullet", "level": 1, "style": "normal", "children": [{"_type": "span", "text": ITEM}]},  # noqa: E501
        {"_type": "youtube", "title": "A film", "url": "https://tube.example/1"},
        {"_type": "block", "style": "blockquote", "children": [{"_type": "span", "text": QUOTE}]},
    ],
    "Contentful": {
        "json": {
            "nodeType": "document",
            "data": {},
            "content": [
                {
                    "nodeType": "paragraph",
                    "data": {},
                    "content": [
                        {"nodeType": "text", "value": "The old ", "marks": [], "data": {}},
                        {
                            "nodeType": "hyperlink",
                            "data": {"uri": "/b"},
                            "content": [{"nodeType": "text", "value": "bridge", "marks": []}],
                        },
                        {"nodeType": "text", "value": " over the Lenna opened again on Monday.", "marks": []},
                    ],
                },
                {"nodeType": "heading-3", "content": [{"nodeType": "text", "value": HEAD}]},
                {
                    "nodeType": "unordered-list",
                    "content": [
                        {
                            "nodeType": "list-item",
                            "content": [{"nodeType": "paragraph", "content": [{"nodeType": "text", "value": ITEM}]}],
                        }
                    ],
                },
                {"nodeType": "embedded-asset-block", "data": {"target": {"sys": {"id": "1"}}}, "content": []},
                {
                    "nodeType": "blockquote",
                    "content": [{"nodeType": "paragraph", "content": [{"nodeType": "text", "value": QUOTE}]}],
                },
            ],
        }
    },
    "Arc": [
        {"_id": "A", "type": "text", "content": "The <b>old</b> bridge over the Lenna opened again on Monday."},
        {"_id": "B", "type": "interstitial_link", "content": "Mayor resigns", "url": "/mayor"},
        {"_id": "C", "type": "header", "level": 3, "content": HEAD},
        {"_id": "D", "type": "list", "list_type": "unordered", "items": [{"type": "text", "content": ITEM}]},
        {
            "_id": "E",
            "type": "quote",
            "content_elements": [{"type": "text", "content": QUOTE}],
            "citation": {"type": "text", "content": "The mayor"},
        },
    ],
    "EditorJS": {
        "time": 1,
        "blocks": [
            {"type": "paragraph", "data": {"text": "The <i>old</i> bridge over the Lenna opened again on Monday."}},
            {"type": "header", "data": {"text": HEAD, "level": 3}},
            {"type": "list", "data": {"style": "unordered", "items": [ITEM]}},
            {"type": "delimiter", "data": {}},
            {"type": "quote", "data": {"text": QUOTE, "caption": "The mayor"}},
        ],
    },
    "Strapi": [
        {
            "type": "paragraph",
            "children": [
                {"type": "text", "text": "The old "},
                {"type": "link", "url": "/b", "children": [{"type": "text", "text": "bridge"}]},
                {"type": "text", "text": " over the Lenna opened again on Monday."},
            ],
        },
        {"type": "heading", "level": 3, "children": _leaf(HEAD)},
        {"type": "list", "format": "unordered", "children": [{"type": "list-item", "children": _leaf(ITEM)}]},
        {"type": "quote", "children": _leaf(QUOTE)},
    ],
    "Gutenberg": [
        {"blockName": "core/paragraph", "attrs": {}, "innerBlocks": [], "innerHTML": f"\n<p>{FIRST}</p>\n"},
        {"blockName": "core/embed", "attrs": {"url": "https://tube.example/1"}, "innerHTML": "<figure></figure>"},
        {"blockName": "core/heading", "attrs": {"level": 3}, "innerBlocks": [], "innerHTML": f"<h3>{HEAD}</h3>"},
        {
            "blockName": "core/list",
            "innerBlocks": [{"blockName": "core/list-item", "innerBlocks": [], "innerHTML": f"<li>{ITEM}</li>"}],
            "innerHTML": "<ul></ul>",
        },
        {"blockName": "core/quote", "attrs": {}, "innerBlocks": [], "innerHTML": f"<blockquote>{QUOTE}</blockquote>"},
    ],
    "Lexical": {
        "root": {
            "type": "root",
            "children": [
                {"type": "paragraph", "children": [{"type": "text", "text": FIRST, "format": 0}]},
                {"type": "heading", "tag": "h3", "children": _leaf(HEAD)},
                {"type": "list", "listType": "bullet", "children": [{"type": "listitem", "children": _leaf(ITEM)}]},
                {"type": "quote", "children": _leaf(QUOTE)},
            ],
        }
    },
    "DatoCMS": {
        "value": {
            "schema": "dast",
            "document": {
                "type": "root",
                "children": [
                    {"type": "paragraph", "children": [{"type": "span", "value": FIRST}]},
                    {"type": "heading", "level": 3, "children": [{"type": "span", "value": HEAD}]},
                    {
                        "type": "list",
                        "children": [
                            {
                                "type": "listItem",
                                "children": [{"type": "paragraph", "children": [{"type": "span", "value": ITEM}]}],
                            }
                        ],
                    },
                    {
                        "type": "blockquote",
                        "children": [{"type": "paragraph", "children": [{"type": "span", "value": QUOTE}]}],
                    },
                ],
            },
        }
    },
    "Notion": [
        {"type": "paragraph", "paragraph": {"rich_text": [{"plain_text": "The old "}, {"plain_text": FIRST[8:]}]}},
        {"type": "heading_3", "heading_3": {"rich_text": [{"plain_text": HEAD}]}},
        {"type": "bulleted_list_item", "bulleted_list_item": {"rich_text": [{"plain_text": ITEM}]}},
        {"type": "quote", "quote": {"rich_text": [{"plain_text": QUOTE}]}},
    ],
    "a tree of HTML": {
        "type": "root",
        "children": [
            {"type": "element", "tagName": "p", "properties": {}, "children": [{"type": "text", "value": FIRST}]},
            {"type": "element", "tagName": "h3", "children": [{"type": "text", "value": HEAD}]},
            {
                "type": "element",
                "tagName": "ul",
                "children": [{"type": "element", "tagName": "li", "children": [{"type": "text", "value": ITEM}]}],
            },
            {"type": "element", "tagName": "blockquote", "children": [{"type": "text", "value": QUOTE}]},
        ],
    },
    "Quill": {
        "ops": [
            {"insert": "The old "},
            {"insert": "bridge", "attributes": {"bold": True}},
            {"insert": f" over the Lenna opened again on Monday.\n{HEAD}"},
            {"insert": "\n", "attributes": {"header": 3}},
            {"insert": ITEM},
            {"insert": "\n", "attributes": {"list": "bullet"}},
            {"insert": QUOTE},
            {"insert": "\n", "attributes": {"blockquote": True}},
        ]
    },
    "Markdown": f"The **old** [bridge](https://courier.example/b) over the Lenna opened again on Monday.\n\n### {HEAD}\n\n"  # noqa: E501
    f"- {ITEM}\n\n> {QUOTE}\n",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_a_rich_text_is_read_in_its_blocks(name: str) -> None:
    """Paragraphs, headings with their level, entries and quotes are kept as such; films, rules and links are not."""
    assert [(block.kind, block.text, block.level) for block in rich_text_blocks(FORMATS[name])] == [
        ("paragraph", FIRST, 0),
        ("heading", HEAD, 3),
        ("list_item", ITEM, 0),
        ("quote", QUOTE, 0),
    ]


@pytest.mark.parametrize(
    "value",
    [
        [FIRST, HEAD],
        [{"text": FIRST}, {"text": HEAD}],
        {"paragraphs": [{"content": FIRST}, {"content": HEAD}]},
        f"{FIRST}\n\n{HEAD}",
        f"{FIRST}\n{HEAD}",
        f"{FIRST}<br><br>{HEAD}",
        f"&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{HEAD}&lt;/p&gt;",
        {"value": f"<p>{FIRST}</p>", "format": "full", "processed": f"<p>{FIRST}</p><p>{HEAD}</p>"},
        {"nodes": [{"kind": "text", "value": FIRST}, {"kind": "text", "value": HEAD}]},
    ],
)
def test_paragraphs_stand_in_many_ways(value: object) -> None:
    """Lists of texts, of objects with a text, lines, and HTML, also escaped, give the same paragraphs."""
    assert [block.text for block in rich_text_blocks(value)] == [FIRST, HEAD]


def test_captions_stand_in_their_place_and_are_no_text() -> None:
    """What a picture's object says is a caption."""
    image = {"type": "image", "attrs": {"src": "/a.jpg", "caption": "The bridge at night"}}
    found = rich_text_blocks({"type": "doc", "content": [image, {"type": "paragraph", "content": [_TEXT]}]})
    assert [(block.kind, block.text) for block in found] == [("caption", "The bridge at night"), ("paragraph", FIRST)]


def test_rows_of_a_table_are_lines() -> None:
    """A table is read row by row, its cells with a bar between them, whether rows are lists or objects."""
    cells = [
        [{"type": "tableCell", "content": [{"type": "paragraph", "content": _leaf(t)}]} for t in r]
        for r in ("ab", "cd")
    ]
    table = {"type": "table", "content": [{"type": "tableRow", "content": row} for row in cells]}
    editor = {"type": "table", "data": {"withHeadings": True, "content": [["a", "b"], ["c", "d"]]}}
    for one in (table, editor):
        assert [(b.kind, b.text) for b in rich_text_blocks([one])] == [("table_row", "a | b"), ("table_row", "c | d")]


def test_other_articles_are_no_text() -> None:
    """A list of objects with a title and an address is not read, wherever it stands."""
    others = [{"title": f"Story {at}", "url": f"/s/{at}", "text": FIRST} for at in range(3)]
    assert rich_text_blocks(others) == ()
    assert [b.text for b in rich_text_blocks({"blocks": [{"type": "paragraph", "text": HEAD}, {"items": others}]})] == [
        HEAD
    ]


def test_a_value_that_holds_itself_ends() -> None:
    """Rings and towers of objects are read once, to some depth, and give what text there is."""
    ring: dict[str, object] = {"type": "section", "children": []}
    ring["children"] = [{"type": "paragraph", "text": FIRST}, ring]
    assert [block.text for block in rich_text_blocks(ring)] == [FIRST]
    tower: object = FIRST
    for _ in range(5000):
        tower = {"children": [tower]}
    assert rich_text_blocks(tower) == ()
