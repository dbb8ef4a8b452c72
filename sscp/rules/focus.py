"""The records around a change, for rules that need look no further.

A rule that says of itself `of_each` finds of a record only what follows from that record, the
records it names, those that name it, and the settings. After a change it can find something new
only at the records that changed and at their neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sscp.model.portfolio import Portfolio
from sscp.model.record import Record


class Focus(Portfolio):
    """Some records of a register; whatever they name is looked up in all of it."""

    def __init__(self, whole: Portfolio, records: Iterable[Record]) -> None:
        super().__init__(records, whole.settings)
        self.whole = whole
        self.by_id = whole.by_id

    @property
    def former_ids(self) -> dict[str, Record]:
        """The former ids of all records."""
        return self.whole.former_ids

    def nearest_id(self, identity: str) -> str | None:
        """The known id of any record that looks most like this one."""
        return self.whole.nearest_id(identity)


def names_in(record: Record) -> Iterator[str]:
    """The ids that a record names: in its links, and as its sources."""
    for _, _, target in record.links():
        yield target
    for source in record.sources:
        yield source.split(" ", 1)[0]


def focus_both(was: Portfolio, now: Portfolio) -> tuple[Focus, Focus]:
    """What lies around the difference of two states of a register, in each of them.

    Records of files that did not change are the same objects in both (`sscp.load.loader.reload`);
    those of a list of which others changed are told by id and values.
    """
    before, after = set(was.records), set(now.records)
    known = {_likeness(record): record for record in after - before}
    kept = {record for record in before - after if _is_alike(record, known.get(_likeness(record)))}
    likenesses = set(map(_likeness, kept))
    changed = [each for each in (before ^ after) - kept if _likeness(each) not in likenesses]
    # A link may still name a record by an id that it had before.
    ids = {each.id for each in changed} | {
        old for each in changed for old in each.texts("formerly")
    }
    naming = {each for each in before | after if not ids.isdisjoint(names_in(each))}
    return _focus(was, changed, naming), _focus(now, changed, naming)


def _likeness(record: Record) -> tuple[str, str | None]:
    return record.kind.name, record.id


def _is_alike(record: Record, other: Record | None) -> bool:
    return other is not None and record.id is not None and record.values == other.values


def _focus(whole: Portfolio, changed: Iterable[Record], naming: set[Record]) -> Focus:
    named = {whole.get(name) for record in changed for name in names_in(record)}
    around = {*changed, *naming, *named}
    return Focus(whole, (each for each in whole.records if each in around))
