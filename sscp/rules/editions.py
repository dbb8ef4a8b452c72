"""Family EDN: editions of the national guidance, as reviews, clocks and the settings name them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.cases import edition_of, is_edition, trigger_of
from sscp.timing.editions import EDITIONS, edition_on

_KNOWN = listed([edition.name for edition in EDITIONS])


def _named(portfolio: Portfolio) -> Iterator[tuple[Fields, str]]:
    """Every place that names an edition of the guidance, with its field."""
    if portfolio.settings is not None:
        yield portfolio.settings, "guidance"
    for review in portfolio.of_kind("review"):
        yield review, "guidance"
    for clock in portfolio.of_kind("clock"):
        for row in clock.rows("editions"):
            yield row, "edition"


def _check_known(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Editions that nobody knows."""
    for fields, name in _named(portfolio):
        edition = fields.text(name)
        if edition is not None and not is_edition(edition):
            yield hit(
                fields, name, f"No edition of the guidance is called {edition}; known are {_KNOWN}."
            )


def _check_trigger(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reviews that name another edition than the one their trigger fixed."""
    for review in portfolio.of_kind("review"):
        named = review.text("guidance")
        if not is_edition(named):
            continue
        trigger = trigger_of(portfolio, review)
        if trigger is not None:
            fixed = edition_of(portfolio, review, trigger)
            if named != fixed:
                yield hit(
                    review,
                    "guidance",
                    f"{review.title} names {named}, but its case began on"
                    f" {write_date(trigger)}, under {fixed or 'an earlier edition'}.",
                )
            continue
        first = _first_event(review)
        since = next(edition.since for edition in EDITIONS if edition.name == named)
        if first is not None and first < since:
            yield hit(
                review,
                "guidance",
                f"{review.title} began on {write_date(first)}, and {named} came out only on"
                f" {write_date(since)}.",
            )


def _first_event(review: Record) -> date | None:
    days = [day for row in review.rows("events") if (day := row.date("on")) is not None]
    return min(days, default=None)


def _check_current(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Settings that name another edition than the one in force."""
    settings = portfolio.settings
    named = settings.text("guidance") if settings is not None else None
    current = edition_on(as_of)
    if settings is not None and is_edition(named) and named != current:
        yield hit(
            settings,
            "guidance",
            f"The settings say that {named} is in force for new events; on"
            f" {write_date(as_of)} it is {current or 'an earlier edition'}.",
        )


RULES: tuple[Rule, ...] = (
    Rule(
        "EDN-01",
        "unknown-edition",
        Severity.ERROR,
        "Every edition of the national guidance that is named is one there is.",
        "The edition decides which clocks run; one that nobody knows decides nothing.",
        "practice note 0",
        "Write the name of the edition as it stands in the message, or leave it out.",
        _check_known,
    ),
    Rule(
        "EDN-02",
        "edition-not-of-trigger",
        Severity.ERROR,
        "A review names the edition in force on the day that set its case going: the authority"
        " aware, else the notification.",
        "A case keeps the guidance it began under, and its dates are reckoned by that one.",
        "practice note 0; practice note 9, design point 6",
        "Correct `guidance`, or leave it out: it follows from the notification.",
        _check_trigger,
        limits="Of a review that follows no notification it knows only that an edition can't be"
        " later than the first event.",
    ),
    Rule(
        "EDN-03",
        "edition-in-force",
        Severity.NOTE,
        "The edition that the settings call in force for new events is the one in force.",
        "Dates are reckoned by the day of each trigger whatever stands there; people read it.",
        "practice note 0",
        "Change `guidance` in register.yaml once you work by the new edition.",
        _check_current,
    ),
)
