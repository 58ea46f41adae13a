"""What is visited in one run, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsgrab.following.selection import WEIGHED, Due, select_due

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def due(name: str, source: int, *, new: bool = False, host: str = "", late_h: int = 0, priority: int = 0) -> Due:
    at = NOON - timedelta(hours=late_h)
    return Due(name, host or f"host{source}", source, "why", at, new, priority=priority)


def chosen(found: list[Due], in_all: int = 99, per_host: int = 99, **worth: float) -> str:
    """The names of those that are visited; `worth` says what a look at a known one is worth."""
    picked = select_due(found, in_all=in_all, per_host=per_host, weigh=lambda one: worth.get(one.url, 0.0))
    return " ".join(one.url for one in picked)


def test_sources_take_turns() -> None:
    """A large source does not crowd out a small one."""
    large = [due(f"a{n}", 1, new=True) for n in range(5)]
    assert chosen([*large, due("b0", 2, new=True)], in_all=4) == "a0 b0 a1 a2"


def test_sources_of_a_higher_priority_come_first() -> None:
    """As long as they have anything that is due."""
    found = [due(f"a{n}", 1, new=True) for n in range(2)] + [due("b0", 2, new=True, priority=-1)]
    assert chosen([*found, *(due(f"c{n}", 3, new=True, priority=1) for n in range(3))]) == "c0 c1 c2 a0 a1 b0"


def test_two_new_ones_are_followed_by_one_known_one() -> None:
    """Neither waits for the other's end; the look that is worth most comes first."""
    found = [due(f"n{n}", 1, new=True) for n in range(4)] + [due("k1", 1), due("k2", 1)]
    assert chosen(found, k1=0.1, k2=0.9) == "n0 n1 k2 n2 n3 k1"


def test_host_gets_only_so_many() -> None:
    """Also where several sources lead to it, and new ones and known ones."""
    found = [due(f"a{n}", 1, host="x") for n in range(3)] + [due(f"b{n}", 2, host="x") for n in range(3)]
    found += [due("c", 3, host="y"), due("n", 1, host="x", new=True)]
    assert chosen(found, per_host=2) == "n b0 c"


def test_new_ones_of_a_host_that_got_its_share_make_room() -> None:
    """For those of the same source that stand on other hosts."""
    found = [due(f"x{n}", 1, new=True, host="x") for n in range(3)] + [due("y", 1, new=True, host="y")]
    assert chosen(found, per_host=1) == "x0 y"


def test_nothing_due_is_nothing_chosen() -> None:
    """And a budget of none is none."""
    assert chosen([]) == ""
    assert chosen([due("a", 1)], in_all=0) == ""


def test_work_follows_the_budget() -> None:
    """Of many known ones those that have waited longest are weighed, about as many as are visited."""
    weighed: list[str] = []
    found = [due(f"a{n}", 1, late_h=n) for n in range(5000)] + [due(f"b{n}", 2, host="x") for n in range(5000)]

    def weigh(one: Due) -> float:
        weighed.append(one.url)
        return 1.0

    picked = select_due(found, in_all=100, per_host=20, weigh=weigh)
    assert len(picked) == 40
    assert len(weighed) <= 2 * WEIGHED + 100
    assert all(one.url in {f"a{n}" for n in range(4700, 5000)} for one in picked if one.source_id == 1)
