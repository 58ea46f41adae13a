"""`python -m newsgrab`, and the console script."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts all the time: no need to load the command line
        from newsgrab import __version__

        _finish(0, f"newsgrab {__version__}\n")
    from newsgrab.cli.app import run

    _finish(run(sys.argv[1:]))


def _finish(code: int, last_words: str = "") -> NoReturn:
    """Write out what is left and exit; a reader who left early is no trouble."""
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
    sys.exit(code)


if __name__ == "__main__":
    main()
