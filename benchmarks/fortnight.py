"""What does following three sites for two weeks see, and what does it ask? Four runs a day, by a clock of its own.

    python benchmarks/fortnight.py [--bells] [--max-gap HOURS] [--threshold N] [--every HOURS] [--all-silent]
        [--days 14] [--seed 1] [--verbose]

A server of our own plays three sites: Arabic, English and French. Articles appear over the two weeks; 25 are edited
(most of them in their first day, some days later), 6 are removed (404, a page that says so with status 200, a redirect
to the home page), 2 of these come back, 3 move, some pages show another teaser at each look (A/B), some are stubs at
times, and one site gives no answer for a day. Every event lasts for a while, so that a look can see it.

* with --bells the sites have sitemaps with `lastmod` that are followed beside their feeds;
* with --every 0.5 a run is made every half hour, with --all-silent all three sites give no answer for that day: how
  many messages is a person sent?
* with --max-gap 0.1 each page is asked for in every run, as simple archivers do: the yardstick.

Printed are the events that were seen, how many runs late they were, false edits, requests, messages, and the CPU of a
request.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsgrab.archive import Archive
from newsgrab.fetch.clock import Clock
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.following.run import ArticleLook, Budget, run
from newsgrab.following.schedule import FOLLOWED
from newsgrab.link import Kind, Source
from newsgrab.outcomes import Outcome
from tests.fetch.conftest import HURRIED
from tests.readers import shared_readers
from tests.servers import Rogue, Talk, answer, redirect

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
ARTICLES = 16  # of a site
SENTENCES = {
    "ar": "أعلنت البلدية أن أعمال الطريق رقم {n} ستنتهي في الأسبوع المقبل بعد تأخر دام {m} شهرا بسبب المطر والرياح.",
    "en": "The council said that work on road number {n} will end next week after a delay of {m} months due to rain.",
    "fr": "La mairie annonce que les travaux de la route {n} prendront fin après un retard de {m} mois dû aux pluies.",
}


@dataclass
class Story:
    """One article of a site and what happens to it, in hours from the start."""

    path: str
    lang: str
    number: int
    born: float
    edits: list[float] = field(default_factory=list)
    gone: tuple[float, float, str] | None = None  # from, until, how
    moved: float | None = None
    changing_teaser: bool = False
    stub: tuple[float, float] = (0.0, 0.0)

    def version(self, hour: float) -> int:
        """How many edits it has had."""
        return sum(edit <= hour for edit in self.edits)

    def changed(self, hour: float) -> float:
        """When it was last edited, or made."""
        return max([self.born, *(edit for edit in self.edits if edit <= hour)])

    def page(self, hour: float, look: int) -> str:
        """What the server shows of it."""
        text = SENTENCES[self.lang]
        body = [text.format(n=self.number * 10 + n, m=n + 2) for n in range(6)]
        if version := self.version(hour):
            body[version % 6] = text.format(n=self.number * 10, m=40 + version)
        if self.stub[0] <= hour < self.stub[1]:
            body = []
        teaser = f"<aside class='promo'><p>Offer {look % 2}: read more for less, today only.</p></aside>"
        head = f"<!doctype html><html lang='{self.lang}'><head><title>{self.title}</title></head><body><main><article>"
        text = "".join(f"<p>{each}</p>" for each in body)
        return (
            f"{head}<h1>{self.title}</h1>{text}</article>{teaser if self.changing_teaser else ''}</main></body></html>"
        )

    @property
    def title(self) -> str:
        """Its headline."""
        return {"ar": "طريق جديد رقم", "en": "New road number", "fr": "Nouvelle route numéro"}[
            self.lang
        ] + f" {self.number}"


class Site:
    """A server that shows its stories as they are at the clock's hour."""

    def __init__(self, server: Rogue, lang: str, stories: list[Story], clock: Callable[[], float]) -> None:
        """Put it on that server; `clock` tells the hours from the start."""
        self.server, self.lang, self.stories, self.clock = server, lang, stories, clock
        self.looks = 0
        self.silent: tuple[float, float] = (0.0, 0.0)
        for story in stories:
            server.replies[story.path] = lambda talk, story=story: self.say(talk, self.article(story))  # type: ignore[misc]
            server.replies[f"{story.path}-again"] = lambda talk, story=story: self.say(
                talk, self.article(story, new=True)
            )  # type: ignore[misc]
        server.replies["/"] = lambda talk: self.say(talk, answer(self.home()))
        server.replies["/feed"] = lambda talk: self.say(talk, answer(self.feed(), content_type="application/rss+xml"))
        server.replies["/sitemap.xml"] = lambda talk: self.say(talk, answer(self.sitemap(), content_type="text/xml"))

    def say(self, talk: Talk, reply: bytes) -> None:
        """Answer, unless the host is silent."""
        if self.silent[0] <= self.clock() < self.silent[1]:
            talk.reset()
            return
        talk.send(reply)

    def article(self, story: Story, *, new: bool = False) -> bytes:
        """The answer at its address, or at its new one."""
        hour = self.clock()
        self.looks += 1
        if story.gone and story.gone[0] <= hour < story.gone[1]:
            how = story.gone[2]
            if how == "404":
                return answer("<h1>Not found</h1>", "404 Not Found")
            if how == "soft":
                return answer(
                    "<html><title>404 Not found</title><body><h1>Page not found</h1><p>Sorry.</p></body></html>"
                )
            return redirect("/", "302 Found")
        if story.moved is not None and hour >= story.moved and not new:
            return redirect(f"{story.path}-again", "301 Moved Permanently")
        if hour < story.born:
            return answer("<h1>Not found</h1>", "404 Not Found")
        return answer(story.page(hour, self.looks))

    def there(self) -> list[Story]:
        """What the site lists now, the newest first."""
        hour = self.clock()
        listed = [each for each in self.stories if each.born <= hour]
        listed = [each for each in listed if not (each.gone and each.gone[0] <= hour < each.gone[1])]
        return sorted(listed, key=lambda each: -each.born)

    def home(self) -> str:
        """The home page."""
        items = "".join(f"<h2><a href='{each.path}'>{each.title}</a></h2>" for each in self.there())
        return f"<!doctype html><html lang='{self.lang}'><title>Courier</title><body><main>{items}</main></body></html>"

    def feed(self) -> str:
        """RSS with the ten newest."""
        items = "".join(
            f"<item><title>{each.title}</title><link>{self.server.url(each.path)}</link>"
            f"<pubDate>{(START + timedelta(hours=each.born)):%a, %d %b %Y %H:%M:%S +0000}</pubDate></item>"
            for each in self.there()[:10]
        )
        return f"<rss version='2.0'><channel><title>Courier {self.lang}</title>{items}</channel></rss>"

    def sitemap(self) -> str:
        """All articles with the time of their last change."""
        hour = self.clock()
        entries = "".join(
            f"<url><loc>{self.server.url(each.path)}{'-again' if (each.moved or 1e9) <= hour else ''}</loc><lastmod>"
            f"{START + timedelta(hours=each.changed(hour)):%Y-%m-%dT%H:%M:%SZ}</lastmod></url>"
            for each in self.there()
        )
        return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</urlset>"


