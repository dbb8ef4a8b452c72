"""Whatever stands in records comes out of the database as it went in."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sscp.exchange.query import ask
from sscp.exchange.tables import all_tables
from sscp.views.reckoned import Basis
from tests.builders import AS_OF, build

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
    st.sampled_from(("2023-05-17", "=1+1", "'", '"', "; ", "NULL", "--", "\u202e", "\t")),
)
VALUES = st.one_of(
    SCALARS, st.lists(SCALARS, max_size=3), st.dictionaries(SCALARS.map(str), SCALARS)
)
FIELDS = st.sampled_from(
    "name purpose reports_to monitors seats inferred from until quorum chair_terms notes".split()
)
RECORDS = st.lists(st.dictionaries(FIELDS, VALUES, max_size=6), max_size=4)


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_a_table_asked_for_whole_is_what_the_records_say(records: list[dict[str, Any]]) -> None:
    groups = [{"id": f"g-{at}", **fields} for at, fields in enumerate(records)]
    portfolio = build(groups=groups)
    basis = Basis(portfolio, portfolio, AS_OF, tuple, tuple)
    for name in ("groups", "group_chair_terms", "records", "links"):
        table = all_tables()[name]
        stored = [column.type for column in table.columns]
        found = ask(basis, f"SELECT * FROM {name}").rows
        told = list(table.rows(basis))
        assert len(found) == len(told)
        for row, wanted in zip(found, told, strict=True):
            for cell, value, kind in zip(row, wanted, stored, strict=True):
                same = cell == value or str(cell) == str(value)
                assert same or (kind != "TEXT" and float(str(cell)) == float(str(value)))
