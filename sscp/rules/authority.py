"""Family DEC, second part: whose a decision is to make, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.attendance import is_quorum_set
from sscp.governance.decisions import (
    EFFECTIVE_OUTCOMES,
    has_delegation,
    is_lead_partners_body,
    reserved_matters_of,
)
from sscp.governance.index import resolve
from sscp.governance.meetings import is_held
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit

_OWN_FUNCTIONS = frozenset(
    "lead-partners delegated-partners executive main-subgroup subgroup task-and-finish".split()
)
"""Groups that act for the partnership; a board outside it answers to somebody else."""


def _taken(portfolio: Portfolio, as_of: date) -> Iterator[Record]:
    """Decisions taken by a day that changed something."""
    for decision in portfolio.of_kind("decision"):
        day = decision.date("date")
        if day is not None and day <= as_of and decision.text("outcome") in EFFECTIVE_OUTCOMES:
            yield decision


class _LeadPartners:
    """What the lead partners decided by a day, and what was put to them.

    Attributes:
        decided: for each reserved matter, the day they first agreed something on it.
        confirmed: the decisions of others that a decision of theirs confirms, replaces or answers.
        matters_raised: the matters put to them, with the day each was settled, if it was.
        decisions_raised: the decisions put to them, likewise.
    """

    def __init__(self, portfolio: Portfolio, as_of: date) -> None:
        self.decided: dict[str | None, date] = {}
        self.confirmed: set[str | None] = set()
        self.matters_raised: dict[str | None, list[date | None]] = {}
        self.decisions_raised: dict[str | None, list[date | None]] = {}
        for decision in _taken(portfolio, as_of):
            if decision.text("outcome") == "agreed" and is_lead_partners_body(
                portfolio, decision.text("body")
            ):
                self._add_decision(portfolio, decision)
        for escalation in portfolio.of_kind("escalation"):
            raised = escalation.date("raised_on")
            if raised is not None and raised <= as_of:
                self._add_escalation(portfolio, escalation)
        for proposal in portfolio.of_kind("change-proposal"):
            proposed = proposal.date("proposed_on")
            if proposed is not None and proposed <= as_of:
                self._add_proposal(portfolio, proposal)

    def _add_decision(self, portfolio: Portfolio, decision: Record) -> None:
        day = decision.date("date") or date.max
        for matter in reserved_matters_of(portfolio, decision):
            self.decided[matter.id] = min(day, self.decided.get(matter.id, day))
        others = (decision.text("ratifies"), decision.text("replaces"), *decision.texts("answers"))
        self.confirmed.update(resolve(portfolio, each) for each in others if each)

    def _add_escalation(self, portfolio: Portfolio, escalation: Record) -> None:
        if not is_lead_partners_body(portfolio, escalation.text("to_body")):
            return
        ended = escalation.date("decided_on")
        for matter in escalation.texts("matters"):
            self.matters_raised.setdefault(resolve(portfolio, matter), []).append(ended)
        sources = [each.split(" ", 1)[0] for each in escalation.sources]
        for record in (*escalation.texts("about"), *sources):
            self.decisions_raised.setdefault(resolve(portfolio, record), []).append(ended)

    def _add_proposal(self, portfolio: Portfolio, proposal: Record) -> None:
        """A proposed change to a reserved matter waits for the lead partners, until taken back."""
        decision = portfolio.get_kind(proposal.text("decision"), "decision")
        ended = decision.date("date") if decision is not None else proposal.date("withdrawn_on")
        for matter in proposal.texts("matters"):
            self.matters_raised.setdefault(resolve(portfolio, matter), []).append(ended)

    def know_of(self, decision: Record, matter: Record | None = None) -> bool:
        """True when a decision, or the matter it touches, was put to them and not settled before.

        A matter settled before the decision was taken needs to be put to them anew.
        """
        ends = self.decisions_raised.get(decision.id, [])
        if matter is not None:
            ends = ends + self.matters_raised.get(matter.id, [])
        day = decision.date("date")
        return any(end is None or day is None or day <= end for end in ends)


def _check_reserved(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reserved matters decided elsewhere: the lead partners have not decided, nor been asked."""
    lead = _LeadPartners(portfolio, as_of)
    for decision in _taken(portfolio, as_of):
        body, day = decision.text("body"), decision.date("date") or as_of
        if decision.text("outcome") != "agreed" or is_lead_partners_body(portfolio, body):
            continue
        if portfolio.get_kind(body, "group") is None or has_delegation(portfolio, body, day):
            continue
        if decision.id in lead.confirmed:
            continue
        for matter in reserved_matters_of(portfolio, decision):
            if lead.decided.get(matter.id, date.max) > day and not lead.know_of(decision, matter):
                yield hit(
                    decision,
                    "matters",
                    f"{matter.title} is reserved to the lead partners; the"
                    f" {portfolio.title_of(body)} decided on it, and it is not recorded that the"
                    " lead partners decided on it or were asked.",
                )


