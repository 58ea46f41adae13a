"""Icons: which elements are eyes, the sign for "seen", and which number stands beside one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsgrab.extraction.document import line
from newsgrab.extraction.numbers import Count, read_count
from newsgrab.extraction.outline import Element, name_words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_ICON_WORDS_TEXT = """
icon icons ico fa fas far fal bi ti icomoon svg glyphicon mdi material ri ion la las
"""
_ICON_WORDS = frozenset(_ICON_WORDS_TEXT.split())
# The eye as common icon sets draw it, by the beginning of its path: Feather, Lucide, Material, Heroicons, Bootstrap,
# Font Awesome, Tabler, Phosphor, Remix, Ant Design, Ionicons, Octicons, Carbon.
_EYE_PATHS = tuple(
    """
    M1 12s4-8|M2.062 12.348|M2 12s3|M2 12s3.5|M12 4.5C7|M12 4.5c-5|M12 6.5|M15 12a3|M2.036 12.322|M2.458 12C|M16
    8s-3|M8 2c1.981|M572.52 241|M288 32c|M288 80c|M288 144|M21 12c-2.4|M10 12a2 2|M247.31|M12 3C17.392|M942.2
    486|M255.66 112|M30.94 15.66|M12 9a3|M12 5c-7|M12 15a3|M23.271|M1.18164 12
    """.replace("\n    ", " ")
    .strip()
    .split("|")
)
_PUPILS = frozenset(
    (
        ("12", "12", "3"),
        ("12", "12", "2"),
        ("12", "12", "2.5"),
        ("8", "8", "2"),
        ("10", "10", "2"),
        ("256", "256", "80"),
    )
)


_SIGNS = re.compile(r"eye|isibility|view|<path|<circle|<use", re.IGNORECASE)
_TESTS = (
    '[class*="eye" i],[class*="isibility"],[class*="view" i],path[d],circle[r],use,img[src*="eye" i],img[src*="view" i]'
    ',[data-testid*="isibility"],[data-icon*="eye" i],[data-lucide*="eye" i],[icon*="eye" i],ion-icon[name*="eye" i]'
)
MAX_BOX_CHARS = 4000


def eyes(box: LexborNode) -> list[LexborNode]:
    """The pictures of an eye in a small box, in order; none in one that is not small."""
    source = box.html or ""
    if len(source) > MAX_BOX_CHARS or not _SIGNS.search(source):
        return []
    return [node for node in box.css(_TESTS) if _is_eye(node)]


def _is_eye(node: LexborNode) -> bool:
    tag = node.tag
    if tag == "path":
        return (node.attributes.get("d") or "").lstrip().startswith(_EYE_PATHS)
    if tag == "circle":
        return _is_pupil(node)
    if tag == "use":
        return _is_used_eye(node)
    if tag == "img":
        name = (node.attributes.get("src") or "").rsplit("/", 1)[-1].split(".")[0]
        return len(name) < 30 and not name_words(name).isdisjoint(("eye", "view", "views", "visibility"))
    attributes = node.attributes
    if any("eye" in (attributes.get(name) or "") for name in ("data-icon", "data-lucide", "icon", "name")):
        return True
    return "isibility" in (attributes.get("data-testid") or "") or _is_named_eye(Element(node))


def _is_named_eye(element: Element) -> bool:
    words = element.names
    if "slash" in words or "off" in words:
        return False
    if "eye" in words or {"visibility", "icon"} <= words or {"eyeicon", "vieweye"} & words:
        return True
    return bool(words & {"view", "views"}) and not words.isdisjoint(_ICON_WORDS)


def _is_used_eye(use: LexborNode) -> bool:
    target = use.attributes.get("href") or use.attributes.get("xlink:href") or ""
    return not name_words(target.rsplit("#", 1)[-1]).isdisjoint(("eye", "view", "views", "seen", "visibility", "eyes"))


def _is_pupil(circle: LexborNode) -> bool:
    """Whether a circle sits in the middle of a picture that has just one line around it, as the eye's pupil does."""
    attributes = circle.attributes
    if (attributes.get("cx"), attributes.get("cy"), attributes.get("r")) not in _PUPILS:
        return False
    picture = circle.parent
    if picture is None or picture.tag not in ("svg", "g"):
        return False
    return len(picture.css("path")) == 1 and not picture.css("line, polyline, rect, polygon")


def number_beside(icon: LexborNode, language: str | None) -> Count | None:
    """The number that an icon stands for: behind it, else in front of it, else alone with it in the box around both."""
    while icon.parent is not None and icon.parent.tag in ("svg", "g", "symbol"):
        icon = icon.parent
    for _ in range(3):
        inside = read_count(line(icon), language)
        if inside:
            return inside
        text = _next_text(icon)
        if text:
            return read_count(text, language) or _alone(icon, language)
        if icon.parent is None or icon.parent.tag in ("body", "article", "main", "section"):
            return None
        found = read_count(line(icon.parent), language)
        if found:
            return found
        icon = icon.parent
    return None


def _alone(icon: LexborNode, language: str | None) -> Count | None:
    """The number in front of an icon, if nothing else is in the box."""
    return read_count(line(icon.parent), language) if icon.parent is not None else None


def _next_text(icon: LexborNode) -> str:
    node = icon.next
    while node is not None:
        if node.tag == "-text":
            text = " ".join((node.text_content or "").split())
        elif node.tag in ("svg", "i", "img"):
            return ""
        else:
            text = line(node)
        if text:
            return text
        node = node.next
    return ""
