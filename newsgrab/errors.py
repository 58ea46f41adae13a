"""The one tree of errors. A message names the thing, the problem and the next step.

NewsgrabError                  exit code 1
├── BadUsage                   2   what was typed: wrong input
│   ├── BadUrl                     not an absolute http(s) address
│   ├── BadRef                     names nothing in the archive
│   ├── BadQuery                   nothing to look for
│   └── BadDate                    not a date that we can read
├── ArchiveError               3   the archive cannot be used
│   ├── NoArchive                  there is none at that place
│   ├── NotAnArchive               a file that is no archive of ours, or a damaged one
│   ├── ArchiveTooNew              written by a later newsgrab
│   └── ArchiveBusy                another process holds it
├── BadSettings                4   newsgrab.toml or the environment
│   └── BadProfile                 a site profile
├── PageError                  1   a page could not be had, or not be read
│   ├── UnreadablePage             a file that is missing, a directory, empty, binary
│   ├── FetchError                 the network or the server (see newsgrab/fetch)
│   └── NotAnArticle               the page holds no article
"""

from __future__ import annotations


class NewsgrabError(Exception):
    """Anything that newsgrab says on purpose; `str(error)` is the message a user sees."""

    exit_code = 1


class BadUsage(NewsgrabError):
    """What was typed cannot be used."""

    exit_code = 2


class BadUrl(BadUsage):
    """Not an absolute http(s) address."""

    def __init__(self, url: str, problem: str) -> None:
        """Keep the address as typed and what is wrong with it."""
        super().__init__(f"{url!r}: {problem}")
        self.url = url
        self.problem = problem


class BadRef(BadUsage):
    """Names no article, or no version of it, in the archive."""


class BadQuery(BadUsage):
    """A search without anything to look for."""


class BadDate(BadUsage):
    """Not a date that we can read."""


class ArchiveError(NewsgrabError):
    """The archive cannot be used."""

    exit_code = 3


class NoArchive(ArchiveError):
    """There is no archive at that place."""


class NotAnArchive(ArchiveError):
    """A file that is no archive of ours, or a damaged one."""


class ArchiveTooNew(ArchiveError):
    """Written by a later newsgrab than this one."""


class ArchiveBusy(ArchiveError):
    """Another process holds the archive."""


class BadSettings(NewsgrabError):
    """A wrong value in newsgrab.toml or the environment."""

    exit_code = 4


class BadProfile(BadSettings):
    """A site profile that cannot be used."""


class PageError(NewsgrabError):
    """A page could not be had, or not be read."""


class UnreadablePage(PageError):
    """A file that is missing, a directory, empty, or no page at all."""


class FetchError(PageError):
    """The network or the server did not give the page."""


class NotAnArticle(PageError):
    """The page was had, but holds no article."""
