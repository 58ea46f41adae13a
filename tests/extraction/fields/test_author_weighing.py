"""The weighing of authors: what sources, places and labels weigh, whatever their order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.extraction.fields.authors.weighing import Candidate, Evidence, Place, heaviest, is_same_person, weight

SOURCES = (
    "json-ld author",
    "meta author",
    "class byline",
    "link to the author",
    "text",
    "signature",
    "beside the date",
)
evidences = st.builds(Evidence, st.sampled_from(Place), st.booleans(), st.booleans())


@settings(max_examples=30)
@given(st.sets(st.sampled_from(SOURCES[:-1]), min_size=1), st.sampled_from(SOURCES[:-1]), evidences)
def test_another_source_never_weighs_against_a_name(sources: set[str], other: str, evidence: Evidence) -> None:
    """Whatever speaks for it already."""
    assert weight(sources | {other}, evidence) >= weight(sources, evidence)


@settings(max_examples=30)
@given(st.sets(st.sampled_from(SOURCES), min_size=1), st.booleans(), st.booleans())
def test_a_better_place_weighs_more(sources: set[str], is_labelled: bool, is_person: bool) -> None:  # noqa: FBT001
    """At the headline more than in the text, and there more than elsewhere."""
    weights = [weight(sources, Evidence(place, is_labelled, is_person)) for place in Place]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)


def test_names_of_one_person_weigh_together() -> None:
    """In whatever form each source gives the name; the first form stands."""
    candidates = [
        Candidate(("Bob Poe",), "class byline"),
        Candidate(("A. Roe",), "meta author"),
        Candidate(("Dr Ann Roe",), "text"),
    ]
    leader = heaviest(candidates, lambda _: Evidence(Place.TEXT, is_labelled=False, is_person=True))
    assert leader is not None
    assert leader.name == "A. Roe"


def test_persons_of_one_family_are_two() -> None:
    """A word in common is not enough."""
    assert not is_same_person("Ann Roe", "Bob Roe")
