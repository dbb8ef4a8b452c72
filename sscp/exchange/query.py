"""Questions in SQL: answered from a database in memory that nothing can change.

SQLite asks us about every step of a statement before it runs (its authorizer),
and all but reading these tables with these functions is refused: writing,
other files, settings, extensions. Time, memory and the size of an answer have
limits, since a query can also run for ever.

Only the tables that a query names are made and filled.

Source: SQLite, "Defense Against The Dark Arts", section 1.1.
"""

from __future__ import annotations

import math
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sscp.errors import UsageError
from sscp.exchange.database import create, fill, named_in
from sscp.exchange.sql_functions import FUNCTIONS, add_functions
from sscp.exchange.sql_trouble import explain
from sscp.exchange.sql_views import VIEWS
from sscp.exchange.table import Cell
from sscp.exchange.tables import all_tables
from sscp.views.reckoned import Basis


class Limits(NamedTuple):
    """How far a query may go.

    Attributes:
        seconds: it may run.
        rows: an answer may have.
        text: characters in a whole answer.
        cell: bytes of one value, or of one row of a table; a file of records has 2 MB at most.
        memory: bytes that SQLite may use.
    """

    seconds: float = 10.0
    rows: int = 1_000_000
    text: int = 100_000_000
    cell: int = 4_000_000
    memory: int = 512 * 1024 * 1024


LIMITS = Limits()


class Answer(NamedTuple):
    """What a query found: the names of its columns, each given once, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def ask(basis: Basis, sql: str) -> Answer:
    """The answer to a query.

    Raises:
        UsageError: it is no query, asks for what isn't there, or goes beyond the limits.
    """
    connection = create(named_in(sql))
    try:
        return _Guarded(connection, LIMITS).ask(basis, sql)
    finally:
        connection.close()


_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE)
_STEPS_BETWEEN_LOOKS = 10_000


class _Guarded:
    """A database that answers one query and refuses whatever is not reading."""

    def __init__(self, connection: sqlite3.Connection, limits: Limits) -> None:
        self.connection = connection
        self.limits = limits
        self.named: set[str] = set()
        self.refused: str | None = None
        self.stopped = False
        self._deadline = math.inf
        self._known = {*all_tables(), *(view.name for view in VIEWS)}
        modules = connection.execute("SELECT name FROM pragma_module_list")
        self._modules = {name.lower() for (name,) in modules}

    def ask(self, basis: Basis, sql: str) -> Answer:
        """Find out which tables the query names, fill them, and answer it."""
        add_functions(self.connection, basis)
        self._set_limits()
        with self._in_words(sql):
            self.connection.set_authorizer(self._authorize)
            self.connection.execute(f"EXPLAIN {sql}")
        self.connection.set_authorizer(None)
        for name in sorted(self.named & all_tables().keys()):
            fill(self.connection, all_tables()[name], basis)
        self.connection.execute("PRAGMA query_only = ON")
        with self._in_words(sql):
            self.connection.set_authorizer(self._authorize)
            return self._answer(sql)

    @contextmanager
    def _in_words(self, sql: str) -> Iterator[None]:
        """Whatever is wrong with the query becomes one sentence."""
        try:
            yield
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            if self.stopped:
                raise UsageError(self._too_long()) from error
            if str(error) == "interrupted":
                raise KeyboardInterrupt from error
            raise UsageError(self.refused or explain(str(error), sql)) from error
        except MemoryError as error:
            raise UsageError("The query needs too much memory: narrow it.") from error

    def _set_limits(self) -> None:
        limit = self.connection.setlimit
        limit(sqlite3.SQLITE_LIMIT_LENGTH, self.limits.cell)
        limit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1_000_000)
        limit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        limit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000)
        limit(sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0)
        self.connection.execute("PRAGMA temp_store = MEMORY")
        self.connection.execute("PRAGMA trusted_schema = OFF")
        self.connection.execute(f"PRAGMA hard_heap_limit = {self.limits.memory:d}")
        self.connection.text_factory = _read_text

    def _authorize(
        self, action: int, one: str | None, two: str | None, database: str | None, _: str | None
    ) -> int:
        """SQLite's question about one step of a statement: may it?"""
        if action in _READING:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION:
            if (two or "").lower() in FUNCTIONS:
                return sqlite3.SQLITE_OK
            self.refused = f"A query cannot use the function {two}."
        elif action == sqlite3.SQLITE_READ and self._may_read(one or "", database):
            self.named.add(one or "")
            return sqlite3.SQLITE_OK
        else:
            self.refused = self.refused or (
                "A query only reads: it begins with SELECT or WITH, and nothing else is done."
            )
        return sqlite3.SQLITE_DENY

    def _may_read(self, name: str, database: str | None) -> bool:
        """True for our tables, and for names that a query gives to parts of itself."""
        if name.lower() in self._modules or name.lower().startswith("pragma_"):
            return False
        return name in self._known or database is None

    def _answer(self, sql: str) -> Answer:
        self._deadline = time.monotonic() + self.limits.seconds
        self.connection.set_progress_handler(self._is_late, _STEPS_BETWEEN_LOOKS)
        cursor = self.connection.execute(sql)
        columns = _once_each(each[0] for each in cursor.description)
        rows: list[tuple[Cell, ...]] = []
        size = 0
        for row in cursor:
            rows.append(tuple(_plain(value) for value in row))
            size += sum(len(value) for value in row if isinstance(value, (str, bytes)))
            if len(rows) > self.limits.rows or size > self.limits.text:
                raise UsageError(
                    f"The answer is longer than {self.limits.rows:,} rows or"
                    f" {self.limits.text:,} characters: narrow it with WHERE or LIMIT."
                )
        return Answer(columns, tuple(rows))

    def _is_late(self) -> bool:
        self.stopped = self.stopped or time.monotonic() > self._deadline
        return self.stopped

    def _too_long(self) -> str:
        return (
            f"The query was stopped after {self.limits.seconds:g} seconds;"
            " it may never end. Narrow it with WHERE, or join its tables ON something."
        )


def _read_text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _once_each(names: Iterable[str]) -> tuple[str, ...]:
    """Names of columns without doubles: a second `id` becomes `id_2`."""
    found: list[str] = []
    for name in names:
        unique, number = name, 1
        while unique in found:
            number += 1
            unique = f"{name}_{number}"
        found.append(unique)
    return tuple(found)


def _plain(value: Any) -> Cell:
    """A value that every format can hold: bytes as hexadecimal, no endless numbers."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value  # type: ignore[no-any-return]
