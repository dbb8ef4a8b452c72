"""The dashboard's words and its width."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscp.render.dashboard import action_list_lines, banner, status_lines
from sscp.render.lines import WIDTH, Line, Style, to_text
from sscp.views.actions import ActionFilter, view_due
from sscp.views.status import Problems, StatusView, view_status
from tests.builders import build

DAY = date(2023, 6, 30)


def status(settings: dict[str, Any] | None = None, **folders: Any) -> StatusView:
    """The dashboard of a register without problems."""
    return view_status(build(settings, **folders), DAY, Problems(0, 0), ())


def shown(view: StatusView) -> str:
    return to_text(status_lines(view))


def action(due: str, **more: Any) -> dict[str, Any]:
    return {"id": "ACT-2023-001", "title": "Write", "due": due, **more}


def test_an_action_due_today_is_called_that_and_never_overdue() -> None:
    said = shown(status(actions=[action("2023-06-30")]))
    assert "ACT-2023-001  due today\n" in said
    assert "overdue" not in said


def test_an_action_due_yesterday_is_overdue_one_day() -> None:
    assert "ACT-2023-001  overdue 1 day, was due 29 June 2023\n" in shown(
        status(actions=[action("2023-06-29")])
    )


def test_an_extended_action_names_its_first_date_and_how_often() -> None:
    def extended(*days: str) -> str:
        extensions = [{"to": day, "agreed_on": "2023-06-01"} for day in days]
        rows = build(actions=[action("2023-05-01", extensions=extensions)])
        return to_text(action_list_lines(view_due(rows, DAY, 14, ActionFilter())))

    assert "(extended once, first due 1 May 2023)" in extended("2023-06-29").replace("\n   ", "")
    assert "(extended twice, " in extended("2023-06-28", "2023-06-29")
    assert "(extended 3 times, " in extended("2023-06-27", "2023-06-28", "2023-06-29")


def test_an_action_nobody_owns_says_so() -> None:
    assert "    Nobody owns it\n" in shown(status(actions=[action("2023-06-29")]))


def test_six_overdue_actions_are_shown_and_the_rest_is_counted() -> None:
    def overdue(number: int) -> str:
        rows = [action("2023-06-01", id=f"ACT-2023-{one:03}") for one in range(1, number + 1)]
        return shown(status(actions=rows))

    assert "more: `sscp overdue`" not in overdue(6)
    assert "  and 1 more: `sscp overdue` shows all\n" in overdue(7)
    assert "ACT-2023-007" not in overdue(7)


def test_four_actions_due_soon_are_shown_and_the_rest_is_counted() -> None:
    def soon(number: int) -> str:
        rows = [action("2023-07-01", id=f"ACT-2023-{one:03}") for one in range(1, number + 1)]
        return shown(status(actions=rows))

    assert "more: `sscp due`" not in soon(4)
    assert "  and 1 more: `sscp due` shows all\n" in soon(5)


def test_a_clock_due_today_is_called_that() -> None:
    group = {"id": "g", "name": "Board", "cadence": {"interval": "P1M", "mode": "fixed"}}
    held = {"id": "g-2023-05-30", "group": "g", "date": "2023-05-30", "status": "held"}
    view = status(groups=[{**group, "function": "subgroup"}], meetings=[held])
    assert "  Board: next meeting: due today\n" in shown(view)


def test_somebody_elses_clock_is_for_information_and_is_no_work_of_today() -> None:
    group = {"id": "g", "name": "Network", "cadence": {"interval": "P1M", "mode": "fixed"}}
    held = {"id": "g-2023-01-30", "group": "g", "date": "2023-01-30", "status": "held"}
    said = shown(status(groups=[{**group, "function": "network"}], meetings=[held]))
    assert "(for information)" in " ".join(said.split())
    assert "  Nothing needs doing today.\n" in said


def test_a_rating_always_carries_its_word() -> None:
    lines = status_lines(status(actions=[action("2023-06-01"), action("2023-07-01")]))
    words = {Style.BAD: ("overdue", "error"), Style.WARN: ("due",)}
    for line in lines:
        if line.style in words and not line.text.startswith("    "):
            assert any(word in line.text for word in words[line.style])


def test_problems_in_the_records_are_the_first_thing_said() -> None:
    view = view_status(build(actions=[action("2023-06-01")]), DAY, Problems(2, 1), ())
    said = shown(view)
    assert said.index("2 errors in the records") < said.index("1 action overdue")
    assert said.endswith("\nRecords: 2 errors and 1 warning; `sscp validate` shows them.\n")


def test_the_last_line_says_how_the_records_are() -> None:
    view = status(actions=[action("2024-06-01")])
    assert shown(view).endswith("\nRecords: no errors, no warnings.\n")
    one = view._replace(problems=Problems(0, 1))
    assert shown(one).endswith("\nRecords: no errors, 1 warning; `sscp validate` shows them.\n")


def test_the_banner_puts_the_day_at_the_right_edge_or_below_a_long_name() -> None:
    (line,) = banner("Name", DAY, fixed=False, illustrative=False, withheld=False)
    assert len(line.text) == WIDTH
    assert line.text.endswith(" Friday 30 June 2023")
    day = "Friday 30 June 2023"
    fits = "n" * (WIDTH - len(day) - 2)
    assert len(banner(fits, DAY, fixed=False, illustrative=False, withheld=False)) == 1
    assert banner(f"{fits}n", DAY, fixed=False, illustrative=False, withheld=False) == [
        Line(f"{fits}n", Style.HEADING),
        Line(day, Style.HEADING),
    ]


def test_a_reader_is_told_of_a_fixed_date_and_of_invented_business() -> None:
    said = to_text(banner("Name", DAY, fixed=True, illustrative=True, withheld=True))
    assert "The register fixes this date; --as-of shows another.\n" in said
    assert "Illustrative: " in said
    assert "withheld" in said


PRINTABLE = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
WORDS = st.text(PRINTABLE, min_size=1, max_size=200)
DATES = st.dates(date(2023, 1, 1), date(2024, 1, 1)).map(date.isoformat)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_line_of_status_is_wider_than_the_screen_on_any_register(data: st.DataObject) -> None:
    draw = data.draw
    groups = [
        {
            "id": draw(WORDS),
            "name": draw(WORDS),
            "function": draw(st.sampled_from(["subgroup", "network"])),
            "cadence": {"interval": draw(st.sampled_from(["P1M", "P9Y"])), "mode": "fixed"},
        }
        for _ in range(2)
    ]
    actions = [
        action(draw(DATES), id=draw(WORDS), title=draw(WORDS), owner=draw(WORDS))
        for _ in range(draw(st.integers(0, 8)))
    ]
    meetings = [
        {
            "id": f"m{number}",
            "title": draw(WORDS),
            "group": draw(st.sampled_from([group["id"] for group in groups])),
            "date": draw(DATES),
            "status": draw(st.sampled_from(["held", "planned"])),
            "papers": [{"title": draw(WORDS)}] * draw(st.integers(0, 2)),
        }
        for number in range(3)
    ]
    documents = [
        {"id": draw(WORDS), "title": draw(WORDS), "status": "current", "review_due": draw(DATES)}
    ]
    portfolio = build(
        {"id": "r", "name": draw(WORDS), "area": "a"},
        groups=groups,
        actions=actions,
        meetings=meetings,
        documents=documents,
    )
    day = DAY + timedelta(days=draw(st.integers(-200, 200)))
    problems = Problems(draw(st.integers(0, 10**9)), draw(st.integers(0, 10**9)))
    lines = status_lines(view_status(portfolio, day, problems, ()))
    assert [line.text for line in lines if len(line.text) > WIDTH or "\n" in line.text] == []