def stories(rng: random.Random, days: int) -> list[Story]:
    """Three times ARTICLES stories, with their fates."""
    hours = days * 24.0
    made = []
    for lang in SENTENCES:
        for number in range(1, ARTICLES + 1):
            born = 0.0 if number <= ARTICLES // 2 else rng.uniform(0, hours * 0.7)
            made.append(Story(f"/{lang}/news-{number}-of-the-road", lang, number, born))
    rng.shuffle(made)
    plan = iter(made)
    for n in range(25):
        story = next(plan)
        late = rng.uniform(1, 30) if n % 5 < 3 else rng.uniform(40, (hours - story.born) * 0.9)
        story.edits.append(min(story.born + late, hours - 20))
    for how, back in (("404", False), ("soft", False), ("home", False), ("404", True), ("404", True), ("home", False)):
        story = next(plan)
        start = rng.uniform(max(story.born + 24, 60), hours - 80)
        story.gone = (start, start + 54 if back else hours + 1, how)
    for _ in range(3):
        story = next(plan)
        story.moved = rng.uniform(max(story.born + 24, 60), hours - 80)
    for story in (next(plan), next(plan)):
        story.changing_teaser = True
    for story in (next(plan), next(plan)):
        story.stub = (story.born + 30, story.born + 60)
    return made


@dataclass
class Seen:
    """When what was seen, by address: hours."""

    edits: dict[str, list[float]] = field(default_factory=dict)
    gone: dict[str, list[float]] = field(default_factory=dict)
    returned: dict[str, list[float]] = field(default_factory=dict)
    moved: dict[str, list[float]] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)


def follow(options: argparse.Namespace) -> None:
    """Play the fortnight, and print what was seen of it."""
    with tempfile.TemporaryDirectory() as folder:
        made, seen, cost = play(Path(folder), options)
    tell(made, seen, cost, options.every)
    if options.verbose:
        for line in seen.messages:
            print("  message:", line)


