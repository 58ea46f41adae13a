"""Time stamps (RFC 3161) over the head of the chain: asking for one, keeping it, checking it without a network.

What is stamped is the head as `newsgrab verify --head` prints it, one line. So `openssl ts -verify -data` can check a
stamp as well. Whatever an authority answers is kept, also what our library cannot read: it wants strict DER, and public
authorities send other answers.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsgrab.archive.keep.chain import extend, head_of
from newsgrab.archive.sql import to_utc_iso
from newsgrab.errors import MissingExtra, StampFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.x509 import Certificate


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent to an authority: the hash of a head, with a number that its answer must repeat."""

    head: bytes
    der: bytes
    nonce: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """A kept stamp: the head that it is over, who gave it, its time (None if it cannot be told), and the answer."""

    id: int
    at: str
    head: str
    authority: str
    stamped_at: str | None
    answer: bytes


def head_text(head: bytes) -> bytes:
    """What is stamped of a head: its line as `newsgrab verify --head` prints it."""
    return f"{head.hex()}\n".encode()


def request(connection: sqlite3.Connection) -> Request | None:
    """A request for the head of now; None if nothing was added since the last stamp. Raises MissingExtra."""
    last = connection.execute("SELECT kind FROM chain ORDER BY id DESC LIMIT 1").fetchone()
    if last is None or last["kind"] == "stamp":
        return None
    head = head_of(connection)
    made = _library().TimestampRequestBuilder().data(head_text(head)).nonce(nonce=True).cert_request(cert_request=True)
    built = made.build()
    return Request(head, built.as_bytes(), built.nonce)


def keep(connection: sqlite3.Connection, asked: Request, answer: tuple[str, bytes], at: datetime) -> Stamp:
    """Keep an authority's answer (its address, the bytes), inside the caller's transaction.

    Raises StampFailed if the authority gave no stamp, or one of something else.
    """
    authority, der = answer
    stamped_at = _checked(asked, authority, der)
    cursor = connection.execute(
        "INSERT INTO stamp (at, head, authority, stamped_at, answer) VALUES (?, ?, ?, ?, ?)",
        (to_utc_iso(at), asked.head, authority, stamped_at, der),
    )
    extend(connection)
    return Stamp(int(cursor.lastrowid or 0), to_utc_iso(at), asked.head.hex(), authority, stamped_at, der)


def stamps(connection: sqlite3.Connection) -> list[Stamp]:
    """Every stamp, oldest first."""
    rows = connection.execute("SELECT * FROM stamp ORDER BY id").fetchall()
    return [
        Stamp(row["id"], row["at"], bytes(row["head"]).hex(), row["authority"], row["stamped_at"], bytes(row["answer"]))
        for row in rows
    ]


def first_stamp_of(connection: sqlite3.Connection, link_id: int) -> Stamp | None:
    """The first stamp over a head at or after a link of the chain: it shows that all up to the link was there then."""
    for stamp in stamps(connection):
        head = bytes.fromhex(stamp.head)
        if connection.execute("SELECT 1 FROM chain WHERE id >= ? AND head = ? LIMIT 1", (link_id, head)).fetchone():
            return stamp
    return None


class Unverifiable(Exception):
    """Nobody can tell whether a stamp is true; the words say why."""


def problem_of(stamp: Stamp, roots: Sequence[bytes]) -> str | None:
    """What is wrong with a stamp; None if an authority under one of the roots (PEM) attests its head.

    Raises Unverifiable.
    """
    try:
        response = _library().decode_timestamp_response(stamp.answer)
    except MissingExtra as error:
        raise Unverifiable(str(error)) from error
    except ValueError as error:
        raise Unverifiable(f"our library cannot read the answer ({error}): openssl ts -verify may") from error
    digest = _digest(response, head_text(bytes.fromhex(stamp.head)))
    if digest is None:
        raise Unverifiable("it was made with another hash than SHA-256, SHA-384 or SHA-512")
    if response.tst_info.message_imprint.message != digest:
        return "it is a stamp over something else"
    if stamp.stamped_at != to_utc_iso(response.tst_info.gen_time):
        return "its time is not the one that the authority told"
    if not roots:
        raise Unverifiable("name the authority's root certificate: newsgrab verify --roots FILE.pem")
    return _signature_problem(response, digest, [each for pem in roots for each in _certificates(pem)])


def _signature_problem(response: Any, digest: bytes, roots: list[Certificate]) -> str | None:
    library = _library()
    builder = library.VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(root)
    try:
        builder.build().verify(response, digest)
    except (library.VerificationError, ValueError) as error:
        return f"none of the roots stands behind it ({error})"
    return None


def _checked(asked: Request, authority: str, der: bytes) -> str | None:
    """The time of an answer; None if it cannot be read. Raises StampFailed."""
    library = _library()
    try:
        response = library.decode_timestamp_response(der)
        status = library.PKIStatus(response.status)
        if status not in {library.PKIStatus.GRANTED, library.PKIStatus.GRANTED_WITH_MODS}:
            raise StampFailed(f"{authority}: it gave no time stamp ({status.name.lower()})")
        stamped = response.tst_info
    except ValueError:
        return None
    if stamped.nonce != asked.nonce or stamped.message_imprint.message != _digest(response, head_text(asked.head)):
        raise StampFailed(f"{authority}: its time stamp is over something else than what was asked")
    return to_utc_iso(stamped.gen_time.astimezone(UTC))


def _digest(response: Any, message: bytes) -> bytes | None:
    """The message hashed as the answer has it; None for a hash that we do not know."""
    names = {"2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}
    name = names.get(response.tst_info.message_imprint.hash_algorithm.dotted_string)
    return hashlib.new(name, message).digest() if name else None


def _certificates(pem: bytes) -> list[Certificate]:
    from cryptography.x509 import load_pem_x509_certificates

    try:
        found: list[Certificate] = load_pem_x509_certificates(pem)
    except ValueError as error:
        raise Unverifiable(f"the roots are no certificates in PEM ({error})") from error
    return found


def _library() -> Any:
    """rfc3161-client. Raises MissingExtra."""
    try:
        import rfc3161_client
    except ImportError as error:
        raise MissingExtra("stamp", "time stamps") from error
    return rfc3161_client
