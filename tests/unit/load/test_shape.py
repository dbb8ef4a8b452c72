"""Records against their declaration: each mistake gets its own words, at its own place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sscp.load.shape import EXPECTED
from sscp.model.kind import Field, Kind, Shape
from sscp.model.kinds.catalogue import KINDS
from sscp.model.problem import Problem
from tests.builders import load_files

ACTION = """\
id: ACT-2023-001
title: Write the note
owner: clerk
raised_on: 2023-05-17
due: 2023-06-17
raised_by: meeting
raised_at: board-2023-05-17
scope: single-agency
monitored_by: board
source: board-2023-05-17 3
"""


def problems_in(path: str, text: str) -> list[Problem]:
    return list(load_files({path: text}).problems)


def in_action(text: str = "", **changes: str | None) -> list[Problem]:
    """The problems of the action above with some of its lines changed, taken out or added."""
    lines = ACTION.splitlines()
    for name, value in changes.items():
        lines = [
            f"{name}: {value}" if line.startswith(f"{name}:") else line
            for line in lines
            if value is not None or not line.startswith(f"{name}:")
        ]
    return problems_in("actions/a.yaml", "\n".join(lines) + "\n" + text)


def the_problem(found: list[Problem]) -> Problem:
    assert len(found) == 1, found
    return found[0]


def place(problem: Problem) -> tuple[str, int, int]:
    return problem.rule, problem.location.line, problem.location.column


def test_a_record_that_fits_has_no_problem() -> None:
    assert in_action() == []


def test_a_field_that_is_no_field_gets_the_nearest_name_and_its_line() -> None:
    problem = the_problem(in_action("completed-On: 2023-06-01\n"))
    assert place(problem) == ("unknown-field", 11, 1)
    assert problem.words["nearest"] == "Did you mean `completed_on`?"
    assert problem.words["field"] == "completed-On"
    assert (problem.record, problem.field) == ("ACT-2023-001", "completed-On")


def test_a_field_like_no_other_gets_the_list_of_those_there_are() -> None:
    problem = the_problem(in_action("qqqqqqqq: 1\n"))
    assert problem.words["nearest"].startswith("The fields here are: id, title, detail, owner,")


def test_a_field_that_is_no_field_of_an_inner_group_is_told_with_the_way_to_it() -> None:
    text = """\
extensions:
  - to: 2023-07-17
    agreed_on: 2023-06-10
  - to: 2023-08-17
    agreed_on: 2023-07-10
    reasons: More time