def play(folder: Path, options: argparse.Namespace) -> tuple[list[Story], Seen, tuple[int, float]]:
    """Follow the sites into an archive in that folder; the stories, what was seen, requests and CPU seconds."""
    now = [START]
    made = stories(random.Random(options.seed), options.days)
    seen = Seen()
    with Archive(folder, create=True, now=lambda: now[0]) as archive:
        servers = {lang: Rogue().__enter__() for lang in SENTENCES}

        def hour() -> float:
            return (now[0] - START).total_seconds() / 3600

        sites = {
            lang: Site(server, lang, [one for one in made if one.lang == lang], hour)
            for lang, server in servers.items()
        }
        for lang in sites if options.all_silent else ["en"]:
            sites[lang].silent = (132.0, 156.0)
        for server in servers.values():
            number = archive.following.add(Source(server.url("/feed"), Kind.FEED), START)
            if options.bells:
                archive.following.add(Source(server.url("/sitemap.xml"), Kind.SITEMAP), START, bell_of=number)
        policy = replace(FOLLOWED, longest=timedelta(hours=options.max_gap), threshold=options.threshold)
        started = time.process_time()
        for _ in range(round(options.days * 24 / options.every)):
            one_run(archive, now[0], Budget(policy=policy), seen, hour())
            now[0] += timedelta(hours=options.every)
        cpu = time.process_time() - started
        requests = 0
        for server in servers.values():
            requests += sum(request.path != "/robots.txt" for request in server.requests)
            server.__exit__()
    return made, seen, (requests, cpu)


def one_run(archive: Archive, at: datetime, budget: Budget, seen: Seen, hour: float) -> None:
    """A run, and what it saw."""
    clock = Clock(now=lambda: at)
    settings = replace(HURRIED, allow_private=True)
    with Fetcher(settings, clock=clock, hosts=archive.following.hosts()) as fetcher:
        for look in run(archive, fetcher, shared_readers(), budget=budget, stop=bool):
            if look.notification:
                seen.messages.append(f"{hour:5.0f} h  {look.notification}")
            if isinstance(look, ArticleLook):
                kind = {
                    Outcome.CHANGED: seen.edits,
                    Outcome.GONE: seen.gone,
                    Outcome.RETURNED: seen.returned,
                    Outcome.MOVED: seen.moved,
                }.get(look.kept.outcome)
                if kind is not None:
                    path = "/" + look.due.url.split("/", 3)[3].removesuffix("-again")
                    kind.setdefault(path, []).append(hour)


def tell(made: list[Story], seen: Seen, cost: tuple[int, float], tick: float) -> None:
    """Each kind of event: how many were seen, how many runs late."""
    rows: dict[str, list[float | None]] = {"edits": [], "removals": [], "returns": [], "moves": []}

    def late(times: list[float], at: float, until: float = 1e9) -> float | None:
        """Runs between the first that could see it and the one that did."""
        first = -(-at // tick) * tick
        return next((max(0.0, (when - first) / tick) for when in times if first <= when < until), None)

    false = 0
    for story in made:
        first_look = -(-story.born // tick) * tick
        for edit in story.edits:
            if edit > first_look:
                rows["edits"].append(late(seen.edits.get(story.path, []), edit))
        false += max(0, len(seen.edits.get(story.path, [])) - len(story.edits))
        if story.gone:
            rows["removals"].append(late(seen.gone.get(story.path, []), story.gone[0], story.gone[1]))
            if story.gone[1] < 24 * 14:
                rows["returns"].append(late(seen.returned.get(story.path, []), story.gone[1]))
        if story.moved:
            rows["moves"].append(late(seen.moved.get(story.path, []), story.moved))
    for name, values in rows.items():
        caught = [value for value in values if value is not None]
        worst = max(caught, default=0)
        late_by = f"{mean(caught or [0]):.2f} runs late on average, {worst:.0f} at most"
        print(f"{name:<10}{len(caught)} of {len(values)}, {late_by}")
    requests, cpu = cost
    counts = f"false edits {false}; requests {requests}; messages {len(seen.messages)}"
    print(f"{counts}; {1000 * cpu / requests:.0f} ms CPU a request")


def parser() -> argparse.ArgumentParser:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bells", action="store_true")
    parser.add_argument("--max-gap", type=float, default=24 * 60, metavar="HOURS")
    parser.add_argument("--threshold", type=float, default=FOLLOWED.threshold)
    parser.add_argument("--every", type=float, default=6, metavar="HOURS")
    parser.add_argument("--all-silent", action="store_true")
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    return parser


def main() -> None:
    """Read the options and play."""
    follow(parser().parse_args())


if __name__ == "__main__":
    main()
