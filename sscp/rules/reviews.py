"""Family LCS: what a local child safeguarding practice review must have before each step."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from sscp.governance.steps import (
    COPIES,
    NATIONAL_BODIES,
    bodies_told,
    by_link,
    completed_on,
    event_day,
)
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.model.words import listed
from sscp.rules.rule import Hit, Rule, hit
from sscp.timing.cases import edition_of, runs_under
from sscp.timing.catalogue import clocks_of, last_day, mark_of
from sscp.timing.events import find_event
from sscp.timing.working_days import calendar_of

REPORT_SECTIONS = (
    ("improvements-summary", "a summary of the improvements recommended"),
    ("systemic-analysis", "an analysis of what lay behind in the system"),
)
"""The sections of a final report. Source: arrangements 6.2.5(g)."""
_DAY = timedelta(days=1)
_PUBLISH_CLOCK = "LCSPR-01"
_COPIES_CLOCK = "LCSPR-02"
"""They ship with the program, so that every register has them or its own version."""


def _practice_reviews(portfolio: Portfolio) -> Iterator[Record]:
    for review in portfolio.of_kind("review"):
        if review.text("form") == "practice-review":
            yield review


def _check_begun(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Local reviews decided on and not begun, or begun though something else was decided."""
    followed = by_link(portfolio, "review", "follows")
    for rapid in portfolio.of_kind("review"):
        outcome = rapid.part("outcome")
        if rapid.text("form") != "rapid-review" or rapid.id is None or outcome is None:
            continue
        decision, own = outcome.text("decision"), followed.get(rapid.id, ())
        signed = event_day(rapid, "signed-off", as_of)
        if decision == "local-review" and signed is not None and not own:
            yield hit(
                outcome,
                "decision",
                f"{rapid.title} ended on {write_date(signed)} with a local review to follow, and"
                " none does.",
            )
        if decision in ("no-review", "criteria-not-met"):
            for review in own:
                yield hit(
                    review, "follows", f"{rapid.title} decided that no local review follows it."
                )


