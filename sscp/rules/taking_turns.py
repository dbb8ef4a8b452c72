"""The rules looked at by two processes, where a register is so large that it is worth it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sscp.load.beside import Pile, begin, is_worth_it
from sscp.model.finding import Location
from sscp.rules.rule import Hit, Rule

Look = Callable[[Rule], Iterable[Hit]]
_LONGEST = ("LK", "ACT", "MTG", "PII")
"""The families that take longest; begun last, they would keep one process waiting."""


def look_with_each(rules: Sequence[Rule], look: Look, records: int) -> list[list[Hit]]:
    """What each rule finds, in the order of the rules.

    The processes take one family after the other from a common pile, so neither waits for long;
    the rules of a family rest on the same look-ups. What a second one does not bring back is
    looked for here.

    Args:
        rules: the rules to look with.
        look: gives what one of them finds.
        records: how many records there are to look at.
    """
    if not is_worth_it(records):
        return [list(look(rule)) for rule in rules]
    families = _families(rules)
    with Pile(len(families)) as pile:

        def taken() -> Iterator[int]:
            for family in pile:
                yield from families[family]

        other = begin(lambda: [_packed(number, look(rules[number])) for number in taken()])
        try:
            found = {number: list(look(rules[number])) for number in taken()}
        finally:
            rest = other.end() if other else None
    found |= map(_unpacked, rest or ())
    return [
        found[number] if number in found else list(look(rule)) for number, rule in enumerate(rules)
    ]


def _families(rules: Sequence[Rule]) -> list[list[int]]:
    """The numbers of the rules by family; those that look at records of every kind come first."""
    families: dict[str, list[int]] = {name: [] for name in _LONGEST}
    for number, rule in enumerate(rules):
        families.setdefault(rule.code.partition("-")[0], []).append(number)
    return list(families.values())


def _packed(number: int, hits: Iterable[Hit]) -> tuple[int, list[tuple[Any, ...]]]:
    """What a rule found as plain values, as a pipe between copies of one program can carry them."""
    return number, [(tuple(each.location), *each[1:]) for each in hits]


def _unpacked(row: tuple[int, list[tuple[Any, ...]]]) -> tuple[int, list[Hit]]:
    number, hits = row
    return number, [Hit(Location(*place), *rest) for place, *rest in hits]
