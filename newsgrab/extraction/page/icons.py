"""Icons: which elements are eye icons ("views"), and which number stands beside one."""

from __future__ import annotations

import re

from newsgrab.extraction.page.elements import Element, Elements, name_words
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.numbers import Count, read_count
from newsgrab.extraction.words.tables import names_of
from newsgrab.extraction.words.view_labels import is_view_label, number_with_word

_ICON_WORDS = names_of("icons.names")
# The eye as common icon sets draw it, by the beginning of its path: Feather, Lucide, Material, Heroicons, Bootstrap,
# Font Awesome, Tabler, Phosphor, Remix, Ant Design, Ionicons, Octicons, Carbon.
_EYE_PATHS = tuple(
    """
    M1 12s4-8|M2.062 12.348|M2 12s3|M2 12s3.5|M12 4.5C7|M12 4.5c-5|M12 6.5|M15 12a3|M2.036 12.322|M2.458 12C|M16
    8s-3|M8 2c1.981|M572.52 241|M288 32c|M288 80c|M288 144|M21 12c-2.4|M10 12a2 2|M247.31|M12 3C17.392|M942.2
    486|M255.66 112|M30.94 15.66|M12 9a3|M12 5c-7|M12 15a3|M23.271|M1.18164 12|M10.5 8a2.5|M0 8s3-5.5
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


_EYE_HEADS = names_of("icons.eye_paths")
HEAD = 12  # characters of a path
_SHAPES = ("path", "circle", "use")
_SEEN = names_of("icons.seen")
_DRAWN = names_of("icons.drawn")
_EYE_NAMES = names_of("icons.eye") | _DRAWN
_LIKE_EYE = re.compile("eye|view|visib|hit", re.IGNORECASE)
_NAMING = ("data-lucide", "data-feather", "icon-name", "name")  # and what ends with "icon"
MAX_BOX_CHARS = 3000
MAX_ALT_CHARS = 30
MAX_BOX_NODES = 80


def eye_icons(elements: Elements) -> list[Element]:
    """The pictures of an eye on a page, in order."""
    found = [shape for tag in _SHAPES for shape in elements.tagged(tag) if _is_shape_of_eye(shape)]
    called = elements.named(_EYE_NAMES)
    found += [element for element in called if _is_named_eye(element)]
    naming = [name for name in elements.bearers if name in _NAMING or name.endswith("icon")]
    said = [one for name in naming for one in elements.having(name) if "eye" in one.get(name) and one.tag != "img"]
    said += [one for one in elements.having("data-testid") if "isibility" in one.get("data-testid")]
    said += [picture for picture in elements.tagged("img") if _is_file_of_eye(picture)]
    said += [
        title for title in elements.tagged("title") if any(is_view_label(fold(text)) for text, _ in title.pieces())
    ]
    found += [element for element in dict.fromkeys(said) if element not in found]
    found += [element for element in elements.named(_LIGATURES) if element not in found and _spells_eye(element)]
    return sorted(found, key=lambda element: element.order)


_LIGATURES = frozenset(("material", "mat"))


def _spells_eye(element: Element) -> bool:
    """Whether an element of a font that turns words into pictures holds the word for an eye."""
    return not element.names.isdisjoint(("icons", "icon", "symbols")) and element.line in (
        "visibility",
        "remove_red_eye",
    )


def is_small(box: Element) -> bool:
    """Whether a box is small enough for an eye and a number in it to belong together."""
    return box.end - box.order <= MAX_BOX_NODES and len(box.line) <= MAX_BOX_CHARS


def _is_file_of_eye(picture: Element) -> bool:
    """Whether the name of a picture's file says "eye"."""
    alt = fold(picture.get("alt"))
    if alt in _SEEN or (0 < len(alt) < MAX_ALT_CHARS and is_view_label(alt)):
        return True
    name = picture.get("src").rsplit("/", 1)[-1].split(".")[0]
    return len(name) < 30 and _LIKE_EYE.search(name) is not None and not _SEEN.isdisjoint(name_words(name))


def _is_shape_of_eye(element: Element) -> bool:
    if element.tag == "path":
        path = element.get("d").lstrip()
        return path[:HEAD].rstrip() in _EYE_HEADS or path.startswith(_EYE_PATHS)
    return _is_pupil(element) if element.tag == "circle" else _is_used_eye(element)


def _is_named_eye(element: Element) -> bool:
    words = element.names
    if not words.isdisjoint(("slash", "off", "street")):
        return False
    if "eye" in words or {"visibility", "icon"} <= words or {"eyeicon", "vieweye"} & words:
        return True
    return not words.isdisjoint(_DRAWN) and not words.isdisjoint(_ICON_WORDS)


def _is_used_eye(use: Element) -> bool:
    target = use.get("href") or use.get("xlink:href")
    return not name_words(target.rsplit("#", 1)[-1]).isdisjoint(("eye", "view", "views", "seen", "visibility", "eyes"))


def _is_pupil(circle: Element) -> bool:
    """Whether a circle sits in the middle of a picture that has just one line around it, as the eye's pupil does."""
    attributes = circle.attributes
    if (attributes.get("cx"), attributes.get("cy"), attributes.get("r")) not in _PUPILS:
        return False
    picture = circle.parent
    if picture is None or picture.tag not in ("svg", "g"):
        return False
    shapes = [shape.tag for shape in picture.inside()]
    return shapes.count("path") == 1 and _OTHER_SHAPES.isdisjoint(shapes)


_OTHER_SHAPES = frozenset(("line", "polyline", "rect", "polygon"))


def number_beside(icon: Element, language: str | None) -> Count | None:
    """The number that an icon stands for: behind it, else in front of it, else alone with it in the box around both.

    Where numbers and pictures take turns, and a number comes first, each picture is that of the number before it.
    Behind a picture that waits for a script to put its number there is none.
    """
    while icon.parent is not None and icon.parent.tag in ("svg", "g", "symbol"):
        icon = icon.parent
    for _ in range(3):
        inside = read_count(icon.line, language)
        if inside:
            return inside
        box = icon.parent
        if box is None:
            return None
        if is_small(box) and _numbers_lead(box):
            return number_with_word(_text_before(icon, box), language)
        text = _next_text(icon)
        if text is None:
            return None
        if text:
            return number_with_word(_PIECES.split(text)[0].strip(), language) or read_count(box.line, language)
        if box.tag in ("body", "article", "main", "section", "button") or _holds_other_picture(box, icon):
            return None
        found = read_count(box.line, language)
        if found or _waits(box):
            return found
        icon = box
    return None


_PIECES = re.compile(r"[|•·]")
_PICTURES = ("svg", "i", "img")
_PLACES = ("span", "em", "b", "strong", "bdi", "data", "output")


def _numbers_lead(box: Element) -> bool:
    """Whether the numbers in a box stand each before its picture: "12 ♥ 1,234 👁"."""
    kinds: list[bool] = []  # whether it is a number, for each of the numbers and pictures
    behind = 0
    for part in box.tree.sequence[box.order + 1 : box.end]:
        if isinstance(part, str):
            if any(map(str.isdigit, part)):
                kinds.append(True)
        elif part is not None and part.tag in _PICTURES and part.order >= behind:
            kinds.append(False)
            behind = part.end
    return len(kinds) > 2 and kinds[::2] == [True] * (len(kinds) // 2) and not any(kinds[1::2])


def _text_before(icon: Element, box: Element) -> str:
    """The last text with a number in a box before an icon."""
    texts = [one for one in box.tree.sequence[box.order + 1 : icon.order] if isinstance(one, str)]
    return next((text.strip() for text in reversed(texts) if any(map(str.isdigit, text))), "")


def _holds_other_picture(box: Element, icon: Element) -> bool:
    """Whether a box holds another picture than an icon: the next number is that one's."""
    return any(one.tag in _PICTURES and not one.is_in(icon) and not icon.is_in(one) for one in box.inside())


def _waits(box: Element) -> bool:
    """Whether a box has an empty element into which a script is to put a number."""
    return any(one.tag in _PLACES and not one.line and one.first(*_PICTURES) is None for one in box.inside())


def _next_text(icon: Element) -> str | None:
    """The text behind an icon in its box, "" without one; None if another picture or count comes first."""
    for part in icon.tree.after(icon.end, icon.parent) if icon.parent is not None else ():
        if isinstance(part, int):
            text = icon.tree.line_between(part, part + 1)
        elif part.first(*_PICTURES) is not None or _is_called_otherwise(part):
            return None
        else:
            text = part.line
        if text:
            return text
    return ""


def _is_called_otherwise(part: Element) -> bool:
    """Whether a title that only the pointer shows says that an element counts something else."""
    title = fold(part.get("title"))
    return len(title) > 1 and not any(map(str.isdigit, title)) and not is_view_label(title)
