"""What a new record takes over from the records it comes from."""

from __future__ import annotations

from typing import Any

from sscp.model.portfolio import Portfolio
from sscp.model.record import Record

SENSITIVE = "OFFICIAL-SENSITIVE"


def marks_of(portfolio: Portfolio, *parents: Record | None) -> dict[str, Any]:
    """The mark of an invented example and the protective marking, as the parents have them.

    In a register that holds invented records everything recorded is invented.
    """
    known = [each for each in parents if each is not None]
    marks: dict[str, Any] = {}
    if portfolio.is_illustrative or any(each.is_illustrative for each in known):
        marks["illustrative"] = True
    if any(each.text("classification") == SENSITIVE for each in known):
        marks["classification"] = SENSITIVE
    return marks


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """The values without those that are empty."""
    return {
        name: value for name, value in values.items() if value not in (None, "", (), [], {}, False)
    }


def sources(*found: str | None) -> str | list[str]:
    """Where a record comes from: one source by itself, several as a list."""
    known = [each for each in found if each]
    return known[0] if len(known) == 1 else known
