"""Icons: which element is an eye, and which number stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgrab.extraction.document import line
from newsgrab.extraction.numbers import Count, read_count
from newsgrab.extraction.outline import name_words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.outline import Element

# How icon sets call the eye, in class names, symbol ids, file names and test ids.
_EYE_NAMES = frozenset(("eye", "eyes", "visibility", "visible", "views", "view", "remove-red-eye"))
_ICON_TAGS = frozenset(
    (
        "i",
        "span",
        "svg",
        "em",
        "ion",
        "use",
        "img",
        "path",
        "circle",
        "ion-icon",
        "mat-icon",
        "b",
        "a",
        "small",
        "div",
        "li",
    )
)
# The eye as common icon sets draw it: the beginning of its path (Feather, Lucide, Material, Heroicons, Bootstrap,
# Font Awesome, Tabler, Phosphor, Remix, Ant Design, Ionicons, Octicons, Carbon).
_EYE_PATHS = (
    "M1 12s4-8", "M2.062 12.348", "M2 12s3", "M2 12s3.5", "M12 4.5C7", "M12 4.5c-5", "M12 6.5", "M15 12a3", "M2.036 12.322", "M2.458 12C", "M16 8s-3", "M8 2c1.981",  # noqa: E501
    "M572.52 241", "M288 32c", "M288 80c", "M288 144", "M21 12c-2.4", "M10 12a2 2", "M247.31", "M12 3C17.392", "M942.2 486", "M255.66 112", "M30.94 15.66", "M12 9a3", "M12 5c-7", "M12 15a3", "M23.271", "M1.18164 12",  # noqa: E501
)  # fmt: skip


def is_eye(element: Element) -> bool:
    """Whether an element is the picture of an eye, the sign for "seen"."""
    tag = element.tag
    if tag == "path":
        return element.get("d").lstrip().startswith(_EYE_PATHS)
    if tag == "circle":
        return _is_pupil(element)
    if tag == "use":
        target = element.get("href") or element.get("xlink:href")
        return not _EYE_NAMES.isdisjoint(name_words(target.rsplit("#", 1)[-1]))
    if tag == "img":
        name = element.get("src").rsplit("/", 1)[-1].split(".")[0]
        return not {"eye", "views", "visibility"}.isdisjoint(name_words(name)) and len(name) < 30
    if tag not in _ICON_TAGS:
        return False
    test_id = (
        element.get("data-testid")
        or element.get("data-icon")
        or element.get("data-lucide")
        or element.get("name")
        or element.get("icon")
    )
    if test_id and not {"eye", "visibility"}.isdisjoint(name_words(test_id)):
        return True
    names = element.get("class")
    if "eye" not in names and "isibility" not in names and "view" not in names:
        return False
    words = element.names
    if "eye" in words or ("visibility" in words and "icon" in words):
        return "slash" not in words and "off" not in words
    return bool(words & {"view", "views"}) and bool(
        words & {"icon", "icons", "ico", "fa", "fas", "far", "bi", "ti", "icomoon", "svg", "glyphicon"}
    )


def _is_pupil(element: Element) -> bool:
    """A small circle in the middle of a picture that has a line around it."""
    middle = element.get("cx"), element.get("cy"), element.get("r")
    if middle not in (
        ("12", "12", "3"),
        ("12", "12", "2"),
        ("12", "12", "2.5"),
        ("8", "8", "2"),
        ("10", "10", "2"),
        ("256", "256", "80"),
        ("12", "12", "4"),
    ):
        return False
    picture = element.node.parent
    return (
        picture is not None
        and picture.tag in ("svg", "g")
        and len(picture.css("path")) == 1
        and not picture.css("line, polyline, rect, polygon")
    )


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
