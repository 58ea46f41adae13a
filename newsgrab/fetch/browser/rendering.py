"""Which pages are opened in a browser: those that print nothing, where somebody has asked for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsgrab.outcomes import Verdict

if TYPE_CHECKING:
    from newsgrab.fetch.browser.chromium import Browser, Manner
    from newsgrab.fetch.limits import FetchSettings
    from newsgrab.page import Page

RENDERED = frozenset({Verdict.SHELL, Verdict.WALL, Verdict.OTHER})  # what a program may make an article of


class Renderer:
    """Opens pages in one browser, which starts with the first of them."""

    def __init__(self, settings: FetchSettings, manner_of: Callable[[str], Manner | None]) -> None:
        """`manner_of` gives for an address how it is opened, None if it is not to be."""
        self._settings = settings
        self._manner_of = manner_of
        self._browser: Browser | None = None
        self._lock = threading.Lock()

    def render(self, page: Page) -> Page | None:
        """The page as its program fills it, None if nobody wants that.

        Raises RenderingFailed; MissingExtra or BadUsage if there is no browser.
        """
        manner = self._manner_of(page.address or "")
        if manner is None:
            return None
        from newsgrab.fetch.browser.chromium import Browser

        with self._lock:
            if self._browser is None:
                self._browser = Browser(self._settings).__enter__()
        return self._browser.render(page, manner)

    def close(self) -> None:
        """End the browser."""
        with self._lock:
            browser, self._browser = self._browser, None
        if browser is not None:
            browser.__exit__()
