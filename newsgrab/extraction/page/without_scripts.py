"""What a page holds for readers without scripts: some print their text there alone, and let a script move it."""

from __future__ import annotations

import re
from dataclasses import replace

from newsgrab.extraction.page.decode import Decoded

MIN_TEXT = 200  # characters between tags; a notice, a picture or a style has less
_FOR_OTHERS = re.compile(r"<noscript(?:\s[^>]*)?>(.*?)</noscript\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def for_readers_without_scripts(decoded: Decoded) -> Decoded | None:
    """The page with the text of its `<noscript>` as a part of it, None if none of them holds much."""
    opened = _FOR_OTHERS.sub(_opened, decoded.text)
    return None if opened == decoded.text else replace(decoded, text=opened, utf8=None)


def _opened(match: re.Match[str]) -> str:
    return match[1] if sum(map(len, map(str.strip, _TAG.split(match[1])))) >= MIN_TEXT else match[0]
