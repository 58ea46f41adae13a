"""Menus: which links of a page stand in its navigation, and the labels that they give to its sections."""

from __future__ import annotations

from newsgrab.extraction.page.elements import Element
from newsgrab.extraction.page.outline import MAX_LABEL_CHARS, Outline, TextNode
from newsgrab.extraction.page.regions import PageRegions
from newsgrab.extraction.words.headings import is_headline
from newsgrab.extraction.words.tables import names_of

MIN_MENU_LINKS = 5
MIN_LINKS_BETWEEN = 4  # more than most trails of crumbs have
MAX_MENU_DEPTH = 8
MAX_LIST_DEPTH = 4
_MENU_NAMES = names_of("menus.names")


class Menus:
    """The menus of one page."""

    def __init__(self, outline: Outline, regions: PageRegions) -> None:
        """Nothing is looked for before it is asked for."""
        self._outline = outline
        self._regions = regions
        self._menus: dict[Element, bool] = {}
        self._lists: dict[Element, bool] = {}

    def labels(self, words: list[TextNode]) -> set[str]:
        """The folded ones of some texts that stand once more on the page, as the label of a link in a menu."""
        wanted = {word.folded for word in words if len(word.folded) <= MAX_LABEL_CHARS}
        parents: dict[str, list[Element]] = {}
        for folded, parent in [(text.folded, text.parent) for text in self._outline.texts if text.folded in wanted]:
            parents.setdefault(folded, []).append(parent)
        return {folded for folded, boxes in parents.items() if len(boxes) > 1 and any(map(self.holds, boxes))}

    def entries(self, folded: frozenset[str]) -> set[str]:
        """Those of some folded texts that are labels of links in a menu."""
        return {text.folded for text in self._outline.texts if text.folded in folded and self.holds(text.parent)}

    def holds(self, element: Element) -> bool:
        """Whether a link, or what is in it, stands in a menu: `nav`, a box so called, or five short links and no long ones."""  # noqa: E501
        link: Element | None = element
        for _ in range(5):
            if link is None or link.tag == "a":
                break
            link = link.parent
        return link is not None and link.tag == "a" and link.parent is not None and self._is_in_menu(link.parent)

    def is_called(self, element: Element) -> bool:
        """Whether one of the boxes around an element is called a menu."""
        return any(map(_is_called_menu, element.around(MAX_MENU_DEPTH)))

    def are_below(self, element: Element) -> bool:
        """Whether an element stands above the headline with a menu between them: it is the page's own, not the article's."""  # noqa: E501
        headline = self._regions.headline
        if headline is None or element.last >= headline.index:
            return False
        return len(element.tree.links_between(element.last, headline.index)) >= MIN_LINKS_BETWEEN

    def _is_in_menu(self, box: Element) -> bool:
        """Whether a box or one of those around it is a menu; kept, since the links of a menu share their boxes."""
        known = self._menus.get(box)
        if known is None:
            known = self._menus[box] = self._menu_around(box)
        return known

    def _menu_around(self, box: Element) -> bool:
        around = self._regions.around
        boxes: list[Element] = []
        one: Element | None = box
        while one is not None and one.parent is not None and one not in around and len(boxes) < MAX_MENU_DEPTH:
            if _is_called_menu(one):
                return True
            boxes.append(one)
            one = one.parent
        return any(map(self._is_list, boxes[:MAX_LIST_DEPTH]))

    def _is_list(self, box: Element) -> bool:
        known = self._lists.get(box)
        if known is None:
            known = self._lists[box] = _is_list_of_short_links(box) and not self._holds_text(box)
        return known

    def _holds_text(self, box: Element) -> bool:
        """Whether a box holds the article's text: then its links are no menu, however short."""
        text = self._regions.text_box
        return text is not None and text.box.is_in(box)


def _is_called_menu(box: Element) -> bool:
    return box.tag == "nav" or not _MENU_NAMES.isdisjoint(box.names)


def _is_list_of_short_links(box: Element) -> bool:
    links = box.links()
    if not MIN_MENU_LINKS <= len(links) <= 60:
        return False
    return all(len(link.line) <= 30 and not is_headline(link.line) for link in links)
