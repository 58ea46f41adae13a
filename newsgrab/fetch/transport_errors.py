"""What goes wrong below us, in our own errors."""

from __future__ import annotations

import socket
import ssl

from newsgrab.errors import BadAnswer, FetchError, NoAnswer, TooLarge
from newsgrab.fetch.httpx_import import httpx
from newsgrab.fetch.limits import Limits

TRANSPORT_ERRORS = (httpx.HTTPError, httpx.InvalidURL, UnicodeError)


def translate_error(requested_url: str, error: Exception, limits: Limits) -> FetchError:
    """The error of ours for one of the TRANSPORT_ERRORS."""
    match error:
        case httpx.ConnectTimeout():
            return _no_answer(requested_url, f"no connection within {limits.connect_s:g} s")
        case httpx.PoolTimeout():
            return _no_answer(requested_url, "no free connection")
        case httpx.TimeoutException():
            return _no_answer(requested_url, f"silent for {limits.read_timeout_s:g} s")
        case httpx.ProxyError():
            return _no_answer(requested_url, f"the proxy: {error}")
        case httpx.ConnectError():
            return _no_connection(requested_url, error)
        case httpx.NetworkError():
            return _no_answer(requested_url, f"the connection broke ({_plain(error)})")
        case httpx.RemoteProtocolError():
            return _protocol(requested_url, str(error))
        case _:
            return BadAnswer(requested_url, f"not an address that can be asked: {error}")


def _no_answer(requested_url: str, reason: str, *, retryable: bool = True) -> NoAnswer:
    error = NoAnswer(requested_url, reason)
    error.retryable = retryable
    return error


def _no_connection(requested_url: str, error: httpx.ConnectError) -> NoAnswer:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _no_answer(requested_url, f"the certificate is not valid: {cause.verify_message}", retryable=False)
        if isinstance(cause, ssl.SSLError):
            return _no_answer(requested_url, f"no secure connection ({cause.reason or 'TLS'})", retryable=False)
        if isinstance(cause, socket.gaierror):
            return _no_answer(requested_url, _plain(error), retryable=cause.errno == socket.EAI_AGAIN)
    return _no_answer(requested_url, f"no connection ({_plain(error)})")


def _protocol(requested_url: str, message: str) -> FetchError:
    if "disconnected without sending" in message:
        return _no_answer(requested_url, "the server hung up without an answer")
    if "too long" in message:
        return TooLarge(requested_url, "headers without end")
    if "closed connection" in message or "incomplete" in message:
        return _no_answer(requested_url, "the server hung up in the middle of its answer")
    return BadAnswer(requested_url, f"not HTTP as it should be ({message})")


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(found) < 8:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found


def _plain(error: Exception) -> str:
    """The message without Python's "[Errno 111]"."""
    message = str(error) or type(error).__name__
    return message.split("] ", 1)[1] if message.startswith("[Errno") and "] " in message else message
