"""Coverage matrices: rows against columns, a word in each cell.

Each is declared once in `MATRICES` and serves the screen, JSON and reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from sscp.governance.attendance import AWAY, PRESENT, unlisted_at
from sscp.governance.index import resolve
from sscp.governance.meetings import held_meetings
from sscp.model.dates import write_date
from sscp.model.kinds.assurance import SCRUTINY_THEMES
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.ways import written_at
from sscp.timing.intervals import read_interval
from sscp.timing.reporting_year import reporting_year
from sscp.timing.states import State, state_of
from sscp.timing.windows import windows_of

Cell = str | int | date | None
"""A word, a number, a day or the id of a record; None where there is nothing to say."""


class MatrixRow(NamedTuple):
    """One row: what it is for, and a cell for each column.

    Attributes:
        label: what it is for, in words.
        cells: a value for each column.
        id: the record it is for; empty where it is for none.
        of: the organisation that a post is of, where the row is for a post.
    """

    label: str
    cells: tuple[Cell, ...]
    id: str = ""
    of: str = ""


class Matrix(NamedTuple):
    """A table. `gaps` counts the cells in which something is missing.

    Where a column stands for a record, such as a meeting, `column_ids` names it.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    gaps: int
    column_ids: tuple[str, ...] = ()


NONE, OVERDUE = "none", State.OVERDUE.words


def _groups(portfolio: Portfolio, function: str) -> tuple[Record, ...]:
    return tuple(
        group for group in portfolio.of_kind("group") if group.text("function") == function
    )


def _held_by_leads(portfolio: Portfolio, as_of: date) -> tuple[Record, ...]:
    """The lead partners' meetings of the reporting year held by a day."""
    year = reporting_year(portfolio, as_of)
    return tuple(
        meeting
        for group in _groups(portfolio, "lead-partners")
        for meeting in held_meetings(portfolio, group.id, as_of)
        if (day := meeting.date("date")) is not None and year.holds(day)
    )


def _matters(portfolio: Portfolio, form: str) -> tuple[Record, ...]:
    found = [one for one in portfolio.of_kind("matter") if one.text("form") == form]
    return tuple(sorted(found, key=lambda one: one.words("ref")))


def reported_at(portfolio: Portfolio, meeting: Record) -> frozenset[str]:
    """The accountabilities that the papers of a meeting report on.

    That a paper agrees with the report it presents is held by a rule (LK-15).
    """
    return frozenset(written_at(portfolio, meeting, "papers.accountabilities"))


def accountabilities(portfolio: Portfolio, as_of: date) -> Matrix:
    """The accountabilities against the lead partners' meetings of the year.

    Source: arrangements 2.1.20, A.13.
    """
    meetings = _held_by_leads(portfolio, as_of)
    rows = []
    gaps = 0
    for matter in _matters(portfolio, "accountability"):
        cells = [
            "reported" if matter.id in reported_at(portfolio, meeting) else NONE
            for meeting in meetings
        ]
        gaps += cells.count(NONE)
        rows.append(MatrixRow(matter.title, tuple(cells), matter.id or ""))
    columns = tuple(write_date(day) for one in meetings if (day := one.date("date")))
    title = "Accountabilities reported to the lead partners' meetings"
    ids = tuple(one.id or "" for one in meetings)
    return Matrix("accountabilities", title, columns, tuple(rows), gaps, ids)


def reserved_matters(portfolio: Portfolio, as_of: date) -> Matrix:
    """The reserved matters with their last determination and the next review.

    Source: arrangements 2.1.15, 2.1.16.
    """
    leads = {group.id for group in _groups(portfolio, "lead-partners")}
    rows = []
    gaps = 0
    for matter in _matters(portfolio, "reserved"):
        decisions = [
            (day, one)
            for one in portfolio.of_kind("decision")
            if resolve(portfolio, one.text("body")) in leads
            and one.text("outcome") == "agreed"
            and matter.id in list(written_at(portfolio, one, "matters"))
            and (day := one.date("date")) is not None
            and day <= as_of
        ]
        if not decisions:
            gaps += 1
            rows.append(MatrixRow(matter.title, (NONE, None, None, ""), matter.id or ""))
            continue
        day, last = max(decisions, key=lambda pair: pair[0])
        interval = read_interval(matter.text("review_interval"))
        review = interval.after(day) if interval else None
        late = review is not None and as_of > review
        gaps += late
        word = OVERDUE if late else "" if review else "not set"
        rows.append(MatrixRow(matter.title, (last.id, day, review, word), matter.id or ""))
    columns = ("Last decision", "Date", "Review by", "Review")
    return Matrix(
        "reserved-matters",
        "Reserved matters and their last determination",
        columns,
        tuple(rows),
        gaps,
    )


def scrutiny_themes(portfolio: Portfolio, as_of: date) -> Matrix:
    """The scrutiny themes with the work on each in the reporting year.

    Source: arrangements 4.1.5, 4.1.6, A.14.
    """
    year = reporting_year(portfolio, as_of)
    done = [
        (day, one)
        for one in portfolio.of_kind("scrutiny")
        if (day := one.date("on")) is not None and day <= as_of and year.holds(day)
    ]
    rows = []
    gaps = 0
    for theme in SCRUTINY_THEMES:
        own = sorted((day, one.id or "") for day, one in done if theme.value in one.texts("themes"))
        gaps += not own
        cells: tuple[Cell, ...] = (len(own), *(own[-1] if own else (NONE, None)))
        rows.append(MatrixRow(theme.label, cells, theme.value))
    columns = ("Times this year", "Last", "Record")
    return Matrix("scrutiny", "Scrutiny themes covered this year", columns, tuple(rows), gaps)


