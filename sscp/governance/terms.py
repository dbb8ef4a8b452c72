"""Who holds what on a day: terms, memberships, chairs, delegations and appointments.

A term begins on its first day (inclusive) and ends before its `until` (exclusive).
"""

from __future__ import annotations

import re
from datetime import date

from sscp.governance.index import index_of, resolve
from sscp.model.dates import read_iso_date
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record

_MONTH = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?\Z")


def read_first_day(words: str | None) -> date | None:
    """The first day of a date, a month (2022-12) or a year (2019); None for anything else."""
    if words is None:
        return None
    found = _MONTH.match(words)
    if found is None:
        return read_iso_date(words)
    year = int(found[1])
    return date(year, int(found[2] or 1), 1) if year else None


def first_day_of(fields: Fields) -> date | None:
    """The first day of a term, under `from` or `in_force_from`; None when it always was."""
    name = "in_force_from" if fields.has("in_force_from") else "from"
    return read_first_day(fields.text(name))


def is_in_force(fields: Fields, on: date) -> bool:
    """True from the first day (inclusive) to `until` (exclusive).

    A term without a first day has always been in force, one without `until` still is.
    One that ended before its time ended on `ended_early_on` instead.
    """
    start, end = first_day_of(fields), fields.date("ended_early_on") or fields.date("until")
    return (start is None or start <= on) and (end is None or on < end)


def members_of(portfolio: Portfolio, group_id: str | None, on: date) -> tuple[Record, ...]:
    """The memberships of a group in force on a day, whatever part they play."""
    group = resolve(portfolio, group_id)
    return tuple(
        each for each in index_of(portfolio).memberships.get(group, ()) if is_in_force(each, on)
    )


def chair_of(portfolio: Portfolio, group: Record, on: date) -> str | None:
    """The post in the chair of a group on a day; None when nobody is.

    A term in the chair goes before the group's standing chair, and that before
    a membership in the part of the chair.
    """
    for term in group.rows("chair_terms"):
        if is_in_force(term, on) and term.has("post"):
            return resolve(portfolio, term.text("post"))
    standing = group.text("chair")
    if standing is not None:
        return resolve(portfolio, standing)
    for member in members_of(portfolio, group.id, on):
        if member.text("role") == "chair" and member.has("post"):
            return resolve(portfolio, member.text("post"))
    return None


def delegations_of(portfolio: Portfolio, partner_id: str, on: date) -> tuple[Record, ...]:
    """The delegations of a partner's functions to a post in force on a day.

    Source: arrangements 2.1.8.
    """
    partner = resolve(portfolio, partner_id)
    return tuple(
        each for each in index_of(portfolio).delegations.get(partner, ()) if is_in_force(each, on)
    )


def holders_of(portfolio: Portfolio, post_id: str, on: date) -> tuple[Record, ...]:
    """The appointments to a post in force on a day; one without dates counts as in force."""
    post = resolve(portfolio, post_id)
    return tuple(
        each for each in index_of(portfolio).appointments.get(post, ()) if is_in_force(each, on)
    )


def is_vacant(portfolio: Portfolio, post_id: str, on: date) -> bool:
    """True when the register keeps appointments to the post and none is in force."""
    post = resolve(portfolio, post_id)
    kept = index_of(portfolio).appointments.get(post, ())
    return bool(kept) and not any(is_in_force(each, on) for each in kept)


def organisation_of(portfolio: Portfolio, post_id: str | None) -> str | None:
    """The organisation a post belongs to; None where the register names none."""
    post = portfolio.get_kind(post_id, "post")
    return resolve(portfolio, post.text("organisation")) if post else None


def partners_on(portfolio: Portfolio, on: date) -> dict[str, Record]:
    """The safeguarding partners on a day by id, in the order of the register."""
    partners = portfolio.of_kind("partner")
    return {each.id: each for each in partners if each.id and is_in_force(each, on)}
