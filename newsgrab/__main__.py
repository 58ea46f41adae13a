"""`python -m newsgrab`, and the console script."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts all the time: no need to load the command line
        from newsgrab import __version__

        sys.stdout.write(f"newsgrab {__version__}\n")
        return
    from newsgrab.cli.app import run

    code = run(sys.argv[1:])
    _flush()
    sys.exit(code)


def _flush() -> None:
    """Write out what is buffered; a reader who left early is no trouble."""
    import os

    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError as error:
        sys.stderr.write(f"newsgrab: output: {error.strerror}\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)


if __name__ == "__main__":
    main()
