"""Who watches over an action, and by whose decision it gets more time or is given up."""

from __future__ import annotations

import re

from sscp.governance.decisions import is_lead_partners_body
from sscp.governance.index import resolve
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record

_ALLOWED_WITHOUT_DECISION = 2
"""Extensions allowed before the monitoring body must decide, where the settings say nothing."""
_MONITORING: dict[tuple[str | None, str | None], str] = {
    ("audit", "single-agency"): "audit-single-agency",
    ("audit", "multi-agency"): "audit-multi-agency",
    ("rapid-review", None): "review",
    ("practice-review", None): "review",
    ("section-11", None): "section-11",
}
"""By the source of an action, and its scope where that matters: what must be watched over.

Source: arrangements, paragraphs 7.2.8 and 6.2.5(h).
"""


def monitoring_of(source: str | None, scope: str | None) -> str | None:
    """The kind of monitoring that an action of this source and scope needs; None for any."""
    pairs = ((source, scope), (source, None))
    return next((_MONITORING[pair] for pair in pairs if pair in _MONITORING), None)


def _policies(portfolio: Portfolio) -> Fields | None:
    return portfolio.settings.part("policies") if portfolio.settings is not None else None


def extensions_allowed(portfolio: Portfolio) -> int:
    """How often an action may get more time before its monitoring body must decide."""
    policies = _policies(portfolio)
    stated = policies.whole("extensions_before_decision") if policies is not None else None
    return _ALLOWED_WITHOUT_DECISION if stated is None else stated


def is_given_up_by_decision(portfolio: Portfolio) -> bool:
    """True unless the partnership lets actions be given up without a decision."""
    policies = _policies(portfolio)
    return policies is None or not policies.flag("give_up_without_decision")


def may_decide(portfolio: Portfolio, action: Record, decision: Record) -> bool:
    """True for a decision of the body that watches over the action, or of the lead partners.

    Where either is not said, nothing can be held against the other.
    """
    body = resolve(portfolio, decision.text("body"))
    monitor = resolve(portfolio, action.text("monitored_by"))
    return body is None or monitor in (None, body) or is_lead_partners_body(portfolio, body)


def why_not_deciding(portfolio: Portfolio, action: Record, decision: Record) -> str:
    """That a decision is of a body which can't decide about the action, as a sentence."""
    body, monitor = decision.text("body"), action.text("monitored_by")
    return (
        f"{decision.id} is a decision of the {portfolio.title_of(body)}, not of the"
        f" {portfolio.title_of(monitor)}, which watches over the action."
    )


def is_older(decision: Record, action: Record) -> bool:
    """True for a decision taken before the action was raised, which can't be about it."""
    day, raised = decision.date("date"), action.date("raised_on")
    return day is not None and raised is not None and day < raised


def names_action(decision: Record, action: Record) -> bool:
    """True when a decision says which action it is about: its id, its title, its escalation."""
    if set(decision.texts("answers")) & set(action.texts("escalations")):
        return True
    said = str(decision.values)
    ids = filter(None, (action.id, *action.texts("formerly")))
    return action.title.casefold() in said.casefold() or any(
        re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", said) for each in ids
    )
