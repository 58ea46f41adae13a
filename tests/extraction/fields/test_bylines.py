"""Names in bylines, as facts."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.authors.bylines import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Roe, Bob Poe, and Cid Doe", ("Ann Roe", "Bob Poe", "Cid Doe")),
        ("Ann Roe und Bob Poe", ("Ann Roe", "Bob Poe")),
        ("Ann Roe; Bob Poe / Cid Doe", ("Ann Roe", "Bob Poe", "Cid Doe")),
        ("Ann Roe, Jr.", ("Ann Roe, Jr",)),
        ("بقلم سمير الخطيب ونادية حداد", ("سمير الخطيب", "نادية حداد")),
        ("Andy Yates", ("Andy Yates",)),
        ("Ann Roe at the harbour", ("Ann Roe",)),
        ("Ann Roe - The Courier", ("Ann Roe",)),
        ("Ann-Marie Roe (Beirut)", ("Ann-Marie Roe",)),
    ],
)
def test_names_are_told_from_what_stands_between_and_behind_them(text: str, names: tuple[str, ...]) -> None:
    """Signs and words for "and" stand between names; roles, places and houses behind them."""
    assert names_in([text]) == names
