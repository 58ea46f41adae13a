"""Whether an article is there, by what its addresses answer. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Presence:
    """At which addresses an article is found, while its looks are gone through in time. `main` is its main address.

    A page that stands at several addresses (AMP, print, mobile, an alias) is not removed when one of them is dropped.
    The look that asked for an address, and the address that this led to, tell; troubles do not.
    """

    main: str
    _looks: int = 0
    _asked: dict[str, tuple[int, int]] = field(default_factory=dict)  # the last two looks at each address
    _answers: dict[str, int] = field(default_factory=dict)  # the last look at each address that is not gone since
    _known: set[str] = field(default_factory=set)  # where the article was ever found
    _at_main: bool = False  # whether the last look at the main address found it

    def found(self, asked: str, final: str) -> None:
        """A look that found the article."""
        self._count(asked)
        self._answers[asked] = self._looks
        self._known |= {asked, final}
        self._at_main = self._at_main or self.main in {asked, final}

    def missed(self, asked: str, final: str) -> bool:
        """A look that did not find it; whether the article is gone by that.

        It is if it was there at its main address until now. Another address tells of the whole article only if the
        article was found there, and no further address answers: found it, and was looked at no less often of late.
        """
        before, _ = self._asked.get(asked, (0, 0))
        elsewhere = any(at > before for url, at in self._answers.items() if url != asked)
        gone = asked in self._known and not elsewhere
        self._count(asked)
        self._answers.pop(asked, None)
        if self.main in {asked, final}:
            gone, self._at_main = gone or self._at_main, False
        return gone

    def _count(self, asked: str) -> None:
        self._looks += 1
        self._asked[asked] = (self._asked.get(asked, (0, 0))[1], self._looks)
