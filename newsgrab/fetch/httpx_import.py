"""httpx without its own command line, which it imports where click and rich are installed: a third of its start."""

from __future__ import annotations

import sys
from typing import Any, cast

cast("dict[str, Any]", sys.modules).setdefault("httpx._main", None)

import httpx  # noqa: E402

__all__ = ["httpx"]