"""
    problem = the_problem(in_action(text))
    assert place(problem) == ("unknown-field", 16, 5)
    assert problem.words["where"] == " in extensions, row 2"
    assert problem.words["nearest"] == "Did you mean `reason`?"
    assert problem.field == "extensions, row 2, reasons"


def test_a_missing_field_is_told_with_what_it_is_for() -> None:
    problem = the_problem(in_action(due=None))
    assert place(problem) == ("missing-field", 1, 1)
    assert problem.words["field"] == "due"
    assert problem.words["kind"] == "action"
    assert problem.words["where"] == ""
    assert problem.words["help"].startswith("The date first agreed")
    assert problem.field == "due"


def test_a_missing_field_of_an_inner_group_is_told_at_that_group() -> None:
    problem = the_problem(in_action("progress:\n  - on: 2023-06-01\n    percent: 5\n"))
    assert place(problem) == ("missing-field", 12, 5)
    assert problem.words["where"] == " in progress, row 1"
    assert problem.field == "progress, row 1, note"
    problem = the_problem(in_action("cancelled:\n  on: 2023-06-01\n"))
    assert place(problem) == ("missing-field", 11, 1)
    assert problem.words["where"] == " in cancelled"


def test_every_missing_field_is_told() -> None:
    found = problems_in("actions/a.yaml", "id: ACT-2023-001\n")
    assert {each.words["field"] for each in found} == {
        "title",
        "raised_on",
        "due",
        "raised_by",
        "raised_at",
        "scope",
        "monitored_by",
        "source",
    }
    assert {each.rule for each in found} == {"missing-field"}


@pytest.mark.parametrize("empty", ["", "~", "''", '""', "null"])
@pytest.mark.parametrize("name", ["title", "due", "raised_by", "owner", "source", "id"])
def test_a_field_that_holds_nothing_is_empty_whatever_it_is_for(name: str, empty: str) -> None:
    problem = the_problem(in_action(**{name: empty}))
    assert problem.rule == "empty-value"
    assert problem.words["field"] == name
    assert problem.words["help"]
    line = next(n for n, each in enumerate(ACTION.splitlines(), 1) if each.startswith(name))
    assert problem.location.line == line


@pytest.mark.parametrize("blank", ['" "', '"\\t"', '"\\n \\n"', '"\\u00a0"', "|+\n\n"])
@pytest.mark.parametrize("name", ["title", "due", "raised_by", "source"])
def test_a_field_of_blanks_says_nothing_either(name: str, blank: str) -> None:
    problem = the_problem(in_action(**{name: blank}))
    assert problem.rule == "empty-value"
    assert problem.words["holds"] == "holds only blanks"
    assert the_problem(in_action(**{name: '""'})).words["holds"] == "is empty"


def test_blanks_are_told_in_rows_and_lists_too() -> None:
    problem = the_problem(in_action('evidence:\n  - what: " "\n'))
    assert place(problem) == ("empty-value", 12, 11)
    assert problem.field == "evidence, row 1, what"
    problem = the_problem(in_action('source:\n  - masa 2.1\n  - " "\n', source=None))
    assert (problem.rule, problem.field) == ("empty-value", "source, row 2")


def test_a_list_of_nothing_is_empty_too() -> None:
    problem = the_problem(in_action("learning: []\n"))
    assert place(problem) == ("empty-value", 11, 11)
    assert problem.words["field"] == "learning"


def test_an_empty_item_of_a_list_is_told_where_it_stands() -> None:
    problem = the_problem(in_action("learning:\n  - LM-2023-01\n  - ''\n"))
    assert place(problem) == ("empty-value", 13, 5)
    assert problem.field == "learning, row 2"
    assert problem.words["field"] == "learning"


@pytest.mark.parametrize(
    "identity",
    ["ACT-23-001", "act-2023-001", "ACT-2023-01", "../../etc/passwd", "ACT-2023-001 ", "'a\\nb'"],
)
def test_an_id_of_another_form_is_told_with_an_example(identity: str) -> None:
    problem = the_problem(in_action(id=f'"{identity}"'))
    assert place(problem) == ("id-form", 1, 5)
    assert problem.words["example"] == "ACT-2023-001"
    assert "at least 3 digits" in problem.words["form"]


@pytest.mark.parametrize("identity", ["12", "true", "[ACT-2023-001]", "{a: b}"])
def test_an_id_that_is_no_text_is_told(identity: str) -> None:
    problem = the_problem(in_action(id=identity))
    assert place(problem) == ("id-form", 1, 5)
    assert problem.record is None


def test_a_value_that_is_not_allowed_gets_the_nearest_and_all_that_are() -> None:
    problem = the_problem(in_action(scope="Single Agency"))
    assert place(problem) == ("value-not-allowed", 8, 8)
    assert problem.words["allowed"] == (
        "Did you mean `single-agency`? Allowed: `single-agency` (one agency can do it alone),"
        " `multi-agency` (it needs more than one agency)"
    )


@pytest.mark.parametrize("value", ["2023-02-29", "2023-13-01", "17/5/2023", "2023-5-17", "2023"])
def test_a_date_that_cannot_be_is_told(value: str) -> None:
    problem = the_problem(in_action(due=value))
    assert place(problem) == ("date-cannot-be", 5, 6)
    assert problem.words["value"] == value


@pytest.mark.parametrize("value", ["2023-02-29", "2023-06-31", "2023-04-00"])
def test_a_full_date_that_cannot_be_is_told_where_a_month_would_do(value: str) -> None:
    text = f"id: a-b\ntitle: A\ngroup: b\nrole: member\nsource: x\nfrom: {value}\n"
    problem = the_problem(problems_in("memberships/a.yaml", text))
    assert place(problem) == ("date-cannot-be", 6, 7)


@pytest.mark.parametrize("value", ["2024-02-29", "2023-02", "2023", "'2023'"])
def test_a_month_or_a_year_will_do_where_the_day_is_not_known(value: str) -> None:
    text = f"id: a-b\ntitle: A\ngroup: b\nrole: member\nsource: x\nfrom: {value}\n"
    assert problems_in("memberships/a.yaml", text) == []


def test_a_list_is_asked_for_where_a_single_value_stands() -> None:
    problem = the_problem(in_action("learning: LM-2023-01\n"))
    assert place(problem) == ("wrong-shape", 11, 11)
    assert problem.words["expected"] == "a list, each item on its own line after a hyphen"


def test_a_long_value_is_shown_short_and_on_one_line() -> None:
    problem = the_problem(in_action(due='"' + "very long\\n" * 20 + '"'))
    assert len(problem.words["value"]) == 40
    assert problem.words["value"].endswith("...")
    assert "\n" not in problem.words["value"]
    exact = "x" * 40
    assert the_problem(in_action(due=exact)).words["value"] == exact


def test_all_mistakes_of_a_record_are_told_at_once() -> None:
    found = in_action("colour: red\npercent: 5\n", due="soon", scope="both", title="")
    assert sorted(place(each) for each in found) == [
        ("date-cannot-be", 5, 6),
        ("empty-value", 2, 7),
        ("unknown-field", 11, 1),
        ("unknown-field", 12, 1),
        ("value-not-allowed", 8, 8),
    ]


WRONG: dict[Shape, list[Any]] = {
    Shape.TEXT: [True, {"a": 1}, ["a"]],
    Shape.PROSE: [False, {"a": 1}, ["a"]],
    Shape.DATE: [20230517, True, "17 May 2023", ["2023-05-17"], {"on": 1}],
    Shape.MONTH: ["May 2023", "2023-13", "2023-5", 99999, True],
    Shape.TIME: ["24:00", "2pm", "9:00", "14:60", 14, True],
    Shape.YEAR: ["2023", "2023/24", "2023-2024", 2023, True],
    Shape.FLAG: ["yes", "no", 1, 0, "true"],
    Shape.WHOLE: ["5", "1.5", "-1x", True],
    Shape.NUMBER: ["a lot", "1,000", "1.2.3", True],
    Shape.INTERVAL: ["2 months", "P", "M2", "P1.5M", "PT5H", 14, "P-1M", "P2M "],
    Shape.LINK: [5, True, ["a"], {"id": "a"}],
    Shape.SOURCE: [5, True, {"a": 1}],
    Shape.CHOICE: ["never-heard-of", 12345, True],
    Shape.PART: ["text", 5, True],
}
RIGHT: dict[Shape, list[Any]] = {
    Shape.TEXT: ["a", "1.10", 5],
    Shape.PROSE: ["a\n\n- b\n", 5],
    Shape.DATE: ["2023-05-17", "2024-02-29"],
    Shape.MONTH: ["2023-05-17", "2023-05", "2023", 2023],
    Shape.TIME: ["00:00", "14:00", "23:59"],
    Shape.YEAR: ["2023-24"],
    Shape.FLAG: [True, False],
    Shape.WHOLE: [1, 100],
    Shape.NUMBER: [12, "12.5", "-3", "0.25"],
    Shape.INTERVAL: ["P2M", "P1Y", "P15D", "P2W", "P1Y6M2W3D"],
    Shape.LINK: ["a"],
    Shape.SOURCE: ["masa 2.1.6", ["masa 2.1.6", "b"]],
}


def first_field(shape: Shape) -> tuple[Kind, Field]:
    """A kind with a plain field of that shape."""
    return next(
        (kind, field)
        for kind in KINDS
        for field in kind.fields
        if field.shape is shape and (not field.many or shape is Shape.SOURCE)
    )


def problems_of(kind: Kind, field: Field, value: object) -> list[Problem]:
    """The problems of a record that holds nothing but one field, what it lacks left aside."""
    found = problems_in(f"{kind.folder}/a.yaml", f"{field.name}: {json.dumps(value)}\n")
    return [each for each in found if each.rule != "missing-field"]


@pytest.mark.parametrize(("shape", "value"), [(s, v) for s, vs in WRONG.items() for v in vs])
def test_a_value_of_the_wrong_shape_is_told_once_with_the_shape_asked_for(
    shape: Shape, value: object
) -> None:
    kind, field = first_field(shape)
    problem = the_problem(problems_of(kind, field, value))
    assert problem.location.line == 1
    assert problem.words["field"] == field.name
    if shape is Shape.CHOICE:
        assert problem.rule == "value-not-allowed"
    else:
        dates = (Shape.DATE, Shape.MONTH)
        assert problem.rule == ("date-cannot-be" if shape in dates else "wrong-shape")
        assert problem.words["expected"].startswith(EXPECTED[shape])


@pytest.mark.parametrize(("shape", "value"), [(s, v) for s, vs in RIGHT.items() for v in vs])
def test_a_value_of_the_right_shape_is_no_problem(shape: Shape, value: object) -> None:
    kind, field = first_field(shape)
    assert problems_of(kind, field, value) == []


def test_every_shape_is_tried_with_wrong_values() -> None:
    assert set(WRONG) | {Shape.ID} == set(Shape)


def test_a_whole_number_below_the_least_is_told_with_the_least() -> None:
    text = "id: g\nname: G\nfunction: subgroup\npurpose: x\nsource: y\nquorum:\n  least: 0\n"
    problem = the_problem(problems_in("groups/g.yaml", text))
    assert place(problem) == ("wrong-shape", 7, 10)
    assert problem.words["expected"] == "a whole number, 1 or more"
    assert problems_in("groups/g.yaml", text.replace("least: 0", "least: 1")) == []


def test_an_item_of_the_wrong_shape_is_told_at_the_item() -> None:
    problem = the_problem(in_action("progress:\n  - done\n"))
    assert place(problem) == ("wrong-shape", 12, 5)
    assert problem.words["expected"] == EXPECTED[Shape.PART]
    assert problem.words["value"] == "done"


@pytest.mark.parametrize(
    ("value", "shown"), [("true", "true"), ("{a: b}", "a group of fields"), ("[a]", "a list")]
)
def test_a_value_is_shown_as_a_person_would_say_it(value: str, shown: str) -> None:
    assert the_problem(in_action(due=value)).words["value"] == shown
