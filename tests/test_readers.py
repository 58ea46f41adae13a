"""Reading in processes that can be ended."""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime

import pytest

from newsgrab.errors import ReadingFailed
from newsgrab.extraction import read
from newsgrab.page import Origin, Page
from newsgrab.readers import Readers
from newsgrab.reading import Reading, Verdict

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = "<p>" + "The bridge over the river was opened today after three years of work. " * 6 + "</p>"


def page(number: int = 1, content: str | None = None) -> Page:
    html = (
        content
        or f"<!doctype html><html><title>Bridge {number}</title><body><article><h1>Bridge {number}</h1>{TEXT * 3}"
    )
    url = f"https://courier.example/{number}"
    return Page(html.encode(), MONDAY, Origin.HTTP, url, url, 200)


@pytest.mark.parametrize("processes", [0, 2])
def test_readings_are_the_same_wherever_they_are_made(processes: int) -> None:
    """In this process or in others: pages in order, each with its article."""
    with Readers(processes) as readers:
        results = list(readers.read_all(page(number) for number in range(12)))
    assert [read.url for read, _ in results] == [f"https://courier.example/{number}" for number in range(12)]
    for number, (_, reading) in enumerate(results):
        assert not isinstance(reading, ReadingFailed)
        assert reading.verdict is Verdict.ARTICLE
        assert reading.article is not None
        assert reading.article.title == f"Bridge {number}"
        assert reading.article.sources


def stubborn(page: Page) -> Reading:
    """A reader that never comes to an end with page 2, breaks off at page 4, and reads the others."""
    if page.url == "https://courier.example/2":
        time.sleep(20)
    if page.url == "https://courier.example/4":
        raise LookupError("no such thing")
    return read(page)


@pytest.mark.parametrize("processes", [0, 1])
def test_page_that_blocks_the_parser_is_given_up_and_the_next_is_read(processes: int) -> None:
    """The deadline ends it; what comes after is unharmed."""
    with Readers(processes, deadline_s=3.0, reader="tests.test_readers:stubborn") as readers:
        readers.read(page(1))
        with pytest.raises(ReadingFailed, match=r"https://courier\.example/2: given up: .* after 3 s"):
            readers.read(page(2))
        assert readers.read(page(3)).article is not None


def deep(page: Page) -> Reading:
    """A reader that runs out of stack."""
    return deep(page)


def test_page_that_is_nested_too_deep_is_told_in_words() -> None:
    """No name of ours for it reaches the user."""
    with Readers(0, reader="tests.test_readers:deep") as readers, pytest.raises(ReadingFailed) as caught:
        readers.read(page(1))
    assert caught.value.reason == "given up: its elements are nested too deep"


@pytest.mark.parametrize("processes", [0, 1])
def test_reader_that_breaks_off_costs_one_page(processes: int) -> None:
    """The reason is in the message, the traceback is kept for a report."""
    with Readers(processes, reader="tests.test_readers:stubborn") as readers:
        with pytest.raises(ReadingFailed, match=r"broke off \(LookupError: 'no such thing'\)|no such thing") as caught:
            readers.read(page(4))
        assert "Traceback" in caught.value.detail
        assert readers.read(page(5)).article is not None


def test_process_that_dies_is_replaced() -> None:
    """A crash costs one page."""
    with Readers(1) as readers:
        readers.read(page(1))
        (process,) = readers._started
        os.kill(process._child.pid, signal.SIGKILL)
        with pytest.raises(ReadingFailed, match="crashed"):
            readers.read(page(2))
        assert readers.read(page(3)).article is not None


def test_nothing_is_started_for_nothing() -> None:
    """No page, no process; no process is left afterwards."""
    with Readers(2) as readers:
        assert not readers._started
        readers.read(page(1))
        children = [process._child for process in readers._started]
    assert all(child.returncode is not None for child in children)
