"""What newsgrab decides, for the standard library's logging: off unless somebody listens (the command line's -v).

Every line has the same four cells: what it is about (run, source, page, host, request, reading), what was decided, the
address, and the detail. No password, cookie or header ever stands in one.
"""

from __future__ import annotations

import logging

LOGGER = logging.getLogger("newsgrab")
LOGGER.addHandler(logging.NullHandler())
LOGGER.propagate = False
_CELLS = "%s\t%s\t%s\t%s"


def log_decision(what: str, decision: str, url: str, detail: str = "") -> None:
    """A decision on the way: why something was asked for, why not, what the server said."""
    LOGGER.debug(_CELLS, what, decision, url, detail)


def log_result(what: str, outcome: str, url: str, detail: str = "") -> None:
    """What came of a look in the end."""
    LOGGER.info(_CELLS, what, outcome, url, detail)
