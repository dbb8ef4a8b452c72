"""Writes a register of any size, the same bytes each time: one area after another.

Some 500 records make one business year of an area: its groups once, then six
meetings a year of each of five groups, two decisions each, and the actions that
followed. An area lasts twenty years; the three partners and their posts are
the same for all. Records have some 25 lines on the average, links are valid and
nothing breaks a rule, so that time is spent on checking and not on findings.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

LAST_YEAR = 2023
YEARS_EACH = 20
FIRST = "p000"
RECORDS_A_YEAR = 500
MEETINGS_A_YEAR = 6
ACTIONS_EACH = 13
GROUPS = {
    "lsp-group": ("Lead safeguarding partners", "lead-partners"),
    "executive-group": ("Executive group", "executive"),
    "assurance-group": ("Assurance and review group", "main-subgroup"),
    "learning-group": ("Learning and development group", "main-subgroup"),
    "review-panel": ("Practice review panel", "main-subgroup"),
}
PARTNERS = {
    "council": ("Council", "local-authority", "Chief executive"),
    "health-board": ("Integrated care board", "integrated-care-board", "Chief officer"),
    "police": ("Police", "police", "Chief constable"),
}
WORK = (
    "Share the findings of the audit with the workforce",
    "Check that every school has a named lead for safeguarding",
    "Write to providers about attendance at strategy discussions",
    "Bring figures on repeat plans to the next meeting",
    "Update the guidance on information sharing",
    "Ask practitioners what helps them to challenge a decision",
    "Test that the escalation procedure is known on the front line",
)
NOTES = (
    "Agencies were asked for their returns and the first have answered.",
    "A draft went to the members of the group for comment.",
    "Two answers are outstanding; both agencies have given a date.",
    "The final text was agreed and passed to the business unit.",
)

Text = tuple[str, str]
"""A file: its path below the register, and what stands in it."""


def make_files(records: int) -> Iterator[Text]:
    """The files of a register: the settings, and one file for each of `records` records."""
    yield "register.yaml", _SETTINGS
    left = records
    for batch in _batches(min(YEARS_EACH, -(-records // RECORDS_A_YEAR))):
        if len(batch) > left:
            break
        left -= len(batch)
        yield from batch
    for number in range(left):
        yield _file(
            "posts",
            f"post-{number:03}",
            f"title: Coordinator of team {number:03}",
            f"source: {FIRST}-arrangements",
            "illustrative: true",
        )


def write_register(folder: Path, records: int) -> None:
    """Write such a register into a folder."""
    for path, text in make_files(records):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


_SETTINGS = f"""\
id: bench
name: Measured Safeguarding Children Partnership
area: An area made up for measuring
as_of: {LAST_YEAR + 1}-03-01
illustrative: true
calendar:
  country: GB
  subdivision: ENG
