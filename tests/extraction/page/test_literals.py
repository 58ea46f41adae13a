"""Literals of JavaScript, and lists of numbered values, as plain values."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.extraction.page.scripts.literals import NotALiteral, read_literal
from newsgrab.extraction.page.scripts.numbered import numbered_value
from newsgrab.extraction.state.rich_text import rich_text_blocks

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=30)
@given(_JSON)
def test_every_json_value_is_a_literal(value: object) -> None:
    """It is read as JSON reads it, up to its end."""
    text = json.dumps(value)
    assert read_literal(f"{text};") == (value, len(text))


@settings(max_examples=30)
@given(st.text(alphabet="{}[]()'\"`a:,=>!.\\/* 0-functionretur;", max_size=40))
def test_any_other_text_is_none_and_breaks_nothing(text: str) -> None:
    """What is no literal is told as that, whatever it is."""
    try:
        read_literal(text)
    except NotALiteral:
        return


@settings(max_examples=30)
@given(_JSON)
def test_any_value_can_be_asked_for_its_blocks(value: object) -> None:
    """Of whatever shape it is, no block is empty."""
    assert all(block.text.strip() for block in rich_text_blocks(value))


@settings(max_examples=30)
@given(st.lists(_JSON | st.lists(st.integers(-3, 9), max_size=3), max_size=6))
def test_any_list_may_be_one_of_numbered_values_or_not(table: list[object]) -> None:
    """Places that are not there, and those that mean each other, come to an end."""
    numbered_value([{"a": 1}, *table])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 'b', \"c\": [!0, !1, void 0,], d: .5, e: -1e3, f: 0x1f,}", {"a": "b", "c": [True, False, None], "d": 0.5, "e": -1000.0, "f": 31}),  # noqa: E501
        ("(function(a,b){return {one:a,two:[b,a]}}('x',2))", {"one": "x", "two": [2, "x"]}),
        ("(function(a){a.k='v';a['l']=[1];return {m:a}})({})", {"m": {"k": "v", "l": [1]}}),
        ("(function(a){a['²']=1;a['0']=2;return {m:a}})([])", {"m": [2]}),
        ("((a,b)=>({a,n:b}))('x',undefined)", {"a": "x", "n": None}),
        ("window.state||{at:new Date(\"2025-05-12\"),set:new Set([1]),map:new Map([['k',2]])}", {"at": "2025-05-12", "set": [1], "map": {"k": 2}}),  # noqa: E501
        ("JSON.parse('{\"a\":\"\\\\u0627\"}')", {"a": "\u0627"}),
        ("`two\\nlines` + ' and \\u{1F600}'", "two\nlines and \U0001f600"),
        ("/* a */ [1, // one\n 2, , 3]", [1, 2, None, 3]),
    ],
)  # fmt: skip
def test_what_json_cannot_say_is_read(text: str, value: object) -> None:
    """Keys without quotes, constants, functions called at once, dates, maps, texts, comments, holes."""
    assert read_literal(text)[0] == value


@pytest.mark.parametrize(
    "text", ["{a(){}}", "{a:", "'abc", "x=>x", "(function(a){return a(a)})(b=>b(b))", "[" * 500, "0x" + "f" * 5000]
)
def test_code_is_no_literal(text: str) -> None:
    """Methods, functions that are not called, calls without end, towers, numbers beyond use, and what is cut off."""
    with pytest.raises(NotALiteral):
        read_literal(text)
