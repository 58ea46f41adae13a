"""Which looks say that an article is gone, where it stands at several addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.archive.history.presence import Presence

MAIN, TWIN, ALIAS = "main", "twin", "alias"
NAMES = {"m": MAIN, "t": TWIN, "a": ALIAS}


def removals(looks: str, main: str = MAIN) -> list[int]:
    """The places of the looks that end the presence: capitals found the article at an address, small letters not."""
    presence = Presence(main)
    gone = []
    for place, sign in enumerate(looks.replace(" ", "")):
        url = NAMES[sign.lower()]
        if sign.isupper():
            presence.found(url, url)
        elif presence.missed(url, url):
            gone.append(place)
    return gone


@pytest.mark.parametrize(
    ("looks", "gone"),
    [
        ("MT Mt Mt Mt", []),  # a twin that is dropped while the article's own address answers
        ("TM tM tM tM", []),
        ("MT tM Mt tM", []),
        ("MT m", [2]),  # the article's own address, whatever a twin says
        ("MT mT mT", [2]),  # told once, not at every look
        ("Tt", [1]),  # nobody ever looked at the main address
        ("TA tA ta", [5]),  # of two further addresses the last one
        ("M TTTT t", [5]),  # nobody has looked at the main address for long
        ("MT t t", [3]),
        ("M t M", []),  # it was never there
        ("M t t t t", []),
        ("M m M m", [1, 3]),
    ],
)
def test_an_address_that_is_dropped_is_no_removal_while_another_answers(looks: str, gone: list[int]) -> None:
    """The main address tells for all; another one alone only if none was found to answer as often."""
    assert removals(looks) == gone


def test_an_address_that_leads_to_the_main_one_is_looked_at_there() -> None:
    """So the main address is gone where it does not answer, and answers where another led to it."""
    presence = Presence(MAIN)
    presence.found(TWIN, MAIN)
    assert presence.missed(MAIN, MAIN)
    presence.found(TWIN, MAIN)
    assert presence.missed(TWIN, MAIN)
    presence.found(TWIN, MAIN)
    assert presence.missed(TWIN, TWIN)


@given(st.text("MTAmta", max_size=12))
def test_what_is_gone_was_found_before(looks: str) -> None:
    """An address at which the article never was ends nothing; where all looks are at one address each tells."""
    for place in removals(looks):
        assert looks[place].upper() in looks[:place]
    alone = "".join("M" if sign.isupper() else "m" for sign in looks)
    first = alone.find("M")
    assert set(removals(alone)) >= {
        place for place in range(first + 1, len(alone)) if alone[place - 1 : place + 1] == "Mm"
    }
