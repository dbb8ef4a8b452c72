"""Lists narrowed by plain filters: whose a record is, how it stands, its source, since when.

Which fields a filter looks at follows from the kind's table of fields. A
kind without such a field cannot be narrowed by it, which is said and not
passed over: an empty list would look like an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sscp.governance.index import resolve
from sscp.governance.terms import organisation_of
from sscp.model.dates import write_date
from sscp.model.kind import Field, Kind, Shape
from sscp.model.record import Record
from sscp.timing.documents import last_day_of
from sscp.timing.states import CLOSED, RUNNING, State
from sscp.views.reckoned import RECKONED, Basis

_OWNERS = frozenset(
    "owner owners lead single_lead accountable lead_post agency payer to_post".split()
)
_SORTS = frozenset("raised_by comes_from made_by".split())
_CAME_FROM = frozenset("raised_at from_record".split())
_AHEAD = frozenset(
    "due until returns_due review_due target planned_publication valid_to next_meeting".split()
)
_DATED_ROWS = {"review": ("events", "on"), "audit": ("stages", "reached_on")}
_SETS = {
    "open": (*RUNNING, State.INTERVAL_NOT_SET),
    "closed": tuple(CLOSED),
}
"""Words for several states at once, where the states are those of what falls due."""
_DONE = (State.MET.value, State.BREACHED.value)
_RETURNED = {"returned": _DONE, "returned late": _DONE[1:], "withdrawn": ("withdrawn",)}
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "action": {"done": _DONE, "done late": _DONE[1:], "given up": ("withdrawn",)},
    "contribution": {"received": _DONE, "received late": _DONE[1:]},
    "recommendation": {"done": _DONE, "done late": _DONE[1:]},
    **dict.fromkeys(
        ("agency-return", "assurance-return", "audit-return", "data-return", "s11-return"),
        _RETURNED,
    ),
}
"""How the end of what falls due is called, by kind; the words of `State` are understood too."""
_ALSO = {
    "complete": "done",
    "completed": "done",
    "cancelled": "given_up",
    "received": "returned",
    "current": "in_force",
    "closed": "done",
}
"""Other words for the same, where a kind does not have them for something else."""


class Narrowing(NamedTuple):
    """What a list is narrowed to; None leaves it open. Ids throughout, and one state.

    `since` is the first day that counts; `source` an id or a sort of work such as audit.
    """

    owner: str | None = None
    group: str | None = None
    agency: str | None = None
    state: str | None = None
    source: str | None = None
    since: date | None = None


def fields_for(kind: Kind, what: str) -> tuple[Field, ...]:
    """The fields of a kind that a filter looks at, by the filter's name."""
    links = [field for field in kind.fields if field.shape is Shape.LINK]
    if what == "owner":
        return tuple(field for field in links if field.name in _OWNERS)
    if what == "group":
        return tuple(field for field in links if "group" in field.links)
    if what == "agency":
        return tuple(field for field in links if {"partner", "agency"} & {*field.links})
    if what == "since":
        dates = (Shape.DATE, Shape.MONTH)
        return tuple(
            field for field in kind.fields if field.shape in dates and field.name not in _AHEAD
        )
    return ()


def sorts_of(kind: Kind) -> frozenset[str]:
    """The sorts of work a record of a kind can come from."""
    return frozenset(
        choice.value for field in kind.fields if field.name in _SORTS for choice in field.choices
    )


def states_of(kind: Kind) -> tuple[str, ...]:
    """The words for how a record of a kind can stand; none where nothing says."""
    reckoning = RECKONED.get(kind.name)
    status = kind.field("status")
    words = [] if reckoning is None else list(reckoning.states)
    words += [choice.value for choice in status.choices] if status is not None else []
    if {state.value for state in RUNNING} <= {*words}:
        words += _SETS
    return tuple(dict.fromkeys(words))


def said_states(kind: Kind) -> tuple[str, ...]:
    """The same as a person is told them: no more than records of the kind can be."""
    words = states_of(kind)
    own = _WORDS.get(kind.name)
    if own is None:
        return tuple(word.replace("_", " ") for word in words)
    running = (State.OVERDUE, State.DUE_SOON, State.NOT_DUE)
    return ("open", *(state.words for state in running), *own)


def state_said(kind: Kind, state: str) -> str:
    """A state of a record of the kind, in words."""
    known = {each.value for each in State}
    if kind.name == "action" and state == State.WITHDRAWN.value:
        return "given up"
    return State(state).words if state in known else state.replace("_", " ").replace("-", " ")


