"""Family DOC: versions in order, a cover that agrees, corrections that correct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from sscp.governance.terms import read_first_day
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.editions import EDITIONS, edition_on


def _number(version: str | None) -> tuple[int, ...] | None:
    """A version's number for comparing, so that 1.10 comes after 1.9; None where it has none."""
    parts = (version or "").removeprefix("v").split(".")
    return tuple(int(each) for each in parts) if all(each.isdecimal() for each in parts) else None


def _is_earlier(one: str | None, other: str | None) -> bool:
    """True when a date is earlier, as far as both are known: 2023-04 is not before 2023-04-14."""
    if one is None or other is None or not (read_first_day(one) and read_first_day(other)):
        return False
    known = min(len(one), len(other))
    return one[:known] < other[:known]


def _is_other(one: str | None, other: str | None) -> bool:
    """True when two dates differ, as far as both are known."""
    return _is_earlier(one, other) or _is_earlier(other, one)


def _last_rows(document: Record, as_of: date) -> tuple[Fields, ...]:
    """The last version in the table, and the last one that was there by a day."""
    versions = document.rows("versions")
    there = [
        each
        for each in versions
        if (day := read_first_day(each.text("date"))) is not None and day <= as_of
    ]
    return (*versions[-1:], *there[-1:])


def _check_order(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Version rows whose number or date goes back."""
    for document in portfolio.of_kind("document"):
        for before, row in pairwise(document.rows("versions")):
            number, earlier = _number(row.text("version")), _number(before.text("version"))
            if number is not None and earlier is not None and number < earlier:
                yield hit(
                    row,
                    "version",
                    f"Version {row.text('version')} stands after version {before.text('version')}.",
                )
            if _is_earlier(row.text("date"), before.text("date")):
                yield hit(
                    row,
                    "date",
                    f"Version {row.text('version')} is of {row.text('date')}, the one above it of"
                    f" {before.text('date')}.",
                )


def _check_once(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Version numbers that stand twice."""
    for document in portfolio.of_kind("document"):
        seen: set[str | None] = set()
        for row in document.rows("versions"):
            version = row.text("version")
            if version is not None and version in seen:
                yield hit(row, "version", f"Version {version} stands in the table twice.")
            seen.add(version)


def _versions(rows: Iterable[Fields]) -> set[str | None]:
    return {each.text("version") for each in rows}


def _check_cover(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Covers that show another version or date than the last row of the table."""
    for document in portfolio.of_kind("document"):
        rows = _last_rows(document, as_of)
        if not rows:
            continue
        version, day = document.text("cover_version"), document.text("cover_date")
        if version is not None and rows[0].has("version") and version not in _versions(rows):
            yield hit(
                document,
                "cover_version",
                f"The cover says version {version}, the last row of the version table"
                f" {rows[0].text('version')}.",
            )
        if day is None or not rows[0].has("date"):
            continue
        if all(_is_other(day, each.text("date")) for each in rows):
            yield hit(
                document,
                "cover_date",
                f"The cover is dated {day}, the last row of the version table"
                f" {rows[0].text('date')}.",
            )


def _check_current(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Versions in force that are not the last row of the table."""
    for document in portfolio.of_kind("document"):
        rows, current = _last_rows(document, as_of), document.text("current_version")
        if not rows or not rows[0].has("version"):
            continue
        if current is not None and current not in _versions(rows):
            yield hit(
                document,
                "current_version",
                f"Version {current} is said to be in force, but the last row of the version table"
                f" is {rows[0].text('version')}.",
            )


def _check_corrections(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Corrections that leave the figure as it was."""
    for kind in ("report", "data-return"):
        for record in portfolio.of_kind(kind):
            for row in record.rows("corrections"):
                was, is_now = row.text("was"), row.text("is_now")
                if was is not None and was == is_now:
                    yield hit(row, "is_now", f"The correction changes {was} to {is_now}: nothing.")


_V = "arrangements V"


def _check_edition(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Texts built on guidance of which a newer edition is out."""
    now = edition_on(as_of)
    since = {edition.name: edition.since for edition in EDITIONS}
    for document in portfolio.of_kind("document"):
        based_on = document.words("based_on_edition")
        is_current = document.text("status") == "current" and not document.has("superseded_on")
        if now and is_current and based_on in since and since[based_on] < since[now]:
            yield hit(
                document,
                "based_on_edition",
                f"{document.title} is built on {based_on}; {now} is in force since"
                f" {write_date(since[now])}.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "DOC-01",
        "versions-out-of-order",
        Severity.ERROR,
        "The version table goes up in number and in date.",
        "The last row is the version in force.",
        _V,
        "Put the rows in order, or correct the number or the date.",
        _check_order,
    ),
    Rule(
        "DOC-02",
        "version-twice",
        Severity.ERROR,
        "A version has one row.",
        "Two texts under one number can't be told apart.",
        _V,
        "Give the later one a number of its own.",
        _check_once,
    ),
    Rule(
        "DOC-03",
        "cover-disagrees",
        Severity.WARNING,
        "The cover shows the version and date of the last row of the version table.",
        "A reader goes by the cover; an auditor goes by the table.",
        _V,
        "Have the document's owner correct the cover or the table.",
        _check_cover,
    ),
    Rule(
        "DOC-04",
        "current-version-not-last",
        Severity.ERROR,
        "The version in force is the last row of the version table.",
        "Somebody would work to a text that was replaced.",
        _V,
        "Add the row that is missing, or correct `current_version`.",
        _check_current,
    ),
    Rule(
        "DOC-05",
        "correction-changes-nothing",
        Severity.ERROR,
        "A correction changes the figure.",
        "One of the two figures was copied wrongly, and the reader is left with the mistake.",
        "record layout of this register (docs/reference/records.md)",
        "Write what was printed under `was` and what is right under `is_now`.",
        _check_corrections,
    ),
    Rule(
        "DOC-06",
        "newer-edition-out",
        Severity.WARNING,
        "A text in force is built on the edition of the national guidance that is in force.",
        "What the text asks for may no longer be what the guidance asks for.",
        "arrangements 1.1; practice note 0",
        "Go through the text with the new edition; then name that under `based_on_edition`.",
        _check_edition,
        limits="Knows the editions of the package, and looks only at texts that name the one they"
        " are built on.",
    ),
)
