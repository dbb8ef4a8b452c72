"""The sections of a report, written one by one until it is signed."""

from __future__ import annotations

from collections.abc import Sequence

from sscp.errors import UsageError
from sscp.model.kinds.documents import REPORT
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.work.offers import newest
from sscp.work.origin import filled
from sscp.work.protected import why_sealed
from sscp.work.verb import Answers, Verb, ask_field, subject
from sscp.write.change import Change, Desk, Written
from sscp.write.edits import AddRow, Edit, SetField

_NAMES = ("title", "summary", "accountabilities", "matters", "records")


def _row(report: Record, key: str) -> Fields | None:
    return next((row for row in report.rows("sections") if row.text("key") == key), None)


def _keys(answers: Answers) -> Sequence[tuple[str, str]]:
    """The sections there are, and those that its document or the last such report has."""
    report = answers.found("report")
    if report is None:
        return ()
    found = {row.words("key"): row.words("title") for row in report.rows("sections")}
    for other in answers.portfolio.of_kind("report"):
        if other.text("form") == report.text("form"):
            for row in other.rows("sections"):
                found.setdefault(row.words("key"), f"{row.words('title')} (not written yet)")
    return list(found.items())


def _title(answers: Answers) -> str:
    """The title it has, or that the same section had in another report."""
    report, key = answers.found("report"), answers.text("section")
    others = answers.portfolio.of_kind("report")
    for each in (report, *others):
        row = _row(each, key) if each is not None else None
        if row is not None:
            return row.words("title")
    return ""


def _write(desk: Desk, answers: Answers) -> Change:
    report = answers.record("report")
    why = why_sealed(desk.portfolio, report, ("sections",), desk.as_of)
    if why:
        raise UsageError(why)
    identity, key = report.id or "", answers.text("section")
    values = filled({name: answers.given.get(name) for name in _NAMES})
    row = _row(report, key)
    edits: Sequence[Edit]
    if row is None:
        edits = (AddRow(identity, ("sections",), {"key": key, **values}),)
    else:
        edits = [SetField(identity, (*row.path, name), value) for name, value in values.items()]
    said = "written" if row is None or not row.has("summary") else "written anew"
    return Change(f"{identity}: section {key} {said}", tuple(edits), "report section")


def _still(answers: Answers, written: Written) -> tuple[str, ...]:
    report = answers.record("report")
    empty = [row.words("key") for row in report.rows("sections") if not row.has("summary")]
    if empty:
        return (f"Sections without a text: {', '.join(empty)}.",)
    if report.has("drafted_on"):
        return ()
    return (f"`sscp report event {report.id} --event drafted` says that the draft is ready.",)


def _is_open(portfolio: Portfolio, report: Record) -> bool:
    return not report.has("sign_offs")


VERBS = (
    Verb(
        "report",
        "section",
        "Write a section of a report, or write it anew. With the records it rests on.",
        (
            subject(
                "report",
                "The report: its id, or words from it.",
                offered=newest("report", where=_is_open),
            ),
            ask_field(REPORT, "sections.key", "section", texts=_keys),
            ask_field(REPORT, "sections.title", default=_title),
            ask_field(REPORT, "sections.summary"),
            ask_field(REPORT, "sections.accountabilities"),
            ask_field(REPORT, "sections.matters"),
            ask_field(REPORT, "sections.records"),
        ),
        _write,
        follow=_still,
    ),
)
