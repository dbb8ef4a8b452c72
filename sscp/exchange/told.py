"""What there is to ask: every table and view with its columns, as plain data."""

from __future__ import annotations

from typing import NamedTuple

from sscp.errors import UsageError
from sscp.exchange.database import column_names, sql_name
from sscp.exchange.sql_trouble import no_table
from sscp.exchange.sql_views import VIEWS
from sscp.exchange.table import Column, Sort
from sscp.exchange.tables import all_tables


class Told(NamedTuple):
    """A table or a view: its name, what sort it is, what its rows are, and its columns."""

    name: str
    sort: str
    help: str
    columns: tuple[Column, ...]


VIEW = "common question"


def tell() -> tuple[Told, ...]:
    """Every view, then every table: what is worked out first, records, lists in records last."""
    views = (
        Told(view.name, VIEW, view.help, tuple(Column(one, "") for one in column_names(view.name)))
        for view in VIEWS
    )
    tables = sorted(all_tables().values(), key=lambda table: _ORDER.index(table.sort))
    return (
        *views,
        *(
            Told(
                table.name,
                table.sort.value,
                table.help,
                tuple(one._replace(name=sql_name(one.name)) for one in table.columns),
            )
            for table in tables
        ),
    )


_ORDER = (Sort.RECKONED, Sort.RECORDS, Sort.ROWS)


def require_told(name: str) -> Told:
    """The table or view of that name.

    Raises:
        UsageError: there is none.
    """
    wanted = name.strip().lower()
    for told in tell():
        if told.name == wanted:
            return told
    raise UsageError(no_table(wanted))
