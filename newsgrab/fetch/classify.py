"""What an answer is: a page, "not modified", or one of the errors. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from newsgrab.errors import BadAnswer, Blocked, FetchError, Gone, NotAPage, ServerTrouble
from newsgrab.fetch.body import Response
from newsgrab.fetch.rate_limiter import retry_after_s
from newsgrab.outcomes import RETRIED_STATUSES, Outcome, outcome_of_status
from newsgrab.page import NotModified, Origin, Page
from newsgrab.sniff import not_a_page

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
_TAKEN = frozenset({200, 203})
_ERRORS = {Outcome.BLOCKED: Blocked, Outcome.GONE: Gone, Outcome.FAILED: ServerTrouble}


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """What is known of an answer beside itself."""

    requested_url: str
    final_url: str
    seen_at: datetime
    elapsed_ms: int
    permanent: bool
    conditional: bool  # we sent what we know of the page, so 304 is an answer


def classify_response(answer: Response, facts: ResponseFacts) -> Page | NotModified:
    """The page, or the word that it is the same. Raises FetchError for everything else."""
    if answer.status == 304 and facts.conditional:
        seen = (facts.requested_url, facts.final_url, facts.seen_at, answer.headers, facts.permanent, facts.elapsed_ms)
        return NotModified(*seen)
    if answer.status not in _TAKEN:
        raise error_for_status(answer, facts)
    if not answer.content.strip():
        raise BadAnswer(facts.requested_url, "an empty page", status=answer.status, page=page_of(answer, facts))
    kind = not_a_page(answer.content)
    if kind is not None:
        problem = f"not a page but {kind}" if kind != "binary" else "not a page (binary)"
        raise NotAPage(facts.requested_url, problem, status=answer.status)
    return page_of(answer, facts)


def error_for_status(answer: Response, facts: ResponseFacts) -> FetchError:
    """The error that a status means."""
    status = answer.status
    kind = _ERRORS[outcome_of_status(status)]
    error = kind(
        facts.requested_url, f"the server answers {_words(status)}", status=status, page=page_of(answer, facts)
    )
    error.retry_after_s = retry_after_s(answer.header("retry-after"), facts.seen_at)
    error.retryable = status in RETRIED_STATUSES
    return error


def page_of(answer: Response, facts: ResponseFacts) -> Page:
    """The answer as a page, whatever it holds."""
    return Page(
        answer.content,
        facts.seen_at,
        Origin.HTTP,
        url=facts.requested_url,
        final_url=facts.final_url,
        status=answer.status,
        headers=answer.headers,
        incomplete=answer.incomplete,
        permanent=facts.permanent,
        elapsed_ms=facts.elapsed_ms,
    )


def _words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
