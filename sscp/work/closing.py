"""The closing list of a meeting: what each decision leads to, done or not, told by the records.

Nothing is ticked off by hand: a step is done when the register holds what does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sscp.governance.approval import is_minuted, minutes_state
from sscp.governance.attendance import PRESENT, attendees_of
from sscp.governance.decisions import EFFECTIVE_OUTCOMES, standing_of
from sscp.governance.index import index_of, resolve
from sscp.governance.meetings import is_held, is_later, takes_place
from sscp.model.dates import write_date
from sscp.model.kind import Field, Shape
from sscp.model.kinds.meetings import DECISION
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.timing.actions import time_action
from sscp.timing.states import State
from sscp.timing.windows import windows_of


class Step(NamedTuple):
    """Something that follows from a decision or belongs to the minutes.

    Attributes:
        form: agreement, record, letter, agenda, action or minutes.
        what: what it is, in words that fit whether or not it is done.
        record: the record that shows it, or that is to; empty where none does.
        is_done: True when the register holds it.
        how: the command that can do it next; empty when it is done or none does.
    """

    form: str
    what: str
    record: str
    is_done: bool
    how: str = ""


class ClosingDecision(NamedTuple):
    """A decision of the meeting and what it leads to."""

    id: str
    title: str
    outcome: str
    steps: tuple[Step, ...]


class ClosingItem(NamedTuple):
    """An item of the agenda from which anything follows; `steps` are not of one decision alone."""

    number: str
    title: str
    decisions: tuple[ClosingDecision, ...]
    steps: tuple[Step, ...]


class ClosingView(NamedTuple):
    """The closing list of a meeting on a day."""

    meeting: str
    title: str
    day: date | None
    as_of: date
    illustrative: bool
    withheld: bool
    items: tuple[ClosingItem, ...]
    raised: tuple[Step, ...]
    minutes: tuple[Step, ...]
    done: int
    open: int


def view_closing(
    portfolio: Portfolio, meeting: Record, as_of: date, whole: Portfolio
) -> ClosingView:
    """What a meeting has led to by a day.

    Args:
        portfolio: the records the reader may see; what is not in it is left out.
        meeting: the meeting.
        as_of: the day.
        whole: the whole register, from which it is reckoned what stands and what is agreed.
    """
    listing = _Listing(portfolio, meeting, as_of, whole)
    items = tuple(item for row in meeting.rows("items") if (item := listing.item(row)) is not None)
    raised, minutes = tuple(listing.raised()), tuple(listing.minutes())
    steps = [*raised, *minutes]
    for item in items:
        steps += [*item.steps, *(step for each in item.decisions for step in each.steps)]
    done = sum(step.is_done for step in steps)
    return ClosingView(
        meeting.id or "",
        meeting.title,
        meeting.date("date"),
        as_of,
        meeting.is_illustrative,
        portfolio.is_restricted,
        items,
        raised,
        minutes,
        done,
        len(steps) - done,
    )


class _Listing:
    """What a list is made from, for one meeting on one day."""

    def __init__(
        self, portfolio: Portfolio, meeting: Record, as_of: date, whole: Portfolio
    ) -> None:
        self._portfolio = portfolio
        self._meeting = meeting
        self._as_of = as_of
        self._whole = whole
        self._unabridged = whole.get(meeting.id) or meeting
        group = resolve(whole, meeting.words("group"))
        self._later = [
            each
            for each in index_of(whole).meetings.get(group, ())
            if is_later(each, meeting) and takes_place(each)
        ]

    def _seen(self) -> Iterator[Record]:
        """The group's later meetings, as far as the reader may know of them."""
        return (each for each in self._later if self._portfolio.get(each.id) is not None)

    def item(self, row: Fields) -> ClosingItem | None:
        """One item; None where nothing follows from it."""
        records = (self._portfolio.get_kind(each, "decision") for each in row.texts("decisions"))
        decisions = tuple(self._decision(each) for each in records if each is not None)
        actions = tuple(
            step for each in row.texts("actions") if (step := self._action(each)) is not None
        )
        if not decisions and not actions:
            return None
        if len(decisions) == 1:
            only = decisions[0]
            decisions = (only._replace(steps=(*only.steps, *actions)),)
            actions = ()
        return ClosingItem(row.words("number"), row.words("title"), decisions, actions)

    def _decision(self, decision: Record) -> ClosingDecision:
        field = DECISION.field("outcome")
        outcome = decision.words("outcome")
        steps = (
            *self._standing(decision),
            *self._records(decision),
            *self._letters(decision),
            *self._agenda(decision),
        )
        label = field.label_of(outcome).lower() if field else outcome
        return ClosingDecision(decision.id or "", decision.title, label, steps)

    def _standing(self, decision: Record) -> Iterator[Step]:
        """What it lacks to stand, where it lacks anything."""
        unabridged = self._whole.by_id.get(decision.id or "", decision)
        standing = standing_of(self._whole, unabridged, self._as_of)
        identity = decision.id or ""
        if standing.ratified_by is not None:
            shown = self._portfolio.get(standing.ratified_by.id)
            if shown is not None:
                yield Step("agreement", f"{shown.id} confirms it", shown.id or "", True)
            return
        for partner in standing.missing:
            name = self._whole.title_of(partner)
            what = f"The agreement of {name} is not recorded"
            yield Step("agreement", what, identity, False, f"sscp edit {identity}")
        if "not-quorate" in standing.doubts:
            what = "The meeting had no quorum: a later decision has to confirm it"
            yield Step("agreement", what, identity, False)

    def _naming(self, decision: Record) -> list[Record]:
        """The records that name a decision, each once, without meetings and letters."""
        links = self._portfolio.linked_from.get(decision.id or "", ())
        return list({id(record): record for record, _, _ in links}.values())

    def _records(self, decision: Record) -> Iterator[Step]:
        """The records it changed, and those it answers that do not say so yet."""
        naming = [
            each for each in self._naming(decision) if each.kind.name not in ("meeting", "notice")
        ]
        for each in naming:
            day = each.date("date") if each.kind is DECISION else None
            if each.id is not None and (day is None or day <= self._as_of):
                yield Step("record", f"{each.title} ({each.id}) names it", each.id, True)
        if decision.text("outcome") not in EFFECTIVE_OUTCOMES:
            return
        spoken_for = {target for each in naming for _, _, target in each.links()}
        spoken_for |= {each.id for each in naming if each.id is not None}
        for identity in decision.texts("answers"):
            answered = self._portfolio.get(identity)
            if (
                answered is None
                or answered.id is None
                or answered.id in spoken_for
                or not _can_name_decision(answered)
            ):
                continue
            yield Step(
                "record",
                f"{answered.title} ({answered.id}) does not name it",
                answered.id,
                False,
                self._how_to_name(answered, decision),
            )

    def _how_to_name(self, answered: Record, decision: Record) -> str:
        if answered.kind.name == "escalation":
            return f"sscp escalation settle {answered.id} --decided-by {decision.id}"
        return f"sscp edit {answered.id}"

    def _letters(self, decision: Record) -> Iterator[Step]:
        """Notices and copies that rest on it: sent, or still to be sent."""
        for each in self._naming(decision):
            if each.kind.name != "notice" or each.id is None:
                continue
            sent = each.date("sent_on") or each.date("received_on")
            is_done = sent is not None and sent <= self._as_of
            when = f"sent on {write_date(sent)}" if is_done and sent else "not sent"
            if is_done and not each.has("sent_on"):
                when = f"received on {write_date(sent)}" if sent else when
            how = "" if is_done else f"sscp edit {each.id}"
            yield Step("letter", f"{each.title} ({each.id}): {when}", each.id, is_done, how)

    def _agenda(self, decision: Record) -> Iterator[Step]:
        """The later meetings that take it up, and the one that has to."""
        identity = decision.id or ""
        taken_up = False
        for meeting in self._later:
            shown = self._portfolio.get(meeting.id)
            rows = shown.rows("items") if shown is not None else ()
            numbers = [row.words("number") for row in rows if identity in row.texts("records")]
            if numbers:
                taken_up = True
                what = f"On the agenda of {meeting.id}, item {', '.join(numbers)}"
                yield Step("agenda", what, meeting.id or "", True)
        until = decision.date("decide_by")
        answered = any(identity in each.texts("answers") for each in self._naming(decision))
        if decision.text("outcome") != "deferred" or taken_up or answered:
            return
        ahead = (each for each in self._seen() if not is_held(each, self._as_of))
        following = next(ahead, None)
        by = f" by {write_date(until)}" if until else ""
        how = f"sscp meeting agenda {following.id}" if following is not None else ""
        yield Step("agenda", f"It comes back{by}, and is on no agenda", "", False, how)

    def _action(self, identity: str) -> Step | None:
        """An action, done once it is completed or given up."""
        action = self._portfolio.get_kind(identity, "action")
        if action is None or action.id is None:
            return None
        timed = time_action(action, self._as_of, windows_of(self._whole).actions)
        owner = self._portfolio.title_of(action.text("owner"))
        if timed is None:
            return Step("action", f"{action.title} ({action.id}): {owner}", action.id, False)
        is_done = not timed.is_open
        if timed.done_on is not None:
            when = f"done on {write_date(timed.done_on)}"
        elif is_done:
            when = timed.state.words
        else:
            late = "overdue, " if timed.state is State.OVERDUE else ""
            when = f"{late}due {write_date(timed.due)}"
        how = "" if is_done else f"sscp action complete {action.id}"
        what = f"{action.title} ({action.id}): {', '.join(filter(None, (owner, when)))}"
        return Step("action", what, action.id, is_done, how)

    def raised(self) -> Iterator[Step]:
        """Issues raised at the meeting for another body to hear: on its agenda, or not yet."""
        links = self._portfolio.linked_from.get(self._meeting.id or "", ())
        for issue, path, _ in links:
            if issue.kind.name != "issue" or path != ("raised_at",) or issue.id is None:
                continue
            body = self._portfolio.title_of(issue.text("raised_to"))
            heard = issue.has("tabled_at") or issue.has("closed_on")
            state = "heard" if heard else "not heard yet"
            what = f"{issue.title} ({issue.id}), for the {body}: {state}"
            yield Step("agenda", what, issue.id, heard, "" if heard else f"sscp edit {issue.id}")

    def minutes(self) -> Iterator[Step]:
        """What belongs to the minutes, from the attendance to their being agreed."""
        meeting, identity = self._unabridged, self._meeting.id or ""
        steps = self._noted(meeting, identity)
        if minutes_state(self._whole, meeting, self._as_of).approved_at is not None:
            # What is agreed is closed: nothing more can be noted of the meeting.
            steps = (step._replace(how="") for step in steps)
        yield from steps
        yield from self._issued_and_agreed(meeting)

    def _noted(self, meeting: Record, identity: str) -> Iterator[Step]:
        """What is noted of the meeting, up to the draft."""
        minute = f"sscp meeting minute {identity}"
        rows = attendees_of(self._whole, meeting)
        there = {each.post for each in rows if each.status in PRESENT}
        there |= {each.deputy for each in rows}
        chair = resolve(self._whole, meeting.text("chaired_by"))
        attend = f"sscp meeting attend {identity}"
        yield _told(bool(rows), "Who came is", "recorded", attend)
        is_led = chair is not None and chair in there
        yield _told(is_led, "Who took the chair is", "recorded", f"{attend} --chair POST")
        yield self._said(meeting, minute)
        part = meeting.part("minutes")
        taken = part is not None and part.has("taken_by")
        yield _told(taken, "Who took the minutes is", "recorded", f"{attend} --minute-taker POST")
        yield _told(is_minuted(meeting, self._as_of), "The draft is", "written", minute)
        is_set = meeting.has("next_meeting") or bool(self._later)
        yield _told(is_set, "The date of the next meeting is", "known", minute)

    def _said(self, meeting: Record, how: str) -> Step:
        """Whether something is noted under every item."""
        fields = ("discussion", "decisions", "actions", "approves_minutes_of")
        rows = meeting.rows("items")
        bare = [row.words("number") for row in rows if not any(map(row.has, fields))]
        if not rows:
            return Step("minutes", "There are no items", "", False, how)
        if not bare:
            return Step("minutes", "Something is noted under every item", "", True)
        noun = "item" if len(bare) == 1 else "items"
        return Step("minutes", f"Nothing is noted under {noun} {', '.join(bare)}", "", False, how)

    def _issued_and_agreed(self, meeting: Record) -> Iterator[Step]:
        identity, part = self._meeting.id or "", meeting.part("minutes")
        state = minutes_state(self._whole, meeting, self._as_of)
        issued = part.date("issued_on") if part is not None else None
        is_out = issued is not None and issued <= self._as_of
        on = f" on {write_date(issued)}" if is_out and issued else ""
        if is_out or state.approved_at is None:
            how = f"sscp meeting issue {identity}"
            yield _told(is_out, "The draft is", f"sent out{on}", how)
        if state.approved_at is not None:
            shown = self._portfolio.get(state.approved_at.id)
            at = shown.id if shown is not None and shown.id else ""
            yield Step("minutes", f"The minutes are agreed, at {at or 'a later meeting'}", at, True)
            return
        following = next(self._seen(), None)
        day = following.date("date") if following is not None else None
        is_ahead = following is not None and not is_held(following, self._as_of)
        # Only at a meeting that was held can they be agreed.
        what, how = "The minutes are not agreed", ""
        if following is None:
            what += "; no later meeting of the group is planned"
        elif is_ahead:
            what += f"; they can be at the meeting of {write_date(day)}" if day else ""
        else:
            how = f"sscp meeting approve {identity} --at {following.id}"
        yield Step("minutes", what, "", False, how)


def _told(is_done: bool, subject: str, word: str, how: str) -> Step:
    """A step of the minutes in words, done or not."""
    what = f"{subject} {word}" if is_done else f"{subject} not {word}"
    return Step("minutes", what, "", is_done, "" if is_done else how)


def _can_name_decision(record: Record) -> bool:
    """True for a record with a field for the decision behind it.

    Decisions answer one another; a text of others is not the partnership's to decide.
    """
    if record.kind.name in ("decision", "meeting") or record.text("status") == "external":
        return False
    return _has_decision_field(record.kind.fields)


def _has_decision_field(fields: tuple[Field, ...]) -> bool:
    return any(
        (field.shape is Shape.LINK and field.links == ("decision",))
        or _has_decision_field(field.fields)
        for field in fields
    )