def _check_disagreement(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """What the delegated partners could not agree, and nobody took to the lead partners."""
    lead = _LeadPartners(portfolio, as_of)
    for decision in portfolio.of_kind("decision"):
        day = decision.date("date")
        if decision.text("outcome") != "not-agreed" or day is None or day > as_of:
            continue
        group = portfolio.get_kind(decision.text("body"), "group")
        if group is None or group.text("function") not in ("executive", "delegated-partners"):
            continue
        if not lead.know_of(decision) and decision.id not in lead.confirmed:
            yield hit(
                decision,
                "outcome",
                f"{decision.title} was not agreed, and no escalation to the lead partners is about"
                " it.",
            )


def _reaches_lead_partners(portfolio: Portfolio, group_id: str | None) -> bool:
    """True when a group's reporting lines lead, at last, to the lead partners or to a partner."""
    seen: set[str | None] = set()
    waiting = [group_id]
    while waiting:
        here = portfolio.get_kind(waiting.pop(), "group", "partner")
        if here is None or here.id in seen:
            continue
        if here.kind.name == "partner" or here.text("function") == "lead-partners":
            return True
        seen.add(here.id)
        waiting.extend(here.texts("reports_to"))
    return False


def _unanswered(portfolio: Portfolio, as_of: date) -> dict[str, list[Record]]:
    """Decisions, by group, that neither a delegation nor a line nor the record itself traces up."""
    reaching: dict[str, bool] = {}
    found: dict[str, list[Record]] = {}
    for decision in _taken(portfolio, as_of):
        group = portfolio.get_kind(decision.text("body"), "group")
        if group is None or group.id is None or decision.has("accountable"):
            continue
        if group.text("function") not in _OWN_FUNCTIONS:
            continue
        if has_delegation(portfolio, group.id, decision.date("date") or as_of):
            continue
        if group.id not in reaching:
            reaching[group.id] = _reaches_lead_partners(portfolio, group.id)
        if not reaching[group.id]:
            found.setdefault(group.id, []).append(decision)
    return found


def _check_line(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Decisions of groups whose reporting line is stated and ends below the lead partners."""
    for group_id, decisions in _unanswered(portfolio, as_of).items():
        group = portfolio.get(group_id)
        if group is None or not group.has("reports_to"):
            continue
        for decision in decisions:
            yield hit(
                decision,
                "body",
                f"The {group.title} took this decision, and its reporting line does not lead to"
                " the lead partners.",
            )


def _check_unset_line(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Groups that decide and whose reporting line is not stated; told once for a group."""
    for group_id, decisions in _unanswered(portfolio, as_of).items():
        group = portfolio.get(group_id)
        if group is not None and not group.has("reports_to"):
            yield hit(
                group,
                "reports_to",
                f"The {group.title} has taken {_count(len(decisions))}, and where it reports is"
                " not stated.",
            )


def _check_quorum_set(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Groups that decide without a quorum being set; told once for a group."""
    resting: dict[str, int] = {}
    for decision in _taken(portfolio, as_of):
        meeting = portfolio.get_kind(decision.text("meeting"), "meeting")
        if meeting is None or not is_held(meeting, as_of):
            continue
        group = portfolio.get_kind(meeting.text("group"), "group")
        if group is None or group.id is None or group.text("function") not in _OWN_FUNCTIONS:
            continue
        if not is_quorum_set(group):
            resting[group.id] = resting.get(group.id, 0) + 1
    for group_id, count in resting.items():
        group = portfolio.get(group_id)
        if group is not None:
            yield hit(
                group,
                "quorum",
                f"No quorum is set for the {group.title}. It has taken {_count(count)}, standing"
                " on the assumption that enough members were there.",
            )


def _count(decisions: int) -> str:
    return "1 decision" if decisions == 1 else f"{decisions} decisions"


RULES: tuple[Rule, ...] = (
    Rule(
        "DEC-04",
        "reserved-matter",
        Severity.ERROR,
        "A reserved matter is decided by the lead partners, or put to them.",
        "The delegated partners act within the scheme and must know what to take up.",
        "arrangements 2.1.15, A.3/2",
        "Record the lead partners' decision, an escalation to them or a change proposed to them;"
        " take the matter out where the decision does not touch it.",
        _check_reserved,
        limits="A group to which the lead partners delegated functions is left alone: the"
        " functions are told in words that can't be compared with a matter.",
    ),
    Rule(
        "DEC-05",
        "not-escalated",
        Severity.WARNING,
        "What the delegated partners can't agree goes to the lead partners.",
        "They answer for advising on any matter they can't agree; left alone, it stays undecided.",
        "arrangements 2.1.20(j)",
        "Raise an escalation to the lead partners, with this decision under `about`.",
        _check_disagreement,
    ),
    Rule(
        "DEC-10",
        "quorum-not-set",
        Severity.WARNING,
        "A group that decides has a quorum.",
        "Without a quorum nobody can say whether a meeting could decide; what it decided stands"
        " on an assumption.",
        "arrangements 2.1.12 (none is stated); practice note 5",
        "Ask the partnership to set a quorum in the terms of reference; never invent one.",
        _check_quorum_set,
    ),
    Rule(
        "DEC-11",
        "answers-to-nobody",
        Severity.ERROR,
        "Every decision leads to the lead partners who stay answerable for it.",
        "Functions are handed on; responsibility is not.",
        "arrangements 2.1.7, A.3",
        "Correct the group's `reports_to`, or name the lead partners under `accountable`.",
        _check_line,
    ),
    Rule(
        "DEC-12",
        "line-not-stated",
        Severity.NOTE,
        "A group that decides has a reporting line.",
        "Where the texts leave the line open, it cannot be shown who answers for the decisions.",
        "arrangements 2.1.7, 2.1.13",
        "Ask the partnership where the group reports.",
        _check_unset_line,
    ),
)
