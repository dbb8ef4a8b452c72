"""The columns of the action log as a sheet, declared once for the way out and the way back."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from sscp.exchange.sheets import Form, Look, Value
from sscp.timing.states import State
from sscp.views.action_sheet import ActionSheet, SheetAction

REFERENCE = "Reference"
OPEN, COMPLETE, GIVEN_UP = "Open", "Complete", "Given up"


class Part(Enum):
    """What an open column changes."""

    OWNER = "owner"
    AGENCY = "agency"
    PERCENT = "percent"
    STATUS = "status"
    COMPLETED_ON = "completed_on"
    NOTE = "note"
    EVIDENCE = "evidence"
    LATER_DATE = "later_date"
    LATER_REASON = "later_reason"


class Labels(NamedTuple):
    """What posts and organisations are called in the sheet, by id; and the register's own id."""

    posts: dict[str, str]
    agencies: dict[str, str]
    register: str


class LogColumn(NamedTuple):
    """A column of the action log.

    Attributes:
        heading: what stands above it.
        width: in characters.
        show: the value of an action.
        form: what it holds.
        part: what partners change by typing in it; None where they may not.
        choices: the name of the list it is picked from.
        help: shown while typing.
        shut_because: why nobody may type in it.
    """

    heading: str
    width: int
    show: Callable[[SheetAction, Labels], Value]
    form: Form = Form.TEXT
    part: Part | None = None
    choices: str = ""
    help: str = ""
    shut_because: str = ""


def _nothing(_action: SheetAction, _labels: Labels) -> Value:
    return None


_BY_MEETING = "a meeting agreed it"
_WORKED_OUT = "it is worked out"

COLUMNS: tuple[LogColumn, ...] = (
    LogColumn(REFERENCE, 15, lambda row, _: row.id, shut_because="it never changes"),
    LogColumn("Action", 40, lambda row, _: row.title, shut_because=_BY_MEETING),
    LogColumn("Watched over by", 18, lambda row, _: row.monitored_by, shut_because=_BY_MEETING),
    LogColumn("Raised at", 20, lambda row, _: row.raised_at, shut_because=_BY_MEETING),
    LogColumn("Raised on", 12, lambda row, _: row.raised_on, Form.DATE, shut_because=_BY_MEETING),
    LogColumn("First due", 12, lambda row, _: row.first_due, Form.DATE, shut_because=_BY_MEETING),
    LogColumn(
        "Due",
        12,
        lambda row, _: row.due,
        Form.DATE,
        shut_because="only a meeting can give more time; ask under `Later date asked for`",
    ),
    LogColumn("Rating", 16, lambda row, _: RATINGS[row.state][0], shut_because=_WORKED_OUT),
    LogColumn(
        "Days overdue",
        9,
        lambda row, _: row.days_overdue or None,
        Form.WHOLE,
        shut_because=_WORKED_OUT,
    ),
    LogColumn(
        "Latest update",
        40,
        lambda row, _: row.latest,
        shut_because="what was noted stays; type what is new under `New update`",
    ),
    LogColumn(
        "Owner",
        26,
        lambda row, labels: labels.posts.get(row.owner, row.owner),
        part=Part.OWNER,
        choices="Posts",
        help="The one post that owns the action.",
    ),
    LogColumn(
        "Agency",
        24,
        lambda row, labels: labels.agencies.get(row.agency, row.agency),
        part=Part.AGENCY,
        choices="Agencies",
        help="The organisation that post acts for.",
    ),
    LogColumn(
        "Progress %",
        10,
        lambda row, _: row.percent,
        Form.PERCENT,
        Part.PERCENT,
        help="How far along: a whole number from 0 to 100.",
    ),
    LogColumn(
        "Status",
        11,
        lambda row, _: status_of(row),
        part=Part.STATUS,
        choices="Statuses",
        help="Complete needs evidence in the same row.",
    ),
    LogColumn(
        "Completed on",
        13,
        lambda row, _: row.completed_on,
        Form.DATE,
        Part.COMPLETED_ON,
        help="The day it was done, such as 17/5/2023.",
    ),
    LogColumn(
        "New update",
        36,
        _nothing,
        part=Part.NOTE,
        help="What has happened. It counts for the day of the return; begin with a date and a"
        " colon for another day.",
    ),
    LogColumn(
        "Evidence",
        30,
        lambda row, _: row.evidence or None,
        part=Part.EVIDENCE,
        help="What shows that it is done.",
    ),
    LogColumn(
        "Later date asked for",
        13,
        _nothing,
        Form.DATE,
        Part.LATER_DATE,
        help="The request is noted; a meeting decides.",
    ),
    LogColumn(
        "Why more time", 28, _nothing, part=Part.LATER_REASON, help="The reason for the later date."
    ),
    LogColumn(
        "Example",
        10,
        lambda row, _: "Illustrative" if row.illustrative else None,
        shut_because="it says what the register says",
    ),
)

RATINGS: dict[State, tuple[str, Look]] = {
    State.OVERDUE: ("Red: overdue", Look.RED),
    State.DUE_SOON: ("Amber: due soon", Look.AMBER),
    State.NOT_DUE: ("Green: not yet due", Look.GREEN),
    State.MET: ("Done in time", Look.GREY),
    State.BREACHED: ("Done late", Look.GREY),
    State.WITHDRAWN: ("Given up", Look.GREY),
}
"""The states an action can be in, as a word and the colour that repeats it."""


def status_of(action: SheetAction) -> str:
    """Open, complete or given up."""
    if action.is_open:
        return OPEN
    return COMPLETE if action.completed_on is not None else GIVEN_UP


def labels_of(view: ActionSheet) -> Labels:
    """What posts and organisations are called in a sheet of this register."""
    return Labels(
        {name.id: name.label for name in view.posts},
        {name.id: name.label for name in view.agencies},
        view.register,
    )
