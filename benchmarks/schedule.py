"""How many edits does a schedule catch for its requests? Scripted histories of articles, four schedules, one budget.

    python benchmarks/schedule.py [--articles 1000] [--days 30] [--looks 15 30 60] [--seed 1]

Each article gets a history of edits from one of five kinds of story that know nothing of any schedule: never touched;
mended in its first hours; a running story; a late correction; quiet, then taken up again. A run happens every half
hour; an article is looked at when its schedule says so. An edit is caught when a look comes before the next edit
replaces it. Every schedule has one number that makes it look more or less often; it is set so that all make the same
number of looks for an article, on average. Rules compared:

* ours: newsgrab.following.schedule, by its threshold;
* ratio: look when the time since the last look is a part of the age (what diffengine intends);
* ladder: by the time since the last edit: 15 min, 1 h, 3 h, 3 days, 30 days (newsdiffs), stretched;
* fixed: every so many hours.
"""

from __future__ import annotations

import argparse
import random
import sys
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import median

from newsgrab.following.schedule import DEFAULT, plan
from newsgrab.outcomes import Outcome
from newsgrab.visit import LookHistory

START = datetime(2026, 1, 1, tzinfo=UTC)
TICK_H = 0.5


@dataclass(slots=True)
class State:
    """What a schedule may know of an article: its age and the looks so far, in hours since it was published."""

    first: float
    last: float
    looks: int
    edits: int
    last_edit: float | None


Rule = Callable[[State], float]  # -> the age in hours at which to look next


def history(rng: random.Random, hours: float) -> list[float]:
    """The ages, in hours, at which one article is edited."""
    kind = rng.choices(("never", "mended", "running", "late", "again"), (50, 27, 12, 7, 4))[0]
    if kind == "never":
        times = []
    elif kind == "mended":
        times = [rng.lognormvariate(0.4, 1.2) for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))]
    elif kind == "running":
        length = rng.lognormvariate(2.3, 0.8)
        times = [rng.random() ** 1.5 * length for _ in range(rng.randint(4, 24))]
    elif kind == "late":
        times = [rng.uniform(6, hours) for _ in range(rng.choice((1, 1, 2)))]
    else:
        start = rng.uniform(24, hours * 0.8)
        times = [start + rng.expovariate(1 / 8) for _ in range(rng.randint(2, 7))]
    return sorted(time for time in times if 0 < time < hours)


def caught(edits: list[float], rule: Rule, hours: float, offset: float) -> tuple[int, int, list[float]]:
    """Edits caught, looks made, and how late each catch was, for one article found `offset` hours after publication."""
    state = State(offset, offset, 1, 0, None)
    found = 0
    delays: list[float] = []
    while True:
        wanted = rule(state)
        ticks = max(1, -(-(wanted - state.last) // TICK_H))
        now = state.last + ticks * TICK_H
        if now >= hours:
            return found, state.looks, delays
        new = bisect_right(edits, now) - bisect_right(edits, state.last)
        state.looks += 1
        if new:
            found += 1
            state.edits += 1
            state.last_edit = now
            delays.append(now - edits[bisect_right(edits, now) - 1])
        state.last = now


def ours(threshold: float) -> Rule:
    """The schedule of newsgrab itself."""
    policy = replace(DEFAULT, threshold=threshold)

    def rule(state: State) -> float:
        past = LookHistory(
            published_or_first_seen_at=START,
            first_look_at=START + timedelta(hours=state.first),
            last_look_at=START + timedelta(hours=state.last),
            outcome=Outcome.UNCHANGED,
            read=state.looks,
            edits=state.edits,
            last_edit_at=None if state.last_edit is None else START + timedelta(hours=state.last_edit),
        )
        return (plan(past, policy).at - START).total_seconds() / 3600

    return rule


def ratio(part: float) -> Rule:
    """Look when (now - last look) / (now - publication) reaches `part`."""
    part = min(part, 0.999)
    return lambda state: state.last / (1 - part)


def ladder(stretch: float) -> Rule:
    """Steps by the time since the last edit."""
    steps = ((3, 0.25), (24, 1), (168, 3), (720, 72), (8760, 720))

    def rule(state: State) -> float:
        still = state.last - (state.last_edit or 0.0)
        pause = next((pause for limit, pause in steps if still < limit), 8760)
        return state.last + pause * stretch

    return rule


def fixed(hours: float) -> Rule:
    """The same pause always."""
    return lambda state: state.last + hours


RULES: dict[str, tuple[Callable[[float], Rule], float, float]] = {  # with the bounds of its number
    "ours": (ours, 1e-5, 10.0),
    "ratio": (ratio, 1e-4, 0.99),
    "ladder": (ladder, 0.01, 500.0),
    "fixed": (fixed, 0.1, 2000.0),
}


def measure(rule: Rule, histories: list[tuple[list[float], float]], hours: float) -> tuple[int, float, list[float]]:
    """Edits caught, mean looks, delays over all articles."""
    found = looks = 0
    delays: list[float] = []
    for edits, offset in histories:
        hit, made, late = caught(edits, rule, hours, offset)
        found += hit
        looks += made
        delays += late
    return found, looks / len(histories), delays


def tuned(name: str, histories: list[tuple[list[float], float]], hours: float, looks: float) -> float:
    """The number with which a rule makes so many looks on average: all rules look less often as theirs grows.

    Found roughly on some of the articles, then on all of them, to half a percent or as near as the rule can come.
    """
    make, low, high = RULES[name]

    def halved(low: float, high: float, some: list[tuple[list[float], float]], times: int) -> float:
        for _ in range(times):
            middle = float((low * high) ** 0.5)
            made = measure(make(middle), some, hours)[1]
            if abs(made / looks - 1) < 0.005:
                return middle
            low, high = (middle, high) if made > looks else (low, middle)
        return float((low * high) ** 0.5)

    rough = halved(low, high, histories[:: max(1, len(histories) // 200)], 14)
    return halved(rough / 1.5, rough * 1.5, histories, 9)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--days", type=int, default=30)
    options.add_argument("--looks", type=float, nargs="+", default=[10, 30, 60])
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    rng = random.Random(chosen.seed)
    hours = chosen.days * 24.0
    histories = [(history(rng, hours), rng.uniform(0.05, TICK_H)) for _ in range(chosen.articles)]
    total = sum(len(edits) for edits, _ in histories)
    edited = sum(bool(edits) for edits, _ in histories)
    print(f"{chosen.articles} articles over {chosen.days} days: {edited} edited, {total} edits (seed {chosen.seed})")
    print(f"{'looks':>6}  {'rule':<8}{'looks made':>11}{'edits caught':>14}{'share':>8}{'median delay':>14}")
    for looks in chosen.looks:
        for name, (make, _, _) in RULES.items():
            number = tuned(name, histories, hours, looks)
            found, made, delays = measure(make(number), histories, hours)
            late = f"{median(delays) * 60:.0f} min" if delays else "-"
            print(f"{looks:>6g}  {name:<8}{made:>11.1f}{found:>14}{found / total:>8.1%}{late:>14}   ({number:.4g})")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
