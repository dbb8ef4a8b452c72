"""Family YR: the yearly report, from draft to delivery."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sscp.governance.index import resolve
from sscp.governance.steps import by_link
from sscp.governance.terms import is_in_force, partners_on, read_first_day
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.editions import edition_on


class _Section(NamedTuple):
    """A section that every yearly report needs, and where that is said."""

    key: str
    title: str
    source: str


_SECTIONS = (
    _Section("actions-done", "what was done under the arrangements", "arrangements 7.1.1/2"),
    _Section("practice-reviews", "practice reviews", "arrangements 7.1.1/2"),
    _Section("effectiveness", "how effective the arrangements were", "arrangements 7.1.1"),
)
"""What national law asks of every report; further ones stand in its document's `sections`."""
_IN_WORDS = {"arrangement-changes": "changes to the arrangements", "budget": "the budget"}
"""Sections that rules here know by their keys, though national law does not ask for them."""
_BEFORE_IMPACT_WAS_ASKED = frozenset((None, "WT2018", "WT2023"))
"""Editions that did not yet ask for evidence of impact. Source: practice note 2."""
_FIRST = date.min + timedelta(days=1)
"""The first day that has one before it."""


def _reports(portfolio: Portfolio) -> Iterator[Record]:
    for report in portfolio.of_kind("report"):
        if report.text("form") == "yearly-report":
            yield report


def _signatures(portfolio: Portfolio, report: Record, as_of: date) -> dict[str, date]:
    """The posts that had signed by a day, each with its first signature."""
    found: dict[str, date] = {}
    for row in report.rows("sign_offs"):
        post, day = resolve(portfolio, row.text("post")), row.date("on")
        if post is not None and day is not None and day <= as_of:
            found[post] = min(day, found.get(post, day))
    return found


def _is_written(portfolio: Portfolio, report: Record, as_of: date) -> bool:
    """True once a report is drafted or signed."""
    drafted = report.date("drafted_on")
    return (drafted is not None and drafted <= as_of) or bool(_signatures(portfolio, report, as_of))


def _section(report: Record, key: str) -> Fields | None:
    return next((row for row in report.rows("sections") if row.text("key") == key), None)


def _check_scrutiny(portfolio: Portfolio, report: Record, as_of: date) -> Iterator[Hit]:
    signatures = _signatures(portfolio, report, as_of)
    if not signatures:
        return
    first = min(signatures.values())
    review = report.part("scrutiny_review")
    reviewed = review.date("on") if review else None
    if reviewed is None or reviewed > first:
        when = f"only on {write_date(reviewed)}" if reviewed else "on no day that is recorded"
        yield hit(
            report,
            "scrutiny_review" if review else "sign_offs",
            f"{report.title} was first signed on {write_date(first)}; the scrutineer reviewed it"
            f" {when}.",
        )


