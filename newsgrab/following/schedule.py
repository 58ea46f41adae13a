"""When to look at an article again, and why then. Pure: everything comes in as values.

The idea in one sentence: look again when an edit has become likely enough since the last look. How likely edits are
is taken from the article's own past:

* They come with a rate that falls with age, faster than the age grows: most edits are made on the first day. A few
  come late, at any age: corrections, and stories that are taken up again.
* An article that was edited more often than the average of its age has a higher rate than its neighbours, one that was
  looked at many times and never edited has a lower one (the mean of a gamma prior after what was seen).
* An edit is often followed by another, so for some hours after each edit the rate is higher.

So young and edited articles are looked at often, old and still ones seldom, and none never. An article that vanished,
or came back, is looked at daily for a week. A young
one that no source tells of is looked at daily. A person's word goes before all that: how often, and how long at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from newsgrab.outcomes import TRAITS, Retry
from newsgrab.visit import LookHistory, NextLook

_HOUR = 3600.0
_HALF_HOUR = timedelta(minutes=30)
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers of the schedule. `threshold` is the expected number of edits since the last look that is worth one.

    A smaller threshold means more looks. The others describe how articles are edited. The rate of edits at the age t is
    `rate` / `youth_h` * (1 + t / youth_h) ** -`decay` + `late`, in hours; `burst`, `burst_h` and `burst_decay` say the
    same for the time since the last edit. `prior` is how many edits' weight the usual article has against what was
    seen.
    """

    threshold: float = 0.03
    rate: float = 0.5
    decay: float = 1.6
    youth_h: float = 0.5
    late: float = 0.0002
    burst: float = 0.55
    burst_decay: float = 2.0
    burst_h: float = 0.5
    prior: float = 1.1
    shortest: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(days=60)
    daily_until: timedelta = timedelta(0)  # the age up to which an article is looked at daily, if no source tells of it
    gone_looks: int = 4  # that found nothing, over `gone_days`, before an article counts as gone
    gone_days: int = 3


DEFAULT = Policy()
FOLLOWED = Policy(threshold=0.015, daily_until=timedelta(days=14))
"""For what is followed: in two weeks most of what will ever be done to an article is done."""


def followed(max_gap: timedelta | None) -> Policy:
    """The policy for what is followed, with a person's word on the longest pause."""
    return replace(FOLLOWED, longest=min(max_gap, FOLLOWED.longest)) if max_gap else FOLLOWED


def planner(max_gap: timedelta | None) -> Callable[[LookHistory], NextLook]:
    """`plan` by that policy."""
    return partial(plan, policy=followed(max_gap))


def plan(past: LookHistory, policy: Policy = DEFAULT) -> NextLook:
    """When an address is worth another look.

    A trouble is tried again after a pause that doubles; what is gone is asked for often enough to be sure of it, and
    seldom after that, since some articles return.
    """
    if past.every is not None:
        return NextLook(past.last_look_at + past.every, f"every {_words(past.every)}: its source is to be looked at so")
    if TRAITS[past.outcome].retry is Retry.CONFIRM:
        return _plan_gone(past, policy)
    planned = _plan_read(past, policy) if past.outcome.read else _plan_trouble(past)
    if not past.read:
        return planned
    longest, reason = policy.longest, "the longest pause there is"
    if past.max_gap is not None and past.max_gap < longest:
        longest, reason = past.max_gap, "the longest pause that its source allows"
    age = past.last_look_at - past.published_or_first_seen_at
    if age < policy.daily_until and not past.announced and longest > _DAY:
        longest, reason = _DAY, f"{_words(age)} old: daily for {_words(policy.daily_until)}"
    back = past.last_look_at - past.returned_at if past.returned_at else _WEEK
    if back < _WEEK and longest > _DAY:
        longest, reason = _DAY, f"came back {_words(back)} before the last look: daily for a week"
    if planned.at > past.last_look_at + longest:
        return NextLook(past.last_look_at + longest, f"{reason}: again after {_words(longest)}")
    return planned


def _plan_read(past: LookHistory, policy: Policy) -> NextLook:
    """When an edit has become likely."""
    pause = _bounded(_until_worth_it(past, policy), policy)
    age = _words(past.last_look_at - past.published_or_first_seen_at)
    if past.edits and past.last_edit_at is not None:
        times = "once" if past.edits == 1 else f"{past.edits} times"
        since = _words(past.last_look_at - past.last_edit_at)
        reason = f"{age} old, edited {times}, last {since} before the last look: again after {_words(pause)}"
    else:
        looks = "1 look" if past.read == 1 else f"{past.read} looks"
        reason = f"{age} old, no edit in {looks}: again after {_words(pause)}"
    return NextLook(past.last_look_at + pause, reason)


