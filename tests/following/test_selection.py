"""What is visited in one run, and in which order."""

from __future__ import annotations

from newsgrab.following.selection import Due, select_due


def due(name: str, source: int, *, new: bool = False, expected_edits: float = 0.0, host: str = "") -> Due:
    return Due(name, host or f"host{source}", source, "why", new, expected_edits)


def names(chosen: list[Due]) -> str:
    return " ".join(one.url for one in chosen)


def test_sources_take_turns() -> None:
    """A large source does not crowd out a small one."""
    large = [due(f"a{n}", 1, new=True) for n in range(5)]
    assert names(select_due([*large, due("b0", 2, new=True)], in_all=4, per_host=99)) == "a0 b0 a1 a2"


def test_two_new_ones_are_followed_by_one_known_one() -> None:
    """Neither waits for the other's end."""
    found = [due(f"n{n}", 1, new=True) for n in range(4)] + [
        due("k1", 1, expected_edits=0.1),
        due("k2", 1, expected_edits=0.9),
    ]
    assert names(select_due(found, in_all=99, per_host=99)) == "n0 n1 k2 n2 n3 k1"


def test_host_gets_only_so_many() -> None:
    """Also where several sources lead to it."""
    found = [due(f"a{n}", 1, host="x") for n in range(3)] + [due(f"b{n}", 2, host="x") for n in range(3)]
    found += [due("c", 3, host="y")]
    assert names(select_due(found, in_all=99, per_host=2)) == "a0 b0 c"


def test_nothing_due_is_nothing_chosen() -> None:
    """And a budget of none is none."""
    assert select_due([], in_all=9, per_host=9) == []
    assert select_due([due("a", 1)], in_all=0, per_host=9) == []
