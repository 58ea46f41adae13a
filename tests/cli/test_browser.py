"""Pages that print no text, and what is said of a browser that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_fetch_server import Call, call, server
from tests.servers import Rogue, answer

__all__ = ["call", "server"]

PATH = "/story/old-bridge"
SHELL = (
    "<!doctype html><html><head><title>Old bridge opens again</title><script src=/app.js></script></head>"
    "<body><div id=app></div><script>start()</script></body></html>"
)


@pytest.fixture
def no_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no program can be found."""
    monkeypatch.setenv("PATH", "/nowhere")


@pytest.mark.usefixtures("no_chromium")
@pytest.mark.parametrize("command", ["fetch", "extract"])
def test_a_browser_that_is_not_there_is_told_before_anything_is_asked(call: Call, server: Rogue, command: str) -> None:
    """With what to install; no archive is made."""
    server.replies[PATH] = answer(SHELL)
    done = call(command, "--browser", server.url(PATH))
    assert done.code == 2
    assert "pages in a browser need" in done.err
    assert not Path("archive").exists()


def test_a_browser_does_not_pass_by_a_proxy(call: Call, server: Rogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who hides behind a proxy is not shown to the sites by a browser."""
    monkeypatch.setenv("NEWSGRAB_PROXY", "http://127.0.0.1:1")
    done = call("fetch", "--browser", server.url(PATH))
    assert (done.code, done.err) == (2, "newsgrab: a browser does not go through your proxy: leave out one of them\n")


@pytest.mark.usefixtures("no_chromium")
def test_a_profile_that_wants_a_browser_loses_no_look_without_one(call: Call, server: Rogue) -> None:
    """The look is kept as it was, names the option, and says what is missing."""
    Path("sites").mkdir()
    Path("sites", "127.0.0.1.toml").write_text("js = true", encoding="utf-8")
    Path("newsgrab.toml").write_text('profiles = "sites"', encoding="utf-8")
    server.replies[PATH] = answer(SHELL)
    done = call("fetch", "--delay", "0", server.url(PATH), "--json")
    assert done.json[0]["outcome"] == "not an article"
    wanting = "no text without JavaScript (--browser runs it); pages in a browser need "
    assert str(done.json[0]["reason"]).startswith(wanting)
