"""Family WVR: waivers themselves, which nobody may waive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sscp.governance.carrying import how_it_ended
from sscp.governance.waiver_authority import deciding_body, is_allowed, not_agreed_by
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.rule import Check, Hit, Rule, hit


def _check_expired(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Waivers that no longer hold."""
    for waiver in portfolio.of_kind("waiver"):
        end = waiver.date("until")
        if end is not None and end <= as_of:
            yield hit(
                waiver,
                "until",
                f"This waiver{_of_rule(waiver)} has not held since {write_date(end)}.",
            )


def _of_rule(waiver: Record) -> str:
    return f" of {waiver.text('rule')}" if waiver.has("rule") else ""


def _check_known(known: frozenset[str]) -> Check:
    """The check for waivers of a rule that is none of those known, by code or name."""

    def check(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
        """Waivers of a rule that does not exist, or that can't be waived."""
        for waiver in portfolio.of_kind("waiver"):
            rule = waiver.text("rule")
            if rule is not None and rule not in known:
                yield hit(waiver, "rule", f"There is no rule {rule} that could be waived.")

    return check


def _check_authority(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Waivers allowed by someone who may not."""
    for waiver in portfolio.of_kind("waiver"):
        known = portfolio.get(waiver.text("authority")) is not None
        refused = not_agreed_by(portfolio, waiver)
        if refused is not None:
            yield hit(waiver, "authority", f"This waiver is not allowed: {how_it_ended(refused)}.")
        elif known and not is_allowed(portfolio, waiver):
            by = portfolio.title_of(deciding_body(portfolio, waiver)) or "A body that is not named"
            yield hit(waiver, "authority", f"{by} is not among those who may allow a waiver.")


def _check_term(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Waivers that end on or before the day they begin."""
    for waiver in portfolio.of_kind("waiver"):
        start, end = waiver.date("from"), waiver.date("until")
        if start is not None and end is not None and end <= start:
            yield hit(
                waiver,
                "until",
                f"This waiver ends on {write_date(end)}, but begins only on {write_date(start)}.",
            )


_LAYOUT = "record layout of this register (docs/reference/records.md)"


def build_rules(others: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules about waivers.

    Args:
        others: all the other rules, which are those that can be waived.
    """
    known = frozenset(word for rule in others for word in (rule.code, rule.name))
    return (
        Rule(
            "WVR-01",
            "waiver-expired",
            Severity.WARNING,
            "A waiver that has ended is gone from the register or renewed.",
            "What it set aside counts again; an old waiver makes it look as if it were in hand.",
            _LAYOUT,
            "Put right what it set aside and delete it, or have it allowed anew.",
            _check_expired,
        ),
        Rule(
            "WVR-02",
            "waiver-of-no-rule",
            Severity.ERROR,
            "A waiver names a rule that can be waived.",
            "A misspelt rule is not set aside, and nobody notices why.",
            _LAYOUT,
            "Write the rule's code or name; `sscp rules` lists them. Waivers can't be waived.",
            _check_known(known),
        ),
        Rule(
            "WVR-03",
            "waiver-without-authority",
            Severity.ERROR,
            "A waiver is allowed by someone who may.",
            "Whoever may set a finding aside decides what nobody looks at.",
            "setting `waiver_authority` of the register",
            "Have it allowed by a post or group named there, or by a decision of such a group.",
            _check_authority,
        ),
        Rule(
            "WVR-04",
            "waiver-never-holds",
            Severity.ERROR,
            "A waiver ends after the day it begins.",
            "It never holds, although it looks as if it did.",
            _LAYOUT,
            "Correct `from` or `until`, the first day it no longer holds.",
            _check_term,
        ),
    )
