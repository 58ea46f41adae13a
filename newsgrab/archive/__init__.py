"""The archive: keeping, history, search, comparison and export. The only home of SQL."""

from newsgrab.archive.filters import Filters
from newsgrab.archive.refs import Ref
from newsgrab.archive.store import Archive

__all__ = ["Archive", "Filters", "Ref"]
