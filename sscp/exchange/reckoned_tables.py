"""Tables that belong to no kind: all records, all links, the clocks, the duties, the findings."""

from __future__ import annotations

from collections.abc import Iterator

from sscp.exchange.table import Cell, Sort, Table, cell, reckoned_columns
from sscp.model.audience import audience_of
from sscp.model.portfolio import Portfolio
from sscp.timing.states import RUNNING
from sscp.views.assurance import duty_row, period_rows
from sscp.views.clocks import view_clocks
from sscp.views.reckoned import Basis

Rows = Iterator[tuple[Cell, ...]]


def _register(basis: Basis) -> Rows:
    settings = basis.seen.settings
    names = [settings.text(name) for name in ("id", "name", "area")] if settings else [None] * 3
    shown = (basis.seen.is_illustrative, basis.seen.is_restricted)
    yield (*names, basis.as_of.isoformat(), *(int(flag) for flag in shown))


def _records(basis: Basis) -> Rows:
    withheld = basis.seen.is_restricted
    for record in basis.seen.records:
        place = record.location()
        yield (
            record.id,
            record.kind.name,
            record.title,
            int(record.is_illustrative),
            record.text("classification") or "OFFICIAL",
            audience_of(record).value,
            # A line further down would tell how much stands above it.
            None if withheld else place.path,
            None if withheld else place.line,
        )


def _links(basis: Basis) -> Rows:
    seen = basis.seen
    for record in seen.records:
        for path, _, target in record.links():
            steps = [step for step in path if isinstance(step, str)]
            numbers = [step + 1 for step in path[:-1] if isinstance(step, int)]
            row = numbers[0] if numbers else None
            yield record.id, record.kind.name, ".".join(steps), row, *_target(seen, target), None
        for source in record.sources:
            target, _, detail = source.partition(" ")
            yield (
                *(record.id, record.kind.name, "source", None),
                *_target(seen, target),
                detail or None,
            )


def _target(seen: Portfolio, identity: str) -> tuple[str, str | None]:
    found = seen.get(identity)
    if found is None or found.id is None:
        return identity, None
    return found.id, found.kind.name


_DEADLINE = {
    "clock": "The clock's id, or the paragraph of a recurring duty.",
    "subject": "The id of the record it runs for.",
    "title": "What falls due.",
    "period": "Which period it is.",
    "start": "The day it is counted from.",
    "due": "The last day in time.",
    "end": "The day it was met.",
    "state": "How it stands: not_due, due_soon, overdue, met, breached, ...",
    "days_left": "Calendar days until it is due, less than 0 once overdue.",
    "unit": "How it is counted.",
    "force": "duty, guidance, expectation, local, or information: somebody else's date.",
    "actor": "Who would be late.",
    "basis": "What it rests on.",
    "evidence": "The grade of that basis.",
    "unverified": "1 where nobody has checked it against the source.",
    "edition": "The edition of guidance.",
    "note": "Anything to be said beside it.",
    "holidays": "What is not known of the bank holidays that the date depends on.",
    "local": "What is a choice of the register's own in it, and why.",
    "time_force": "What stands behind the time, where that is less than what binds to the duty.",
    "lasting": "1 for what must last until the due date instead of being done by it.",
}


def _clocks(basis: Basis) -> Rows:
    view = view_clocks(basis.whole, basis.seen, basis.as_of, basis.duties)
    for row in view.clocks:
        deadline = row.deadline
        cells = [cell(getattr(deadline, name)) for name in _DEADLINE]
        yield (*cells, int(deadline.state in RUNNING), len(row.excluded))


_DUTY = {
    "id": "The id of the clause.",
    "ref": "The paragraph.",
    "title": "What it is about.",
    "form": "What sort of statement it is.",
    "disposition": "How its state is found.",
    "state": "Its state, or attested, context, not_computed.",
    "words": "The same in words.",
    "last_result": "How its last period ended.",
    "last_done": "The day of the last event that shows it.",
    "in_force_since": "Where no event shows it: from when what does has stood.",
    "counted_from": "Where neither does: from when its clock runs.",
    "next_due": "The next due date.",
    "open": "How many periods are open.",
    "owners": "Who owes it.",
    "attested_by": "Who attested it last.",
    "attested_on": "When.",
    "attested_until": "The last day that holds.",
    "attested_holds": "1 while it holds.",
    "answered_by": "The paragraph that answers for it.",
    "document": "The document it stands in.",
    "unverified": "1 where it rests on a clock that nobody has checked against the source.",
}


