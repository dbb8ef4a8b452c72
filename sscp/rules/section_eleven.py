"""Family S11: rounds of Section 11 self-assessment and their returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sscp.governance.decisions import is_lead_partners_body
from sscp.governance.index import resolve
from sscp.governance.steps import by_link
from sscp.governance.terms import read_first_day
from sscp.model.dates import write_date
from sscp.model.finding import Severity
from sscp.model.portfolio import Portfolio
from sscp.model.record import Fields, Record
from sscp.rules.rule import Hit, Rule, hit

_WEAK = frozenset(("partly-met", "not-met"))


def _received(portfolio: Portfolio, as_of: date) -> Iterator[Record]:
    for given in portfolio.of_kind("s11-return"):
        day = given.date("received_on")
        if day is not None and day <= as_of:
            yield given


def _weak_areas(given: Record) -> Iterator[Fields]:
    for row in given.rows("ratings"):
        if row.text("rating") in _WEAK:
            yield row


def _standard(portfolio: Portfolio, given: Record, row: Fields) -> str:
    """A standard in the words of its round."""
    cycle = portfolio.get_kind(given.text("cycle"), "s11-cycle")
    key = row.text("standard") or "?"
    for standard in cycle.rows("standards") if cycle else ():
        if standard.text("key") == key:
            return f"{key} ({standard.text('standard')})"
    return key


def _check_actions(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Weak areas without an action, or with one that nobody owns or that has no date."""
    for given in _received(portfolio, as_of):
        for row in _weak_areas(given):
            name = _standard(portfolio, given, row)
            if not row.has("actions"):
                yield hit(row, "rating", f"{given.title}: {name} is weak and has no action.")
            for each in row.texts("actions"):
                action = portfolio.get_kind(each, "action")
                if action is not None and not (action.has("owner") and action.has("due")):
                    yield hit(
                        row,
                        "actions",
                        f"{given.title}: {each} is to mend {name}, and has no"
                        f" {'due date' if action.has('owner') else 'owner'}.",
                    )


