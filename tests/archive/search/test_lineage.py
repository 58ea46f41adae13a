"""Texts that are nearly the same, and who had which wording first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.article import Block, BlockKind
from newsgrab.extraction_result import ExtractionResult, Part, Verdict
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, WEDNESDAY, look

FIRST = "The harbour office said on Monday that the new quay opens next week."
SECOND = "Three cranes were tried with a load of forty tons each, engineers said."
THIRD = "Traders hope that the cost of freight will fall before the summer."
OTHER = "A council in the hills has planted nine hundred oaks along its old road."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive of its own, empty."""
    with Archive(tmp_path, create=True) as kept:
        yield kept


def keep(archive: Archive, site: str, at: datetime, *sentences: str, part: Part = Part.WHOLE) -> None:
    """A look at the one article of a site, or at a part of it."""
    url = f"https://{site}.example/a"
    blocks = tuple(Block(BlockKind.PARAGRAPH, sentence) for sentence in sentences)
    article = replace(
        FLOOD, url=url, title=f"Quay: {site}", blocks=blocks, language="en", related=(), published_at=None
    )
    page, _ = look(article, at)
    archive.record(replace(page, url=url, final_url=url), ExtractionResult(Verdict.ARTICLE, "", article, part=part))


@pytest.fixture
def told(archive: Archive) -> Archive:
    """An agency on Monday, a paper on Tuesday with a sentence of its own, which the agency takes on Wednesday."""
    keep(archive, "agency", MONDAY, FIRST, SECOND)
    keep(archive, "paper", TUESDAY, FIRST, SECOND, THIRD)
    keep(archive, "hills", TUESDAY, OTHER, OTHER.replace("nine", "six"))
    keep(archive, "agency", WEDNESDAY, FIRST, SECOND, THIRD)
    archive.catch_up()
    return archive


def test_the_texts_stand_in_the_order_in_which_they_were_seen(told: Archive) -> None:
    """Each with the first version that has much of the wording; what has none of it is left out."""
    found = told.search.lineage(told.resolve("https://paper.example/a"))
    assert [(each.site, each.version, each.own) for each in found.texts] == [
        ("agency.example", 1, False),
        ("paper.example", 1, True),
    ]
    assert found.texts[0].share < found.texts[1].share == 1


def test_each_wording_has_the_version_that_was_first_with_it(told: Archive) -> None:
    """By our looks; sentences side by side that came together are one."""
    found = told.search.lineage(told.resolve("https://agency.example/a"))
    assert [(each.passage, each.site, each.version, each.others) for each in found.wordings] == [
        (f"{FIRST}\n\n{SECOND}", "agency.example", 1, (2,)),
        (THIRD, "paper.example", 1, (1,)),
    ]
    assert found.wordings[1].first_seen_at.startswith(f"{TUESDAY:%Y-%m-%d}")


def test_a_wording_that_was_taken_out_is_found(told: Archive) -> None:
    """The paper had it first, though it says so no more."""
    keep(told, "paper", WEDNESDAY, OTHER)
    told.catch_up()
    found = told.search.lineage(told.resolve("https://agency.example/a"))
    assert [(each.site, each.version) for each in found.wordings] == [("agency.example", 1), ("paper.example", 1)]


def test_a_script_without_blanks(archive: Archive) -> None:
    """Sentences of Chinese, of which none has a blank."""
    first, second = "港务局周一表示，新码头将于下周正式开放使用。", "工程师说三台起重机已经完成试验工作。"
    keep(archive, "agency", MONDAY, first, second)
    keep(archive, "paper", TUESDAY, first, second)
    archive.catch_up()
    found = archive.search.lineage(archive.resolve("2"))
    assert [each.site for each in found.texts] == ["agency.example", "paper.example"]
    assert [(each.passage, each.article_id) for each in found.wordings] == [(f"{first}\n\n{second}", 1)]


def test_what_stood_behind_a_paywall_was_seen_by_the_look_that_showed_it(archive: Archive) -> None:
    """So another site had it before, by our looks; what stood before it was seen first here."""
    keep(archive, "paper", MONDAY, FIRST, part=Part.PAYWALL)
    keep(archive, "agency", TUESDAY, FIRST, SECOND, THIRD)
    keep(archive, "paper", WEDNESDAY, FIRST, SECOND, THIRD)
    archive.catch_up()
    found = archive.search.lineage(archive.resolve("https://paper.example/a"))
    assert [each.site for each in found.wordings] == ["paper.example", "agency.example"]
    assert FIRST in found.wordings[0].passage
