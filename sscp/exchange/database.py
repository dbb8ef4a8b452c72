"""The register as an SQLite database: its tables and views, in memory or as a file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Container, Iterable
from functools import cache

from sscp.exchange.sql_views import VIEWS
from sscp.exchange.table import Cell, Table
from sscp.exchange.tables import all_tables
from sscp.views.reckoned import Basis

SQL_WORDS = frozenset(
    """
    add all alter and as autoincrement between case check collate commit constraint create
    default deferrable delete distinct drop else escape except exists foreign from group having
    if in index insert intersect into is isnull join limit not nothing notnull null on or order
    primary references returning select set table then to transaction union unique update using
    values when where
    """.split()
)
"""Words that SQL keeps for itself: a column of that name ends in `_`."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LARGEST = 2**63 - 1


def sql_name(name: str) -> str:
    """The name of a column in SQL, where some words are taken."""
    return f"{name}_" if name in SQL_WORDS else name


def named_in(sql: str) -> frozenset[str]:
    """The tables and views that the words of a query name, those behind its views among them."""
    views = {view.name: view.sql for view in VIEWS}
    found: set[str] = set()
    waiting = [sql]
    while waiting:
        words = {word.lower() for word in _WORD.findall(waiting.pop())} - found
        found |= words & all_tables().keys() | words & views.keys()
        waiting += (views[word] for word in words & views.keys())
    return frozenset(found)


def create(names: Container[str] | None = None) -> sqlite3.Connection:
    """A database in memory with tables, still empty, and views: those named, or all."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for table in all_tables().values():
        if names is None or table.name in names:
            columns = ", ".join(f'"{sql_name(one.name)}" {one.type}' for one in table.columns)
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
    for view in VIEWS:
        if names is None or view.name in names:
            connection.execute(f'CREATE VIEW "{view.name}" AS {view.sql.strip()}')
    return connection


def fill(connection: sqlite3.Connection, table: Table, basis: Basis) -> None:
    """Put the rows of a table into it."""
    places = ", ".join("?" * len(table.columns))
    connection.execute("BEGIN")
    connection.executemany(
        f'INSERT INTO "{table.name}" VALUES ({places})',  # noqa: S608 - names of ours, not a person's
        (_storable(row) for row in table.rows(basis)),
    )
    connection.execute("COMMIT")


def _storable(row: Iterable[Cell]) -> tuple[Cell, ...]:
    """A row as the database can hold it: whole characters, numbers of 64 bits."""
    return tuple(_storable_cell(value) for value in row)


def _storable_cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, int) and abs(value) > _LARGEST:
        return str(value)
    return value


def database_file(basis: Basis) -> bytes:
    """The whole register as the bytes of an SQLite file; the same records give the same bytes."""
    connection = create()
    try:
        for table in all_tables().values():
            fill(connection, table, basis)
        return connection.serialize()
    finally:
        connection.close()


@cache
def column_names(name: str) -> tuple[str, ...]:
    """The names of the columns of a table or a view, as SQL knows them."""
    connection = create(named_in(name))
    try:
        found = connection.execute(f'SELECT * FROM "{name}"').description  # noqa: S608 - as above
    finally:
        connection.close()
    return tuple(each[0] for each in found)
