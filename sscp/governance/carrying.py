"""Whether a decision carries what rests on it: agreed, by those who may decide it, in time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sscp.governance.decisions import ratification_of
from sscp.governance.index import resolve
from sscp.model.dates import write_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

AGREED = frozenset(("agreed",))
"""The one outcome that lets something be done."""
_INSTEAD = {
    "deferred": "put it off",
    "rejected": "turned it down",
    "noted": "only noted it",
}


class Deciders(NamedTuple):
    """Who may decide something.

    Attributes:
        words: in the words of a sentence, such as the lead partners.
        functions: the functions of the groups that may.
        groups: further groups that may, by id.
    """

    words: str
    functions: frozenset[str]
    groups: frozenset[str | None] = frozenset()


LEAD_PARTNERS = Deciders("the lead partners", frozenset(("lead-partners",)))
EXECUTIVE = Deciders("the executive", LEAD_PARTNERS.functions | {"executive"})
ACTING = EXECUTIVE.functions | {"delegated-partners"}
"""The functions of the groups that act for the partners."""


def deciders_for(portfolio: Portfolio, group_id: str | None) -> Deciders:
    """A group itself, the one it reports to, and those who act for the partners."""
    group = portfolio.get_kind(group_id, "group")
    if group is None:
        return EXECUTIVE
    above = (resolve(portfolio, each) for each in group.texts("reports_to"))
    return Deciders(
        f"the {group.title} or of those above it",
        ACTING,
        frozenset((group.id, *above)),
    )


def is_agreed(decision: Record, outcomes: Collection[str] = AGREED) -> bool:
    """True unless a decision ended in another way; one that does not say how is not judged."""
    return decision.text("outcome") in (None, *outcomes)


def how_it_ended(decision: Record) -> str:
    """What a decision did that was not agreed, as the end of a sentence."""
    return f"{decision.id} {_INSTEAD.get(decision.words('outcome'), 'did not agree it')}"


def why_not_carried(
    portfolio: Portfolio,
    decision: Record,
    by: date,
    deciders: Deciders | None = None,
    outcomes: Collection[str] = AGREED,
) -> str | None:
    """What keeps a decision from carrying what rests on it, as the end of a sentence.

    What the record of the decision leaves out is left to the check of its shape.

    Args:
        portfolio: the register.
        decision: the decision that something names.
        by: the day by which it had to be taken (inclusive).
        deciders: who may take it; None for anybody. A decision of somebody else that
            they confirmed by then is theirs.
        outcomes: how it may have ended.

    Returns:
        None when nothing does.
    """
    if not is_agreed(decision, outcomes):
        return how_it_ended(decision)
    day = decision.date("date")
    if day is not None and day > by:
        return f"{decision.id} was taken only on {write_date(day)}"
    if deciders is None or _may_decide(portfolio, decision, deciders):
        return None
    confirmed = ratification_of(portfolio, decision, by)
    if confirmed is not None and _may_decide(portfolio, confirmed, deciders):
        return None
    body = portfolio.title_of(decision.text("body"))
    return f"{decision.id} is a decision of the {body}, not of {deciders.words}"


def _may_decide(portfolio: Portfolio, decision: Record, deciders: Deciders) -> bool:
    body = portfolio.get_kind(decision.text("body"), "group")
    return body is None or body.id in deciders.groups or body.text("function") in deciders.functions
