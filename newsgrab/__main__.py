"""`python -m newsgrab`, and the console script."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

_OBJECTS = 50_000  # made between two looks for circles among them: start-up makes as many, and no circle


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(_OBJECTS)
    if sys.version_info < (3, 11):  # noqa: UP036 -- a clone can be started by any Python
        sys.exit(f"newsgrab: needs Python 3.11 or later; this is {sys.version.split()[0]}")
    if sys.argv[1:] in (["--version"], ["version"]):  # asked by scripts all the time: no need to load the command line
        from newsgrab import __version__

        _finish(0, f"newsgrab {__version__}\n")
    from newsgrab.cli.app import run

    _finish(run(sys.argv[1:]))


def _finish(code: int, last_words: str = "") -> NoReturn:
    """Write out what is left and exit; a reader who left early is no trouble.

    The system takes the memory back in one piece: looking once more for circles in it is a tenth of a short run.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.write(last_words)
            sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the interpreter would try once more
        if not isinstance(error, BrokenPipeError):
            code = 1
            if sys.stderr is not None:
                sys.stderr.write(f"newsgrab: output: {error.strerror}\n")
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