def _duties(basis: Basis) -> Rows:
    for duty in basis.duties:
        row = duty_row(basis.seen, duty, basis.as_of)
        evidence = tuple(one.id for one in row.last_evidence)
        yield (*(cell(getattr(row, name)) for name in _DUTY), cell(evidence))


_PERIOD = {
    "what": "What is owed.",
    "subject": "The id of the record it is owed for.",
    "due": "The last day in time.",
    "done_on": "The day it was done.",
    "state": "How it stands.",
    "evidence": "The ids of the records that show it.",
    "words": "The same state as it is said.",
    "unverified": "1 where it rests on a clock that nobody has checked against the source.",
    "in_force_since": "From when it has been met, where it stands without an event.",
}


def _periods(basis: Basis) -> Rows:
    for duty in basis.duties:
        for row in period_rows(basis.seen, duty):
            cells = (cell(getattr(row, name)) for name in _PERIOD)
            yield duty.clause.id, duty.clause.text("ref"), *cells


def _findings(basis: Basis) -> Rows:
    for finding in basis.findings:
        yield (
            *(finding.code, finding.name, finding.severity.value, finding.record, finding.field),
            *(finding.message, finding.remedy, finding.waived),
            *(finding.location.path, finding.location.line, finding.location.column),
        )


RECKONED_TABLES = (
    Table(
        "register",
        Sort.RECKONED,
        "The register itself, in one row.",
        reckoned_columns(
            {
                "id": "Its short name.",
                "name": "The partnership.",
                "area": "The area it covers.",
                "as_of": "The day everything is reckoned from.",
                "illustrative": "1 when it holds invented records.",
                "withheld": "1 when material for narrower audiences is withheld.",
            }
        ),
        _register,
    ),
    Table(
        "records",
        Sort.RECKONED,
        "Every record of every kind.",
        reckoned_columns(
            {
                "id": "Its id.",
                "kind": "Its kind.",
                "title": "Its title or name.",
                "illustrative": "1 for an invented example, else 0.",
                "classification": "The protective marking.",
                "audience": "Who may read it.",
                "path": "The file it stands in; empty for an audience.",
                "line": "The line it begins at; empty for an audience.",
            }
        ),
        _records,
    ),
    Table(
        "links",
        Sort.RECKONED,
        "Every link from one record to another, each source among them.",
        reckoned_columns(
            {
                "from_id": "The record that names the other.",
                "from_kind": "Its kind.",
                "field": "The field, such as owner or items.actions.",
                "row": "The row of the list it stands in, counted from 1.",
                "to_id": "The record that is named.",
                "to_kind": "Its kind; empty where there is no such record.",
                "detail": "Of a source: the paragraph or item.",
            }
        ),
        _links,
    ),
    Table(
        "clocks",
        Sort.RECKONED,
        "Every clock that has been started, as `sscp clocks` shows them.",
        reckoned_columns(
            {
                **_DEADLINE,
                "running": "1 while it runs.",
                "excluded": "How many days were not counted.",
            }
        ),
        _clocks,
    ),
    Table(
        "duties",
        Sort.RECKONED,
        "Every statement of the arrangements, as `sscp assurance` shows them.",
        reckoned_columns({**_DUTY, "last_evidence": "The ids of the newest records that show it."}),
        _duties,
    ),
    Table(
        "duty_periods",
        Sort.RECKONED,
        "Every period of every statement, open and closed.",
        reckoned_columns({"id": "The id of the clause.", "ref": "The paragraph.", **_PERIOD}),
        _periods,
    ),
    Table(
        "findings",
        Sort.RECKONED,
        "What `sscp validate` finds; nothing for an audience.",
        reckoned_columns(
            {
                "code": "The rule.",
                "name": "Its name.",
                "severity": "error, warning or note.",
                "record": "The record's id.",
                "field": "The field.",
                "message": "What is wrong.",
                "remedy": "What to do.",
                "waived": "The waiver that sets it aside.",
                "path": "The file.",
                "line": "The line.",
                "column": "The column.",
            }
        ),
        _findings,
    ),
)
"""The tables that belong to no kind."""
