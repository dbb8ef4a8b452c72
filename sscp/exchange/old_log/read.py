"""A hand-made action log as new actions: good rows are kept, bad ones listed with their reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sscp.exchange.old_log.columns import Columns
from sscp.exchange.old_log.rows import Draft, Where, read_old_row
from sscp.exchange.reading import EMPTY, Cell, Formula, heading_key
from sscp.model.kinds.meetings import ACTION
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.views.action_sheet import view_action_sheet
from sscp.work.proposal import Item, Left, Proposal
from sscp.write.change import Desk
from sscp.write.edits import AddRow, Edit, NewRecord

_Key = tuple[str, date | None]


def read_old_log(columns: Columns, desk: Desk, origin: str | None, group: str | None) -> Proposal:
    """What a hand-made log brings to the register.

    Args:
        columns: the tables of the file, and how their columns are read.
        desk: the register, the day, and new ids.
        origin: the id of the record that actions came from where a row names none.
        group: the id of the group that watches over them where a row names none.
    """
    portfolio = desk.portfolio
    where = Where(
        portfolio,
        view_action_sheet(portfolio, desk.as_of),
        portfolio.get(origin),
        portfolio.get(group),
    )
    known = _known(portfolio)
    items: list[Item] = []
    left: list[Left] = []
    seen: dict[_Key, str] = {}
    rows = there = 0
    for place, cells, headings in _lines(columns):
        rows += 1
        draft = read_old_row(where, cells, headings)
        if not isinstance(draft, Draft):
            left.append(Left("", place, _sentence(draft, cells)))
            continue
        key = _key(draft.values["title"], draft.values["raised_on"])
        if key in known:
            there += 1
        elif key in seen:
            left.append(Left("", place, f"The row says the same as {seen[key]}."))
        else:
            seen[key] = place
            items.append(_item(desk, draft, place))
    return Proposal(
        tuple(items),
        tuple(left),
        rows,
        there,
        columns.sentences(),
        columns.edits(portfolio.settings) if items else (),
    )


def _lines(
    columns: Columns,
) -> Iterator[tuple[str, dict[str, Cell | Formula], dict[str, str]]]:
    """Each row: where it stands, its cells by field, and the headings by field."""
    for table in columns.tables:
        keys = [heading_key(heading) for heading in table.headings]
        fields = [columns.fields.get(key, "") for key in keys]
        headings = dict(zip(fields, table.headings, strict=True))
        for row in table.rows:
            cells = {field: cell for field, cell in zip(fields, row.cells, strict=False) if field}
            if any(cell.text for cell in cells.values()):
                several = len(columns.tables) > 1
                place = f"{table.page}, row {row.number}" if several else f"row {row.number}"
                yield place, cells, headings


def _sentence(reasons: tuple[str, ...], cells: dict[str, Cell | Formula]) -> str:
    title = cells.get("title", EMPTY).text
    said = "; ".join(reasons)
    return f"{said[:1].upper()}{said[1:]}." + (f" ({title[:50]})" if title else "")


def _known(portfolio: Portfolio) -> frozenset[_Key]:
    return frozenset(
        _key(action.title, action.date("raised_on")) for action in portfolio.of_kind("action")
    )


def _key(title: str, raised_on: date | None) -> _Key:
    return " ".join(title.split()).casefold(), raised_on


def _item(desk: Desk, draft: Draft, place: str) -> Item:
    identity = desk.new_id(ACTION, draft.values["raised_on"].year)
    edits: list[Edit] = [NewRecord(ACTION, {"id": identity, **draft.values})]
    number = _agenda_place(draft.origin, draft.values.get("item", ""))
    if number is not None:
        edits.append(AddRow(draft.origin.id or "", ("items", number, "actions"), identity))
    return Item(
        place, identity, draft.values["title"], place, draft.words, tuple(edits), is_new=True
    )


def _agenda_place(origin: Record, item: str) -> int | None:
    """Which row of the agenda has that number, so that it can list the action."""
    if origin.kind.name != "meeting" or not item:
        return None
    numbers = [row.text("number") for row in origin.rows("items")]
    return numbers.index(item) if item in numbers else None
