"""What goes wrong below us, in our own errors."""

from __future__ import annotations

import socket
import ssl

from newsgrab.errors import BadAnswer, FetchError, NoAnswer, OutOfTime, PrivateAddress, TooLarge
from newsgrab.fetch.limits import Limits
from newsgrab.fetch.web import httpx
from newsgrab.fetch.wire import NotPublic, Overdue

BELOW = (httpx.HTTPError, httpx.InvalidURL, NotPublic, Overdue, UnicodeError)


def trouble(asked: str, error: Exception, limits: Limits) -> FetchError:
    """The error of ours for one of those BELOW."""
    match error:
        case NotPublic():
            return PrivateAddress(asked, error.ip)
        case Overdue():
            return OutOfTime(asked, f"no page within {limits.deadline_s:g} s")
        case httpx.ConnectTimeout():
            return _no_answer(asked, f"no connection within {limits.connect_s:g} s")
        case httpx.PoolTimeout():
            return _no_answer(asked, "no free connection")
        case httpx.TimeoutException():
            return _no_answer(asked, f"silent for {limits.silence_s:g} s")
        case httpx.ProxyError():
            return _no_answer(asked, f"the proxy: {error}")
        case httpx.ConnectError():
            return _no_connection(asked, error)
        case httpx.NetworkError():
            return _no_answer(asked, f"the connection broke ({_plain(error)})")
        case httpx.RemoteProtocolError():
            return _protocol(asked, str(error))
        case _:
            return BadAnswer(asked, f"not an address that can be asked: {error}")


def _no_answer(asked: str, reason: str, *, passing: bool = True) -> NoAnswer:
    error = NoAnswer(asked, reason)
    error.passing = passing
    return error


def _no_connection(asked: str, error: httpx.ConnectError) -> NoAnswer:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _no_answer(asked, f"the certificate is not valid: {cause.verify_message}", passing=False)
        if isinstance(cause, ssl.SSLError):
            return _no_answer(asked, f"no secure connection ({cause.reason or 'TLS'})", passing=False)
        if isinstance(cause, socket.gaierror):
            return _no_answer(asked, _plain(error), passing=cause.errno == socket.EAI_AGAIN)
    return _no_answer(asked, f"no connection ({_plain(error)})")


def _protocol(asked: str, message: str) -> FetchError:
    if "disconnected without sending" in message:
        return _no_answer(asked, "the server hung up without an answer")
    if "too long" in message:
        return TooLarge(asked, "headers without end")
    if "closed connection" in message or "incomplete" in message:
        return _no_answer(asked, "the server hung up in the middle of its answer")
    return BadAnswer(asked, f"not HTTP as it should be ({message})")


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
