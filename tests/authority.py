"""A time-stamping authority on this machine: `openssl ts -reply` behind a small web server."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

_CONFIGURATION = """
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
{certs}
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
signer_digest = sha256
accuracy = secs:1
ess_cert_id_chain = no
"""
_NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
_EXTENSION = "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"


@dataclass(frozen=True)
class Authority:
    """Its address and its root certificate; `asked` are the requests that came."""

    url: str
    root: Path
    asked: list[bytes]


def certificates(folder: Path) -> None:
    """A root and a certificate for time stamps under it."""

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    (folder / "extension").write_text(_EXTENSION)
    openssl(*("req", "-x509", *_NEW_KEY, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root"))
    openssl(*("req", *_NEW_KEY, "-keyout", "signer.key", "-out", "signer.csr", "-subj", "/CN=Stamps"))
    signing = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-extfile", "extension")
    openssl("x509", "-req", "-in", "signer.csr", *signing, "-out", "signer.pem")
    (folder / "serial").write_text("01\n")
    for name, certs in (("strict", ""), ("loose", f"certs = {folder}/root.pem")):
        (folder / f"{name}.cnf").write_text(_CONFIGURATION.format(folder=folder, certs=certs))


@contextmanager
def serving(folder: Path) -> Iterator[Authority]:
    """The authority at /strict; at /loose it answers in a form that is not DER, at /odd with something else."""
    asked: list[bytes] = []

    def reply(request: Request) -> Response:
        asked.append(request.data)
        (folder / "request.tsq").write_bytes(request.data)
        name = request.path.strip("/")
        command = ["openssl", "ts", "-reply", "-config", f"{name}.cnf", "-section", "own", "-queryfile", "request.tsq"]
        done = subprocess.run([*command, "-out", "-"], cwd=folder, check=True, capture_output=True)
        return Response(done.stdout, content_type="application/timestamp-reply")

    with HTTPServer() as server:
        for name in ("/strict", "/loose"):
            server.expect_request(name, method="POST").respond_with_handler(reply)
        server.expect_request("/odd").respond_with_data("<html>", content_type="text/html")
        yield Authority(server.url_for("/strict"), folder / "root.pem", asked)
