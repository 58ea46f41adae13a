"""A rule is written into a profile's file, and all else in it stays as it was."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.errors import BadProfile
from newsgrab.profile.editing import with_field_rule, with_related, written
from newsgrab.profile.profile import Rule

NEW = Rule('a[rel="author"]')
FORMS = {
    "a list": ('views = [".a", ".b"]  # two', 'views = [\'a[rel="author"]\', ".a", ".b"]  # two'),
    "no blanks": ("views='.a'", "views=['a[rel=\"author\"]', '.a']"),
    "a selector": ("views = '.a'", "views = ['a[rel=\"author\"]', '.a']"),
    "a table": ('views = { css = ".a", attr = "x" }', 'views = [\'a[rel="author"]\', { css = ".a", attr = "x" }]'),
    "several lines": (
        'views = [\n  ".a", # ]\n  ".b",\n]',
        'views = [\n  \'a[rel="author"]\',\n  ".a", # ]\n  ".b",\n]',
    ),
}
HEAD = 'note = """\n[fields]\nviews = 1\n"""\n[[layout]]\nuntil = 2024-01-01\n[layout.fields]\nviews = ".old"\n'


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS)
def test_a_rule_comes_before_the_others_as_they_are_written(before: str, after: str) -> None:
    """Comments, quotes and lines stay; what looks like the field elsewhere is left alone."""
    text = f"{HEAD}[fields]\ntitle = 'h1'\n{before}\n# the end"
    assert with_field_rule(text, "views", NEW, first=True) == text.replace(before, after)


@pytest.mark.parametrize("before", [form for form, _ in FORMS.values()], ids=FORMS)
def test_a_rule_comes_behind_the_others(before: str) -> None:
    """In a list of several lines as well, before its last comment."""
    rules = tomllib.loads(with_field_rule(f"[fields]\n{before}", "views", NEW, first=False))["fields"]["views"]
    assert (rules[-1], len(rules) > 1) == (NEW.css, True)


@pytest.mark.parametrize(
    "text", ['[[fields.views]]\ncss = ".a"', '[fields]\ntitle = ".a"', '[fields.views]\ncss = "a"']
)
def test_a_file_that_is_written_otherwise_is_not_touched(text: str) -> None:
    """It is told how it should be."""
    with pytest.raises(BadProfile, match="not written as views ="):
        with_field_rule(text, "views", NEW, first=True)


def test_selectors_of_the_related_block_are_replaced_and_added() -> None:
    """What it has keeps its place; what is written as a table is left to a person."""
    text = '[related]\nblock = "ul"  # all\nitem = "li"\n\n[fields]\ntitle = "h1"\n'
    new = with_related(text, {"block": "ol, ul", "views": ".n"})
    assert new == '[related]\nblock = "ol, ul"  # all\nitem = "li"\nviews = ".n"\n\n[fields]\ntitle = "h1"\n'
    assert with_related('[related]\nitem = "li"', {"url": "a"}) == '[related]\nitem = "li"\nurl = "a"'
    for other in ('[related]\nitem = { css = "li" }\n', '[fields]\ntitle = "h1"\n', 'related = { item = "li" }\n'):
        with pytest.raises(BadProfile):
            with_related(other, {"item": "ol"})


def test_a_rule_is_written_with_all_that_it_says() -> None:
    """Attribute and changes too."""
    rule = written(Rule("b.n", "data-n", ("after_colon", "words")))
    assert tomllib.loads(f"x = {rule}")["x"] == {
        "css": "b.n",
        "attr": "data-n",
        "transform": ["after_colon", "words"],
    }


TEXTS = st.text(st.sampled_from("ab.[]{}#\"'\\,= \té"), min_size=1, max_size=12)


@settings(max_examples=20, deadline=None)
@given(st.lists(TEXTS, max_size=4), TEXTS, st.booleans(), st.sampled_from(["", "\n  ", " # ] '\n"]))
def test_the_file_says_what_it_said_and_the_rule(known: list[str], css: str, first: bool, space: str) -> None:  # noqa: FBT001
    """Whatever stands in the selectors."""
    listed = "".join(f"{space}{written(Rule(each))}," for each in known)
    text = f"[fields]\r\ntitle = [{listed}{space}]\nviews = '.b' # c"
    table = tomllib.loads(with_field_rule(text, "title", Rule(css), first=first))
    assert table["fields"] == {"title": [css, *known] if first else [*known, css], "views": ".b"}
