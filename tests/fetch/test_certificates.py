"""Certificates are verified, always; there is no silent way round."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsgrab.errors import NoAnswer
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.page import Page
from tests.fetch.conftest import HURRIED
from tests.servers import Rogue, answer

CERTIFICATE = Path(__file__).with_name("localhost.pem")  # signed by itself, with its key


class _Quiet(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.end_headers()
        self.wfile.write(b"<title>News</title><p>The bridge is open.</p>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def secure() -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Quiet) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_certificate_that_nobody_vouches_for_is_a_failure(fetcher: Fetcher, secure: int) -> None:
    """With the reason; nothing is asked, neither so nor by http."""
    with pytest.raises(NoAnswer, match="the certificate is not valid: self-signed certificate") as caught:
        fetcher.fetch(f"https://localhost:{secure}/a")
    assert not caught.value.retryable


def test_own_authority_can_be_trusted_and_names_still_count(secure: int) -> None:
    """For those whose net has an authority of its own."""
    with Fetcher(replace(HURRIED, ca_file=str(CERTIFICATE))) as fetcher:
        assert isinstance(fetcher.fetch(f"https://localhost:{secure}/a"), Page)
        with pytest.raises(NoAnswer, match="certificate is not valid"):
            fetcher.fetch(f"https://[::ffff:127.0.0.1]:{secure}/a")


def test_plain_server_at_a_secure_address_is_a_failure(fetcher: Fetcher, server: Rogue) -> None:
    """No falling back."""
    server.replies["/a"] = answer("<p>x")
    with pytest.raises(NoAnswer):
        fetcher.fetch(server.url("/a").replace("http://", "https://"))
    assert server.asked() == []
