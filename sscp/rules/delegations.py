"""Families MASA and PRT: three partners, and one delegated partner for each at every date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from sscp.governance.index import index_of, resolve
from sscp.governance.meetings import is_held
from sscp.governance.terms import (
    chair_of,
    delegations_of,
    first_day_of,
    is_in_force,
)
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.kinds.bodies import PARTNER_FORMS
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.deadline import UNVERIFIED
from sscp.timing.editions import EDITIONS

_CHAIRED = frozenset(("partnership", "delegated-partners", "executive"))
"""The functions of the groups in which the delegated partners act together."""
_ACTING = frozenset(("delegated-partners", "executive"))
"""The functions of the groups in which they decide for the partners."""
_CHAIR_SINCE = next(edition.since for edition in EDITIONS if edition.name == "WT2023")


class _Stretch(NamedTuple):
    """Days on which a partner has other than one delegate: from first to last, both inclusive."""

    first: date
    last: date
    delegations: tuple[Record, ...]


def _valid(portfolio: Portfolio, partner: Record, on: date) -> tuple[Record, ...]:
    """The delegations in force whose post exists on the day."""
    found = []
    for delegation in delegations_of(portfolio, partner.id or "", on):
        post = portfolio.get_kind(delegation.text("to_post"), "post")
        if post is not None and is_in_force(post, on):
            found.append(delegation)
    return tuple(found)


def _turns(portfolio: Portfolio, as_of: date) -> list[date]:
    """The days, oldest first, on which the answer may change, from the first delegation on.

    Where none is recorded, from the first meeting of those who act for the partners.
    """
    first = [
        start
        for delegations in index_of(portfolio).delegations.values()
        for each in delegations
        if (start := first_day_of(each)) is not None
    ] or [
        day
        for group in portfolio.of_kind("group")
        if group.text("function") in _ACTING
        for meeting in index_of(portfolio).meetings.get(group.id, ())
        if is_held(meeting, as_of) and (day := meeting.date("date")) is not None
    ]
    if not first:
        return []
    start = min(first)
    days = {start}
    for kind in ("delegation", "partner", "post"):
        for record in portfolio.of_kind(kind):
            days.update(day for day in (first_day_of(record), record.date("until")) if day)
    return sorted(day for day in days if start <= day <= as_of)


def _stretches(portfolio: Portfolio, partner: Record, as_of: date) -> Iterator[_Stretch]:
    """The days without exactly one delegate, those in a row with the same answer taken together."""
    turns = _turns(portfolio, as_of)
    open_stretch: _Stretch | None = None
    for day, following in pairwise([*turns, as_of + timedelta(days=1)]):
        valid = _valid(portfolio, partner, day)
        wrong = is_in_force(partner, day) and len(valid) != 1
        if open_stretch and (not wrong or open_stretch.delegations != valid):
            yield open_stretch
            open_stretch = None
        if wrong:
            first = open_stretch.first if open_stretch else day
            open_stretch = _Stretch(first, following - timedelta(days=1), valid)
    if open_stretch:
        yield open_stretch


def _check_one_delegate(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Days on which a partner had no delegated partner, or more than one."""
    for partner in portfolio.of_kind("partner"):
        for first, last, delegations in _stretches(portfolio, partner, as_of):
            since = write_date(first)
            still = last == as_of
            when = f"since {since}" if still else f"from {since} to {write_date(last)}"
            verb = "has had" if still else "had"
            if delegations:
                names = listed(portfolio.title_of(each.text("to_post")) for each in delegations)
                newest = max(delegations, key=lambda each: first_day_of(each) or date.min)
                message = f"{partner.title} {verb} more than one delegated partner {when}: {names}."
                yield hit(newest, "in_force_from", message)
            else:
                yield hit(partner, (), f"{partner.title} {verb} no delegated partner {when}.")


def _check_forms(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Statutory forms of partner that are missing, or there twice."""
    partners = portfolio.of_kind("partner")
    if not partners:
        return
    current = [each for each in partners if is_in_force(each, as_of)]
    place = (*portfolio.of_kind("partnership"), *partners)[0]
    for form in PARTNER_FORMS:
        found = [each for each in current if each.text("form") == form.value]
        if not found:
            yield hit(
                place,
                "partners",
                f"No safeguarding partner is recorded of the form: {form.label.lower()}.",
            )
        for extra in found[1:]:
            yield hit(
                extra,
                "form",
                f"{found[0].title} is already the partner of the form: {form.label.lower()}.",
            )


def _check_partnership_chair(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Delegated partners none of whom is in the chair, since the guidance asks for one."""
    partners = portfolio.of_kind("partner")
    delegates = {
        resolve(portfolio, each.text("to_post"))
        for partner in partners
        for each in _valid(portfolio, partner, as_of)
    }
    groups = [
        group
        for group in portfolio.of_kind("group")
        if group.text("function") in _CHAIRED and is_in_force(group, as_of)
    ]
    chairs = {chair_of(portfolio, group, as_of) for group in groups}
    if as_of < _CHAIR_SINCE or not delegates or not delegates.isdisjoint(chairs):
        return
    place = (*groups, *portfolio.of_kind("partnership"), *partners)[0]
    yield hit(
        place,
        "id",
        f"Since {write_date(_CHAIR_SINCE)} the guidance asks for a chair of the partnership among"
        f" the delegated partners{UNVERIFIED}; none of them is in the chair.",
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "MASA-03",
        "one-delegated-partner",
        Severity.ERROR,
        "Every partner has exactly one delegated partner in force at every date.",
        "Without one nobody can commit the organisation; with two nobody knows which of them does.",
        "arrangements 2.1.8, A.2; practice note 9 (MASA-03)",
        "Record the delegation for those days, or end the one that was replaced (`until` is the"
        " first day of the next).",
        _check_one_delegate,
        limits="Looks from the first delegation in the register to the date reckoned from; where"
        " there is none, from the first meeting of the delegated partners or the executive.",
    ),
    Rule(
        "MASA-06",
        "no-partnership-chair",
        Severity.WARNING,
        "From Working Together 2023 on, one of the delegated partners chairs the partnership.",
        "Somebody has to speak for the three of them together.",
        "practice note 3; practice note 9 (MASA-03); Working Together 2023",
        "Record who is in the chair, under `chair` or `chair_terms` of the executive or of the"
        " delegated partners' group.",
        _check_partnership_chair,
        limits="The text of the guidance was not read again. A chair of the executive counts,"
        " also where the chair passes on each year.",
    ),
    Rule(
        "PRT-01",
        "one-of-each-form",
        Severity.ERROR,
        "There is one partner of each statutory form: council, care board and police.",
        "The law names these three; the duty is theirs jointly.",
        "arrangements 2.1.1",
        "Add the partner that is missing; end the record of one that was replaced.",
        _check_forms,
    ),
)
