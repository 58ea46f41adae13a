"""What an answer is: a page, "not modified", or one of the errors. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from newsgrab.errors import BadAnswer, Blocked, FetchError, Gone, NotAPage, ServerTrouble, TooLarge
from newsgrab.fetch.body import Answer
from newsgrab.fetch.decoders import BrokenEncoding, gunzip, is_gzip
from newsgrab.fetch.retry import RETRIED, retry_after_s
from newsgrab.page import NotModified, Origin, Page
from newsgrab.sniff import not_a_page

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
_TAKEN = frozenset({200, 203})
_BLOCKED = frozenset({401, 403, 407, 429, 451})
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an answer beside itself."""

    asked: str
    final_url: str
    seen_at: datetime
    elapsed_ms: int
    permanent: bool
    conditional: bool  # we sent what we know of the page, so 304 is an answer
    max_bytes: int


def judge(answer: Answer, facts: Facts) -> Page | NotModified:
    """The page, or the word that it is the same. Raises FetchError for everything else."""
    if answer.status == 304 and facts.conditional:
        seen = (facts.asked, facts.final_url, facts.seen_at, answer.headers, facts.permanent, facts.elapsed_ms)
        return NotModified(*seen)
    if answer.status not in _TAKEN:
        raise refusal(answer, facts)
    content, cut = _unpacked(answer, facts)
    if not content.strip():
        raise BadAnswer(facts.asked, "an empty page", status=answer.status, page=odd(answer, facts))
    kind = not_a_page(content)
    if kind is not None:
        problem = f"not a page but {kind}" if kind != "binary" else "not a page (binary)"
        raise NotAPage(facts.asked, problem, status=answer.status)
    page = odd(answer, facts)
    return Page(
        content,
        page.seen_at,
        page.origin,
        url=page.url,
        final_url=page.final_url,
        status=page.status,
        headers=page.headers,
        cut=cut,
        permanent=page.permanent,
        elapsed_ms=page.elapsed_ms,
    )


def refusal(answer: Answer, facts: Facts) -> FetchError:
    """The error that a status means."""
    status = answer.status
    kind = Blocked if status in _BLOCKED else Gone if status in _GONE else ServerTrouble
    error = kind(facts.asked, f"the server answers {_words(status)}", status=status, page=odd(answer, facts))
    error.retry_after_s = retry_after_s(answer.header("retry-after"), facts.seen_at)
    error.passing = status in RETRIED
    return error


def odd(answer: Answer, facts: Facts) -> Page:
    """The answer as a page, whatever it holds."""
    return Page(
        answer.content,
        facts.seen_at,
        Origin.HTTP,
        url=facts.asked,
        final_url=facts.final_url,
        status=answer.status,
        headers=answer.headers,
        cut=answer.cut,
        permanent=facts.permanent,
        elapsed_ms=facts.elapsed_ms,
    )


def _unpacked(answer: Answer, facts: Facts) -> tuple[bytes, bool]:
    """The content; a file that is itself gzipped (sitemap.xml.gz) is unpacked."""
    if not is_gzip(answer.content):
        return answer.content, answer.cut
    try:
        unpacked = gunzip(answer.content, facts.max_bytes)
    except BrokenEncoding as error:
        raise BadAnswer(facts.asked, f"a damaged gzip file ({error})", status=answer.status) from error
    if unpacked is None:
        raise TooLarge(facts.asked, f"unpacks to more than {facts.max_bytes >> 20} MiB")
    content, whole = unpacked
    return content, answer.cut or not whole


def _words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
