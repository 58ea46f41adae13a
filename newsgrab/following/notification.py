"""Who is told of what a run found: an address, the kinds of events that go there, and perhaps one site."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from newsgrab.errors import BadSettings
from newsgrab.outcomes import kind_of_event

KINDS = ("gone", "returned", "retitled", "edited", "new", "moved", "trouble")
USUAL = frozenset({"gone", "returned", "retitled", "edited", "trouble"})


@dataclass(frozen=True, slots=True)
class Recipient:
    """`address` is mailto:…, https://… or http://…; `site` is None for all."""

    address: str
    kinds: frozenset[str] = USUAL
    site: str | None = None

    @property
    def name(self) -> str:
        """What it is called on screens and in logs: of a hook no more than its server is told, the rest is its key.

        >>> Recipient("https://hooks.example/services/T1/secret").name
        'https://hooks.example/…'
        """
        parts = urlsplit(self.address)
        return self.address if parts.scheme == "mailto" else f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…"


def recipient(text: str) -> Recipient:
    """The recipient that a setting names; what it is told of stands behind a #.

    >>> recipient("mailto:desk@courier.example").kinds == USUAL
    True
    >>> recipient("https://hooks.example/1#on=gone,trouble&site=courier.example").site
    'courier.example'

    Raises BadSettings.
    """
    address, _, choice = text.strip().partition("#")
    parts = urlsplit(address)
    is_mail = parts.scheme == "mailto" and "@" in parts.path and not any(sign.isspace() for sign in address)
    if not is_mail and not (parts.scheme in {"https", "http"} and parts.hostname):
        raise BadSettings(f"notify: mailto:NAME@HOST or https://…, not {text!r}")
    chosen = {name: values[-1] for name, values in parse_qs(choice).items()}
    kinds = frozenset(map(kind_of_event, chosen.pop("on", ",".join(USUAL)).split(",")))
    site = chosen.pop("site", None)
    if chosen or not kinds <= set(KINDS):
        raise BadSettings(f"notify: {text!r}: behind # stand on=KIND,KIND and site=HOST; kinds: {', '.join(KINDS)}")
    return Recipient(address, kinds, site)