def attendance(portfolio: Portfolio, as_of: date) -> Matrix:
    """Attendance of the reporting year by post and organisation, all groups together.

    A member of whom a kept attendance says nothing counts as absent.

    Source: arrangements 2.2.4(a).
    """
    year = reporting_year(portfolio, as_of)
    counts: dict[tuple[str, str], Counter[str]] = {}
    for meeting in portfolio.of_kind("meeting"):
        day = meeting.date("date")
        if meeting.text("status") != "held" or day is None or day > as_of or not year.holds(day):
            continue
        for row in meeting.rows("attendance"):
            post = portfolio.get(row.text("post"))
            agency = row.text("agency") or (post.words("organisation") if post else "")
            whose = counts.setdefault((agency, (post.id or "") if post else ""), Counter())
            _count(row, whose)
        for member in unlisted_at(portfolio, meeting):
            counts.setdefault((member.agency or "", member.post or ""), Counter())["absent"] += 1
    rows = _attendance_rows(portfolio, counts)
    columns = ("Present", "Deputy came", "Apologies only", "Absent")
    gaps = sum(tally["absent"] for tally in counts.values())
    return Matrix("attendance", "Attendance this year by post", columns, rows, gaps)


def _count(row: Fields, tally: Counter[str]) -> None:
    status = row.words("status")
    if status in PRESENT:
        tally["present"] += 1
    elif status in AWAY:
        deputised = row.has("deputy") or row.has("deputy_title")
        tally["deputy" if deputised else status] += 1


def _attendance_rows(
    portfolio: Portfolio, counts: dict[tuple[str, str], Counter[str]]
) -> tuple[MatrixRow, ...]:
    """A row for each post, and one for all of an organisation that has several."""
    by_agency: dict[str, dict[str, Counter[str]]] = {}
    for (agency, post), tally in counts.items():
        by_agency.setdefault(agency, {})[post] = tally
    rows = []
    for agency, posts in by_agency.items():
        name = portfolio.title_of(agency) or "No organisation"
        if len(posts) > 1:
            total = sum(posts.values(), Counter())
            rows.append(MatrixRow(f"{name}: all posts", _tallied(total), "", agency))
        for post, tally in posts.items():
            label = f"{name}: {portfolio.title_of(post)}" if post else name
            rows.append(MatrixRow(label, _tallied(tally), post, agency))
    return tuple(sorted(rows, key=lambda row: (portfolio.title_of(row.of), row.id, row.label)))


def _tallied(tally: Counter[str]) -> tuple[Cell, ...]:
    return tuple(tally[name] for name in ("present", "deputy", "apologies", "absent"))


def section_11(portfolio: Portfolio, as_of: date) -> Matrix:
    """The returns of the newest Section 11 round, agency by agency.

    Source: arrangements 2.2.9, 9.1.2.
    """
    rounds = sorted(
        (day, one.id or "", one)
        for one in portfolio.of_kind("s11-cycle")
        if (day := one.date("launched_on")) is not None and day <= as_of
    )
    title, columns = "Section 11 returns", ("Return", "On", "Below met")
    if not rounds:
        return Matrix("section-11", title, columns, (), 0)
    cycle = rounds[-1][2]
    due = cycle.date("returns_due")
    warning_days = windows_of(portfolio).clocks
    returns = {
        resolve(portfolio, one.text("agency")): one
        for one in portfolio.of_kind("s11-return")
        if resolve(portfolio, one.text("cycle")) == cycle.id
    }
    rows = []
    gaps = 0
    for agency in written_at(portfolio, cycle, "agencies"):
        one = returns.get(agency)
        came = one.date("received_on") if one else None
        if one is None or came is None or came > as_of:
            state = state_of(due, None, as_of, warning_days)
            gaps += state is State.OVERDUE
            rows.append(MatrixRow(portfolio.title_of(agency), (state.words, None, None), agency))
            continue
        below = sum(row.text("rating") in ("partly-met", "not-met") for row in one.rows("ratings"))
        word = state_of(due, came, as_of, warning_days).words
        rows.append(MatrixRow(portfolio.title_of(agency), (word, came, below), agency))
    return Matrix("section-11", f"{title}: {cycle.title}", columns, tuple(rows), gaps)


def audit_programme(portfolio: Portfolio, as_of: date) -> Matrix:
    """The audits with the stage reached and the next one.

    Source: arrangements 7.2.7, 2.1.31(h).
    """
    rows = []
    gaps = 0
    warning_days = windows_of(portfolio).clocks
    for audit in sorted(portfolio.of_kind("audit"), key=lambda one: one.id or ""):
        reached, coming, planned = "not begun", "", None
        for stage in audit.rows("stages"):
            day = stage.date("reached_on")
            name = (stage.words("stage")).replace("-", " ")
            if day is not None and day <= as_of:
                reached, coming = name, ""
            elif not coming:
                coming, planned = name, stage.date("planned")
        state = state_of(planned, None, as_of, warning_days) if coming else None
        gaps += state is State.OVERDUE
        when = f"{coming} by {write_date(planned)}" if coming and planned else coming
        cells = (reached, when, state.words if state else "")
        rows.append(MatrixRow(audit.title, cells, audit.id or ""))
    columns = ("Stage reached", "Next stage", "State")
    return Matrix("audits", "Audit programme", columns, tuple(rows), gaps)


MATRICES: dict[str, Callable[[Portfolio, date], Matrix]] = {
    "accountabilities": accountabilities,
    "reserved-matters": reserved_matters,
    "scrutiny": scrutiny_themes,
    "attendance": attendance,
    "section-11": section_11,
    "audits": audit_programme,
}
