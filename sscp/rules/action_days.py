"""Family ACT, continued: what an action rests on, and the days of its life.

A decision or a meeting that an action names must be able to say what it is named for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.governance.actions import is_older, may_decide, why_not_deciding
from sscp.governance.index import resolve
from sscp.governance.meetings import HELD, takes_place
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.actions import time_action


def _deciding(action: Record) -> Iterator[tuple[Fields, str, str]]:
    """What of an action rests on a decision: the group of fields, the decision, what it does."""
    for extension in action.rows("extensions"):
        if extension.has("decision"):
            yield extension, extension.words("decision"), "more time"
    given_up = action.part("cancelled")
    if given_up is not None and given_up.has("decision"):
        yield given_up, given_up.words("decision"), "an end"


def _check_decided_before(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Decisions about an action that were taken before it was raised."""
    for action in portfolio.of_kind("action"):
        for fields, identity, gives in _deciding(action):
            decision = portfolio.get_kind(identity, "decision")
            if decision is not None and is_older(decision, action):
                taken, raised = decision.date("date"), action.date("raised_on")
                assert taken is not None
                assert raised is not None
                yield hit(
                    fields,
                    "decision",
                    f"{decision.id} gives {action.id} {gives}, but was taken on"
                    f" {write_date(taken)}, before the action was raised on {write_date(raised)}.",
                )


