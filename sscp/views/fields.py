"""The fields of a record as a person reads them: each with what it holds now, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sscp.model.kind import Field, Shape
from sscp.model.portfolio import Portfolio
from sscp.views.records import value_words

_LAST = 3
_LISTED = 2


class FieldNow(NamedTuple):
    """A field and what it holds: its name in words, and the value in words; empty for nothing."""

    field: Field
    name: str
    words: str


def fields_now(
    portfolio: Portfolio, fields: tuple[Field, ...], values: Mapping[str, Any]
) -> tuple[FieldNow, ...]:
    """Every field of a record or of a row, in the order of the declaration."""
    return tuple(
        FieldNow(field, field.name.replace("_", " "), _words(portfolio, field, values))
        for field in fields
    )


def _words(portfolio: Portfolio, field: Field, values: Mapping[str, Any]) -> str:
    value = values.get(field.name)
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, list) and field.shape is Shape.PART:
        count = f"{len(value)} row{'' if len(value) == 1 else 's'}"
        return f"{count}, the last: {row_words(portfolio, field, value[-1], _LAST)}"
    if isinstance(value, list):
        shown = "; ".join(value_words(portfolio, field, each) for each in value[:_LISTED])
        more = len(value) - _LISTED
        return f"{shown}; and {more} more" if more > 0 else shown
    if isinstance(value, dict):
        return row_words(portfolio, field, value)
    return value_words(portfolio, field, value)


def row_words(portfolio: Portfolio, field: Field, row: Any, most: int = 0) -> str:
    """A row of a list in words: what its fields hold, the first ones only where `most` is given."""
    if not isinstance(row, dict):
        return value_words(portfolio, field, row)
    found = [each.words for each in fields_now(portfolio, field.fields, row) if each.words]
    return "; ".join(found[:most] if most else found)
