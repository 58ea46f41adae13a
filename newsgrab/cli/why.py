"""newsgrab why: when an article is looked at next, and why then."""

from __future__ import annotations

from datetime import UTC, datetime

from newsgrab.cli import options, terminal
from newsgrab.errors import BadRef


def why(ref: options.RefArgument, archive: options.ArchiveOption = None, json: options.JsonOption = False) -> None:
    """Explain when an article is looked at next, and why then.

    Also of an address that a source named and that was never looked at.

    Example: newsgrab why 12
    """
    from newsgrab.following.schedule import expected_edits, planner
    from newsgrab.urls import canonical

    with options.reading_archive(archive) as kept:
        try:
            url = kept.resolve(ref).url
        except BadRef:
            if "://" not in ref:
                raise
            url = canonical(ref)
        past = kept.following.look_history(url)
        due = kept.following.next_due(url)
    if past is None and due is None:
        raise BadRef(f"{ref}: never looked at, and no source names it")
    planned = planner(options.settings(archive).max_gap)(past) if past else None
    worth = expected_edits(past, datetime.now(UTC)) if past and past.outcome.read else None
    facts: dict[str, object] = {
        "url": url,
        "followed": due is not None,
        "next_at": terminal.stamp(due[0]) if due else None,
        "reason": due[1] if due else "no source that is followed names it; newsgrab fetch looks at once",
        "reads": past.read if past else 0,
        "edits": past.edits if past else 0,
        "last_outcome": past.outcome.value if past else None,
        "expected_edits_since": round(worth, 3) if worth is not None else None,
        "counts_as_gone": planned.gone if planned else False,
    }
    if json:
        terminal.write_json(facts)
        return
    known = {name: value for name, value in facts.items() if value is not None}
    if due and terminal.is_terminal():
        known["next_at"] = terminal.moment(terminal.stamp(due[0]))
    terminal.print_pairs((name.replace("_", " "), _plain(value)) for name, value in known.items())


def _plain(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
