"""All records of a register, indexed by id and by kind, with links in both directions."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

from sscp.model.kind import Field
from sscp.model.position import Path
from sscp.model.record import Record


class Portfolio:
    """The register in memory. Nothing in it changes once it is built.

    Attributes:
        records: every record that could be read, in the order of the files.
        settings: the register's settings, or None where they could not be read.
        is_restricted: True when records were left out for the reader's audience.
        by_id: the first record with each id.
    """

    def __init__(
        self, records: Iterable[Record], settings: Record | None, is_restricted: bool = False
    ) -> None:
        self.records: tuple[Record, ...] = tuple(records)
        self.settings = settings
        self.is_restricted = is_restricted
        self.by_id: dict[str, Record] = {}
        self._nearest: dict[str, str | None] = {}
        by_kind: dict[str, list[Record]] = {}
        for record in self.records:
            by_kind.setdefault(record.kind.name, []).append(record)
            if record.id is not None:
                self.by_id.setdefault(record.id, record)
        self._by_kind = {name: tuple(found) for name, found in by_kind.items()}

    def of_kind(self, name: str) -> tuple[Record, ...]:
        """The records of a kind, in the order of the files."""
        return self._by_kind.get(name, ())

    @cached_property
    def former_ids(self) -> dict[str, Record]:
        """Records by the ids they had before."""
        return {
            former: record
            for record in self.records
            if "formerly" in record.values
            for former in record.texts("formerly")
        }

    def get(self, identity: str | None) -> Record | None:
        """The record with that id, or that had it once."""
        if identity is None:
            return None
        found = self.by_id.get(identity)
        return found if found is not None else self.former_ids.get(identity)

    def present_id(self, identity: str) -> str:
        """The id that a record has today; whatever is no record's id stays as it is."""
        if identity in self.by_id or (found := self.former_ids.get(identity)) is None:
            return identity
        return found.id or identity

    def get_kind(self, identity: str | None, *kinds: str) -> Record | None:
        """The record with that id if it is of one of the kinds named."""
        found = self.get(identity)
        return found if found is not None and found.kind.name in kinds else None

    def title_of(self, identity: str | None) -> str:
        """The title of the record with that id; the id itself when there is none."""
        found = self.get(identity)
        return found.title if found else (identity or "")

    @cached_property
    def links(self) -> tuple[tuple[Record, Path, Field, str], ...]:
        """Every link: the record, the path and the field it stands in, and the id it names."""
        return tuple(
            (record, path, field, target)
            for record in self.records
            for path, field, target in record.links()
        )

    @cached_property
    def linked_from(self) -> dict[str, tuple[tuple[Record, Path, Field], ...]]:
        """For each id, the links that point to it: the record, the path and the field."""
        back: dict[str, list[tuple[Record, Path, Field]]] = {}
        for record, path, field, target in self.links:
            found = self.get(target)
            key = found.id if found is not None and found.id else target
            back.setdefault(key, []).append((record, path, field))
        return {key: tuple(found) for key, found in back.items()}

    @property
    def is_illustrative(self) -> bool:
        """True when the register says that it holds invented records."""
        return self.settings is not None and self.settings.is_illustrative

    def nearest_id(self, identity: str) -> str | None:
        """The known id that looks most like this one, for a hint.

        Only ids that begin alike are compared, so that a thousand broken links stay quick.
        """
        if identity not in self._nearest:
            beginning = identity[:2].lower()
            alike = [known for known in self.by_id if known[:2].lower() == beginning]
            near = get_close_matches(identity, alike, 1, 0.7)
            self._nearest[identity] = near[0] if near else None
        return self._nearest[identity]

    def find(self, words: str, *kinds: str) -> tuple[Record, ...]:
        """The records a person may mean by an id, a name, a paragraph or a fragment of one.

        One exact id, former id, paragraph or name wins over fragments.

        Args:
            words: what the person typed.
            kinds: the kinds of record that can be meant; any kind when none is named.
        """
        exact = self.get(words)
        if exact is not None and (not kinds or exact.kind.name in kinds):
            return (exact,)
        candidates = (
            [record for kind in kinds for record in self.of_kind(kind)] if kinds else self.records
        )
        wanted = words.strip().lower()
        if not wanted:
            return ()
        whole = tuple(
            record
            for record in candidates
            if wanted in (record.title.lower(), (record.id or "").lower())
            or wanted == (record.text("ref") or "").lower()
            or any(wanted == name.lower() for name in record.texts("also_known_as"))
        )
        if whole:
            return whole
        return tuple(
            record
            for record in candidates
            if wanted in record.title.lower() or wanted in (record.id or "").lower()
        )
