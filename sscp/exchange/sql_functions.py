"""Functions for queries: our own, and dates that reckon from the day asked for.

In SQL, `now` is the day everything is reckoned from, never the machine's
clock: the same records and the same day give the same answer.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from sscp.exchange.table import BETWEEN, Cell
from sscp.views.reckoned import Basis

_DATES = ("date", "time", "datetime", "julianday", "strftime", "unixepoch", "timediff")
_TODAY = {"current_date": "date", "current_time": "time", "current_timestamp": "datetime"}
_PLACES = ("localtime", "utc")

FUNCTIONS = frozenset(
    """
    abs avg char coalesce count cume_dist dense_rank first_value format glob group_concat hex
    ifnull iif instr lag last_value lead length like likelihood likely lower ltrim max min
    nth_value ntile nullif percent_rank printf quote rank replace round row_number rtrim sign
    string_agg substr substring sum total trim typeof unicode unlikely upper
    ceil ceiling floor mod pow power sqrt
    date time datetime julianday strftime unixepoch timediff
    current_date current_time current_timestamp
    as_of has name_of
    """.split()
)
"""The functions that a query may use; the last three are ours."""


def add_functions(connection: sqlite3.Connection, basis: Basis) -> None:
    """Let queries on a connection use our functions."""
    now = basis.as_of.isoformat()

    def name_of(identity: Cell) -> Cell:
        found = basis.seen.get(str(identity)) if identity is not None else None
        return found.title.encode("utf-8", "replace").decode() if found is not None else None

    connection.create_function("as_of", 0, lambda: now, deterministic=True)
    connection.create_function("name_of", 1, name_of, deterministic=True)
    connection.create_function("has", 2, _has, deterministic=True)
    helper = sqlite3.connect(":memory:")
    for name in _DATES:
        if _is_known(helper, name):
            connection.create_function(name, -1, _reckoning(helper, name, now))
    for name, inner in _TODAY.items():
        connection.create_function(name, 0, _reckoning(helper, inner, now))


def _has(items: Cell, item: Cell) -> Cell:
    if items is None or item is None:
        return None
    return int(str(item) in str(items).split(BETWEEN))


def _is_known(helper: sqlite3.Connection, name: str) -> bool:
    """True when this SQLite has the function: some are younger than others."""
    found = helper.execute("SELECT 1 FROM pragma_function_list WHERE name = ?", (name,))
    return found.fetchone() is not None


def _reckoning(helper: sqlite3.Connection, name: str, now: str) -> Any:
    """SQLite's own function of dates, with another now and without the machine's time zone."""

    def reckon(*words: Cell) -> Cell:
        given = [now if str(word).strip().lower() == "now" else word for word in words]
        given = [word for word in given if word not in _PLACES]
        if len(given) == (name == "strftime"):
            given.append(now)
        marks = ", ".join("?" * len(given))
        found: Cell = helper.execute(f"SELECT {name}({marks})", given).fetchone()[0]
        return found

    return reckon
