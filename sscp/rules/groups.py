"""Families GRP and MASA: who is in the chair, and how it passes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sscp.governance.index import resolve
from sscp.governance.seats import seats_for, seats_on
from sscp.governance.terms import (
    chair_of,
    first_day_of,
    is_in_force,
    is_vacant,
    organisation_of,
)
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.intervals import read_interval

_EXECUTIVE_SEATS = frozenset(("chair", "deputy-chair", "member", "adviser"))


def _groups(portfolio: Portfolio, as_of: date, *functions: str) -> Iterator[Record]:
    """The groups that exist on a day, of these functions or of any."""
    for group in portfolio.of_kind("group"):
        if is_in_force(group, as_of) and (not functions or group.text("function") in functions):
            yield group


def _chair_place(group: Record, on: date) -> tuple[Fields, str]:
    """Where a group's chair on a day is written down."""
    for term in group.rows("chair_terms"):
        if is_in_force(term, on):
            return term, "post"
    return group, "chair"


def _check_on_executive(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Chairs of main subgroups who have no seat on the executive."""
    executives = list(_groups(portfolio, as_of, "executive"))
    seats = [seat for each in executives for seat in seats_on(portfolio, each.id, as_of)]
    members = {seat.post for seat in seats if seat.role in _EXECUTIVE_SEATS}
    if not members:
        return
    for group in _groups(portfolio, as_of, "main-subgroup"):
        chair = chair_of(portfolio, group, as_of)
        if chair is not None and chair not in members:
            fields, field = _chair_place(group, as_of)
            yield hit(
                fields,
                field,
                f"{portfolio.title_of(chair)} chairs the {group.title} without being a member of"
                f" the {executives[0].title}.",
            )


def _check_chair(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Main subgroups and executives without a chair."""
    for group in _groups(portfolio, as_of, "main-subgroup", "executive"):
        if chair_of(portfolio, group, as_of) is None:
            yield hit(group, "chair", f"The {group.title} has no chair.")


def _check_vacant(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Chairs whose post nobody holds."""
    for group in _groups(portfolio, as_of):
        chair = chair_of(portfolio, group, as_of)
        if chair is not None and is_vacant(portfolio, chair, as_of):
            fields, field = _chair_place(group, as_of)
            yield hit(
                fields,
                field,
                f"{portfolio.title_of(chair)} chairs the {group.title}, and the post is vacant.",
            )


def _check_seat(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Chairs who have no seat on the group although its members are registered."""
    for group in _groups(portfolio, as_of):
        chair = chair_of(portfolio, group, as_of)
        if chair is None or not seats_on(portfolio, group.id, as_of):
            continue
        seats = seats_for(portfolio, group.id, chair, organisation_of(portfolio, chair))
        if not any(seat.is_in_force(as_of) for seat in seats):
            fields, field = _chair_place(group, as_of)
            yield hit(
                fields,
                field,
                f"{portfolio.title_of(chair)} chairs the {group.title}, but has no membership"
                " of it.",
            )


def _terms(group: Record) -> list[Fields]:
    """The terms in the chair, oldest first."""
    return sorted(group.rows("chair_terms"), key=lambda each: first_day_of(each) or date.min)


def _check_agreement(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Chairs of whom the group's record and its terms or memberships say different things."""
    for group in _groups(portfolio, as_of):
        standing, terms = resolve(portfolio, group.text("chair")), _terms(group)
        current = [each for each in terms if is_in_force(each, as_of)]
        posts = {resolve(portfolio, each.text("post")) for each in (*terms[-1:], *current)}
        if standing is not None and posts and standing not in posts:
            yield hit(
                group,
                "chair",
                f"{portfolio.title_of(standing)} stands as chair, but the last term in the chair"
                f" is that of {portfolio.title_of(terms[-1].text('post'))}.",
            )
        # Before the present term the memberships may well tell of the next one.
        if terms and not is_in_force(terms[-1], as_of):
            continue
        chair = chair_of(portfolio, group, as_of)
        for seat in seats_on(portfolio, group.id, as_of):
            if seat.role == "chair" and seat.post is not None and seat.post != chair:
                yield hit(
                    seat.record,
                    "role",
                    f"This membership is that of the chair, but {portfolio.title_of(chair)} chairs"
                    f" the {group.title}.",
                )


def _check_turn(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Terms in the chair held by a post the chair does not pass to."""
    for group in _groups(portfolio, as_of):
        turn = {resolve(portfolio, each) for each in group.texts("chair_rotates_between")}
        for term in group.rows("chair_terms"):
            if turn and is_in_force(term, as_of) and term.has("post"):
                post = resolve(portfolio, term.text("post"))
                if post not in turn:
                    yield hit(
                        term,
                        "post",
                        f"The chair of the {group.title} does not pass to"
                        f" {portfolio.title_of(post)}.",
                    )


def _check_rotation(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Terms in the chair that last too long, or follow one of the same partner."""
    for group in _groups(portfolio, as_of):
        interval, terms = read_interval(group.text("chair_rotates_every")), _terms(group)
        for term in terms:
            start = first_day_of(term)
            if interval is None or start is None or not is_in_force(term, as_of):
                continue
            due = interval.after(start)
            if as_of > due:
                yield hit(
                    term,
                    "from",
                    f"{portfolio.title_of(term.text('post'))} has chaired the {group.title} since"
                    f" {write_date(start)}; the chair was to pass on by {write_date(due)}.",
                )
        if not group.has("chair_rotates_every") and not group.has("chair_rotates_between"):
            continue
        for before, term in pairwise(terms):
            home = organisation_of(portfolio, term.text("post"))
            is_same = home is not None and home == organisation_of(portfolio, before.text("post"))
            if is_same and is_in_force(term, as_of):
                yield hit(
                    term,
                    "post",
                    f"{portfolio.title_of(home)} holds the chair of the {group.title} twice"
                    " running.",
                )


RULES: tuple[Rule, ...] = (
    Rule(
        "GRP-01",
        "chair-not-on-executive",
        Severity.WARNING,
        "The chairs of the main subgroups are members of the executive.",
        "So that leadership and oversight of each subgroup's business are assured.",
        "arrangements 2.1.26",
        "Nominate a member of the executive, or record the membership.",
        _check_on_executive,
        limits="Looks only where the executive's members are in the register.",
    ),
    Rule(
        "GRP-02",
        "no-chair",
        Severity.WARNING,
        "The executive and every main subgroup have a chair.",
        "Nobody leads the group's business or speaks for it above.",
        "arrangements 2.1.24, 2.1.26",
        "Have a chair nominated and record it.",
        _check_chair,
    ),
    Rule(
        "GRP-03",
        "chair-vacant",
        Severity.WARNING,
        "The post in the chair is held by somebody.",
        "A chair that nobody fills is a meeting that nobody calls.",
        "arrangements 2.1.26",
        "Record the appointment, or have another chair nominated.",
        _check_vacant,
        limits="A post counts as vacant only where the register keeps appointments to it.",
    ),
    Rule(
        "GRP-04",
        "chair-without-seat",
        Severity.WARNING,
        "The chair of a group is one of its members.",
        "A chair without a seat is missing from the list that attendance is taken from.",
        "record layout of this register (docs/reference/records.md)",
        "Add the chair's membership.",
        _check_seat,
        limits="Looks only where the group's members are in the register.",
    ),
    Rule(
        "GRP-05",
        "two-chairs",
        Severity.ERROR,
        "The group's record, its terms in the chair and its memberships name one chair.",
        "Two answers to who is in the chair are one too many.",
        "record layout of this register (docs/reference/records.md)",
        "Correct the one that is out of date.",
        _check_agreement,
    ),
    Rule(
        "GRP-06",
        "chair-out-of-turn",
        Severity.WARNING,
        "A chair that goes round is held by one of those it goes round between.",
        "The chair passes between the partners so that none of them leads alone.",
        "arrangements 2.1.24",
        "Correct the term, or the posts under `chair_rotates_between`.",
        _check_turn,
    ),
    Rule(
        "MASA-05",
        "chair-rotation",
        Severity.WARNING,
        "A chair that goes round passes on in time, and to another partner.",
        "The chair passes between the partners every year; a new officer of the same partner is"
        " no new turn.",
        "arrangements 2.1.24; practice note 9 (MASA-05)",
        "Have the next chair nominated and add the term to `chair_terms`.",
        _check_rotation,
        limits="Only the present term is looked at; past ones can't be mended.",
    ),
)
