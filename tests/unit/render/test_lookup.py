"""Lists and single records as lines."""

from __future__ import annotations

from datetime import date

from sscp.model.kinds.catalogue import BY_NAME
from sscp.render.lines import Line, Style, to_text
from sscp.render.lookup import kind_list_lines, record_lines, record_list_lines
from sscp.views.records import ListRow, RecordList, view_record
from tests.builders import build

DAY = date(2023, 6, 30)


def listed(*rows: ListRow) -> list[str]:
    view = RecordList(DAY, False, False, "Things", rows)
    return [line.text for line in record_list_lines(view)]


def row(
    identity: str, title: str = "Title", kind: str = "group", invented: bool = False
) -> ListRow:
    return ListRow(identity, kind, title, invented, "a.yaml", 1)


def test_titles_stand_in_one_column() -> None:
    assert listed(row("a"), row("abc")) == ["Things", "a    Title", "abc  Title", "2 records."]


def test_one_record_is_counted_as_one() -> None:
    assert listed(row("a"))[-1] == "1 record."


def test_an_empty_list_says_none() -> None:
    assert listed() == ["Things", "None."]


def test_one_very_long_id_does_not_push_all_titles_away() -> None:
    lines = listed(row("a"), row("x" * 37))
    assert lines[1] == f"{'a':<36}  Title"
    assert lines[2] == "x" * 37 + "  Title"


def test_the_kind_is_named_only_where_kinds_differ() -> None:
    assert listed(row("a"), row("b", kind="post"))[1:3] == ["a  Title [group]", "b  Title [post]"]
    assert listed(row("a"), row("b"))[1] == "a  Title"


def test_how_a_record_stands_is_told_under_it_and_one_word_beside_it() -> None:
    due = row("a")._replace(due=DAY, told="due 30 June 2023, overdue by 1 day, Manager")
    assert listed(due, row("b")._replace(state="held", told="held")) == [
        "Things",
        "a  Title",
        "      due 30 June 2023, overdue by 1 day, Manager",
        "b  Title (held)",
        "2 records.",
    ]


def test_an_invented_record_is_marked() -> None:
    assert listed(row("a", invented=True), row("b"))[1:3] == ["a  Title (illustrative)", "b  Title"]


def test_where_all_are_invented_that_is_said_once() -> None:
    assert listed(row("a", invented=True), row("b", invented=True))[1:3] == [
        "All of them are illustrative: invented as an example.",
        "a  Title",
    ]


def test_rows_of_a_group_hang_under_their_first_field() -> None:
    portfolio = build(
        groups=[
            {
                "id": "g",
                "name": "Board",
                "chair_terms": [
                    {"post": "p", "from": "2023-04-01"},
                    {"from": "2024-04-01", "until": "2025-04-01"},
                ],
                "quorum": {"all_of": ["p"], "deputies_count": True},
            }
        ],
        posts=[{"id": "p", "title": "Post"}],
    )
    lines = record_lines(view_record(portfolio, DAY, portfolio.by_id["g"]))
    assert to_text(lines) == (
        "Board\n"
        "group g, records/groups/groups.yaml:2\n"
        "\n"
        "name: Board\n"
        "chair terms:\n"
        "  - post: Post (p)\n"
        "    from: 1 April 2023\n"
        "  - from: 1 April 2024\n"
        "    until: 1 April 2025\n"
        "quorum:\n"
        "  all of:\n"
        "    - Post (p)\n"
        "  deputies count: yes\n"
    )


def test_a_record_ends_with_what_names_it() -> None:
    portfolio = build(
        groups=[{"id": "g", "name": "Board", "chair": "p"}], posts=[{"id": "p", "title": "Post"}]
    )
    lines = record_lines(view_record(portfolio, DAY, portfolio.by_id["p"]))
    assert lines[-2:] == [Line("Named by", Style.HEADING), Line("  g  Board (group, chair)")]


def test_a_kind_is_listed_with_its_folder_and_purpose() -> None:
    (first, *_) = kind_list_lines([BY_NAME["waiver"]])
    assert first.text.startswith("waiver (waivers/): A finding set aside")
