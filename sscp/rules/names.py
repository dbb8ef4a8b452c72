"""Family NAM: one name for one thing, and a name that changed with its history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sscp.governance.index import resolve
from sscp.governance.terms import is_in_force
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.position import Path
from sscp.model.record import Record
from sscp.rules.rule import Hit, Rule, hit

_NO_WORD = re.compile(r"[^0-9a-z]+")


def _plain(name: str) -> str:
    """A name for comparing: small letters, no marks, `and` for &, no article before it."""
    words = _NO_WORD.sub(" ", name.lower().replace("&", " and ")).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _names(record: Record) -> Iterator[tuple[Path, str]]:
    """The names a record goes by, each with its place."""
    own = record.text(record.kind.title_field)
    if own is not None:
        yield (record.kind.title_field,), own
    for position, name in enumerate(record.texts("also_known_as")):
        yield ("also_known_as", position), name


def _shared(
    portfolio: Portfolio, as_of: date, *kinds: str
) -> Iterator[tuple[Record, Path, Record]]:
    """Records, among those in force, that go by a name another one had first.

    Posts are only compared within their organisation. Each pair is told once.
    """
    first: dict[tuple[str | None, str], Record] = {}
    for kind in kinds:
        for record in portfolio.of_kind(kind):
            if not is_in_force(record, as_of):
                continue
            home = resolve(portfolio, record.text("organisation")) if kind == "post" else None
            told: set[str | None] = set()
            for path, name in _names(record):
                other = first.setdefault((home, _plain(name)), record)
                if other is not record and other.id not in told:
                    told.add(other.id)
                    yield record, path, other


def _check_posts(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Two posts of one organisation that go by the same title."""
    for record, path, other in _shared(portfolio, as_of, "post"):
        yield hit(
            record,
            path,
            f"{record.id} and {other.id} go by the same title in one organisation.",
        )


def _check_bodies(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Two organisations, or two groups, that go by the same name."""
    for kinds in (("partner", "agency"), ("group",)):
        for record, path, other in _shared(portfolio, as_of, *kinds):
            yield hit(record, path, f"{record.id} goes by a name of {other.id}.")


def _check_history(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Earlier names that are not earlier."""
    for kind in ("partner", "agency"):
        for record in portfolio.of_kind(kind):
            before: date | None = None
            end = record.date("until")
            for row in record.rows("earlier_names"):
                until, name = row.date("until"), row.text("name")
                if name is not None and _plain(name) == _plain(record.title):
                    yield hit(row, "name", f"The earlier name {name} is also the present one.")
                if until is None:
                    continue
                if before is not None and until <= before:
                    yield hit(
                        row,
                        "until",
                        f"This name ended on {write_date(until)}, not after the one above it,"
                        f" {write_date(before)}.",
                    )
                if end is not None and until >= end:
                    yield hit(
                        row,
                        "until",
                        f"This name lasted until {write_date(until)}, but the record itself ends"
                        f" on {write_date(end)}: there is no time for the present name.",
                    )
                before = until


_LAYOUT = "record layout of this register (docs/reference/records.md)"

RULES: tuple[Rule, ...] = (
    Rule(
        "NAM-01",
        "two-titles-one-post",
        Severity.WARNING,
        "A post has one record, whatever titles it goes by.",
        "Two texts name one post differently; with two records each has half of its duties.",
        _LAYOUT,
        "Keep one record with the other title under `also_known_as`, and the other id under"
        " `formerly`.",
        _check_posts,
    ),
    Rule(
        "NAM-02",
        "same-name-twice",
        Severity.WARNING,
        "No two organisations and no two groups go by the same name.",
        "Whoever types the name gets two records, and so does whoever reads the minutes.",
        _LAYOUT,
        "Merge the two, or take the name away from one of them.",
        _check_bodies,
    ),
    Rule(
        "NAM-03",
        "earlier-name-not-earlier",
        Severity.ERROR,
        "Earlier names stand oldest first and ended before the present one began.",
        "An old minute is read with the name of its day.",
        _LAYOUT,
        "Correct the name or its `until`, the first day of the next name.",
        _check_history,
    ),
)
