"""Statements of the arrangements that a person attests, and until when that holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sscp.assurance.duties import ATTESTED, newest_attestation
from sscp.errors import UsageError
from sscp.model.dates import write_date, write_long_date
from sscp.model.kinds.documents import CLAUSE, DISPOSITIONS
from sscp.model.record import Record
from sscp.timing.intervals import Interval
from sscp.work.limits import by_today, from_day
from sscp.work.origin import filled
from sscp.work.verb import Answers, Verb, ask_field, today
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import AddRow

_YEAR = Interval(12, 0)


def _attest(desk: Desk, answers: Answers) -> Change:
    clause = answers.record("ref")
    _only_attested(answers, clause.id)
    on, until = answers.day_or_today("on"), answers.day("holds_until")
    assert until is not None
    row = {
        "by": answers.text("by"),
        "on": on,
        "holds_until": until,
        "statement": answers.text("statement"),
        "records": list(answers.many("records")),
    }
    by = desk.portfolio.title_of(answers.text("by"))
    return Change(
        f"{clause.text('ref')} attested by the {by} on {write_date(on)}: {clause.title}",
        (AddRow(clause.id or "", ("attestations",), filled(row)),),
        "attest",
        (f"It holds until {write_long_date(until)}; after that it is asked anew.",),
        (answers.text("statement"),),
    )


def _only_attested(answers: Answers, value: Any) -> None:
    """Refuse a statement that nobody attests.

    Raises:
        UsageError: the register works out by itself whether it is met.
    """
    clause = answers.portfolio.get_kind(str(value), "clause")
    if clause is None or clause.text("disposition") == ATTESTED:
        return
    labels = {each.value: each.label.lower() for each in DISPOSITIONS}
    why = labels.get(clause.words("disposition"), "not attested")
    raise UsageError(
        f"{clause.text('ref')} is not for a person to attest ({why});"
        f" `sscp assurance {_quoted(clause.words('ref'))}` shows how it stands."
    )


def _quoted(ref: str) -> str:
    """A paragraph as it is typed: brackets mean something to a shell."""
    return f'"{ref}"' if "(" in ref else ref


def _a_year(answers: Answers) -> date:
    """The last day of a year that begins with the day of the attestation."""
    return _YEAR.after(answers.day_or_today("on")) - timedelta(days=1)


def _lapsed_first(answers: Answers) -> Sequence[str]:
    """The attested statements: those nobody attested first, then those that lapse soonest."""
    found = []
    for clause in answers.portfolio.of_kind("clause"):
        if clause.text("disposition") == ATTESTED and not clause.flag("history"):
            newest = newest_attestation(clause, answers.as_of)
            until = newest.holds_until if newest is not None else date.min
            found.append((until, clause.id or ""))
    return [identity for _, identity in sorted(found)]


def _attested_before(answers: Answers) -> str:
    clause = answers.found("ref")
    newest = newest_attestation(clause, answers.as_of) if clause is not None else None
    return newest.by if newest is not None else ""


def _others(answers: Answers, written: Written) -> tuple[str, ...]:
    """How many statements wait for somebody to attest them."""
    waiting = [
        clause
        for identity in _lapsed_first(answers)
        if (clause := answers.portfolio.get(identity)) is not None
        and _has_lapsed(clause, answers.as_of)
    ]
    if not waiting:
        return ("Every statement that a person attests is attested.",)
    refs = ", ".join(clause.words("ref") for clause in waiting)
    return (f"Not attested, or no longer: {refs}.",)


def _has_lapsed(clause: Record, as_of: date) -> bool:
    newest = newest_attestation(clause, as_of)
    return newest is None or newest.holds_until < as_of


VERBS = (
    Verb(
        "",
        "attest",
        "Record who attests a statement of the arrangements. And until when it holds.",
        (
            ask_field(
                CLAUSE,
                "document",
                "ref",
                "The statement: its paragraph, such as 2.1.15(a), or words from it.",
                links=("clause",),
                is_subject=True,
                offered=_lapsed_first,
                check=_only_attested,
            ),
            ask_field(CLAUSE, "attestations.by", default=_attested_before),
            ask_field(CLAUSE, "attestations.statement"),
            ask_field(CLAUSE, "attestations.on", default=today, latest=by_today),
            ask_field(
                CLAUSE,
                "attestations.holds_until",
                default=_a_year,
                earliest=from_day("on", "it begins"),
            ),
            ask_field(CLAUSE, "attestations.records"),
        ),
        _attest,
        follow=_others,
    ),
)