def _check_reason(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Standards said not to apply, without a reason."""
    for given in portfolio.of_kind("s11-return"):
        for row in given.rows("ratings"):
            if row.text("rating") == "not-applicable" and not row.has("reason"):
                yield hit(
                    row,
                    "rating",
                    f"{given.title}: it is not said why {_standard(portfolio, given, row)} does"
                    " not apply.",
                )


def _check_tool(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Rounds launched since there is a tool that name none, or one from after the launch."""
    tools = {
        tool.id: since
        for cycle in portfolio.of_kind("s11-cycle")
        if (tool := portfolio.get_kind(cycle.text("tool"), "document")) is not None
        and (since := read_first_day(tool.text("dated"))) is not None
    }
    for cycle in portfolio.of_kind("s11-cycle"):
        launched = cycle.date("launched_on")
        if launched is None or launched > as_of or not tools:
            continue
        own = resolve(portfolio, cycle.text("tool"))
        if own is None and min(tools.values()) <= launched:
            yield hit(
                cycle,
                "launched_on",
                f"{cycle.title} was launched on {write_date(launched)} and names no tool, though"
                f" one has been in use since {write_date(min(tools.values()))}.",
            )
        elif own in tools and tools[own] > launched:
            yield hit(
                cycle,
                "tool",
                f"{cycle.title} was launched on {write_date(launched)}, before this tool, dated"
                f" {write_date(tools[own])}.",
            )


def _check_launch(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Rounds launched by others than the lead partners, or with answers and no launch."""
    returns = by_link(portfolio, "s11-return", "cycle")
    for cycle in portfolio.of_kind("s11-cycle"):
        launched = cycle.date("launched_on")
        by = portfolio.get_kind(cycle.text("launched_by"), "group")
        if launched is None:
            came = _first_answer(returns.get(cycle.id or "", ()), as_of)
            if came is not None:
                yield hit(
                    cycle,
                    "returns_due" if cycle.has("returns_due") else "title",
                    f"{cycle.title} has had a return since {write_date(came)}, and it is not"
                    " recorded when it was launched.",
                )
        elif launched > as_of:
            continue
        elif not cycle.has("launched_by"):
            yield hit(cycle, "launched_on", f"It is not said who launched {cycle.title}.")
        elif by is not None and not is_lead_partners_body(portfolio, by.id):
            yield hit(
                cycle,
                "launched_by",
                f"{cycle.title} was launched by the {by.title}; a round is the lead partners' to"
                " launch.",
            )


def _first_answer(returns: Iterable[Record], as_of: date) -> date | None:
    """The first day on which a return came; None before it."""
    days = (each.date("received_on") for each in returns)
    return min((day for day in days if day is not None and day <= as_of), default=None)


def _check_standards(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Ratings of standards that the round does not have, or of one standard twice."""
    for given in portfolio.of_kind("s11-return"):
        cycle = portfolio.get_kind(given.text("cycle"), "s11-cycle")
        if cycle is None or not cycle.has("standards"):
            continue
        known = {row.text("key") for row in cycle.rows("standards")}
        seen: set[str | None] = set()
        for row in given.rows("ratings"):
            key = row.text("standard")
            if key is None:
                continue
            if key not in known:
                yield hit(row, "standard", f"{cycle.title} has no standard {key}.")
            elif key in seen:
                yield hit(row, "standard", f"{given.title} rates {key} twice.")
            seen.add(key)


def _check_named(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Rounds that returns have come in to, and that name no standards."""
    told: set[str | None] = set()
    for given in _received(portfolio, as_of):
        cycle = portfolio.get_kind(given.text("cycle"), "s11-cycle")
        if cycle is None or cycle.id in told or not given.has("ratings"):
            continue
        told.add(cycle.id)
        if not cycle.has("standards"):
            yield hit(
                cycle,
                "standards",
                f"Returns have come in to {cycle.title}, and it does not say which standards were"
                " asked about.",
            )


def _check_complete(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Returns received that leave standards, or the questions on feedback, unanswered."""
    for given in _received(portfolio, as_of):
        cycle = portfolio.get_kind(given.text("cycle"), "s11-cycle")
        rated = {row.text("standard") for row in given.rows("ratings")}
        missing = [
            row.text("key") or "?"
            for row in (cycle.rows("standards") if cycle else ())
            if row.text("key") not in rated
        ]
        if not given.flag("feedback_answered"):
            missing.append("the questions on feedback")
        if missing:
            yield hit(
                given, "received_on", f"{given.title} leaves unanswered: {', '.join(missing)}."
            )


def _check_asked(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Returns of agencies that the round does not ask, or that have one already."""
    seen: dict[tuple[str | None, str | None], Record] = {}
    for given in portfolio.of_kind("s11-return"):
        cycle = portfolio.get_kind(given.text("cycle"), "s11-cycle")
        agency = resolve(portfolio, given.text("agency"))
        if cycle is None or agency is None:
            continue
        name = portfolio.title_of(agency)
        if agency not in {resolve(portfolio, each) for each in cycle.texts("agencies")}:
            yield hit(given, "agency", f"{name} is not among those asked in {cycle.title}.")
        other = seen.setdefault((cycle.id, agency), given)
        if other is not given:
            yield hit(given, "agency", f"{name} has a return in {cycle.title} already: {other.id}.")


def _check_left_out(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Agencies marked for a Section 11 return whom the newest open round does not ask."""
    launches = [
        (launched, cycle.id or "", cycle)
        for cycle in portfolio.of_kind("s11-cycle")
        if (launched := cycle.date("launched_on")) is not None and launched <= as_of
    ]
    if not launches:
        return
    launched, _, cycle = max(launches, key=lambda each: each[:2])
    if (cycle.date("closed_on") or date.max) <= as_of:
        return
    asked = {resolve(portfolio, each) for each in cycle.texts("agencies")}
    for agency in portfolio.of_kind("agency"):
        if not agency.flag("section_11") or agency.id in asked:
            continue
        if (agency.date("selected_on") or launched) > launched:
            continue
        if (agency.date("until") or date.max) <= as_of:
            continue
        yield hit(
            cycle,
            "agencies",
            f"{agency.title} is marked for a Section 11 return and is not asked in {cycle.title}.",
            f"Add {agency.id} to `agencies`, or take `section_11` off its record.",
        )


def _check_closed(portfolio: Portfolio, as_of: date) -> Iterator[Hit]:
    """Rounds closed while the partnership is not satisfied on a weak area."""
    returns = by_link(portfolio, "s11-return", "cycle")
    for cycle in portfolio.of_kind("s11-cycle"):
        closed = cycle.date("closed_on")
        if closed is None or closed > as_of:
            continue
        open_areas = [
            f"{given.title}, {row.text('standard')}"
            for given in returns.get(cycle.id or "", ())
            for row in _weak_areas(given)
            if (row.date("assured_on") or date.max) > closed
        ]
        if open_areas:
            more = f" and {len(open_areas) - 1} more" if len(open_areas) > 1 else ""
            yield hit(
                cycle,
                "closed_on",
                f"{cycle.title} was closed on {write_date(closed)} with a weak area that nobody"
                f" was satisfied on: {open_areas[0]}{more}.",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "S11-02",
        "weak-area-without-action",
        Severity.ERROR,
        "A standard rated below met has an action with an owner and a date.",
        "A return that finds a weakness and leaves it there protects nobody.",
        "arrangements 9.1.2/2; practice note 9 (S11-02)",
        "Raise the action and name it under `actions` of the rating.",
        _check_actions,
    ),
    Rule(
        "S11-03",
        "does-not-apply-because",
        Severity.ERROR,
        "A standard that does not apply has a reason.",
        "Otherwise it looks like one that was left out.",
        "practice note 4",
        "Add `reason` to the rating.",
        _check_reason,
    ),
    Rule(
        "S11-04",
        "another-tool",
        Severity.WARNING,
        "A round names the tool in use when it was launched.",
        "Answers to different questions can't be set side by side.",
        "arrangements 5.7",
        "Name the document under `tool`.",
        _check_tool,
        limits="Knows as tools only documents that some round names, from the date on them.",
    ),
    Rule(
        "S11-05",
        "unknown-standard",
        Severity.ERROR,
        "A return rates the standards of its round, each once.",
        "What is rated under another key is counted nowhere.",
        "practice note 4",
        "Use the key of the round's list.",
        _check_standards,
    ),
    Rule(
        "S11-06",
        "return-incomplete",
        Severity.WARNING,
        "A return answers every standard and the questions on feedback.",
        "A gap is not a met standard.",
        "arrangements 2.2.9/2, 9.1.2",
        "Ask the agency, or record its answer.",
        _check_complete,
    ),
    Rule(
        "S11-07",
        "return-not-asked-for",
        Severity.ERROR,
        "Each agency asked gives one return, and nobody else does.",
        "Who is late is counted from both lists.",
        "arrangements 2.2.9",
        "Add the agency to the round, or take the return out.",
        _check_asked,
    ),
    Rule(
        "S11-08",
        "closed-with-weak-area",
        Severity.WARNING,
        "A round is closed once the partnership is satisfied on every weak area.",
        "After that nobody looks at it until the next round.",
        "arrangements 9.1.2/3",
        "Add `assured_on` and `assurance`, or open the round again.",
        _check_closed,
    ),
    Rule(
        "S11-09",
        "not-asked",
        Severity.WARNING,
        "The round that is open asks every agency marked for a Section 11 return.",
        "An agency that nobody asks is never late, and nobody hears how it keeps children safe.",
        "arrangements 2.2.9",
        "Add the agency to the round, or take the mark off its record.",
        _check_left_out,
        limits="Looks at the round launched last, while it is open; an agency selected after the"
        " launch waits for the next one.",
    ),
    Rule(
        "S11-10",
        "not-launched-by-lead-partners",
        Severity.WARNING,
        "A round of Section 11 is launched by the lead partners, on a day that is recorded.",
        "Agencies answer because the lead partners ask; the next round is counted from that day.",
        "arrangements 2.2.9",
        "Record who launched it and when (`sscp section-11 event`); where it was somebody else,"
        " have the lead partners launch it.",
        _check_launch,
    ),
    Rule(
        "S11-12",
        "standards-not-named",
        Severity.WARNING,
        "A round that returns have come in to names the standards it asks about.",
        "Without them nobody can tell whether a return is complete, and none is held to any.",
        "arrangements 2.2.9, 5.7",
        "Add `standards` as the tool has them, each with a short key.",
        _check_named,
    ),
)
