"""The reading room in Chromium: nothing scrolls sideways, runs, fetches from elsewhere, or keeps anybody out.

Asked for by TEST_BROWSER=1 (`.ci/run all` does). Needs `chromium`, and `npm ci` in tests/web/browser.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from newsgrab.archive import Archive, Filters
from newsgrab.cli import differences, digest_forms
from newsgrab.web.server import application, serve
from newsgrab.web.site.build import build
from tests.web.conftest import record
from tests.web.hostile import HOSTILE
from tests.web.test_hostile import hostile_article
from tests.web.test_pages import PAGES

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
BROWSER = Path(__file__).with_name("browser")
WIDTHS = (390, 1280)

pytestmark = pytest.mark.skipif(
    not (os.environ.get("TEST_BROWSER") and CHROMIUM and (BROWSER / "node_modules").is_dir()),
    reason="needs TEST_BROWSER=1, chromium, and npm ci in tests/web/browser",
)


def looked_at(addresses: list[str], width: int, *, axe: bool = True) -> list[dict[str, Any]]:
    """What is wrong with pages, those of which nothing is left out."""
    command = ["node", "check.mjs", CHROMIUM, "", str(width), *addresses]
    environment = os.environ | {"AXE": "1" if axe else "0"}
    done = subprocess.run(command, cwd=BROWSER, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told: list[dict[str, Any]] = json.loads(done.stdout)
    assert [each["address"] for each in told] == addresses
    return [each for each in told if any(value for name, value in each.items() if name != "address")]


@contextmanager
def served(place: Path) -> Iterator[str]:
    """The address of a reading room that answers for as long as it is needed."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app = application(lambda: Archive(place, readonly=True))
        threading.Thread(target=serve, args=(app, listener), daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_well_in_a_browser(filled: Path, width: int) -> None:
    """On a phone and a desk: no sideways scrolling, no error, nothing serious in the eyes of axe."""
    with served(filled) as base:
        assert looked_at([base + path for path in (*PAGES, "/article/2", "/article/3")], width) == []


def test_hostile_articles_do_nothing_in_a_browser(tmp_path: Path) -> None:
    """No script runs, nothing is asked of another origin, nothing is mirrored."""
    with Archive(tmp_path, create=True) as archive:
        for number, text in enumerate(HOSTILE):
            record(archive, hostile_article(number, text))
            record(archive, hostile_article(number, text, "edited"), 1)
    with served(tmp_path) as base:
        numbers = range(1, len(HOSTILE) + 1)
        paths = [f"/article/{number}{page}" for number in numbers for page in ("", "/diff")]
        paths += ["/", "/search?q=word", "/changes", "/removed", "/sources"]
        assert looked_at([base + path for path in paths], 390, axe=False) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_site_is_well_from_the_disk(filled: Path, tmp_path: Path, width: int) -> None:
    """Its pages and its search."""
    with Archive(filled, readonly=True) as archive:
        build(archive, tmp_path, Filters())
    names = ("index.html", "search.html?q=quay", "article/1.html", "article/1-history.html", "article/1-v1-v2.html")
    assert looked_at([f"file://{tmp_path}/{name}" for name in names], width) == []


@pytest.mark.parametrize(("query", "found"), [("qua", 2), ("السوق", 1), ("سوق القديم", 1), ("nothing", 0)])
def test_the_search_of_a_site_finds_in_the_browser(filled: Path, tmp_path: Path, query: str, found: int) -> None:
    """Words, their beginnings, several of them."""
    with Archive(filled, readonly=True) as archive:
        build(archive, tmp_path, Filters())
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000", "--dump-dom"]
    address = f"file://{tmp_path}/search.html?q={query}"
    done = subprocess.run([CHROMIUM, *flags, address], capture_output=True, text=True, check=False)
    assert done.stdout.count('<a href="article/') == found


WIDTHS_OF_WORDS = (
    "<script>document.title = [...document.querySelectorAll('del')]"
    ".map((each) => each.getBoundingClientRect().width).join(' ')</script>"
)


@pytest.mark.parametrize("form", ["room", "diff", "today"])
def test_a_word_keeps_its_shape_before_the_word_that_replaced_it(tmp_path: Path, form: str) -> None:
    """Arabic letters do not join across an edit: what went is as wide as where nothing follows it."""
    room = files("newsgrab.web").joinpath("static/style.css").read_text(encoding="utf-8")
    style = {"room": room, "diff": differences.STYLE, "today": digest_forms.STYLE}[form]
    words = "<p dir=rtl>غادر <del>آلاف</del><ins>بثلاثين</ins> <del>آلاف</del> السفن"
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><style>{style}</style>{words}{WIDTHS_OF_WORDS}", "utf-8")
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    done = subprocess.run([CHROMIUM, *flags, f"file://{page}"], capture_output=True, text=True, check=False)
    title = re.search("<title>(.*?)</title>", done.stdout)
    assert title
    followed, alone = title[1].split()
    assert followed == alone
