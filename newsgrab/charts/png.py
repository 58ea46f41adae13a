"""A chart as PNG, drawn from its SVG."""

from __future__ import annotations

from importlib.util import find_spec

from newsgrab.errors import MissingExtra

_ZOOM = 2  # for screens with fine dots


def require() -> None:
    """Raises MissingExtra if PNG files cannot be drawn here."""
    if find_spec("resvg_py") is None:
        raise MissingExtra("charts", "PNG charts")


def as_png(svg: str) -> bytes:
    """The drawing as an image, twice as many pixels wide as the SVG says."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM))