def _check_given_up_by(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Actions given up by a body that does not watch over them."""
    for action in portfolio.of_kind("action"):
        given_up = action.part("cancelled")
        named = given_up.text("decision") if given_up is not None else None
        decision = portfolio.get_kind(named, "decision")
        if given_up is None or decision is None or may_decide(portfolio, action, decision):
            continue
        yield hit(given_up, "decision", why_not_deciding(portfolio, action, decision))


_NOTED = (
    ("progress", "on", "News of it is noted"),
    ("reminders", "on", "Its owner was reminded"),
    ("earlier_owners", "until", "It was handed over"),
)
"""What is written down of an action while it lasts: the table, its day, and the words for it."""


def _check_noted(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """What is noted of an action on a day before it was raised."""
    for action in portfolio.of_kind("action"):
        raised = action.date("raised_on")
        for table, name, words in _NOTED:
            for row in action.rows(table):
                day = row.date(name)
                if raised is not None and day is not None and day < raised:
                    yield hit(
                        row,
                        name,
                        f"{words} on {write_date(day)}, before it was raised on"
                        f" {write_date(raised)}.",
                    )


def _check_agreed_at(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Extensions agreed at a meeting that was not held by then."""
    for action in portfolio.of_kind("action"):
        for extension in action.rows("extensions"):
            meeting = portfolio.get_kind(extension.text("agreed_at"), "meeting")
            if meeting is None:
                continue
            day, agreed = meeting.date("date"), extension.date("agreed_on")
            if not takes_place(meeting):
                yield hit(
                    extension,
                    "agreed_at",
                    f"{meeting.id} did not take place, so it agreed to nothing.",
                )
            elif day is not None and agreed is not None and agreed < day:
                yield hit(
                    extension,
                    "agreed_on",
                    f"This is agreed on {write_date(agreed)}, but {meeting.id}, which agreed it,"
                    f" was on {write_date(day)}.",
                )
            elif meeting.text("status") != HELD and day is not None and day > as_of:
                yield hit(
                    extension,
                    "agreed_at",
                    f"{meeting.id} has not been held; it is on {write_date(day)}.",
                )


def _is_open(action: Record, as_of: date) -> bool:
    timing = time_action(action, as_of, 0)
    return timing is not None and timing.is_open


def _check_whose(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Open actions for one organisation that a post of another owns."""
    for action in portfolio.of_kind("action"):
        owner = portfolio.get_kind(action.text("owner"), "post")
        agency = portfolio.get(action.text("agency"))
        if owner is None or agency is None or owner.flag("generic"):
            continue
        home = portfolio.get(owner.text("organisation"))
        if home is None or home is agency or action.text("scope") == "multi-agency":
            continue
        if home.kind.name not in _ORGANISATIONS or _is_linked(portfolio, home, agency):
            continue
        if _is_open(action, as_of):
            yield hit(
                action,
                "agency",
                f"The owner, the {owner.title}, belongs to {home.title}, and the action is to be"
                f" done by {agency.title}.",
            )


_ORGANISATIONS = frozenset(("partner", "agency"))


def _is_linked(portfolio: Portfolio, home: Record, agency: Record) -> bool:
    """True where one of two organisations commissions the other."""
    pairs = ((home, agency), (agency, home))
    return any(
        other.id == resolve(portfolio, each)
        for one, other in pairs
        for each in one.texts("commissioned_by")
    )


def _check_somebodys(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Open actions of which nothing tells the organisation that must do them."""
    for action in portfolio.of_kind("action"):
        owner = portfolio.get_kind(action.text("owner"), "post")
        if owner is None or action.has("agency") or action.has("responders"):
            continue
        if not _is_open(action, as_of):
            continue
        if owner.flag("generic") or not owner.has("organisation"):
            yield hit(
                action,
                "owner",
                f"{action.title} is owned by the {owner.title}, and it is not said for which"
                " organisation.",
            )


_LAYOUT = "record layout of this register (docs/reference/records.md)"

RULES: tuple[Rule, ...] = (
    Rule(
        "ACT-13",
        "decided-before-raised",
        Severity.ERROR,
        "The decision that extends an action or gives it up is not older than the action.",
        "A body can't have decided about what was not there yet; another decision is meant.",
        _LAYOUT,
        "Name the decision that is about this action.",
        _check_decided_before,
        of_each=True,
    ),
    Rule(
        "ACT-14",
        "given-up-by-another-body",
        Severity.ERROR,
        "An action is given up by the body that watches over it, or by the lead partners.",
        "What one body asked for, another can't let go.",
        "arrangements 7.2.8; practice note 9, design point 4",
        "Name a decision of that body, or bring it there.",
        _check_given_up_by,
    ),
    Rule(
        "ACT-15",
        "noted-before-raised",
        Severity.ERROR,
        "What is noted of an action while it lasts is not dated before it was raised.",
        "The newest note tells how an action stands; a wrong day puts it in the wrong place.",
        _LAYOUT,
        "Correct the date that is wrong.",
        _check_noted,
        of_each=True,
    ),
    Rule(
        "ACT-16",
        "extended-at-no-meeting",
        Severity.ERROR,
        "A later date is agreed at a meeting that was held, on its day or after it.",
        "A meeting that is yet to come has agreed to nothing, and one that was cancelled never"
        " will.",
        _LAYOUT,
        "Name the meeting that agreed it, or correct the day.",
        _check_agreed_at,
        of_each=True,
    ),
    Rule(
        "ACT-17",
        "owner-of-another-organisation",
        Severity.NOTE,
        "An open action for one organisation is owned by a post of that organisation.",
        "Who owns it must be able to have it done; a post elsewhere can only ask.",
        "arrangements 2.2.4(f)",
        "Name an owner in that organisation, or the organisation of the owner; leave it where the"
        " two have agreed it so.",
        _check_whose,
        limits="Actions for several organisations, posts that many hold, and services that one of"
        " the two commissions from the other are left alone.",
    ),
    Rule(
        "ACT-18",
        "of-no-organisation",
        Severity.WARNING,
        "It is known which organisation must do an open action.",
        "A post that many hold is nobody in particular: the action can't be chased.",
        "arrangements 2.2.4(f)",
        "Add `agency`, or name a post of one organisation as the owner.",
        _check_somebodys,
        limits="Where the owner's post belongs to an organisation, it is that one.",
    ),
)
