"""Whom a learning message was sent to, and who has said what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sscp.governance.index import resolve
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record


def sent_to(portfolio: Portfolio, plans: Iterable[Record], as_of: date) -> dict[str, date]:
    """The agencies and partners that the plans of a message had reached by a day (inclusive).

    Returns:
        By id, the first day on which something was sent there, in the order of the plans.
    """
    found: dict[str, date] = {}
    for plan in plans:
        for line in plan.rows("lines"):
            day = line.date("sent_on")
            agency = portfolio.get_kind(line.text("to"), "agency", "partner")
            if agency is not None and day is not None and day <= as_of:
                identity = agency.words("id")
                found[identity] = min(day, found.get(identity, day))
    return found


def says_something(answer: Record) -> bool:
    """True for a return with a statement, or with how it will show the effect."""
    return any(answer.words(name).strip() for name in ("statement", "plan"))


def answered(portfolio: Portfolio, returns: Iterable[Record], as_of: date) -> frozenset[str]:
    """Who had said something in returns by a day (inclusive).

    Whoever speaks for a sector answers for its category too, which is then among them.
    """
    found: set[str] = set()
    for answer in returns:
        came = answer.date("received_on")
        if came is None or came > as_of or not says_something(answer):
            continue
        found.add(resolve(portfolio, answer.words("agency")))
        agency = portfolio.get_kind(answer.text("agency"), "agency")
        if agency is not None and agency.text("standing") == "sector-representative":
            found.add(resolve(portfolio, agency.words("category")))
    return frozenset(found - {""})


def not_heard(portfolio: Portfolio, asked: Iterable[str], heard: frozenset[str]) -> tuple[str, ...]:
    """Those asked who are not among those heard, neither themselves nor by their sector's voice."""
    return tuple(
        each for each in asked if each not in heard and _sector(portfolio, each) not in heard
    )


def _sector(portfolio: Portfolio, identity: str) -> str | None:
    """The category that a record stands for as a whole; None for a single agency."""
    agency = portfolio.get_kind(identity, "agency")
    if agency is None or agency.text("standing") != "category":
        return None
    return resolve(portfolio, agency.text("category"))
