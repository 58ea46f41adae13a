"""Who may read the reading room, and what browsers may do with it."""

from __future__ import annotations

import pytest

from tests.web.conftest import Room
from tests.web.test_pages import PAGES


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8321", "localhost:8321", "LOCALHOST", "[::1]:8321", "192.0.2.7", "reading.example:80"]
)
def test_names_of_ours_are_answered(room: Room, host: str) -> None:
    """Addresses in figures, localhost, and the names that were told."""
    assert room("/", headers={"host": host}).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8321", "", "[", "@"]
)
def test_other_names_are_refused(room: Room, host: str) -> None:
    """A name of somebody else's that leads to this machine reads nothing."""
    page = room("/article/1", headers={"host": host})
    assert page.status == 400
    assert "السوق" not in page.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_nothing_can_be_written(room: Room, method: str) -> None:
    """Whatever the method, on any page."""
    for path in ("/", "/article/1", "/style.css"):
        assert room(path, method).status == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
    ],
)
def test_pages_of_others_read_nothing(room: Room, headers: dict[str, str]) -> None:
    """They may link here, and no more."""
    assert room("/article/1", headers=headers).status == 403
    assert room("/", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/..%2f..%2fetc%2fpasswd",
        "/static/style.css",
        "/templates/base.html",
        "/style.css/../server.py",
        "//evil.example/",
        "/article/../../etc/passwd",
        "/article/1@1/page/../../x",
        "/article/https://courier.example/article/12",
        "/article/1%00",
        "/%2e%2e/newsgrab.db",
    ],
)
def test_path_tricks_lead_nowhere(room: Room, path: str) -> None:
    """Only the pages and the two files are there."""
    assert room(path).status == 404


@pytest.mark.parametrize("path", [*PAGES, "/style.css", "/nothing", "/changes.atom", "/article/1.json"])
def test_every_answer_forbids_what_it_does_not_need(room: Room, path: str) -> None:
    """No script, no frame, nothing from elsewhere, no referrer, no guessing of types, no reading along."""
    headers = room(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';")
    assert "base-uri 'none'; frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_a_redirect_stays_here(room: Room) -> None:
    """Whatever is asked for: the place it leads to is an article's number and a day."""
    for date in ("2025-03-03", "//evil.example", "2025-03-03T00:00\r\nX: y"):
        page = room("/article/1/at", date=date)
        assert page.headers.get("location", "/article/1@").startswith("/article/1@")
        assert "x" not in page.headers
