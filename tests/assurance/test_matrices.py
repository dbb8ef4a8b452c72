"""Coverage matrices on small registers: exact cells, and both sides of every date."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.assurance.matrices import MATRICES, Matrix
from sscp.model.kinds.assurance import SCRUTINY_THEMES
from sscp.model.portfolio import Portfolio
from sscp.render.assurance import _spelt
from tests.builders import Row, apologies, build, group, meeting, post, present


def cells(matrix: Matrix) -> dict[str, tuple[str, ...]]:
    """The cells as a reader sees them."""
    return {row.label: tuple(map(_spelt, row.cells)) for row in matrix.rows}


def made(key: str, portfolio: Portfolio, as_of: str = "2023-11-15") -> Matrix:
    matrix = MATRICES[key](portfolio, date.fromisoformat(as_of))
    assert matrix.key == key
    return matrix


LEADS = group("leads", function="lead-partners")
EXECUTIVE = group("executive", function="executive")


def matter(identity: str, form: str, ref: str, **fields: str) -> Row:
    return {"id": identity, "title": identity, "form": form, "ref": ref, **fields}


def accountable(*meetings: Row) -> Portfolio:
    return build(
        groups=[LEADS, EXECUTIVE],
        meetings=list(meetings),
        matters=[
            matter("acc-money", "accountability", "2.1.20(b)"),
            matter("acc-plan", "accountability", "2.1.20(a)"),
            matter("rm-plan", "reserved", "2.1.15(a)"),
        ],
        reports=[
            {"id": "executive-report", "sections": [{"accountabilities": ["acc-money"]}]},
        ],
    )


APRIL = meeting("leads", "2023-04-19", papers=[{"accountabilities": ["acc-plan"]}])
TOLD: Row = {"record": "executive-report", "accountabilities": ["acc-money"]}
JUNE = meeting("leads", "2023-06-14", papers=[TOLD])


def test_an_accountability_is_reported_by_the_papers_of_a_meeting() -> None:
    """A report says nothing at a meeting whose papers do not say so; LK-15 finds the two apart."""
    silent = meeting("leads", "2023-06-14", papers=[{"record": "executive-report"}])
    matrix = made("accountabilities", accountable(APRIL, silent))
    assert matrix.columns == ("19 April 2023", "14 June 2023")
    assert matrix.column_ids == ("leads-2023-04-19", "leads-2023-06-14")
    assert [(row.id, row.cells) for row in matrix.rows] == [
        ("acc-plan", ("reported", "none")),
        ("acc-money", ("none", "none")),
    ]
    assert matrix.gaps == 3
    assert made("accountabilities", accountable(APRIL, JUNE)).gaps == 2


@pytest.mark.parametrize(
    ("as_of", "columns"),
    [
        ("2023-04-18", ()),
        ("2023-04-19", ("19 April 2023",)),
        ("2023-06-13", ("19 April 2023",)),
        ("2023-06-14", ("19 April 2023", "14 June 2023")),
        ("2024-03-31", ("19 April 2023", "14 June 2023")),
        ("2024-04-01", ()),
    ],
)
def test_only_meetings_held_by_the_day_in_its_reporting_year_are_columns(
    as_of: str, columns: tuple[str, ...]
) -> None:
    planned = {**meeting("leads", "2023-05-17"), "status": "planned"}
    before = meeting("leads", "2023-03-31")
    portfolio = accountable(APRIL, JUNE, planned, before, meeting("executive", "2023-04-20"))
    matrix = made("accountabilities", portfolio, as_of)
    assert matrix.columns == columns
    assert {len(row.cells) for row in matrix.rows} == {len(columns)}


def reserved(*decisions: Row) -> Portfolio:
    return build(
        groups=[LEADS, EXECUTIVE],
        matters=[
            matter("rm-plan", "reserved", "2.1.15(a)", review_interval="P1Y"),
            matter("rm-structure", "reserved", "2.1.15(b)"),
            matter("acc-plan", "accountability", "2.1.20(a)"),
        ],
        decisions=list(decisions),
    )


def decision(number: int, day: str, **fields: object) -> Row:
    return {
        "id": f"DEC-2023-{number:03d}",
        "body": "leads",
        "outcome": "agreed",
        "date": day,
        "matters": ["rm-plan"],
        **fields,
    }


def test_a_reserved_matter_has_its_last_determination_and_the_next_review() -> None:
    both = {"matters": ["rm-plan", "rm-structure"]}
    matrix = made(
        "reserved-matters", reserved(decision(2, "2023-06-14"), decision(1, "2023-04-19", **both))
    )
    assert matrix.columns == ("Last decision", "Date", "Review by", "Review")
    assert [(row.id, row.cells) for row in matrix.rows] == [
        ("rm-plan", ("DEC-2023-002", date(2023, 6, 14), date(2024, 6, 14), "")),
        ("rm-structure", ("DEC-2023-001", date(2023, 4, 19), None, "not set")),
    ]
    assert matrix.gaps == 0


@pytest.mark.parametrize(("as_of", "word"), [("2024-06-14", ""), ("2024-06-15", "overdue")])
def test_a_review_past_its_day_is_a_gap(as_of: str, word: str) -> None:
    matrix = made("reserved-matters", reserved(decision(2, "2023-06-14")), as_of)
    assert cells(matrix)["rm-plan"][-1] == word
    assert matrix.gaps == (2 if word else 1), "the other matter was never decided"


@pytest.mark.parametrize(
    "other",
    [
        {"body": "executive"},
        {"outcome": "not-agreed"},
        {"matters": ["rm-structure"]},
        {"date": "2023-11-16"},
    ],
)
def test_only_the_lead_partners_agreement_by_the_day_determines_a_reserved_matter(
    other: Row,
) -> None:
    matrix = made("reserved-matters", reserved(decision(1, "2023-06-14") | other))
    assert cells(matrix)["rm-plan"] == ("none", "", "", "")
    assert matrix.gaps == (1 if "matters" in other else 2)


def test_a_decision_of_the_day_itself_counts() -> None:
    matrix = made("reserved-matters", reserved(decision(1, "2023-11-15")))
    found = ("DEC-2023-001", "15 November 2023", "15 November 2024", "")
    assert cells(matrix)["rm-plan"] == found


def scrutinised(*rows: tuple[str, str, str]) -> Portfolio:
    return build(
        scrutiny=[
            {"id": identity, "on": day, "themes": themes.split()} for identity, day, themes in rows
        ]
    )


def test_each_theme_has_the_number_of_times_the_last_day_and_its_record() -> None:
    matrix = made(
        "scrutiny",
        scrutinised(
            ("SCR-2023-02", "2023-07-12", "resources"),
            ("SCR-2023-01", "2023-05-10", "resources one-team"),
        ),
    )
    assert matrix.columns == ("Times this year", "Last", "Record")
    said = cells(matrix)
    assert [row.label for row in matrix.rows] == [theme.label for theme in SCRUTINY_THEMES]
    assert said["Resources and effectiveness"] == ("2", "12 July 2023", "SCR-2023-02")
    assert said["Acting as one team"] == ("1", "10 May 2023", "SCR-2023-01")
    assert said["Priorities and the reasons for them"] == ("0", "none", "")
    assert matrix.gaps == len(SCRUTINY_THEMES) - 2


@pytest.mark.parametrize(
    ("day", "as_of", "times"),
    [
        ("2023-11-15", "2023-11-15", "1"),
        ("2023-11-16", "2023-11-15", "0"),
        ("2023-04-01", "2023-11-15", "1"),
        ("2023-03-31", "2023-11-15", "0"),
        ("2023-04-01", "2024-03-31", "1"),
        ("2023-04-01", "2024-04-01", "0"),
    ],
)
def test_scrutiny_counts_from_its_day_to_the_end_of_the_reporting_year(
    day: str, as_of: str, times: str
) -> None:
    matrix = made("scrutiny", scrutinised(("SCR-2023-01", day, "resources")), as_of)
    assert cells(matrix)["Resources and effectiveness"][0] == times


def attended(*meetings: Row) -> Portfolio:
    return build(
        groups=[LEADS, EXECUTIVE],
        partners=[{"id": "council", "name": "The Council"}],
        agencies=[{"id": "college", "name": "The College"}],
        posts=[post("chief", "council"), post("deputy", "council")],
        meetings=list(meetings),
    )


def test_attendance_is_counted_by_post_over_all_groups() -> None:
    matrix = made(
        "attendance",
        attended(
            meeting("leads", "2023-05-17", attendance=[present("chief")]),
            meeting(
                "executive",
                "2023-06-21",
                attendance=[
                    {"post": "chief", "status": "present-remotely"},
                    {"agency": "college", "status": "absent"},
                ],
            ),
            meeting("leads", "2023-07-19", attendance=[apologies("chief", deputy="deputy")]),
            meeting("leads", "2023-09-20", attendance=[apologies("chief", deputy_title="Head")]),
            meeting("leads", "2023-10-18", attendance=[apologies("chief")]),
        ),
    )
    assert matrix.columns == ("Present", "Deputy came", "Apologies only", "Absent")
    assert list(cells(matrix).items()) == [
        ("The College", ("0", "0", "0", "1")),
        ("The Council: chief", ("2", "2", "1", "0")),
    ]
    assert matrix.gaps == 1


def test_an_organisation_with_several_posts_has_a_row_for_all_of_them() -> None:
    portfolio = build(
        groups=[LEADS],
        partners=[{"id": "council", "name": "The Council"}],
        posts=[post("chief", organisation="council"), post("aide", organisation="council")],
        meetings=[
            meeting("leads", "2023-05-17", attendance=[present("chief"), apologies("aide")]),
            meeting("leads", "2023-06-14", attendance=[present("chief"), present("aide")]),
        ],
    )
    rows = made("attendance", portfolio).rows
    assert [(row.of, row.id, row.cells) for row in rows] == [
        ("council", "", (3, 0, 1, 0)),
        ("council", "aide", (1, 0, 1, 0)),
        ("council", "chief", (2, 0, 0, 0)),
    ]
    assert rows[0].label == "The Council: all posts"


def test_a_member_of_whom_the_attendance_says_nothing_counts_as_absent() -> None:
    portfolio = build(
        groups=[LEADS],
        partners=[{"id": "council", "name": "The Council"}],
        posts=[post("chief", "council"), post("aide", "council")],
        memberships=[
            {"id": f"seat-{each}", "group": "leads", "post": each, "role": "member"}
            for each in ("chief", "aide")
        ],
        meetings=[
            meeting("leads", "2023-05-17", attendance=[present("chief")]),
            meeting("leads", "2023-06-14", attendance=[present("chief"), present("aide")]),
            meeting("leads", "2023-08-16"),
        ],
    )
    matrix = made("attendance", portfolio)
    assert [(row.id, row.cells) for row in matrix.rows] == [
        ("", (3, 0, 0, 1)),
        ("aide", (1, 0, 0, 1)),
        ("chief", (2, 0, 0, 0)),
    ]
    assert matrix.gaps == 1


@pytest.mark.parametrize(
    ("day", "as_of", "status", "counted"),
    [
        ("2023-11-15", "2023-11-15", "held", True),
        ("2023-11-16", "2023-11-15", "held", False),
        ("2023-11-15", "2023-11-15", "cancelled", False),
        ("2023-03-31", "2023-11-15", "held", False),
        ("2023-04-01", "2023-11-15", "held", True),
        ("2023-04-01", "2024-03-31", "held", True),
        ("2023-04-01", "2024-04-01", "held", False),
    ],
)
def test_attendance_counts_meetings_held_by_the_day_in_its_reporting_year(
    day: str, as_of: str, status: str, counted: bool
) -> None:
    one = {**meeting("leads", day, attendance=[present("chief")]), "status": status}
    assert bool(made("attendance", attended(one), as_of).rows) is counted


AGENCIES: list[Row] = [{"id": each, "name": each} for each in ("school", "trust", "college")]
CYCLE: Row = {
    "id": "s11-2023",
    "title": "Round of 2023",
    "launched_on": "2023-06-07",
    "returns_due": "2023-09-29",
    "agencies": ["school", "trust", "college"],
}
RETURNS: list[Row] = [
    {
        "id": "S11-2023-school",
        "cycle": "s11-2023",
        "agency": "school",
        "received_on": "2023-09-29",
        "ratings": [
            {"standard": "s1", "rating": "met"},
            {"standard": "s2", "rating": "partly-met"},
            {"standard": "s3", "rating": "not-met"},
            {"standard": "s4", "rating": "not-applicable", "reason": "No such service."},
        ],
    },
    {
        "id": "S11-2023-trust",
        "cycle": "s11-2023",
        "agency": "trust",
        "received_on": "2023-09-30",
        "ratings": [{"standard": "s1", "rating": "met"}],
    },
    {"id": "S11-2023-college", "cycle": "s11-2023", "agency": "college"},
]


@pytest.mark.parametrize(
    ("as_of", "school", "trust", "college", "gaps"),
    [
        ("2023-09-28", ("due soon", "", ""), ("due soon", "", ""), ("due soon", "", ""), 0),
        (
            "2023-09-29",
            ("met", "29 September 2023", "2"),
            ("due soon", "", ""),
            ("due soon", "", ""),
            0,
        ),
        (
            "2023-09-30",
            ("met", "29 September 2023", "2"),
            ("done late", "30 September 2023", "0"),
            ("overdue", "", ""),
            1,
        ),
    ],
)
def test_a_return_is_due_then_met_or_done_late_and_overdue_from_the_day_after(
    as_of: str,
    school: tuple[str, ...],
    trust: tuple[str, ...],
    college: tuple[str, ...],
    gaps: int,
) -> None:
    portfolio = build(agencies=AGENCIES, section_11_cycles=[CYCLE], section_11_returns=RETURNS)
    matrix = made("section-11", portfolio, as_of)
    assert matrix.title == "Section 11 returns: Round of 2023"
    assert list(cells(matrix).items()) == [
        ("school", school),
        ("trust", trust),
        ("college", college),
    ]
    assert matrix.gaps == gaps


@pytest.mark.parametrize(
    ("as_of", "title"),
    [
        ("2023-06-06", "Section 11 returns"),
        ("2023-06-07", "Section 11 returns: Round of 2023"),
        ("2025-06-03", "Section 11 returns: Round of 2023"),
        ("2025-06-04", "Section 11 returns: Round of 2025"),
    ],
)
def test_the_newest_round_launched_by_the_day_is_shown(as_of: str, title: str) -> None:
    later = {**CYCLE, "id": "s11-2025", "title": "Round of 2025", "launched_on": "2025-06-04"}
    portfolio = build(agencies=AGENCIES, section_11_cycles=[later, CYCLE])
    matrix = made("section-11", portfolio, as_of)
    assert matrix.title == title
    assert bool(matrix.rows) is (title != "Section 11 returns")


AUDIT: Row = {
    "id": "AUD-2023-01",
    "title": "Neglect",
    "stages": [
        {"stage": "scope-agreed", "planned": "2023-06-01", "reached_on": "2023-06-05"},
        {"stage": "report", "planned": "2023-09-20"},
        {"stage": "closed", "planned": "2023-12-01"},
    ],
}


@pytest.mark.parametrize(
    ("as_of", "said", "gaps"),
    [
        ("2023-06-01", ("not begun", "scope agreed by 1 June 2023", "due soon"), 0),
        ("2023-06-02", ("not begun", "scope agreed by 1 June 2023", "overdue"), 1),
        ("2023-06-05", ("scope agreed", "report by 20 September 2023", "not due"), 0),
        ("2023-09-20", ("scope agreed", "report by 20 September 2023", "due soon"), 0),
        ("2023-09-21", ("scope agreed", "report by 20 September 2023", "overdue"), 1),
    ],
)
def test_an_audit_shows_the_stage_reached_and_is_overdue_the_day_after_the_plan(
    as_of: str, said: tuple[str, ...], gaps: int
) -> None:
    matrix = made("audits", build(audits=[AUDIT]), as_of)
    assert matrix.columns == ("Stage reached", "Next stage", "State")
    assert cells(matrix) == {"Neglect": said}
    assert matrix.gaps == gaps


def test_an_audit_that_has_reached_its_last_stage_has_no_next_one() -> None:
    stages = [{"stage": "closed", "planned": "2023-05-01", "reached_on": "2023-06-01"}]
    matrix = made("audits", build(audits=[{**AUDIT, "stages": stages}]))
    assert cells(matrix) == {"Neglect": ("closed", "", "")}


def test_a_stage_without_a_plan_is_never_late() -> None:
    matrix = made("audits", build(audits=[{**AUDIT, "stages": [{"stage": "report"}]}]))
    assert cells(matrix) == {"Neglect": ("not begun", "report", "open with no time set")}


def test_a_register_without_such_records_has_no_rows_but_the_themes() -> None:
    empty = build(groups=[LEADS])
    assert {key for key in MATRICES if made(key, empty).rows} == {"scrutiny"}
