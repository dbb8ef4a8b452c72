"""The record that words of a person mean, for texts in which several records are named."""

from __future__ import annotations

from collections.abc import Collection

from sscp.errors import UsageError
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import kind_words, listed

_LISTED = 8


def the_one(portfolio: Portfolio, words: str, *kinds: str, likely: Collection[str] = ()) -> Record:
    """The one record that words mean: an id, a name, or a part of one.

    Args:
        portfolio: the register.
        words: what was written.
        kinds: the kinds that can be meant; any when none is named.
        likely: ids that are meant before others where the words fit several.

    Raises:
        UsageError: none fits, or several do.
    """
    as_id = portfolio.get("-".join(words.lower().split()))
    if as_id is not None and (not kinds or as_id.kind.name in kinds):
        return as_id
    found = portfolio.find(words, *kinds)
    if len(found) > 1:
        found = tuple(each for each in found if each.id in likely) or found
    if len(found) == 1:
        return found[0]
    noun = listed(map(kind_words, kinds), "or") or "record"
    if not found:
        near = portfolio.nearest_id(words)
        is_fitting = near is not None and (not kinds or portfolio.get_kind(near, *kinds))
        raise UsageError(
            f"There is no {noun} {words}." + (f" Did you mean {near}?" if is_fitting else "")
        )
    names = ", ".join(sorted(each.id or "" for each in found)[:_LISTED])
    more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    raise UsageError(f"{words} fits {len(found)} records: {names}{more}. Name one of them.")