def _check_method(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Fieldwork begun, or a report finished, before the method was agreed."""
    for review in _practice_reviews(portfolio):
        begun, final = event_day(review, "fieldwork-started", as_of), completed_on(review, as_of)
        first = min((day for day in (begun, final) if day is not None), default=None)
        method = review.part("method")
        agreed = method.date("agreed_on") if method else event_day(review, "method-agreed")
        if first is None or (agreed is not None and agreed <= first):
            continue
        when = f"only on {write_date(agreed)}" if agreed else "on no day that is recorded"
        what = "Fieldwork began" if first == begun else f"The report of {review.title} was final"
        yield hit(
            review,
            "method" if method else "events",
            f"{what} on {write_date(first)}, and the method was agreed {when}.",
        )


def _check_voices(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Final reports for which practitioners or family were not asked, without a reason."""
    for review in _practice_reviews(portfolio):
        final = completed_on(review, as_of)
        if final is None:
            continue
        rows = [
            row
            for row in review.rows("involvement")
            if (day := row.date("on")) is None or day <= final
        ]
        done = {row.text("form") for row in rows}
        excused = any(row.text("form") == "not-possible" and row.has("note") for row in rows)
        missing = [
            words
            for form, words in (
                ("practitioners", "practitioners were involved"),
                ("family-invited", "the family was invited"),
            )
            if form not in done
        ]
        if missing and not excused:
            yield hit(
                review,
                "involvement",
                f"The report of {review.title} was final on {write_date(final)}, and it is not"
                f" recorded that {' or that '.join(missing)}, nor why not.",
            )


def _check_sections(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Final reports that lack a section."""
    for review in _practice_reviews(portfolio):
        final = completed_on(review, as_of)
        sections = review.texts("report_sections")
        missing = [words for key, words in REPORT_SECTIONS if key not in sections]
        if final is not None and missing:
            yield hit(
                review,
                "report_sections",
                f"The report of {review.title} is final without {listed(missing)}.",
            )


def _check_impact(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Publications whose effect was not weighed before."""
    for review in _practice_reviews(portfolio):
        published = event_day(review, "published", as_of)
        weighed = event_day(review, "impact-considered")
        if published is not None and (weighed is None or weighed > published):
            yield hit(
                review,
                "events",
                f"{review.title} was published on {write_date(published)}, and it is not recorded"
                " that what publication would mean was weighed before.",
            )


def _check_marked(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Registers with a local review in which a body that is told of it is not marked."""
    marked = {group.text("national_role") for group in portfolio.of_kind("group")}
    missing = [words for role, words in NATIONAL_BODIES.items() if role not in marked]
    review = next(_practice_reviews(portfolio), None)
    if review is not None and missing:
        yield hit(
            review,
            "id",
            f"No group is marked as {' or as '.join(missing)}, so that no notice counts as having"
            " gone there.",
        )


def _check_copies(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Publications before both national bodies had the full report."""
    notices = by_link(portfolio, "notice", "about")
    for review in _practice_reviews(portfolio):
        published = event_day(review, "published", as_of)
        if published is None or review.id is None:
            continue
        told = bodies_told(portfolio, notices.get(review.id, ()), COPIES, published - _DAY)
        if len(told) < len(NATIONAL_BODIES):
            yield hit(
                review,
                "events",
                f"{review.title} was published on {write_date(published)}; before that day"
                f" {_only(told)} had been sent the full report.",
            )


def _check_copies_in_time(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Publications, planned or past, so soon after the full report that neither could read it."""
    clock = next(each for each in clocks_of(portfolio) if each.id == _COPIES_CLOCK)
    calendar = calendar_of(portfolio)
    notices = by_link(portfolio, "notice", "about")
    for review in _practice_reviews(portfolio):
        published = event_day(review, "published", as_of)
        day = published or find_event(portfolio, review, "publication-planned", as_of)
        if day is None or review.id is None or event_day(review, "not-published", as_of):
            continue
        last = last_day(portfolio, clock, day, calendar)
        if last is None or not runs_under(clock, edition_of(portfolio, review, day)):
            continue
        own = notices.get(review.id, ())
        all_in_time = bodies_told(portfolio, own, COPIES, min(as_of, last.due))
        if as_of <= last.due or len(all_in_time) == len(NATIONAL_BODIES):
            continue
        if published and len(bodies_told(portfolio, own, COPIES, published - _DAY)) < len(
            NATIONAL_BODIES
        ):
            continue  # LCS-06 says the worse
        yield hit(
            review,
            "events" if published else "planned_publication",
            f"{review.title} {'was' if published else 'is to be'} published on {write_date(day)};"
            f" by {write_date(last.due)}{mark_of(clock)} {_only(all_in_time)} had been sent the"
            " full report.",
        )


def _only(told: Collection[str]) -> str:
    """Who had been told, where not every national body had."""
    return f"only {NATIONAL_BODIES[min(told)]}" if told else "nobody"


def _check_delay(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reviews past their date whose delay was not explained to both before it passed."""
    clock = next(each for each in clocks_of(portfolio) if each.id == _PUBLISH_CLOCK)
    calendar = calendar_of(portfolio)
    notices = by_link(portfolio, "notice", "about")
    for review in _practice_reviews(portfolio):
        begun = event_day(review, "initiated", as_of)
        if begun is None or review.id is None or event_day(review, "not-published", as_of):
            continue
        last = last_day(portfolio, clock, begun, calendar)
        if last is None or not runs_under(clock, edition_of(portfolio, review, begun)):
            continue
        due = last.due
        published = event_day(review, "published", as_of)
        if as_of <= due or (published is not None and published <= due):
            continue
        told = bodies_told(portfolio, notices.get(review.id, ()), ("delay",), due)
        if len(told) < len(NATIONAL_BODIES):
            yield hit(
                review,
                "events",
                f"{review.title} was to be published by {write_date(due)}{mark_of(clock)}; by then"
                " the reasons for the delay had not gone to both the national panel and the"
                " Secretary of State.",
            )


def _check_withheld(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Reports held back without reasons given to both."""
    notices = by_link(portfolio, "notice", "about")
    for review in _practice_reviews(portfolio):
        withheld = event_day(review, "not-published", as_of)
        if withheld is None or review.id is None:
            continue
        told = bodies_told(portfolio, notices.get(review.id, ()), ("non-publication",), as_of)
        if len(told) < len(NATIONAL_BODIES):
            yield hit(
                review,
                "events",
                f"It was decided on {write_date(withheld)} not to publish {review.title}, and the"
                " reasons have not gone to both the national panel and the Secretary of State.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "LCS-01",
        "local-review-not-begun",
        Severity.WARNING,
        "A local review follows a rapid review exactly where that was decided.",
        "The six months run from the decision, whether or not anybody began.",
        "arrangements 6.2.1; practice note 1.4",
        "Open the local review with `follows`, or correct the outcome of the rapid review.",
        _check_begun,
    ),
    Rule(
        "LCS-02",
        "method-not-agreed",
        Severity.ERROR,
        "The method is agreed with the reviewer before fieldwork begins and the report is final.",
        "What was done before cannot be put right by agreeing it later.",
        "arrangements 6.2.5(e)",
        "Add `method` with the day it was agreed.",
        _check_method,
    ),
    Rule(
        "LCS-03",
        "voices-missing",
        Severity.ERROR,
        "Before the report is final practitioners are involved and the family invited, or the"
        " reason is recorded.",
        "They know what the files leave out.",
        "arrangements 6.2.5(f)",
        "Add the rows under `involvement`; where it could not be done, `not-possible` with a note.",
        _check_voices,
        limits="One reason counts for both; it can't tell whom it is about.",
    ),
    Rule(
        "LCS-04",
        "report-section-missing",
        Severity.ERROR,
        "A final report sums up the improvements recommended and analyses what lay behind.",
        "Without the second a review tells what happened and not why.",
        "arrangements 6.2.5(g)",
        "Name the sections under `report_sections`: improvements-summary, systemic-analysis.",
        _check_sections,
    ),
    Rule(
        "LCS-05",
        "impact-not-weighed",
        Severity.ERROR,
        "What publication would mean for those concerned is weighed before it.",
        "A report cannot be taken back.",
        "arrangements 6.2.6",
        "Record the event `impact-considered`.",
        _check_impact,
    ),
    Rule(
        "LCS-06",
        "published-before-copies",
        Severity.ERROR,
        "The national panel and the Secretary of State have the full report before it is"
        " published.",
        "They must not learn of it from the news.",
        "arrangements 6.2.8; practice note 9 (LCSPR-02)",
        "Send the report and record the notice, form `advance-copy`, to both.",
        _check_copies,
        limits="Whether it went out early enough is asked by LCS-10.",
    ),
    Rule(
        "LCS-07",
        "delay-not-explained",
        Severity.WARNING,
        "When a review cannot be published in time, both bodies hear the reasons before the date"
        " passes.",
        "Explained, a delay is a plan; unexplained, it is a breach.",
        "arrangements 6.2.7; practice note 9 (LCSPR-04)",
        "Send the reasons and record the notice, form `delay`, with its reasons, to both.",
        _check_delay,
        limits="The date is that of the clock LCSPR-01, which is marked unverified.",
    ),
    Rule(
        "LCS-08",
        "withheld-without-reasons",
        Severity.ERROR,
        "A decision not to publish is justified to the national panel and the Secretary of State.",
        "Publishing is the rule; who departs from it says why.",
        "arrangements 6.2.7/2",
        "Record the notice, form `non-publication`, with its reasons, to both.",
        _check_withheld,
    ),
    Rule(
        "LCS-09",
        "national-body-not-marked",
        Severity.WARNING,
        "The national panel and the Secretary of State are marked as such in the register.",
        "They are the two whom notices must reach; any other two do not make up for them.",
        "arrangements 6.2.7, 6.2.8",
        "Add `national_role` to the record of that body, under groups.",
        _check_marked,
    ),
    Rule(
        "LCS-10",
        "copies-too-late",
        Severity.WARNING,
        "The national panel and the Secretary of State have the full report seven working days"
        " before it is published.",
        "They need the time to read it and to say so if it should not be published as it is.",
        "practice note 9 (LCSPR-02); arrangements 6.2.8",
        "Set a later day for publication, so that the time lies between; or record the notice, form"
        " `advance-copy`, that went out before.",
        _check_copies_in_time,
        limits="The time is that of the clock LCSPR-02, which is marked unverified. Whoever had no"
        " copy at all before the day of publication is found by LCS-06.",
    ),
)
