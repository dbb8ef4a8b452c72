"""Family DEC, with MTG-01: what a decision needs before it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.attendance import WITHOUT_DECISION
from sscp.governance.decisions import is_inquorate, is_joint_matter, is_outside_meeting, standing_of
from sscp.governance.seats import seats_for
from sscp.governance.terms import organisation_of
from sscp.governance.voices import other_voices
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit


def _names(portfolio: Portfolio, ids: tuple[str, ...]) -> str:
    """Names for a sentence: one, one and another, one, another and a third."""
    return listed(map(portfolio.title_of, ids))


def _takes_effect_on(decision: Record) -> date | None:
    return decision.date("effective_on") or decision.date("date")


def _agreement_field(decision: Record) -> str:
    return "agreement" if decision.has("agreement") else "outcome"


def _check_quorum(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Decisions of a meeting without its quorum that no later decision confirmed."""
    for decision in portfolio.of_kind("decision"):
        if not is_inquorate(portfolio, decision):
            continue
        standing = standing_of(portfolio, decision, as_of)
        if "not-quorate" in standing.doubts and standing.ratified_by is None:
            yield hit(
                decision,
                "meeting",
                f"{decision.title} was decided at {decision.text('meeting')}, which was not"
                " quorate, and no later decision confirms it.",
            )


def _not_joint(portfolio: Portfolio, as_of: date, in_effect: bool) -> Iterator[Hit]:
    for decision in portfolio.of_kind("decision"):
        start = _takes_effect_on(decision)
        if start is None or (start <= as_of) is not in_effect or is_outside_meeting(decision):
            continue
        if not _is_for_all(portfolio, decision):
            continue
        standing = standing_of(portfolio, decision, as_of)
        if "not-joint" in standing.doubts and standing.ratified_by is None:
            when = "has taken effect" if in_effect else f"takes effect on {write_date(start)}"
            yield hit(
                decision,
                _agreement_field(decision),
                f"{decision.title} needs all partners and {when}, but the agreement of"
                f" {_missing(portfolio, decision, standing.missing)}.",
            )


def _missing(portfolio: Portfolio, decision: Record, missing: tuple[str, ...]) -> str:
    """Whose agreement is not recorded, and who gave it in the lead partner's place."""
    words = f"{_names(portfolio, missing)} is not recorded"
    others = other_voices(portfolio, decision) if is_joint_matter(portfolio, decision) else ()
    if not others:
        return words
    is_one = "is neither the lead partner nor an authorised deputy"
    are_many = "are neither lead partners nor authorised deputies"
    return f"{words}: {_names(portfolio, others)} {is_one if len(others) == 1 else are_many}"


def _is_for_all(portfolio: Portfolio, decision: Record) -> bool:
    """True where all partners must agree here; a reserved matter elsewhere is DEC-04's."""
    group = portfolio.get_kind(decision.text("body"), "group")
    return decision.flag("joint") or (
        group is not None and group.text("function") == "lead-partners"
    )