def _check_order(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reports signed before the scrutineer's review, or given out before all had signed."""
    issued = by_link(portfolio, "publication", "of")
    for report in _reports(portfolio):
        yield from _check_scrutiny(portfolio, report, as_of)
        signatures = _signatures(portfolio, report, as_of)
        for publication in issued.get(report.id or "", ()):
            day = publication.date("on")
            if day is None or day > as_of:
                continue
            missing = [
                partner.title
                for partner in partners_on(portfolio, day).values()
                if (lead := resolve(portfolio, partner.text("lead_post"))) is not None
                and signatures.get(lead, date.max) > day
            ]
            if missing:
                yield hit(
                    publication,
                    "on",
                    f"{report.title} went out on {write_date(day)}, and by then the lead partner of"
                    f" {', '.join(missing)} had not signed it.",
                )


def _check_sections(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Signed reports that lack a section, or hold one that is a heading only."""
    for report in _reports(portfolio):
        if not _signatures(portfolio, report, as_of):
            continue
        for section in report.rows("sections"):
            if not section.words("summary").strip() and not section.has("records"):
                yield hit(
                    section,
                    "title",
                    f'{report.title} is signed; its section "{section.words("title")}" says nothing'
                    " and rests on nothing.",
                    "Add what it says under `summary`, or what it rests on under `records`.",
                )
        document = portfolio.get_kind(report.text("document"), "document")
        own = document.texts("sections") if document else ()
        wanted = {section.key: section.title for section in _SECTIONS}
        wanted |= {key: _in_words(key) for key in own if key not in wanted}
        missing = [title for key, title in wanted.items() if _section(report, key) is None]
        if missing:
            yield hit(
                report,
                "sections",
                f"{report.title} is signed and has no section on {listed(missing)}.",
            )


def _in_words(key: str) -> str:
    """A section that a document asks for, as a sentence says it."""
    return _IN_WORDS.get(key, key.replace("-", " ").lower())


def _without_impact(
    portfolio: Portfolio, as_of: date, was_asked: bool
) -> Iterator[tuple[Record, Record]]:
    """Written reports with the priorities of their year for which no effect is noted."""
    for report in _reports(portfolio):
        until = report.date("until")
        if until is None or not _is_written(portfolio, report, as_of):
            continue
        last_day = max(until, _FIRST) - timedelta(days=1)
        if (edition_on(last_day) not in _BEFORE_IMPACT_WAS_ASKED) is not was_asked:
            continue
        for priority in portfolio.of_kind("priority"):
            if priority.text("year") != report.text("year"):
                continue
            notes = [
                row
                for row in priority.rows("progress")
                if row.has("effect") and (row.date("on") or date.min) <= as_of
            ]
            if not notes:
                yield report, priority


def _impact(portfolio: Portfolio, as_of: date, was_asked: bool) -> Iterator[Hit]:
    for report, priority in _without_impact(portfolio, as_of, was_asked):
        yield hit(
            priority,
            "progress" if priority.has("progress") else "title",
            f"{report.title} is written, and for this priority no effect for children is noted,"
            " not even that there is none.",
        )


def _check_impact(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Priorities without impact, in reports for which the guidance asks for it."""
    return _impact(portfolio, as_of, was_asked=True)


def _check_impact_early(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """The same in reports from before the guidance asked."""
    return _impact(portfolio, as_of, was_asked=False)


def _check_budget(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Sections on the budget that do not rest on the budget of the year."""
    budgets = {each.text("year"): each for each in portfolio.of_kind("budget") if each.id}
    for report in _reports(portfolio):
        section, budget = _section(report, "budget"), budgets.get(report.text("year"))
        if section is None or budget is None or not _is_written(portfolio, report, as_of):
            continue
        if budget.id not in {resolve(portfolio, each) for each in section.texts("records")}:
            yield hit(
                section,
                "title",
                f"The section on the budget does not name {budget.id} among what it rests on.",
            )


def _check_versions(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Versions of the arrangements in the year that the report does not speak of."""
    for report in _reports(portfolio):
        section = _section(report, "arrangement-changes")
        start, until = report.date("from"), report.date("until")
        if section is None or start is None or until is None:
            continue
        if not _is_written(portfolio, report, as_of):
            continue
        said = section.text("summary") or ""
        for each in section.texts("records"):
            document = portfolio.get_kind(each, "document")
            for row in document.rows("versions") if document else ():
                day, number = read_first_day(row.text("date")), row.text("version") or ""
                if day is None or not start <= day < until or _names(said, number):
                    continue
                yield hit(
                    section,
                    "summary" if section.has("summary") else "title",
                    f"Version {number} of {document.title if document else each}, dated"
                    f" {write_date(day)}, falls into the year and is not mentioned.",
                )


def _names(said: str, number: str) -> bool:
    """True when a text names a version, and not only one whose number begins or ends alike."""
    return re.search(rf"(?<![\d.]){re.escape(number)}(?!\.?\d)", said) is not None


def _check_delivery(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reports still not given out when the next one was signed."""
    issued = by_link(portfolio, "publication", "of")
    boards = [
        each
        for each in portfolio.of_kind("relationship")
        if each.text("form") == "reports-to" and each.has("to_body")
    ]
    # One year's report may be kept under another document than the next one's.
    documents = {resolve(portfolio, report.text("document")) for report in _reports(portfolio)}
    signed = [
        (report.date("until") or date.min, min(days))
        for report in _reports(portfolio)
        if (days := _signatures(portfolio, report, as_of).values())
    ]
    for report in _reports(portfolio):
        until = report.date("until")
        if until is None or not _signatures(portfolio, report, as_of):
            continue
        next_signed = min((day for end, day in signed if end > until), default=None)
        if next_signed is None:
            continue
        done = [
            each
            for each in issued.get(report.id or "", ())
            if (day := each.date("on")) is not None and day <= as_of
        ]
        missing = [] if any(each.text("channel") == "website" for each in done) else ["the website"]
        told = {
            resolve(portfolio, each.text("to")) for each in done if each.text("form") == "presented"
        }
        missing += [
            f"the {portfolio.title_of(board.text('to_body'))}"
            for board in boards
            if board.has("document")
            and resolve(portfolio, board.text("document")) in documents
            and is_in_force(board, next_signed)
            and resolve(portfolio, board.text("to_body")) not in told
        ]
        if not any(each.text("channel") == "chairs" for each in done):
            missing.append("the chairs of the boards")
        if missing:
            yield hit(
                report,
                "title",
                f"The next yearly report was signed on {write_date(next_signed)}, and this one has"
                f" not gone to {listed(missing, 'or')}.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "YR-04",
        "out-of-order",
        Severity.ERROR,
        "The scrutineer reviews a yearly report before the lead partners sign it, and all sign"
        " before it goes out.",
        "Scrutiny after the signature changes nothing; a report without all three is not theirs.",
        "arrangements 7.1.3, 7.1.4; practice note 9 (YR-04)",
        "Record the review and the signatures with their days, or correct the dates.",
        _check_order,
    ),
    Rule(
        "YR-05",
        "no-impact",
        Severity.ERROR,
        "A yearly report shows for each priority what changed for children, or that nothing did.",
        "Guidance asks for evidence of impact on children and families.",
        "practice note 2 and 9 (YR-05); Working Together 2026, chapter 2",
        "Add to the priority a progress note with `effect`.",
        _check_impact,
        limits="Asks of years that end under the guidance of 2026 or later; YR-07 of years before.",
    ),
    Rule(
        "YR-06",
        "section-missing",
        Severity.ERROR,
        "A signed yearly report has every section it needs, and none is a heading only.",
        "What it leaves out is not accounted for.",
        "; ".join(sorted({section.source for section in _SECTIONS}))
        + "; the sections that its document names",
        "Add the section, with its `key`.",
        _check_sections,
        limits="Further sections are those under `sections` of the report's document.",
    ),
    Rule(
        "YR-07",
        "no-impact-yet",
        Severity.WARNING,
        "A yearly report says for each priority what changed for children, or that nothing did.",
        "Activity is not effect; most published reports show only the first.",
        "practice note 2 and 9 (YR-05)",
        "Add to the priority a progress note with `effect`.",
        _check_impact_early,
        limits="Asks of years that end before the guidance of 2026; YR-05 of later ones.",
    ),
    Rule(
        "YR-08",
        "budget-not-named",
        Severity.WARNING,
        "The section on the budget rests on the budget of the year.",
        "Two sets of figures for one year cannot both be right.",
        "arrangements 2.1.28/2",
        "Name the budget under the section's `records`.",
        _check_budget,
    ),
    Rule(
        "YR-09",
        "version-not-mentioned",
        Severity.WARNING,
        "The report speaks of every version of the arrangements dated in its year.",
        "It records what was changed.",
        "arrangements 7.1.2",
        "Mention the version in the section's summary.",
        _check_versions,
        limits="Looks at the documents that the section names, for the number of the version.",
    ),
    Rule(
        "YR-10",
        "not-delivered",
        Severity.WARNING,
        "A yearly report has gone to all it is owed to before the next one is signed.",
        "After that nobody will ask for it.",
        "arrangements 5.2/2, 7.1.4",
        "Publish or present it and record the publication.",
        _check_delivery,
        limits="Asks for the website, a presentation to each board to which a relationship with"
        " a yearly report's document says that the partnership reports, and a copy to the chairs of"
        " boards; whether each chair has one, the paragraph's own page says.",
    ),
)