def _meant(kind: Kind, state: str) -> frozenset[str]:
    """The states that a word stands for; none where the kind has no such state."""
    word = _spelt(state)
    for each in (word, _ALSO.get(word, word)):
        own = {_spelt(name): found for name, found in _WORDS.get(kind.name, {}).items()}
        if each in own:
            return frozenset(own[each])
        if each in {_spelt(name) for name in states_of(kind)}:
            several = {one.value for one in _SETS.get(each, ())}
            return frozenset(several | {each})
    return frozenset()


def why_not(kind: Kind, asked: Narrowing) -> str | None:
    """Why a kind cannot be narrowed so, as a sentence; None when it can."""
    name = kind.plural.capitalize()
    for what, told in (
        ("owner", "say who owns them"),
        ("group", "name a group"),
        ("agency", "name an organisation"),
        ("since", "have a date"),
    ):
        if getattr(asked, what) is None or fields_for(kind, what):
            continue
        if what != "since" or kind.name not in _DATED_ROWS:
            return f"{name} do not {told}, so --{what} cannot choose among them."
    if asked.state is None:
        return None
    if not states_of(kind):
        return f"{name} have no state, so --state cannot choose among them."
    if not _meant(kind, asked.state):
        listed = ", ".join(said_states(kind))
        return f"{asked.state} is no state of {kind.plural}; --state can be: {listed}."
    return None


def admits(basis: Basis, asked: Narrowing, record: Record) -> bool:
    """True when a record is wanted."""
    return (
        (asked.owner is None or _is_owned(basis, record, asked.owner))
        and (asked.group is None or asked.group in _ids(basis, record, "group"))
        and (asked.agency is None or asked.agency in _ids(basis, record, "agency"))
        and (asked.source is None or _comes_from(basis, record, asked.source))
        and (asked.since is None or _is_since(record, asked.since))
        and (asked.state is None or _stands(basis, record, asked.state))
    )


def _ids(basis: Basis, record: Record, what: str) -> set[str | None]:
    return {
        resolve(basis.seen, target)
        for field in fields_for(record.kind, what)
        for target in record.texts(field.name)
    }


def _is_owned(basis: Basis, record: Record, owner: str) -> bool:
    """True for the owner's own, and for what a post of that organisation owns."""
    owners = _ids(basis, record, "owner")
    return owner in owners or owner in {organisation_of(basis.seen, each) for each in owners}


def _comes_from(basis: Basis, record: Record, source: str) -> bool:
    sorts = {record.text(field.name) for field in record.kind.fields if field.name in _SORTS}
    named = [name.partition(" ")[0] for name in record.sources]
    named += [name for field in _CAME_FROM for name in record.texts(field)]
    return source in sorts or source in {resolve(basis.seen, name) for name in named}


def _is_since(record: Record, since: date) -> bool:
    """True when the first date of a record is that day or later; a month counts to its end."""
    return next(((day >= since) for day in _days(record)), False)


def _days(record: Record) -> Iterator[date]:
    if record.kind.name in _DATED_ROWS:
        table, column = _DATED_ROWS[record.kind.name]
        days = [day for row in record.rows(table) if (day := row.date(column)) is not None]
        yield from sorted(days)[:1]
        return
    for field in fields_for(record.kind, "since"):
        if (day := last_day_of(record.text(field.name))) is not None:
            yield day


def _stands(basis: Basis, record: Record, state: str) -> bool:
    wanted = _meant(record.kind, state)
    reckoning = RECKONED.get(record.kind.name)
    found = {record.text("status")}
    if reckoning is not None:
        found.add(str(reckoning.of(basis, record)["state"]))
    return any(_spelt(word) in wanted for word in found if word)


def _spelt(words: str) -> str:
    return words.strip().lower().replace("-", "_").replace(" ", "_")


def in_words(basis: Basis, asked: Narrowing) -> str:
    """What a list was narrowed to, for its heading; empty when to nothing."""
    told = [
        f"{what} {basis.seen.title_of(identity)}"
        for what, identity in (
            ("owner", asked.owner),
            ("group", asked.group),
            ("agency", asked.agency),
            ("source", asked.source),
        )
        if identity is not None
    ]
    if asked.state is not None:
        told.append(f"state {asked.state}")
    if asked.since is not None:
        told.append(f"since {write_date(asked.since)}")
    return ", ".join(told)
