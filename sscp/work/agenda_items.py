"""The items of an agenda: composed from what stands and what is due, joined with what is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sscp.governance.index import resolve
from sscp.governance.meetings import held_meetings
from sscp.governance.standing import GATHERED_BY_RULE, StandingItem, brings, standing_items
from sscp.governance.terms import chair_of
from sscp.model.agenda import CLOSING, OPENING, PAPERS
from sscp.model.dates import write_date
from sscp.model.record import Fields
from sscp.timing.intervals import read_interval
from sscp.views.business import Scope, actions_arising, minutes_to_agree
from sscp.views.gathered import gather


class Item(NamedTuple):
    """An item as it should stand on the agenda.

    Attributes:
        title: the item.
        form: its form, `business` included.
        lead: who leads it, by id; empty for nobody.
        records: what it is about, by id.
        approves: the meeting whose minutes it agrees, by id; empty for none.
        names: how the title of the same item may begin.
        is_due: True for an item with something to take up, False for one that only stands.
        is_known_by_records: True when another title may hide the same item.
    """

    title: str
    form: str = "business"
    lead: str = ""
    records: tuple[str, ...] = ()
    approves: str = ""
    names: tuple[str, ...] = ()
    is_due: bool = False
    is_known_by_records: bool = False


class Placed(NamedTuple):
    """An item in its place: one that was there, by its row, or a new one, or both joined.

    Attributes:
        row: where it stands among the items that are there; None for a new one.
        item: what is to be on the agenda; None for an item that is only kept.
        settled: the records under it that were brought together before and go out.
    """

    row: int | None
    item: Item | None
    settled: tuple[str, ...] = ()


def compose(scope: Scope) -> tuple[Item, ...]:
    """The items that should be on the agenda, in order, whatever is on it already."""
    standing = standing_items(scope.group)
    found: list[Item] = []
    for each in standing:
        if each.form == "minutes":
            found += _minutes(scope, each)
        elif PAPERS in each.gathers:
            found += _papers(scope, standing)
        elif is_taken(scope, each):
            found += _standing(scope, each)
    if found and not found[0].lead:
        found[0] = found[0]._replace(lead=_chair(scope))
    return tuple(found)


def _minutes(scope: Scope, standing: StandingItem) -> Iterator[Item]:
    """An item for the minutes of each earlier meeting; the last one has the standing title."""
    waiting = minutes_to_agree(scope)
    if standing.if_any and not waiting:
        return
    for meeting in waiting[:-1]:
        day = meeting.date("date")
        assert day is not None
        title = f"Minutes of {write_date(day)}"
        yield Item(title, "minutes", standing.lead, (), meeting.id or "", (title,), True)
    last = waiting[-1].id or "" if waiting else ""
    yield Item(standing.title, "minutes", standing.lead, (), last, (standing.title,), bool(last))


def _standing(scope: Scope, standing: StandingItem) -> Iterator[Item]:
    is_arising = standing.form == "matters-arising"
    records = tuple(actions_arising(scope)) if is_arising else _gathered(scope, standing)
    has_paper = any(brings(standing, paper) for paper in scope.meeting.rows("papers"))
    if standing.if_any and not records and not has_paper:
        return
    by_rule = is_arising or not GATHERED_BY_RULE.isdisjoint(standing.gathers)
    yield Item(
        standing.title,
        standing.form,
        standing.lead or _owing(scope, standing),
        records,
        names=(standing.title,),
        is_due=has_paper or (by_rule and bool(records)),
        is_known_by_records=by_rule,
    )


def _gathered(scope: Scope, standing: StandingItem) -> tuple[str, ...]:
    """The records that an item brings together, each once."""
    found = (record for each in standing.gathers for record in gather(scope, each))
    return tuple(dict.fromkeys(found))


def _owing(scope: Scope, standing: StandingItem) -> str:
    """Who leads an item with a paper: whoever owes it, of a group its chair."""
    if not standing.paper:
        return ""
    owner = paper_owner(scope, standing)
    group = scope.portfolio.get_kind(owner, "group")
    return (chair_of(scope.portfolio, group, scope.day) or "") if group else owner


def paper_owner(scope: Scope, standing: StandingItem) -> str:
    """Who owes the paper of a standing item, by id."""
    return standing.paper_from or _chair(scope)


def _chair(scope: Scope) -> str:
    """Who takes the chair of the meeting, by id; empty where nobody is known."""
    named = scope.meeting.text("chaired_by")
    return named or chair_of(scope.portfolio, scope.group, scope.day) or ""


def is_taken(scope: Scope, standing: StandingItem) -> bool:
    """True unless a meeting took the item less than its interval ago."""
    interval = read_interval(standing.every)
    if interval is None:
        return True
    taken = [
        day
        for meeting in held_meetings(scope.portfolio, scope.group.id, scope.as_of)
        if (day := meeting.date("date")) is not None
        and day < scope.day
        and any(_is_named(item, (standing.title,)) for item in meeting.rows("items"))
    ]
    return not taken or interval.after(max(taken)) <= scope.day


def _papers(scope: Scope, standing: Sequence[StandingItem]) -> Iterator[Item]:
    """An item for each paper that comes with no standing item and presents nothing gathered."""
    gathered = {record for each in standing for record in _gathered(scope, each)}
    for paper in scope.meeting.rows("papers"):
        record = resolve(scope.portfolio, paper.text("record"))
        if any(brings(each, paper) for each in standing) or record in gathered:
            continue
        title = paper.words("title")
        records = (record,) if record else ()
        yield Item(title, "business", paper.words("owner"), records, "", (title,), True, True)


def place(
    rows: Sequence[Fields],
    composed: Sequence[Item],
    earlier: Sequence[Item] = (),
    agreed: frozenset[str] = frozenset(),
) -> tuple[Placed, ...]:
    """The items of the agenda in order: those that are there keep their places.

    An item is known again by its form, by its title, or by a record that it is
    about. Once an agenda has been made, what only stands and was taken out
    stays out; what is due comes back. What was brought together then and is
    settled now goes out; what somebody wrote stays.

    Args:
        rows: the items that are there.
        composed: those that should be.
        earlier: those that should have been on the day the agenda was made.
        agreed: the meetings whose minutes are agreed by now.
    """
    known = _recognise(rows, composed, agreed)
    before = _recognise(rows, earlier, frozenset())
    was_made = any(row.text("form") in OPENING for row in rows)
    order: list[Placed] = []
    for at, row in enumerate(rows):
        now = next((composed[each] for each, place in known.items() if place == at), None)
        then = next((earlier[each] for each, place in before.items() if place == at), None)
        if now is None and then is not None and then.is_due and _holds_only(row, then):
            continue
        settled = set(then.records if then else ()) - set(now.records if now else ())
        gone = tuple(each for each in row.texts("records") if each in settled)
        order.append(Placed(at, now, gone))
    for index, item in enumerate(composed):
        if index in known or (was_made and not item.is_due):
            continue
        order.insert(_place_of(order, composed, index), Placed(None, item))
    return tuple(order)


def _place_of(order: Sequence[Placed], composed: Sequence[Item], index: int) -> int:
    """Where a new item goes: behind the one composed before it, else before those to follow."""
    for before in reversed(composed[:index]):
        for at, placed in enumerate(order):
            if placed.item is before:
                return _behind_written(order, at + 1, composed[index])
    if composed[index].form in OPENING:
        return 0
    for after in composed[index + 1 :]:
        for at, placed in enumerate(order):
            if placed.item is after:
                return at
    return len(order)


def _behind_written(order: Sequence[Placed], at: int, item: Item) -> int:
    """What closes an agenda stands behind everything that somebody wrote into it."""
    if item.form in CLOSING:
        while at < len(order) and order[at].item is None:
            at += 1
    return at


def _holds_only(row: Fields, item: Item) -> bool:
    """True for an item that is as it was made: nobody has written anything into it."""
    return (
        set(row.values) <= {"number", "title", "form", "lead", "records", "approves_minutes_of"}
        and row.words("title") == item.title
        and row.words("lead") in ("", item.lead)
        and row.words("approves_minutes_of") in ("", item.approves)
        and set(row.texts("records")) <= set(item.records)
    )


def _recognise(
    rows: Sequence[Fields], composed: Sequence[Item], agreed: frozenset[str]
) -> dict[int, int]:
    """Which composed item is which row that is there, by their places."""

    def is_freed(row: Fields, item: Item) -> bool:
        """True for the item of minutes that are agreed by now; the next ones take its place."""
        is_agreed = row.text("approves_minutes_of") in agreed
        return is_agreed and row.text("form") == item.form and _is_named(row, item.names)

    known: dict[int, int] = {}
    for is_same in (_is_agreeing, is_freed, _is_of_form, _is_titled, _is_about):
        for index, item in enumerate(composed):
            if index in known:
                continue
            for at, row in enumerate(rows):
                if at not in known.values() and is_same(row, item):
                    known[index] = at
                    break
    return known


def _is_agreeing(row: Fields, item: Item) -> bool:
    return bool(item.approves) and row.text("approves_minutes_of") == item.approves


def _is_of_form(row: Fields, item: Item) -> bool:
    if item.form == "business" or row.text("form") != item.form:
        return False
    return not (item.approves and row.has("approves_minutes_of"))


def _is_titled(row: Fields, item: Item) -> bool:
    return item.form == "business" and _is_named(row, item.names)


def _is_named(row: Fields, names: Sequence[str]) -> bool:
    """True for a title that is one of the names, or one of them and more after a colon."""
    title = row.words("title").casefold()
    return any(
        title == name.casefold() or title.startswith(f"{name.casefold()}:") for name in names
    )


def _is_about(row: Fields, item: Item) -> bool:
    if not item.is_known_by_records or (row.text("form") or "business") != item.form:
        return False
    return bool(set(item.records) & set(row.texts("records")))
