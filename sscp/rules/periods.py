"""Family DAT: dates within one record that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sscp.governance.terms import first_day_of, read_first_day
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.kind import Field, Shape
from sscp.model.kinds.catalogue import KINDS
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.reporting_year import named_year, read_year

_TERMS = (
    "partner post appointment group membership delegation relationship plan report contract"
    " data-return trainer"
).split()
"""Kinds with a first day and an `until`; a waiver's are looked at with the waiver."""


class _Order(NamedTuple):
    """Two dates of a kind, the first of which can't be later than the second.

    The second may stand in the rows of a table: `stages.on`.
    """

    kind: str
    first: str
    then: str
    first_words: str
    then_words: str


def _orders(kind: str, first: str, words: str, **then: str) -> Iterator[_Order]:
    for field, then_words in then.items():
        yield _Order(kind, first, field, words, then_words)


_ORDERS: tuple[_Order, ...] = (
    *_orders("action", "raised_on", "raised", due="due"),
    *_orders("meeting", "agenda_issued_on", "its agenda sent out", date="held"),
    *_orders("meeting", "date", "held", next_meeting="followed by the next one"),
    *_orders("decision", "date", "taken", effective_on="effective", decide_by="put off"),
    *_orders(
        "issue",
        "raised_on",
        "raised",
        responded_on="answered",
        closed_on="closed",
    ),
    *_orders(
        "escalation",
        "raised_on",
        "raised",
        decided_on="decided",
        deferred_to="put off",
    ),
    _Order("s11-return", "received_on", "ratings.assured_on", "received", "found satisfactory"),
    *_orders(
        "incident-notification",
        "aware_on",
        "known to the authority",
        panel_notified_on="notified to the national panel",
        partners_told_on="told to the partners",
        secretary_of_state_told_on="told to the Secretary of State",
        criteria_decided_on="decided on",
    ),
    *_orders("agency-return", "asked_on", "asked for", due="due", received_on="received"),
    *_orders(
        "recommendation",
        "made_on",
        "made",
        target="to be carried out",
        responded_on="answered",
        closed_on="closed",
    ),
    *_orders("learning-message", "agreed_on", "agreed", closed_on="closed"),
    *_orders("s11-cycle", "launched_on", "launched", returns_due="due", closed_on="closed"),
    *_orders("s11-return", "sent_on", "sent out", received_on="received"),
    *_orders("scrutiny", "on", "put", responded_on="answered"),
    *_orders("inspection", "notice_on", "announced", fieldwork_from="begun"),
    *_orders("inspection", "fieldwork_from", "begun", report_on="reported on"),
    *_orders("inspection", "report_on", "reported on", statement_sent_on="answered"),
    *_orders("change-proposal", "proposed_on", "proposed", withdrawn_on="taken back"),
    *_orders("publication", "on", "made public", removed_on="taken down"),
    *_orders("notice", "received_on", "received", responded_on="answered"),
    *_orders("information-request", "asked_on", "asked", answered_on="answered"),
    *_orders("survey", "opened_on", "opened", closed_on="closed"),
    *_orders("consultation", "opened_on", "opened", closed_on="closed"),
    *_orders("complaint", "received_on", "received", outcome_on="settled"),
)


def _check_terms(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Terms that end on or before the day they begin."""
    for kind in _TERMS:
        for record in portfolio.of_kind(kind):
            yield from _empty_term(record)
            for term in record.rows("chair_terms"):
                yield from _empty_term(term)


def _empty_term(fields: Fields) -> Iterator[Hit]:
    start, end = first_day_of(fields), fields.date("until")
    if start is not None and end is not None and end <= start:
        yield hit(
            fields,
            "until",
            f"This ends on {write_date(end)}, but begins only on {write_date(start)}; `until` is"
            " the first day after the end.",
        )


def _check_orders(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Dates of which the later one comes first."""
    for order in _ORDERS:
        for record in portfolio.of_kind(order.kind):
            table, _, name = order.then.rpartition(".")
            if order.first not in record.values or (table or name) not in record.values:
                continue
            first = read_first_day(record.text(order.first))
            for row in record.rows(table) if table else (record,):
                then = read_first_day(row.text(name))
                if first is not None and then is not None and then < first:
                    yield hit(
                        row,
                        name,
                        f"{_upper(order.then_words)} on {write_date(then)}, before it was"
                        f" {order.first_words} on {write_date(first)}.",
                    )


def _check_years(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reporting years that end in another year than the one after they begin."""
    for kind in KINDS:
        if not _has_year(kind.fields):
            continue
        for record in portfolio.of_kind(kind.name):
            for fields, name in _typed_years(kind.fields, record):
                typed = fields.text(name) or ""
                if named_year(portfolio, typed) is None:
                    first = read_year(portfolio, typed[:4])
                    yield hit(
                        fields,
                        name,
                        f"There is no reporting year {typed}.",
                        f"The year that begins in {typed[:4]} is {first.name}." if first else None,
                    )


def _has_year(table: tuple[Field, ...]) -> bool:
    return any(field.shape is Shape.YEAR or _has_year(field.fields) for field in table)


def _typed_years(table: tuple[Field, ...], fields: Fields) -> Iterator[tuple[Fields, str]]:
    """Each reporting year in a record or its inner groups: the group and the field."""
    for field in table:
        if field.shape is Shape.YEAR and fields.has(field.name):
            yield fields, field.name
        elif field.shape is Shape.PART and _has_year(field.fields):
            inner = fields.part(field.name)
            for row in (*fields.rows(field.name), *((inner,) if inner else ())):
                yield from _typed_years(field.fields, row)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


_LAYOUT = "record layout of this register (docs/reference/records.md)"

RULES: tuple[Rule, ...] = (
    Rule(
        "DAT-01",
        "ends-before-it-begins",
        Severity.ERROR,
        "A term ends after the day it begins.",
        "A term without a day in it never holds, so whatever rests on it is left out in silence.",
        _LAYOUT,
        "Correct the first day, or `until`.",
        _check_terms,
        of_each=True,
    ),
    Rule(
        "DAT-02",
        "dates-turned-round",
        Severity.ERROR,
        "What follows is not dated before what it follows.",
        "Every clock starts from a date; one of these two is wrong.",
        _LAYOUT,
        "Correct the date that is wrong.",
        _check_orders,
        of_each=True,
    ),
    Rule(
        "DAT-03",
        "no-such-year",
        Severity.ERROR,
        "A reporting year ends in the year after the one it begins in, such as 2023-24.",
        "Records of one year are found by its name; under another name they are left out.",
        _LAYOUT,
        "Write the year it begins in and the last two figures of the one it ends in.",
        _check_years,
        limits="Where the reporting year begins in January, by the register's settings, it ends"
        " in the year it begins in.",
        of_each=True,
    ),
)
