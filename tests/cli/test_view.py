"""An article in the browser: from a file in which nothing runs, nothing is loaded, and which only its owner reads."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Newsgrab, Run, page


def opened(newsgrab: Newsgrab, *arguments: str) -> Path:
    """The file that a browser is called with."""
    done = newsgrab("view", *arguments, BROWSER="echo %s")
    assert done.code == 0, done.err
    return Path(done.out.strip().removeprefix("file://"))


@pytest.fixture
def hostile(newsgrab: Newsgrab) -> Newsgrab:
    """An article with all that a page may try."""
    tricks = (
        "<script src='https://evil.example/a.js'></script><img src='https://evil.example/a.png' onerror='alert(1)'>"
    )
    head = "<link rel=dns-prefetch href='//evil.example'><META http-equiv=refresh content='0;url=https://evil.example'>"
    newsgrab.write("a.html", page().replace("</h1>", f"</h1>{tricks}").replace("<title>", f"{head}<title>"))
    assert newsgrab("fetch", "a.html").code == 0
    return newsgrab


def test_the_text_alone_is_opened(hostile: Newsgrab) -> None:
    """No script, no picture and no link to load stands in it; its policy forbids all; only its owner reads it."""
    path = opened(hostile, "1")
    html = path.read_text(encoding="utf-8")
    assert "evil" not in html
    assert '<h1 dir="auto">رصيف جديد' in html
    assert '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'' in html
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_kept_page_stands_in_a_frame_that_can_do_nothing(hostile: Newsgrab) -> None:
    """The page is one escaped attribute of a sandboxed frame; what the policy does not reach is made inert."""
    html = opened(hostile, "1", "--page").read_text(encoding="utf-8")
    found = re.fullmatch(r'(.*)<iframe sandbox="" srcdoc="([^"]*)"></iframe>\n', html, re.DOTALL)
    assert found
    outside, inner = found.groups()
    assert "evil" not in outside
    assert "<" not in inner
    assert "&lt;script src=" in inner
    assert "&lt;link" not in inner
    assert "&lt;META" not in inner


def test_without_a_browser_the_file_is_named(ask: Callable[..., Run]) -> None:
    """So that it can be opened by hand; a version is one file, written anew."""
    first, second = (ask("view", "1@1", "--no-browser") for _ in range(2))
    assert first == second
    assert Path(first.out.strip()).name == "1-1.newsgrab.html"
