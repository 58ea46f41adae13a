"""An article as a PDF or a picture, as far as no browser is needed: what is drawn, where it goes, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from newsgrab.fetch.browser import printing
from tests.cli.conftest import Newsgrab, Run
from tests.cli.test_terminal import on_terminal

Ask = Callable[..., Run]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was given to be drawn, and in which form; nothing is."""
    given: list[tuple[str, str]] = []

    def print_document(html: str, form: str) -> bytes:
        given.append((html, form))
        return b"%drawn"

    monkeypatch.setattr(printing, "print_document", print_document)
    return given


def test_a_version_is_drawn_into_the_file_that_is_named(ask: Ask, drawn: list[tuple[str, str]], tmp_path: Path) -> None:
    """The form is told by the file's name; the drawing says which version and look it is of."""
    file = tmp_path / "article.pdf"
    done = ask("show", "1@1", "-o", str(file))
    assert (done.code, done.out) == (0, "")
    assert file.read_bytes() == b"%drawn"
    [(html, form)] = drawn
    assert form == "pdf"
    assert '<h1 dir="auto">رصيف جديد' in html
    assert '<footer dir="ltr"><div>' in html
    assert "version 1 of 2" in html


def test_a_packet_takes_the_article_as_pdf(ask: Ask, drawn: list[tuple[str, str]], tmp_path: Path) -> None:
    """As a file of its own, which the list of files names; without facts, which the packet tells elsewhere."""
    done = ask("evidence", "1", "--pdf", "-o", str(tmp_path / "packet.zip"))
    assert done.code == 0, done.err
    with ZipFile(tmp_path / "packet.zip") as packet:
        assert packet.read("article.pdf") == b"%drawn"
        assert b'"article.pdf"' in packet.read("manifest.json")
    assert "<footer" not in drawn[0][0]


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--format", "gif"), "one of text, markdown, html, json, pdf, png, page"),
        (("--format", "html", "-o", "a.html"), "goes to stdout: > a.html"),
        (("--format", "png", "-o", "no/such/folder.png"), "cannot be written"),
    ],
)
def test_what_cannot_be_drawn_or_written_is_refused(ask: Ask, arguments: tuple[str, ...], word: str) -> None:
    """With the reason and what to do."""
    done = ask("show", "1", *arguments)
    assert done.code == 2
    assert word in done.err


def test_a_terminal_is_no_place_for_a_picture(newsgrab: Newsgrab, filled: Newsgrab) -> None:
    """It is told before anything is drawn."""
    where = ("--archive", str(filled.folder / "archive"))
    code, seen = on_terminal(newsgrab, "show", "1", "--format", "png", *where)
    assert code == 2
    assert "name a file with --output" in " ".join(seen.split())
