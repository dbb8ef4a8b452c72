"""What is wrong with a query, in a sentence that helps: what was meant, and what there is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from sscp.exchange.database import SQL_WORDS, column_names, named_in
from sscp.exchange.sql_functions import FUNCTIONS
from sscp.exchange.sql_views import VIEWS
from sscp.exchange.tables import all_tables, tables_of
from sscp.model.kinds.catalogue import BY_NAME
from sscp.render.lines import safe

_NO_TABLE = re.compile(r"no such table: (?:\w+\.)?(.+)")
_NO_COLUMN = re.compile(r"no such column: (?:.+\.)?(.+)")
_TWO_COLUMNS = re.compile(r"ambiguous column name: (.+)")
_NO_FUNCTION = re.compile(r"(?:no such function|wrong number of arguments to function):? (\w+)")
_NEAR = re.compile(r'near "(.+)": syntax error')
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LISTED = "`sscp query --tables` lists the tables."


def explain(message: str, sql: str) -> str:
    """What SQLite says of a query, as a sentence with the nearest names."""
    for pattern, tell in (
        (_NO_TABLE, _no_table),
        (_NO_COLUMN, _no_column),
        (_TWO_COLUMNS, _two_columns),
        (_NO_FUNCTION, _no_function),
        (_NEAR, _near),
    ):
        if found := pattern.match(message):
            return tell(safe(found[1]), sql)
    for part, told in _PLAIN.items():
        if part in message:
            return told
    return f"The query cannot be answered: {safe(message)}."


_PLAIN = {
    "may not be modified": "A query only reads: it begins with SELECT or WITH, and no more.",
    "term out of range": "A number after ORDER BY or GROUP BY counts the columns of the answer.",
    "same number of result columns": "The parts that UNION joins must have as many columns each.",
    "sub-select returns": "A query in brackets that stands for a value has one column.",
    "datatype mismatch": "A number is needed where the query has something else, as after LIMIT.",
    "misuse of aggregate": "count(), sum() and the like stand after SELECT or HAVING only.",
    "incomplete input": "The query ends too early. " + _LISTED,
    "one statement": "Ask one query at a time, without a second one after a semicolon.",
    "bindings": "Write values into the query itself: ? and :name stand for nothing here.",
    "unrecognized token": "A sign in the query is unknown to SQL, or a quote is not closed.",
    "string or blob too big": "A value in the answer would be too long.",
    "query string is too large": "The query is too long.",
    "out of memory": "The query needs too much memory: narrow it.",
    "LIKE or GLOB pattern too complex": "The pattern after LIKE or GLOB is too long.",
    "null character": "The query holds a character that is no text.",
    "surrogates not allowed": "The query holds a character that is no text.",
}


def _no_table(name: str, _sql: str) -> str:
    return no_table(name)


def no_table(name: str) -> str:
    """That there is no table of a name, and which one may be meant."""
    kind = BY_NAME.get(name.lower().replace("_", "-"))
    names = [*all_tables(), *(view.name for view in VIEWS)]
    near = [tables_of(kind)[0].name] if kind is not None else _near_names(name.lower(), names)
    return f"There is no table {name}. {_meant(near) or _LISTED}"


def _no_column(name: str, sql: str) -> str:
    tables = _named(sql)
    columns = [column for table in tables for column in column_names(table)]
    where = f" in {' or '.join(tables)}" if tables else ""
    hint = _meant(_near_names(name.lower(), columns))
    if not hint and len(tables) == 1:
        hint = f"There are: {', '.join(columns)}."
    return f"There is no column {name}{where}. {hint or _LISTED}"


def _two_columns(name: str, sql: str) -> str:
    tables = [table for table in _named(sql) if name.rpartition(".")[2] in column_names(table)]
    such = f", such as {tables[0]}.{name}" if tables else ""
    return f"{name} is a column of more than one table: write it with its table{such}."


def _no_function(name: str, _sql: str) -> str:
    if name.lower() in FUNCTIONS:
        return f"{name}() needs other values in its brackets than it has here."
    near = _near_names(name.lower(), FUNCTIONS)
    return f"There is no function {name}. {_meant(near)}".rstrip()


def _near(word: str, sql: str) -> str:
    if word.lower() in SQL_WORDS:
        with_word = [table for table in _named(sql) if f"{word.lower()}_" in column_names(table)]
        if with_word:
            return (
                f"SQL cannot read this at {word}, a word of its own."
                f" The column of {with_word[0]} is called {word.lower()}_."
            )
    return f"SQL cannot read this at {word}."


def _named(sql: str) -> list[str]:
    """The tables and views that a query names, in the order of its words."""
    known = named_in(sql)
    words = dict.fromkeys(word.lower() for word in _WORD.findall(sql))
    return [word for word in words if word in known]


def _near_names(word: str, names: Iterable[str]) -> list[str]:
    return get_close_matches(word, list(dict.fromkeys(names)), 3, 0.6)


def _meant(names: list[str]) -> str:
    return f"Did you mean {' or '.join(names)}?" if names else ""