def expected_edits(past: LookHistory, now: datetime, policy: Policy = DEFAULT) -> float:
    """How many edits are to be expected since the last look: what a look at `now` is worth."""
    return _expected(past, policy, max(0.0, _hours(now - past.last_look_at)))


def _until_worth_it(past: LookHistory, policy: Policy) -> timedelta:
    """The pause after which the expected edits reach the threshold: doubled until it is enough, then halved in."""
    low, high, longest = 0.0, 0.25, _hours(policy.longest)
    while _expected(past, policy, high) < policy.threshold:
        if high >= longest:
            return policy.longest
        low, high = high, 2 * high
    for _ in range(8):
        middle = (low + high) / 2
        if _expected(past, policy, middle) < policy.threshold:
            low = middle
        else:
            high = middle
    return timedelta(hours=high)


def _expected(past: LookHistory, policy: Policy, pause_h: float) -> float:
    """Expected edits in the `pause_h` hours after the last look."""
    age = max(0.0, _hours(past.last_look_at - past.published_or_first_seen_at))
    usual = _usual(policy, age, age + pause_h)
    if past.last_edit_at is not None:
        still = max(0.0, _hours(past.last_look_at - past.last_edit_at))
        usual += policy.burst * _area(still, still + pause_h, policy.burst_h, policy.burst_decay)
    return _liveliness(past, policy) * usual


def _liveliness(past: LookHistory, policy: Policy) -> float:
    """How much more an article is edited than the usual one of its age: the mean of a gamma distribution.

    Before anything is seen it is 1, with a weight of `prior` edits; what was seen since the first look is added.
    """
    first = max(0.0, _hours(past.first_look_at - past.published_or_first_seen_at))
    last = max(first, _hours(past.last_look_at - past.published_or_first_seen_at))
    usual = _usual(policy, first, last)
    return (policy.prior + past.edits) / (policy.prior + usual)


def _usual(policy: Policy, start_h: float, end_h: float) -> float:
    """Edits of the usual article between two ages."""
    return policy.rate * _area(start_h, end_h, policy.youth_h, policy.decay) + policy.late * (end_h - start_h)


def _area(start: float, end: float, scale: float, decay: float) -> float:
    """The integral of (1 + t / scale) ** -decay / scale from start to end; decay is above 1."""
    power = 1 - decay
    return float(((1 + start / scale) ** power - (1 + end / scale) ** power) / -power)


def _plan_gone(past: LookHistory, policy: Policy) -> NextLook:
    since = past.since or past.last_look_at
    for_days = (past.last_look_at - since).total_seconds() / 86_400
    gone = past.repeated >= policy.gone_looks and for_days >= policy.gone_days
    if not gone:
        pause = timedelta(hours=min(6 << min(past.repeated - 1, 8), 24))
        words = f"not there ({past.repeated}): to be sure of it, after {_words(pause)}"
        return NextLook(past.last_look_at + pause, words)
    weeks = int(for_days // 7)  # daily in the first, then after 7, 14, 28 days and so on
    pause = min(timedelta(days=7 * weeks), policy.longest) if weeks else _DAY
    seen = f"gone for {_words(past.last_look_at - since)} ({past.repeated} looks)"
    return NextLook(past.last_look_at + pause, f"{seen}: whether it returns, after {_words(pause)}", gone=True)


def _plan_trouble(past: LookHistory) -> NextLook:
    """Half an hour after the first trouble, then twice as long each time; what is no article is asked less often."""
    patient = TRAITS[past.outcome].retry is Retry.SELDOM
    first, longest = (timedelta(days=1), timedelta(days=60)) if patient else (_HALF_HOUR, timedelta(days=14))
    pause = min(first * (1 << min(past.repeated - 1, 12)), longest)
    times = "" if past.repeated == 1 else f" {past.repeated} times in a row"
    return NextLook(past.last_look_at + pause, f"{past.outcome}{times}: again after {_words(pause)}")


def _bounded(pause: timedelta, policy: Policy) -> timedelta:
    return min(max(pause, policy.shortest), policy.longest)


def _hours(span: timedelta) -> float:
    return span.total_seconds() / _HOUR


def _words(span: timedelta) -> str:
    minutes = max(0.0, span.total_seconds() / 60)
    if minutes < 90:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 48 * 60 else f"{minutes / 1440:.0f} days"