guidance: WT2023
reporting_year_starts_in_month: 4
"""


def _batches(years: int) -> Iterator[list[Text]]:
    """Records that belong together, without end: bodies, or a meeting and what came of it."""
    for number in count():
        name = f"p{number:03}"
        yield list(_bodies(name))
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
            for turn in range(MEETINGS_A_YEAR):
                for place, group in enumerate(GROUPS):
                    first = turn == 0 and year == LAST_YEAR - years + 1
                    yield list(_business(name, group, place, turn, year, first))


def _file(folder: str, identity: str, *lines: str) -> Text:
    return f"{folder}/{identity}.yaml", "\n".join((f"id: {identity}", *lines, ""))


def _partners() -> Iterator[Text]:
    """The published arrangements, the three partners, their posts and their delegations."""
    source = (f"source: {FIRST}-arrangements", "illustrative: true")
    yield _file(
        "documents",
        f"{FIRST}-arrangements",
        "title: Published arrangements",
        "status: current",
        f"source: {FIRST}-arrangements",
        "illustrative: true",
    )
    yield _file(
        "matters",
        f"{FIRST}-progress",
        "title: Progress of the plan",
        "form: accountability",
        "meaning: How far the plan has come is told to the lead partners.",
        "ref: 2.1",
        *source,
    )
    for key, (title, form, lead) in PARTNERS.items():
        yield _file(
            "partners",
            f"{FIRST}-{key}",
            f"name: {title} {FIRST}",
            f"form: {form}",
            f"lead_post: {FIRST}-{key}-lead",
            *source,
        )
        for part, words in (("lead", lead), ("delegate", "Director at the")):
            yield _file(
                "posts",
                f"{FIRST}-{key}-{part}",
                f"title: {words} {title.lower()} {FIRST}",
                f"organisation: {FIRST}-{key}",
                *source,
            )
        yield _file(
            "delegations",
            f"{FIRST}-{key}-delegation",
            f"title: Functions of the {title.lower()} handed to its director",
            f"from_posts: [{FIRST}-{key}-lead]",
            f"partner: {FIRST}-{key}",
            f"to_post: {FIRST}-{key}-delegate",
            "powers: [speak, commit, hold-to-account]",
            f"reports_to: {FIRST}-{key}-lead",
            "in_force_from: 2000-04-01",
            *source,
        )


def _bodies(name: str) -> Iterator[Text]:
    """The bodies of an area; the partners with their posts belong to all areas."""
    if name == FIRST:
        yield from _partners()
    source = (f"source: {FIRST}-arrangements", "illustrative: true")
    for key, (title, function) in GROUPS.items():
        part = "lead" if key == "lsp-group" else "delegate"
        above = {"lsp-group": "", "executive-group": "lsp-group"}.get(key, "executive-group")
        yield _file(
            "groups",
            f"{name}-{key}",
            f"name: {title} {name}",
            f"function: {function}",
            "purpose: |-",
            f"  The {title.lower()} looks after its part of the work of the partnership.",
            "  It meets six times a year and reports upwards.",
            *([f"reports_to: [{name}-{above}]"] if above else []),
            f"chair: {FIRST}-council-{part}",
            "quorum:",
            f"  all_of: [{', '.join(f'{FIRST}-{partner}' for partner in PARTNERS)}]",
            *source,
        )
        for partner in PARTNERS:
            yield _file(
                "memberships",
                f"{name}-{key}-{partner}",
                f"title: Seat of the {PARTNERS[partner][0].lower()} on the {title.lower()}",
                f"group: {name}-{key}",
                f"post: {FIRST}-{partner}-{part}",
                f"agency: {FIRST}-{partner}",
                f"role: {'chair' if partner == 'council' else 'member'}",
                "from: 2000-04-01",
                *source,
            )


def _day(place: int, turn: int, year: int) -> date:
    """The day of a meeting: every two months from April on, each group on a day of its own."""
    month = 4 + 2 * turn
    return date(year + (month > 12), (month - 1) % 12 + 1, 4 + 3 * place)


def _business(
    name: str, group: str, place: int, turn: int, year: int, first: bool
) -> Iterator[Text]:
    """One meeting with its decisions and its actions; the first of all approves no minutes."""
    held = _day(place, turn, year)
    sitting = f"{name}-{group}-{held}"
    before = None if first else _day(place, turn - 1, year) if turn else _day(place, 5, year - 1)
    serial = int(name[1:]) * 1000 + place * 100 + turn * 14
    decisions = [f"DEC-{held.year}-{serial + one:06}" for one in range(2)]
    actions = [f"ACT-{held.year}-{serial + one:06}" for one in range(ACTIONS_EACH)]
    yield _meeting(name, group, sitting, held, before, decisions, actions)
    for decision in decisions:
        yield _decision(name, group, sitting, held, decision)
    for number, action in enumerate(actions):
        yield _action(name, group, sitting, held, action, number)


def _meeting(
    name: str,
    group: str,
    sitting: str,
    held: date,
    before: date | None,
    decisions: list[str],
    actions: list[str],
) -> Text:
    part = "lead" if group == "lsp-group" else "delegate"
    lines = [
        f"title: {GROUPS[group][0]}, meeting",
        f"group: {name}-{group}",
        f"date: {held}",
        "starts: 10:00",
        "ends: 12:00",
        "status: held",
        f"chaired_by: {FIRST}-council-{part}",
        "attendance:",
    ]
    for partner in PARTNERS:
        lines += [
            f"  - post: {FIRST}-{partner}-{part}",
            f"    agency: {FIRST}-{partner}",
            "    status: present",
            f"    role: {'chair' if partner == 'council' else 'member'}",
        ]
    if group == "lsp-group":
        lines += [
            "papers:",
            "  - title: Report of the delegated partners",
            f"    owner: {name}-executive-group",
            f"    received_on: {held - timedelta(days=7)}",
            f"    accountabilities: [{FIRST}-progress]",
        ]
    lines.append("items:")
    if before:
        lines += [
            "  - number: 1",
            "    title: Minutes of the last meeting",
            "    form: minutes",
            "    discussion: The minutes were agreed as a true record.",
            f"    approves_minutes_of: {name}-{group}-{before}",
        ]
    lines += [
        "  - number: 2",
        "    title: Progress of the plan",
        "    discussion: |-",
        "      Members went through the plan. They asked for figures on two outcomes.",
        f"    decisions: [{', '.join(decisions)}]",
        f"    actions: [{', '.join(actions)}]",
        "minutes:",
        f"  drafted_on: {held + timedelta(days=3)}",
        f"  issued_on: {held + timedelta(days=7)}",
        f"source: {FIRST}-arrangements",
        "illustrative: true",
    ]
    return _file("meetings", sitting, *lines)


def _decision(name: str, group: str, sitting: str, held: date, identity: str) -> Text:
    part = "lead" if group == "lsp-group" else "delegate"
    agreement = [
        line
        for partner in PARTNERS
        for line in (
            f"  - partner: {FIRST}-{partner}",
            f"    post: {FIRST}-{partner}-{part}",
            "    agreed: true",
        )
    ]
    return _file(
        "decisions",
        identity,
        "title: Go on with the work as planned",
        f"body: {name}-{group}",
        f"date: {held}",
        "route: meeting",
        f"meeting: {sitting}",
        "item: 2",
        "resolution: The work goes on as planned, with a report to the next meeting.",
        "reasons: The figures show that the measures are taking hold.",
        "outcome: agreed",
        "agreement:",
        *agreement,
        f"accountable: [{', '.join(f'{FIRST}-{partner}-lead' for partner in PARTNERS)}]",
        f"source: {sitting} 2",
        "illustrative: true",
    )


def _action(name: str, group: str, sitting: str, held: date, identity: str, number: int) -> Text:
    """An action: nearly all are done, one in fifty of the last year stands open."""
    partner = list(PARTNERS)[number % 3]
    part = "lead" if group == "lsp-group" else "delegate"
    due = held + timedelta(days=40 + number)
    is_open = held > date(LAST_YEAR, 10, 1) and number % 5 == 0
    end = [] if is_open else [
        f"completed_on: {due - timedelta(days=3)}",
        "evidence:",
        "  - what: Note to the group with the result",
        f"    on: {due - timedelta(days=3)}",
        "effect: Staff on the front line know what to do and whom to ask.",
    ]  # fmt: skip
    return _file(
        "actions",
        identity,
        f"title: {WORK[number % len(WORK)]}",
        "detail: >-",
        "  Agreed after the discussion of the plan; the result comes back to the group,",
        "  with the figures that show whether it helped.",
        f"owner: {FIRST}-{partner}-{part}",
        f"agency: {FIRST}-{partner}",
        f"raised_on: {held}",
        f"due: {due}",
        "raised_by: meeting",
        f"raised_at: {sitting}",
        "item: 2",
        "scope: single-agency",
        f"monitored_by: {name}-{group}",
        "progress:",
        f"  - on: {held + timedelta(days=14)}",
        f"    note: {NOTES[number % len(NOTES)]}",
        "    percent: 50",
        *end,
        f"source: {sitting} 2",
        "illustrative: true",
    )


if __name__ == "__main__":
    write_register(Path(sys.argv[1]), int(sys.argv[2]))
