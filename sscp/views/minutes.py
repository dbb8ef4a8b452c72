"""The minutes of one meeting, ready for a page."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sscp.governance.approval import MinutesState, minutes_state
from sscp.governance.attendance import AWAY, NEVER_COUNTED, PRESENT, quorum_of
from sscp.model.dates import write_date, write_long_date
from sscp.model.kind import Field
from sscp.model.kinds.meetings import DECISION, MEETING
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.views.prose import Block, read_blocks

DRAFT_MARK = "Draft - not yet agreed"


class AttendanceRow(NamedTuple):
    """Someone at the meeting, or someone who sent apologies: by post, never by name."""

    who: str
    organisation: str
    how: str


class InterestRow(NamedTuple):
    """A declaration of interest."""

    who: str
    interest: str
    handled: str


class MinutedDecision(NamedTuple):
    """A decision as the minutes record it."""

    id: str
    title: str
    resolution: tuple[Block, ...]
    outcome: str
    agreed_by: tuple[str, ...]


class MinutedAction(NamedTuple):
    """An action as the minutes record it: the date first agreed."""

    id: str
    title: str
    owner: str
    due: str


class MinutedItem(NamedTuple):
    """One item of the agenda with what was said."""

    number: str
    title: str
    lead: str
    discussion: tuple[Block, ...]
    approves: str
    corrections: tuple[str, ...]
    decisions: tuple[MinutedDecision, ...]
    actions: tuple[MinutedAction, ...]


class MinutesView(NamedTuple):
    """The minutes of a meeting.

    `mark` is the visible sign of a draft, empty once a later meeting agreed the
    minutes; `approval` then says which.
    """

    partnership: str
    title: str
    group: str
    meeting_id: str
    day: str
    times: str
    place: str
    chair: str
    taken_by: str
    mark: str
    approval: str
    approval_corrections: tuple[str, ...]
    later_corrections: tuple[str, ...]
    illustrative: bool
    withheld: bool
    marking: str
    quorum: str
    present: tuple[AttendanceRow, ...]
    in_attendance: tuple[AttendanceRow, ...]
    apologies: tuple[AttendanceRow, ...]
    absent: tuple[AttendanceRow, ...]
    interests: tuple[InterestRow, ...]
    items: tuple[MinutedItem, ...]
    actions: tuple[MinutedAction, ...]
    next_meeting: str
    as_of: str


def view_minutes(
    portfolio: Portfolio, meeting: Record, as_of: date, whole: Portfolio
) -> MinutesView:
    """The minutes of a meeting as they stand on a day.

    Args:
        portfolio: the records the reader may see; what is not in it is left out.
        meeting: the meeting.
        as_of: the day.
        whole: the whole register; whether the meeting was quorate and its minutes are
            agreed is reckoned from everything, whoever reads.
    """
    unabridged = whole.get(meeting.id) or meeting
    state = minutes_state(whole, unabridged, as_of)
    items = tuple(_item(portfolio, row) for row in meeting.rows("items"))
    minutes = meeting.part("minutes")
    day = meeting.date("date")
    next_day = meeting.date("next_meeting")
    settings = portfolio.settings
    approval, corrections = _approval(portfolio, state)
    return MinutesView(
        partnership=(settings.text("name") if settings else None) or "",
        title=meeting.title,
        group=_title(portfolio, meeting.text("group")),
        meeting_id=meeting.id or "",
        day=write_long_date(day) if day else "",
        times=_times(meeting),
        place=meeting.text("place") or "",
        chair=_title(portfolio, meeting.text("chaired_by")),
        taken_by=_title(portfolio, minutes.text("taken_by") if minutes else None),
        mark="" if state.status == "agreed" else DRAFT_MARK,
        approval=approval,
        approval_corrections=corrections,
        later_corrections=_later_corrections(minutes),
        illustrative=meeting.is_illustrative,
        withheld=portfolio.is_restricted,
        marking=meeting.text("classification") or "OFFICIAL",
        quorum=_quorum_words(portfolio, whole, unabridged),
        present=_people(portfolio, meeting, PRESENT, counted=True),
        in_attendance=_people(portfolio, meeting, PRESENT, counted=False),
        apologies=_people(portfolio, meeting, frozenset(("apologies",)), counted=None),
        absent=_people(portfolio, meeting, AWAY - {"apologies"}, counted=None),
        interests=tuple(
            InterestRow(
                _title(portfolio, row.text("post")),
                row.text("interest") or "",
                row.text("handled") or "",
            )
            for row in meeting.rows("interests")
        ),
        items=items,
        actions=tuple(action for item in items for action in item.actions),
        next_meeting=write_long_date(next_day) if next_day else "",
        as_of=write_date(as_of),
    )


def _approval(portfolio: Portfolio, state: MinutesState) -> tuple[str, tuple[str, ...]]:
    """The sentence on the approval, and its corrections; little of a meeting out of sight."""
    if state.approved_at is None:
        return "", ()
    day = state.approved_at.date("date")
    if day is None or portfolio.get(state.approved_at.id) is None:
        return "Agreed at a later meeting.", ()
    said = f"Agreed at the meeting of {write_date(day)}, item {state.item}."
    return (f"{said} {state.assumption}" if state.assumption else said), state.corrections


def _title(portfolio: Portfolio, identity: str | None) -> str:
    """The title of a record the reader may see; empty for one that is left out."""
    found = portfolio.get(identity)
    return found.title if found else ""


def _times(meeting: Record) -> str:
    starts, ends = meeting.text("starts"), meeting.text("ends")
    if starts and ends:
        return f"{starts} to {ends}"
    return starts or ""


def _later_corrections(minutes: Fields | None) -> tuple[str, ...]:
    rows = minutes.rows("later_corrections") if minutes else ()
    return tuple(text for row in rows if (text := row.text("correction")))


def _quorum_words(portfolio: Portfolio, whole: Portfolio, meeting: Record) -> str:
    quorum = quorum_of(whole, meeting)
    if quorum.state == "not-set":
        return "No quorum is set for this group."
    if quorum.state == "met":
        return "The meeting was quorate."
    names = ", ".join(title for one in quorum.missing if (title := _title(portfolio, one)))
    return "The meeting was not quorate" + (f": {names} missing." if names else ".")


def _people(
    portfolio: Portfolio, meeting: Record, statuses: frozenset[str], counted: bool | None
) -> tuple[AttendanceRow, ...]:
    """The rows of a state; `counted` keeps members (True), others (False) or both (None)."""
    rows = []
    for row in meeting.rows("attendance"):
        role = row.text("role") or "member"
        if row.text("status") not in statuses:
            continue
        if counted is not None and counted is (role in NEVER_COUNTED):
            continue
        rows.append(_person(portfolio, row, role))
    return tuple(row for row in rows if row.who)


def _person(portfolio: Portfolio, row: Fields, role: str) -> AttendanceRow:
    post = portfolio.get(row.text("post"))
    organisation = row.text("agency") or (post.text("organisation") if post else None)
    words = []
    if role != "member":
        words.append(_label("attendance", "role", role))
    if row.text("status") == "present-remotely":
        words.append("by remote link")
    deputy = _title(portfolio, row.text("deputy")) or row.text("deputy_title")
    if deputy:
        with_power = "authorised" if row.flag("deputy_authorised") else "without authority to act"
        words.append(f"deputy: {deputy}, {with_power}")
    if row.has("for_items"):
        words.append("for item " + ", ".join(row.texts("for_items")))
    if note := row.text("note"):
        words.append(note)
    return AttendanceRow(
        post.title if post else _title(portfolio, row.text("agency")),
        _title(portfolio, organisation),
        "; ".join(words),
    )


def _label(table: str, name: str, value: str) -> str:
    outer = MEETING.field(table)
    inner: Field | None = None
    if outer is not None:
        inner = next((field for field in outer.fields if field.name == name), None)
    return inner.label_of(value) if inner else value


def _item(portfolio: Portfolio, row: Fields) -> MinutedItem:
    approved = portfolio.get(row.text("approves_minutes_of"))
    approved_day = approved.date("date") if approved else None
    decisions = (portfolio.get(one) for one in row.texts("decisions"))
    actions = (portfolio.get(one) for one in row.texts("actions"))
    return MinutedItem(
        number=row.text("number") or "",
        title=row.text("title") or "",
        lead=_title(portfolio, row.text("lead")),
        discussion=read_blocks(row.text("discussion")),
        approves=write_date(approved_day) if approved_day else "",
        corrections=row.texts("corrections"),
        decisions=tuple(_decision(portfolio, one) for one in decisions if one is not None),
        actions=tuple(_action(portfolio, one) for one in actions if one is not None),
    )


def _decision(portfolio: Portfolio, decision: Record) -> MinutedDecision:
    outcome = DECISION.field("outcome")
    value = decision.text("outcome") or ""
    return MinutedDecision(
        decision.id or "",
        decision.title,
        read_blocks(decision.text("resolution")),
        outcome.label_of(value) if outcome else value,
        tuple(
            title
            for row in decision.rows("agreement")
            if row.flag("agreed") and (title := _title(portfolio, row.text("partner")))
        ),
    )


def _action(portfolio: Portfolio, action: Record) -> MinutedAction:
    due = action.date("due")
    return MinutedAction(
        action.id or "",
        action.title,
        _title(portfolio, action.text("owner")),
        write_date(due) if due else "",
    )
