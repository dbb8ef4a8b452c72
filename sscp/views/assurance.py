"""Assurance: every statement of the arrangements with its state and its evidence."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sscp.assurance.duties import (
    ATTESTED,
    CONTEXT,
    NOT_COMPUTED,
    Attestation,
    Duty,
    count_duties,
)
from sscp.assurance.period import Period
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.timing.states import State


class EvidenceRow(NamedTuple):
    """A record that shows something."""

    id: str
    title: str


class PeriodRow(NamedTuple):
    """One instance of a duty."""

    what: str
    subject: str | None
    due: date | None
    done_on: date | None
    state: str
    evidence: tuple[str, ...]
    words: str
    unverified: bool
    in_force_since: date | None


class DutyRow(NamedTuple):
    """A statement on a day.

    Of `last_done`, `in_force_since` and `counted_from` at most one has a date: that of the last
    event, else from when what shows it has stood, else from when its clock runs. The newest
    records that show it are named, and `more_evidence` counts the others.
    """

    ref: str
    id: str
    title: str
    form: str
    disposition: str
    state: str
    words: str
    last_result: str | None
    last_done: date | None
    in_force_since: date | None
    counted_from: date | None
    last_evidence: tuple[EvidenceRow, ...]
    more_evidence: int
    next_due: date | None
    open: int
    owners: tuple[str, ...]
    attested_by: str | None
    attested_on: date | None
    attested_until: date | None
    attested_holds: bool | None
    answered_by: str | None
    document: str
    unverified: bool


class DutyPage(NamedTuple):
    """A statement with everything behind its state.

    Attributes:
        row: the statement as in a list.
        meaning: what it says.
        check: how its state is worked out.
        note: what the proof can't see.
        attested: what a person has attested, in their words.
        periods: its periods, the newest last.
        background: what the register shows beside a statement that does not rest on it.
    """

    row: DutyRow
    meaning: str
    check: str
    note: str
    attested: str
    periods: tuple[PeriodRow, ...]
    background: tuple[PeriodRow, ...]


class AssuranceView(NamedTuple):
    """All statements, and how many stand in each state."""

    as_of: date
    illustrative: bool
    counts: dict[str, int]
    duties: tuple[DutyRow, ...]


EVIDENCE_SHOWN = 3


def view_assurance(
    portfolio: Portfolio, as_of: date, duties: tuple[Duty, ...], state: str | None = None
) -> AssuranceView:
    """Every statement, or those in one state."""
    rows = tuple(
        duty_row(portfolio, duty, as_of)
        for duty in duties
        if state is None or duty.standing == state
    )
    return AssuranceView(as_of, portfolio.is_illustrative, count_duties(duties), rows)


def duty_row(portfolio: Portfolio, duty: Duty, as_of: date) -> DutyRow:
    """A statement for a list; records that the reader may not see are not named in it."""
    clause, last, attestation = duty.clause, duty.last, duty.attestation
    evidence = last.evidence if last is not None else ()
    if attestation is not None:
        evidence = attestation.records
    evidence = _seen(portfolio, evidence)
    named = evidence[-EVIDENCE_SHOWN:]
    return DutyRow(
        ref=clause.text("ref") or "",
        id=clause.id or "",
        title=clause.title,
        form=clause.text("form") or "",
        disposition=clause.text("disposition") or "",
        state=duty.standing,
        words=_words(duty, as_of),
        last_result=last.state.value if last and not last.is_open else None,
        last_done=last.done_on if last else None,
        in_force_since=last.since if last else None,
        counted_from=last.start if last and last.is_open else None,
        last_evidence=tuple(EvidenceRow(one, portfolio.title_of(one)) for one in named),
        more_evidence=len(evidence) - len(named),
        next_due=duty.next_due,
        open=len(duty.gaps),
        owners=tuple(
            portfolio.title_of(owner) for owner in _seen(portfolio, clause.texts("owners"))
        ),
        attested_by=_attested_by(portfolio, attestation) if attestation else None,
        attested_on=attestation.on if attestation else None,
        attested_until=attestation.holds_until if attestation else None,
        attested_holds=attestation.holds_until >= as_of if attestation else None,
        answered_by=duty.answered_by,
        document=", ".join(_seen(portfolio, clause.texts("document"))),
        unverified=duty.unverified,
    )


def _seen(portfolio: Portfolio, identities: tuple[str, ...]) -> tuple[str, ...]:
    """The ids that a reader may know of; an unknown id is told only where nothing is withheld."""
    if not portfolio.is_restricted:
        return identities
    return tuple(one for one in identities if portfolio.get(one) is not None)


def _attested_by(portfolio: Portfolio, attestation: Attestation) -> str:
    return ", ".join(portfolio.title_of(one) for one in _seen(portfolio, (attestation.by,)))


def _words(duty: Duty, as_of: date) -> str:
    """How a statement stands, in words."""
    if duty.standing == ATTESTED:
        attestation = duty.attestation
        if attestation is None:
            return "not attested yet"
        holds = "holds until" if attestation.holds_until >= as_of else "held only until"
        return f"attested, {holds} {write_date(attestation.holds_until)}"
    if duty.standing == State.NOT_STARTED.value and not duty.periods:
        return f"{State.NOT_STARTED.words}, as nothing has called for it"
    if duty.standing in _LATE:
        alike = [period for period in duty.periods if period.state.value == duty.standing]
        ours = [period for period in alike if not period.information]
        return (ours or alike)[-1].words
    return words_of(duty.standing)


def words_of(state: str) -> str:
    """How a statement stands, in the words used on every screen."""
    return _WORDS.get(state) or State(state).words


_LATE = (State.OVERDUE.value, State.BREACHED.value)
"""What another body's date can't be for the partnership."""
_WORDS = {CONTEXT: "context", NOT_COMPUTED: "not computed", ATTESTED: "attested"}


def view_duty(portfolio: Portfolio, duty: Duty, as_of: date) -> DutyPage:
    """One statement with its periods, the newest last."""
    proof = duty.clause.part("proof")
    return DutyPage(
        duty_row(portfolio, duty, as_of),
        duty.clause.text("meaning") or "",
        duty.clause.text("check") or "",
        (proof.text("note") if proof else None) or "",
        duty.attestation.statement if duty.attestation else "",
        period_rows(portfolio, duty),
        _period_rows(portfolio, duty, duty.background),
    )


def period_rows(portfolio: Portfolio, duty: Duty) -> tuple[PeriodRow, ...]:
    """The periods of a statement, the newest last.

    They are reckoned from the whole register. Where something is withheld, a
    period is told by the title of what it is owed for: its own words may name
    records that the reader may not see.
    """
    return _period_rows(portfolio, duty, duty.periods)


def _period_rows(
    portfolio: Portfolio, duty: Duty, periods: tuple[Period, ...]
) -> tuple[PeriodRow, ...]:
    rows = []
    for period in periods:
        what = period.what
        if portfolio.is_restricted:
            subject = portfolio.get(period.subject)
            if period.subject is not None and subject is None:
                continue
            what = subject.title if subject is not None else duty.clause.title
        rows.append(
            PeriodRow(
                what,
                period.subject,
                period.due,
                period.done_on,
                period.state.value,
                _seen(portfolio, period.evidence),
                period.words,
                period.unverified,
                period.since,
            )
        )
    return tuple(rows)
