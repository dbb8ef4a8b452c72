"""Serious incidents: the notification, and what follows until the criteria are decided."""

from __future__ import annotations

from typing import Any

from sscp.errors import UsageError
from sscp.governance.steps import by_link
from sscp.model.dates import write_date, write_long_date
from sscp.model.kinds.reviews import INCIDENT_NOTIFICATION
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.timing.catalogue import clocks_of, last_day
from sscp.timing.working_days import calendar_of
from sscp.work.lifecycle import Cycle, Step, event_verb, put, told_next
from sscp.work.limits import Limit, by_today, limit, since
from sscp.work.offers import newest
from sscp.work.origin import SENSITIVE, filled, marks_of
from sscp.work.verb import Answers, Verb, ask_field
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import Edit, NewRecord, SetField

_NOTIFY_CLOCK = "SIN-01"
"""It ships with the program, so that every register has it or its own version."""


def _notify(desk: Desk, answers: Answers) -> Change:
    aware = answers.day_or_today("aware_on")
    identity = desk.new_id(INCIDENT_NOTIFICATION, aware.year)
    referral = answers.found("referral")
    values = {
        "id": identity,
        "title": f"Notification {identity.removeprefix('SIN-')}",
        "classification": SENSITIVE,
        "source": _source(desk.portfolio, referral),
        **{name: answers.given.get(name) for name in _FIELDS},
        **marks_of(desk.portfolio, referral),
    }
    edits: list[Edit] = [NewRecord(INCIDENT_NOTIFICATION, filled(values))]
    if referral is not None:
        edits.append(SetField(referral.id or "", ("leads_to",), identity))
    return Change(
        f"{identity} recorded: the authority became aware on {write_date(aware)}",
        tuple(edits),
        "incident notify",
    )


def _source(portfolio: Portfolio, referral: Record | None) -> str | None:
    """The referral it came from; else the local authority, whose notice it is."""
    if referral is not None:
        return referral.id
    partners = portfolio.of_kind("partner")
    authorities = [each for each in partners if each.text("form") == "local-authority"]
    return next((each.id for each in (*authorities, *partners)), None)


def _is_late(answers: Answers) -> bool:
    """True when the national panel was notified after the time allowed."""
    record = answers.found("incident_notification")
    aware = record.date("aware_on") if record is not None else answers.day("aware_on")
    told = answers.day_or_today("on") if record is not None else answers.day("panel_notified_on")
    if aware is None or told is None:
        return False
    clock = next(each for each in clocks_of(answers.portfolio) if each.id == _NOTIFY_CLOCK)
    last = last_day(answers.portfolio, clock, aware, calendar_of(answers.portfolio))
    return last is not None and told > last.due


def _is_looked_after(portfolio: Portfolio, record: Record) -> bool:
    return record.flag("looked_after")


def _notified(answers: Answers, written: Written) -> tuple[str, ...]:
    record = answers.portfolio.by_id[written.records[0]]
    return (
        *_review_to_open(answers, record),
        told_next(LIFE, answers.portfolio, record),
        f"Record it with `sscp incident event {record.id}`.",
    )


def _review_to_open(answers: Answers, record: Record) -> tuple[str, ...]:
    """That a notified incident has a rapid review, where it has none yet."""
    reviews = by_link(answers.portfolio, "review", "notification").get(record.id or "", ())
    if reviews or record.text("criteria_met") == "no":
        return ()
    if record.date("panel_notified_on") is None:
        return ()
    return (f"A rapid review follows: `sscp review open {record.id}`.",)


def _since_aware(answers: Answers) -> Limit | None:
    return limit(answers.day("aware_on"), "the authority became aware")


def _only_month(answers: Answers, value: Any) -> None:
    """Refuse the day of an incident, which could tell whose it was, and a month to come.

    Raises:
        UsageError: a day was typed, or a month after the authority became aware.
    """
    if len(str(value)) > len("2024-03"):
        raise UsageError("Only the month of the incident is recorded, such as 2024-03.")
    aware = answers.day("aware_on") or answers.as_of
    if str(value) > aware.isoformat()[: len(str(value))]:
        raise UsageError(
            f"The incident was by {write_long_date(aware)}, so not as late as {value}."
        )


_FIELDS = (
    "notified_by",
    "incident_month",
    "aware_on",
    "abuse_or_neglect",
    "looked_after",
    "panel_notified_on",
    "late_reason",
    "partners_told_on",
    "secretary_of_state_told_on",
)
_KIND = INCIDENT_NOTIFICATION
_LATE = ask_field(_KIND, "late_reason", when=_is_late)

LIFE = Cycle(
    _KIND,
    "incident",
    "event",
    "Record the next event of a notified incident. Who was told, and whether it meets the"
    " criteria.",
    "The notification: its id, or words from it.",
    (
        Step(
            "panel-notified",
            "The national panel was notified",
            "panel_notified_on",
            asks=(put(_KIND, "late_reason", when=_is_late),),
            then=_review_to_open,
        ),
        Step("partners-told", "The safeguarding partners were told", "partners_told_on"),
        Step(
            "secretary-of-state-told",
            "The Secretary of State and the inspectorate were told",
            "secretary_of_state_told_on",
            where=_is_looked_after,
        ),
        Step(
            "criteria-decided",
            "It was decided whether the criteria are met",
            "criteria_decided_on",
            asks=(
                put(_KIND, "criteria_met", required=True),
                put(_KIND, "criteria_reasons", "reasons", required=True),
                put(_KIND, "decision", offered=newest("decision")),
            ),
        ),
    ),
)

VERBS = (
    Verb(
        "incident",
        "notify",
        "Record a new notification of a serious incident. Events only, nothing about the child.",
        (
            ask_field(_KIND, "notified_by"),
            ask_field(_KIND, "aware_on", earliest=since("referral"), latest=by_today),
            ask_field(_KIND, "incident_month", check=_only_month),
            ask_field(_KIND, "abuse_or_neglect"),
            ask_field(
                _KIND,
                "looked_after",
                ask="Yes where the Secretary of State and the inspectorate must be told too.",
            ),
            ask_field(_KIND, "panel_notified_on", earliest=_since_aware, latest=by_today),
            _LATE,
            ask_field(_KIND, "partners_told_on", earliest=_since_aware, latest=by_today),
            ask_field(
                _KIND,
                "secretary_of_state_told_on",
                earliest=_since_aware,
                latest=by_today,
                when=lambda answers: answers.has("looked_after"),
            ),
            ask_field(
                _KIND, "decision", name="referral", ask="The referral it came from, if any."
            )._replace(links=("referral",), offered=newest("referral")),
        ),
        _notify,
        follow=_notified,
    ),
    event_verb(LIFE),
)