def _check_joint(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Joint decisions in effect without the agreement of every partner."""
    return _not_joint(portfolio, as_of, in_effect=True)


def _check_joint_soon(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Joint decisions not yet in effect that some partner has still to agree."""
    return _not_joint(portfolio, as_of, in_effect=False)


def _check_outside_meeting(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Decisions outside a meeting that were not taken by every partner."""
    for decision in portfolio.of_kind("decision"):
        if not is_outside_meeting(decision):
            continue
        standing = standing_of(portfolio, decision, as_of)
        if "not-by-all" in standing.doubts and standing.ratified_by is None:
            yield hit(
                decision,
                "route",
                f"{decision.title} was decided outside a meeting, but the agreement of"
                f" {_missing(portfolio, decision, standing.missing)}.",
            )


def _check_day(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Decisions dated on another day than the meeting they were taken at."""
    for decision in portfolio.of_kind("decision"):
        meeting = portfolio.get_kind(decision.text("meeting"), "meeting")
        day = decision.date("date")
        met = meeting.date("date") if meeting is not None else None
        if day is not None and met is not None and day != met and not is_outside_meeting(decision):
            yield hit(
                decision,
                "date",
                f"The decision is dated {write_date(day)}, the meeting {write_date(met)}.",
            )


def _check_observers(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Agreement recorded of someone who has no recorded decision in the group."""
    for decision in portfolio.of_kind("decision"):
        body, day = decision.text("body"), decision.date("date")
        if day is None:
            continue
        for row in decision.rows("agreement"):
            post = row.text("post")
            seats = seats_for(portfolio, body, post, row.text("partner")) if post else ()
            roles = {each.role for each in seats if each.is_in_force(day)}
            if roles and roles <= WITHOUT_DECISION:
                yield hit(
                    row,
                    "post",
                    f"{portfolio.title_of(post)} sits on the {portfolio.title_of(body)} without"
                    " a recorded decision, and can't agree.",
                )


def _check_voice(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Agreement for a partner by a post of another organisation."""
    for decision in portfolio.of_kind("decision"):
        for row in decision.rows("agreement"):
            partner = portfolio.get_kind(row.text("partner"), "partner", "agency")
            home = organisation_of(portfolio, row.text("post"))
            if partner is not None and home is not None and home != partner.id:
                yield hit(
                    row,
                    "post",
                    f"{portfolio.title_of(row.text('post'))} belongs to"
                    f" {portfolio.title_of(home)} and can't speak for {partner.title}.",
                )


def _check_replaced(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Decisions that replace or confirm one that came after them."""
    for decision in portfolio.of_kind("decision"):
        day = decision.date("date")
        for field, verb in (("replaces", "replaces"), ("ratifies", "confirms")):
            other = portfolio.get_kind(decision.text(field), "decision")
            other_day = other.date("date") if other is not None else None
            if other is decision:
                yield hit(decision, field, f"The decision {verb} itself.")
            elif other and day is not None and other_day is not None and other_day > day:
                yield hit(
                    decision,
                    field,
                    f"The decision of {write_date(day)} {verb} {other.id}, which is of"
                    f" {write_date(other_day)}: later than itself.",
                )


_LAYOUT = "record layout of this register (docs/reference/records.md)"

RULES: tuple[Rule, ...] = (
    Rule(
        "MTG-01",
        "decided-without-quorum",
        Severity.ERROR,
        "What was agreed or rejected was decided by a quorate meeting, or confirmed later.",
        "A meeting without its quorum may note and discuss; what it decides binds nobody until a"
        " meeting with its quorum confirms it.",
        "practice note 5 and 9 (MTG-01)",
        "Bring it to the next quorate meeting and record a decision that `ratifies` this one.",
        _check_quorum,
        limits="Says nothing where the group has no quorum set (see DEC-10).",
    ),
    Rule(
        "DEC-01",
        "not-joint",
        Severity.ERROR,
        "A joint decision that has taken effect has the agreement of every lead partner.",
        "The partners share responsibility equally and jointly; none can be bound by the others.",
        "arrangements 2.1.5, 2.1.7, 2.1.12, 2.1.15 (no quorum is stated there, so all must be"
        " recorded: an assumption)",
        "Record each partner's agreement under `agreement`, by its lead post or by the authorised"
        " deputy whom the attendance names; or set `effective_on` to a day by which it will be"
        " there.",
        _check_joint,
        limits="The lead post is the one that holds the partner's seat among the lead partners, or"
        " the partner's `lead_post`; where neither is known, any post of the partner counts.",
    ),
    Rule(
        "DEC-02",
        "not-yet-joint",
        Severity.NOTE,
        "A joint decision waits for every partner before it takes effect.",
        "Until the last partner has agreed it is shown as not yet joint.",
        "arrangements 2.1.12 (no quorum is stated there, so all must be recorded: an assumption)",
        "Obtain the agreement before the day it takes effect.",
        _check_joint_soon,
    ),
    Rule(
        "DEC-03",
        "outside-meeting-without-all",
        Severity.ERROR,
        "A decision outside a meeting is taken by all partners.",
        "Outside a meeting nobody can object who was not asked; so all must be.",
        "arrangements 2.1.11",
        "Record the agreement of every partner, or bring the matter to a meeting.",
        _check_outside_meeting,
    ),
    Rule(
        "DEC-06",
        "other-day",
        Severity.ERROR,
        "A decision is dated on the day of its meeting.",
        "Which of two decisions came first, and whether authority stood in time, is read from"
        " the date.",
        _LAYOUT,
        "Correct the date or the meeting; a later start goes into `effective_on`.",
        _check_day,
        of_each=True,
    ),
    Rule(
        "DEC-07",
        "observer-agrees",
        Severity.ERROR,
        "Nobody without a recorded decision is recorded as agreeing.",
        "An observer takes part and does not decide.",
        "arrangements 2.1.22",
        "Take the row out.",
        _check_observers,
    ),
    Rule(
        "DEC-08",
        "voice-of-another",
        Severity.ERROR,
        "A partner's agreement is given by a post of that partner.",
        "Each officer commits the own organisation only.",
        "arrangements 2.1.9, A.11",
        "Name the post that spoke for this partner.",
        _check_voice,
    ),
    Rule(
        "DEC-09",
        "replaces-later-decision",
        Severity.ERROR,
        "A decision replaces or confirms only an earlier one.",
        "What is decided last holds; turned round, the register would show the wrong one.",
        _LAYOUT,
        "Turn the link round, or correct the dates.",
        _check_replaced,
        of_each=True,
    ),
)
