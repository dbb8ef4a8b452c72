"""How every statement of the arrangements stands, with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sscp.assurance.asked import Asked
from sscp.assurance.period import Period, last_result, standing_of
from sscp.assurance.proofs import FORMS
from sscp.model.finding import Finding
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.timing.clocks import clock_deadlines
from sscp.timing.deadline import Deadline
from sscp.timing.documents import document_deadlines
from sscp.timing.meetings import meeting_deadlines
from sscp.timing.reporting_year import reporting_year
from sscp.timing.states import State
from sscp.timing.windows import windows_of

ATTESTED, CONTEXT, NOT_COMPUTED = "attested", "context", "not_computed"
PROOF_RULES = "PRF-"
"""The rules that find what can't be read in a proof; such a one proves nothing."""
SHAPE_RULES = "ST-"
"""The rules about the form of any record; of a statement, those count that find it in a proof."""


class Attestation(NamedTuple):
    """A statement by a person that something is met, and the last day it holds (inclusive)."""

    by: str
    on: date
    holds_until: date
    statement: str
    records: tuple[str, ...]


class Duty(NamedTuple):
    """A statement of the arrangements on a day.

    Attributes:
        clause: the record.
        standing: a state, or attested, context, not_computed.
        periods: every period, open and closed; empty where nothing is computed.
        attestation: the newest attestation made by the day, whether or not it still holds.
        answered_by: the paragraph that answers for it, where another does.
        own: those of its periods that its first proof gave, and no further one.
        background: of a statement that is attested, or answered by nobody: what the register
            shows beside it. Its standing does not rest on it.
    """

    clause: Record
    standing: str
    periods: tuple[Period, ...]
    attestation: Attestation | None
    answered_by: str | None
    own: tuple[Period, ...] = ()
    background: tuple[Period, ...] = ()

    @property
    def last(self) -> Period | None:
        """What was shown last: done, standing, or begun."""
        return last_result(self.periods)

    @property
    def next_due(self) -> date | None:
        """The earliest due date of an open period; of what is overdue, that of what is.

        None where it is overdue and no date says since when: a rule finds something lacking.
        """
        is_late = self.standing == State.OVERDUE.value
        days = [
            period.due
            for period in self.periods
            if period.is_open and period.due and (period.state is State.OVERDUE or not is_late)
        ]
        return min(days, default=None)

    @property
    def unverified(self) -> bool:
        """True where it rests on a clock the text of which has not been read."""
        return any(period.unverified for period in self.periods)

    @property
    def gaps(self) -> tuple[Period, ...]:
        """What is open."""
        return tuple(period for period in self.periods if period.is_open)


def assess(
    portfolio: Portfolio,
    as_of: date,
    findings: Iterable[Finding],
    clauses: Iterable[Record] | None = None,
) -> tuple[Duty, ...]:
    """Every statement of the arrangements on a day, in the order of the files.

    Args:
        portfolio: the register.
        as_of: the day to reckon from.
        findings: what the rules find on that day; waived findings do not count.
        clauses: the statements that are asked about; all of them when None.
    """
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        if not finding.waived:
            by_code.setdefault(finding.code, []).append(finding)
    shared = _Shared(
        portfolio,
        as_of,
        (
            *meeting_deadlines(portfolio, as_of),
            *document_deadlines(portfolio, as_of),
            *clock_deadlines(portfolio, as_of),
        ),
        {code: tuple(found) for code, found in by_code.items()},
    )
    asked = portfolio.of_kind("clause") if clauses is None else clauses
    return tuple(shared.assess(clause) for clause in asked)


class _Shared:
    """What all statements look at, and the answers found so far."""

    def __init__(
        self,
        portfolio: Portfolio,
        as_of: date,
        deadlines: tuple[Deadline, ...],
        findings: dict[str, tuple[Finding, ...]],
    ) -> None:
        self.portfolio = portfolio
        self.as_of = as_of
        self.deadlines = deadlines
        self.findings = findings
        self.year = reporting_year(portfolio, as_of)
        self.warning_days = windows_of(portfolio).clocks
        self.by_ref = {
            clause.text("ref"): clause for clause in reversed(portfolio.of_kind("clause"))
        }
        self.unreadable = {
            finding.record
            for code, found in findings.items()
            if code.startswith((PROOF_RULES, SHAPE_RULES))
            for finding in found
            if code.startswith(PROOF_RULES) or (finding.field or "").startswith("proof")
        }
        self.answers: dict[int, Duty] = {}

    def assess(self, clause: Record) -> Duty:
        """One statement; a statement answered under another takes that one's answer."""
        known = self.answers.get(id(clause))
        if known is None:
            # A statement that points at itself, or at one that points back, must not ask for ever.
            self.answers[id(clause)] = Duty(clause, NOT_COMPUTED, (), None, None)
            known = self.answers[id(clause)] = self._assess(clause)
        return known

    def _assess(self, clause: Record) -> Duty:
        disposition = clause.text("disposition")
        if clause.flag("history"):
            return Duty(clause, CONTEXT, (), None, None)
        if disposition in (CONTEXT, ATTESTED):
            found = self._found(clause) or ()
            said = newest_attestation(clause, self.as_of) if disposition == ATTESTED else None
            return Duty(clause, disposition, (), said, None, (), _flat(found))
        proof = clause.part("proof")
        if proof is not None and proof.text("form") == "same":
            return self._same(clause)
        answers = self._found(clause)
        if answers is None:
            return Duty(clause, NOT_COMPUTED, (), None, None)
        standing = standing_of(answers).value
        return Duty(clause, standing, _flat(answers), None, None, answers[0])

    def _found(self, clause: Record) -> tuple[tuple[Period, ...], ...] | None:
        """What each of its proofs gives; None where there is none, or one can't be read."""
        proof = clause.part("proof")
        if proof is None or clause.id in self.unreadable:
            return None
        found = []
        for one in (proof, *proof.rows("also")):
            form = FORMS.get(one.words("form"))
            if form is None:
                return None
            found.append(form(self._asked(clause, one)))
        return tuple(found)

    def _same(self, clause: Record) -> Duty:
        """The answer of the first paragraph named that says the same."""
        for ref in clause.texts("same_as"):
            other = self.by_ref.get(ref)
            if other is not None and not other.flag("history"):
                answer = self.assess(other)
                if answer.standing != NOT_COMPUTED:
                    return answer._replace(clause=clause, answered_by=ref)
        return Duty(clause, NOT_COMPUTED, (), None, None)

    def _asked(self, clause: Record, proof: Fields) -> Asked:
        return Asked(
            self.portfolio,
            clause,
            proof,
            self.as_of,
            self.year,
            self.warning_days,
            self.deadlines,
            self.findings,
        )


def _flat(found: Iterable[tuple[Period, ...]]) -> tuple[Period, ...]:
    return tuple(period for each in found for period in each)


def newest_attestation(clause: Record, as_of: date) -> Attestation | None:
    """The newest attestation made by a day; None where nobody has attested."""
    found = [
        Attestation(
            row.words("by"),
            on,
            until,
            row.words("statement"),
            row.texts("records"),
        )
        for row in clause.rows("attestations")
        if (on := row.date("on")) is not None
        and on <= as_of
        and (until := row.date("holds_until")) is not None
    ]
    return max(found, key=lambda one: one.on, default=None)


def count_duties(duties: Iterable[Duty]) -> dict[str, int]:
    """How many statements stand in each state; the counts add up to all of them."""
    counts = dict.fromkeys([*(state.value for state in State), ATTESTED, CONTEXT, NOT_COMPUTED], 0)
    for duty in duties:
        counts[duty.standing] += 1
    return counts
