"""The lists of what is overdue or due: which clocks stand beside the actions, and whose."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.render.dashboard import due_list_lines
from sscp.render.lines import to_text
from sscp.timing.deadline import Deadline
from sscp.timing.states import State
from sscp.views.actions import ActionFilter, view_due, view_overdue
from sscp.views.falling_due import DueList, with_clocks
from tests.builders import build, group, meeting, post

DAY = date(2023, 6, 30)
ANY = ActionFilter()
REGISTER = build(
    partners=[{"id": "council", "name": "Council"}, {"id": "force", "name": "Force"}],
    agencies=[{"id": "school", "name": "School", "commissioned_by": ["council"]}],
    posts=[post("chief"), post("director")],
    groups=[group("board", name="Board"), group("panel", name="Panel")],
    meetings=[meeting("board", "2023-05-17")],
    contracts=[{"id": "contract", "agency": "force", "post": "director"}],
    actions=[{"id": "ACT-2023-001", "title": "A", "due": "2023-06-01", "owner": "chief"}],
)


def clock(
    subject: str, due: str | None = "2023-06-20", state: State = State.OVERDUE, **fields: str
) -> Deadline:
    """A clock that runs for a record, overdue unless another state is said."""
    day = date.fromisoformat(due) if due else None
    row = Deadline(
        clock="X-01",
        subject=subject,
        title=f"Do it ({subject})",
        period="",
        start=None,
        due=day,
        end=None,
        state=state,
        days_left=(day - DAY).days if day else None,
        unit="months",
        force="local",
        actor="Somebody",
        basis="",
        evidence="S",
    )
    return row._replace(**fields)  # type: ignore[arg-type]


def overdue(*rows: Deadline, chosen: ActionFilter = ANY) -> DueList:
    return with_clocks(view_overdue(REGISTER, DAY, chosen), REGISTER, rows, chosen)


def due(days: int, *rows: Deadline) -> DueList:
    return with_clocks(view_due(REGISTER, DAY, days, ANY), REGISTER, rows, ANY)


def subjects(view: DueList) -> list[str]:
    return [row.subject for row in view.clocks]


ROWS = (
    clock("late"),
    clock("soon", "2023-07-14", State.DUE_SOON),
    clock("later", "2023-07-15", State.NOT_DUE),
    clock("done", "2023-06-20", State.MET),
    clock("done-late", "2023-06-20", State.BREACHED),
    clock("withdrawn", "2023-06-20", State.WITHDRAWN),
    clock("open", None, State.INTERVAL_NOT_SET),
    clock("kept", "2023-07-01", State.NOT_DUE)._replace(lasting=True),
)


def test_overdue_are_the_clocks_that_run_and_are_late() -> None:
    assert subjects(overdue(*ROWS)) == ["late"]


@pytest.mark.parametrize(
    ("days", "found"),
    [(0, ["late"]), (13, ["late"]), (14, ["late", "soon"]), (15, ["late", "soon", "later"])],
)
def test_the_last_day_of_the_window_counts_for_clocks_too(days: int, found: list[str]) -> None:
    assert subjects(due(days, *ROWS)) == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (ANY, ["board", "school", "force", "board-2023-05-17", "contract", "contract"]),
        (ActionFilter(group="board"), ["board", "board-2023-05-17"]),
        (ActionFilter(group="panel"), ["contract"]),
        (ActionFilter(agency="school"), ["school"]),
        (ActionFilter(agency="force"), ["force", "contract", "contract"]),
        (ActionFilter(agency="council"), []),
        (ActionFilter(owner="chief"), ["contract"]),
        (ActionFilter(source="contract"), ["contract", "contract"]),
        (ActionFilter(source="audit"), []),
        (ActionFilter(owner="chief", agency="school"), []),
    ],
)
def test_clocks_are_narrowed_to_whose_they_are(chosen: ActionFilter, found: list[str]) -> None:
    rows = [clock(each) for each in ("board", "school", "force", "board-2023-05-17", "contract")]
    rows.append(clock("contract", actor="chief, Panel"))
    assert subjects(overdue(*rows, chosen=chosen)) == found


def test_the_list_says_of_actions_and_of_clocks_how_many_there_are() -> None:
    told = to_text(due_list_lines(overdue(clock("board")))).splitlines()
    assert told[0] == "Overdue actions on 30 June 2023"
    assert told[-3:] == [
        "Overdue clocks",
        "  Do it (board): overdue 10 days, was due 20 June 2023",
        "1 action, 1 clock.",
    ]
    told = to_text(due_list_lines(overdue(chosen=ActionFilter(owner="director")))).splitlines()
    assert told == [
        "Overdue actions on 30 June 2023",
        "None.",
        "",
        "Overdue clocks",
        "None.",
    ]
    directors = overdue(clock("x", actor="director"), chosen=ActionFilter(owner="director"))
    assert to_text(due_list_lines(directors)).endswith("\n0 actions, 1 clock.\n")
    assert "Clocks due within 14 days" in to_text(due_list_lines(due(14)))
