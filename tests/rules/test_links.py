"""Links beyond the examples: circles, paragraphs, lists on both sides."""

from __future__ import annotations

from tests.builders import build, count, find, group


def test_a_circle_is_told_once_with_all_its_groups() -> None:
    register = build(
        groups=[
            group("a", reports_to=["b"]),
            group("b", reports_to=["c"]),
            group("c", reports_to=["a"]),
            group("d", reports_to=["a"]),
        ]
    )
    (found,) = find(register, "LK-07")
    assert found.record == "a"
    assert "a reports to b reports to c reports to a" in found.message


def test_a_group_that_reports_to_itself_is_a_circle() -> None:
    assert count(build(groups=[group("a", reports_to=["a"])]), "LK-07") == 1


def test_two_circles_are_told_apart() -> None:
    groups = [group(each, reports_to=[other]) for each, other in ("ab", "ba", "cd", "dc")]
    assert count(build(groups=groups), "LK-07") == 2


def test_two_lines_that_meet_above_are_no_circle() -> None:
    groups = [
        group("a", reports_to=["b", "c"]),
        group("b", reports_to=["d"]),
        group("c", reports_to=["d"]),
        group("d"),
    ]
    assert count(build(groups=groups), "LK-07") == 0


def test_a_circle_is_seen_through_a_former_id() -> None:
    groups = [group("a", reports_to=["old-b"]), group("b", formerly=["old-b"], reports_to=["a"])]
    assert count(build(groups=groups), "LK-07") == 1


CLAUSES = [
    {"id": "masa-1", "ref": "2.1.15(a)", "document": "masa"},
    {"id": "masa-2", "ref": "3.5.1/2", "document": "masa"},
]


def _unknown(*sources: str) -> list[str]:
    register = build(
        documents=[{"id": "masa"}, {"id": "plan"}],
        clauses=CLAUSES,
        discrepancies=[{"id": "d28", "refs": ["7.2.5"]}],
        posts=[{"id": "director", "source": list(sources)}],
    )
    return [str(each.field) for each in find(register, "LK-08")]


def test_a_paragraph_is_known_by_its_bullets_and_further_facts() -> None:
    assert _unknown("masa 2.1.15(a)", "masa 2.1.15", "masa 2.1", "masa 3.5.1", "masa 3.5.1/2") == []


def test_a_bullet_that_is_not_there_is_unknown() -> None:
    assert _unknown("masa 2.1.15(b)", "masa 2.1.1", "masa 2.1.15") == [
        "source, row 1",
        "source, row 2",
    ]


def test_a_paragraph_that_a_discrepancy_tells_of_is_known() -> None:
    assert _unknown("masa 7.2.5") == []


def test_only_texts_with_registered_paragraphs_are_looked_up() -> None:
    assert _unknown("plan 99.9", "masa", "masa the whole of it") == []


def test_a_source_that_stands_alone_is_found_at_its_field() -> None:
    register = build(
        documents=[{"id": "masa"}],
        clauses=CLAUSES,
        posts=[{"id": "director", "source": "masa 9"}],
    )
    assert [each.field for each in find(register, "LK-08")] == ["source"]


def test_an_unknown_source_in_a_list_is_found_at_its_own_line() -> None:
    register = build(posts=[{"id": "director", "source": ["director", "nowhere 1"]}])
    (found,) = find(register, "LK-03")
    assert found.field == "source, row 2"


def test_the_kinds_wanted_read_as_in_a_sentence() -> None:
    register = build(
        groups=[group("board")],
        actions=[{"id": "ACT-2023-001", "owner": "board", "raised_at": "ACT-2023-001"}],
    )
    owner, raised = find(register, "LK-02")
    assert owner.message == "board is a group; here a post is wanted."
    assert raised.message.startswith("ACT-2023-001 is an action; here a meeting, a review, an ")
    assert raised.message.endswith(" or a scrutiny is wanted.")
