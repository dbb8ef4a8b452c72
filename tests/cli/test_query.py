"""Questions in SQL: whole answers, what is refused, and that nothing withheld can be reached."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from sscp.cli.session import Session
from sscp.exchange import query
from sscp.exchange.query import Answer
from sscp.exchange.sql_views import VIEWS
from sscp.exchange.tables import all_tables
from sscp.exchange.told import tell
from tests.cli.test_audience import SECRET, mixed
from tests.conftest import TREES, Golden, Run, Tree

__all__ = ["mixed"]

QUARTER = ("-C", "quarter", "--as-of", "2023-06-30")
ACTIONS = "SELECT id, title, state, due, days_overdue FROM actions ORDER BY due, id"

TRANSCRIPTS: dict[str, tuple[str, ...]] = {
    "tables": ("query",),
    "table": ("query", "--tables", "meeting_attendance"),
    "view": ("query", "overdue_actions", "--tables"),
    "whole-table": (*QUARTER, "query", "Coming_Meetings"),
    "whole-table-unknown": (*QUARTER, "query", "meeting"),
    "table-unknown": ("query", "--tables", "overdue"),
    "side-by-side": (*QUARTER, "query", ACTIONS),
    "blocks": (*QUARTER, "query", "SELECT * FROM overdue_actions"),
    "no-rows": (*QUARTER, "query", "SELECT * FROM actions WHERE state = 'withdrawn'"),
    "json": (*QUARTER, "--format", "json", "query", "SELECT id, due FROM open_actions"),
    "csv": (*QUARTER, "--format", "csv", "query", "SELECT * FROM attendance"),
    "for-partners": (
        *QUARTER,
        "query",
        "SELECT id, title FROM decisions",
        "--audience",
        "partners",
    ),
    "no-such-table": (*QUARTER, "query", "SELECT * FROM acton"),
    "no-such-column": (*QUARTER, "query", "SELECT id, ownr FROM actions"),
    "a-word-of-sql": (*QUARTER, "query", "SELECT id, from FROM memberships"),
    "not-a-query": (*QUARTER, "query", "DELETE FROM actions"),
}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_query_says_exactly_what_its_golden_file_holds(
    name: str, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TREES)
    words = TRANSCRIPTS[name]
    said = run(*words)
    assert run(*words) == said
    command = " ".join(f'"{word}"' if " " in word else word for word in words)
    golden.check(
        f"asked/{name}.txt",
        f"$ sscp {command}\n{said.out}--- on the error stream\n{said.err}"
        f"--- exit status {said.status}\n",
    )
    if name not in ("json", "csv"):
        assert [line for line in said.out.splitlines() if len(line) > 80] == []


def ask(run: Run, where: Path, sql: str, *more: str) -> list[dict[str, object]]:
    said = run("-C", where, "--as-of", "2023-06-30", "--format", "json", "query", sql, *more)
    assert said.status == 0, said.err
    rows: list[dict[str, object]] = json.loads(said.out)["rows"]
    return rows


EVERY_TABLE = [*all_tables(), *(view.name for view in VIEWS)]


def answers(root: Path, audience: str | None = None) -> dict[str, Answer]:
    """The whole of every table and view of a register."""
    session = Session(str(root), "2023-06-30", audience, None, True, True, [])
    basis = session.basis
    return {name: query.ask(basis, f"SELECT * FROM {name}") for name in EVERY_TABLE}


def test_every_table_and_view_answers_on_an_empty_register(tree: Tree) -> None:
    found = answers(tree.root)
    assert {name for name, answer in found.items() if answer.rows} == {"register"}
    assert all(answer.columns for answer in found.values())


def test_the_common_questions_find_what_the_commands_show(run: Run) -> None:
    found = answers(TREES / "quarter")

    def listed(*words: str) -> list[dict[str, str]]:
        said = run("-C", TREES / "quarter", "--as-of", "2023-06-30", "--format", "json", *words)
        document = json.loads(said.out)
        rows: list[dict[str, str]] = document.get("actions") or document["meetings"]
        return rows

    def ids(name: str) -> list[object]:
        return [row[found[name].columns.index("id")] for row in found[name].rows]

    assert ids("overdue_actions") == [row["id"] for row in listed("overdue")] != []
    assert ids("open_actions") == [row["id"] for row in listed("due", "--within", "9999d")] != []
    soon = [row["id"] for row in listed("due") if row["state"] == "due_soon"]
    assert ids("due_soon_actions") == soon != []
    meetings = json.loads(
        run("-C", TREES / "quarter", "--as-of", "2023-06-30", "--format", "json", "status").out
    )["meetings"]
    coming = found["coming_meetings"]
    owed = coming.columns.index("papers_owed")
    assert (
        [(row[0], row[owed]) for row in coming.rows]
        == [(row["id"], row["papers_owed"]) for row in meetings]
        != []
    )


def test_every_column_can_be_named_without_quotes(tree: Tree) -> None:
    basis = Session(str(tree.root), "2023-06-30", None, None, True, True, []).basis
    for told in tell():
        listed = ", ".join(column.name for column in told.columns)
        assert query.ask(basis, f"SELECT {listed} FROM {told.name} ORDER BY {listed}").columns


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH DATABASE 'stolen.db' AS other",
        "PRAGMA query_only = OFF",
        "PRAGMA table_info(actions)",
        "SELECT * FROM pragma_table_info('actions')",
        "SELECT * FROM pragma_database_list",
        "INSERT INTO actions (id) VALUES ('x')",
        "UPDATE actions SET id = 'x'",
        "DELETE FROM actions",
        "DROP TABLE actions",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x AS SELECT 1",
        "CREATE TEMP VIEW x AS SELECT 1",
        "BEGIN",
        "VACUUM INTO 'stolen.db'",
        "ANALYZE",
        "REINDEX",
        "DETACH main",
        "EXPLAIN SELECT 1",
        "WITH x AS (SELECT 1) INSERT INTO actions (id) SELECT * FROM x",
        "SELECT load_extension('evil')",
        "SELECT readfile('/etc/passwd')",
        "SELECT writefile('x', 'y')",
        "SELECT edit('x')",
        "SELECT fts3_tokenizer('simple')",
        "SELECT random()",
        "SELECT randomblob(8)",
        "SELECT zeroblob(1000000000)",
        "SELECT sqlite_version()",
        "SELECT * FROM json_each('[1]')",
        "SELECT * FROM json_tree('[1]')",
        "SELECT * FROM sqlite_dbpage",
        "SELECT * FROM generate_series(1, 10)",
        "SELECT 1; DROP TABLE actions",
        "SELECT ?",
        "SELECT :name",
        "SELECT 'a",
        "SELECT (1",
        "SELECT * FROM",
        "SELECT id FROM actions, meetings",
        "SELECT sum(sum(days_left)) FROM actions",
        "SELECT 1 UNION SELECT 1, 2",
        "SELECT no_such_function(1)",
        "SELECT date('now', 'no', 'such', 'modifier') + no_column FROM actions",
        "",
        "   ",
        "-- nothing",
        "\u201cSELECT 1\u201d",
        "SELECT " + "(" * 5000 + "1" + ")" * 5000,
        "SELECT '" + "x" * 2_000_000 + "'",
        "SELECT replace(printf('%.*c', 9000, 'x'), 'x', printf('%.*c', 9000, 'y'))",
        "SELECT 'x' LIKE '" + "%x" * 5000 + "'",
    ],
)
def test_whatever_is_no_plain_question_is_refused_in_one_sentence(
    sql: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("-C", TREES / "quarter", "query", sql)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("sscp: ")
    assert said.err.count("\n") == 1
    assert "inside sscp" not in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "sql",
    [
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c",
        "SELECT count(*) FROM records a, records b, records c, records d, records e, records f",
    ],
)
def test_a_query_that_never_ends_is_stopped(
    sql: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "LIMITS", query.Limits(seconds=0.2))
    said = run("-C", TREES / "quarter", "query", sql)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("sscp: The query was stopped after 0.2 seconds; it may never end.")


def test_a_query_can_be_broken_off_from_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(query._Guarded, "_is_late", look)
    session = Session(str(TREES / "quarter"), "2023-06-30", None, None, True, True, [])
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c"
    with pytest.raises(KeyboardInterrupt):
        query.ask(session.basis, endless)


def test_an_answer_without_end_is_cut_off_before_it_fills_the_memory(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "LIMITS", query.Limits(rows=5_000, text=50_000))
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT {} FROM c"
    for shown in ("x", "printf('%.*c', 1000, 'x')"):
        said = run("-C", TREES / "quarter", "query", endless.format(shown))
        assert said.status == 2
        assert said.err.startswith("sscp: The answer is longer than 5,000 rows or 50,000 char")


HIDDEN = {
    "public": (SECRET, "DEC-2023-001", "marked", "ealed", "RR-2023-01", "isspelt"),
    "partners": ("DEC-2023-001", "sealedreview", "RR-2023-01", "Misspelt"),
    "executive": ("sealedreview", "RR-2023-01", "Misspelt"),
}
"""What stands in the register and is not for an audience."""


@pytest.mark.parametrize("audience", HIDDEN)
def test_no_table_holds_what_an_audience_may_not_see(audience: str, mixed: Tree) -> None:
    mixed.write(
        "groups/marked.yaml",
        "id: marked\nname: Sealedname\naudience: public\nclassification: OFFICIAL-SENSITIVE\n"
        "purpose: sealedpurpose\nreports_to: [open-board]\n",
    )
    mixed.write(
        "reviews/r.yaml", "id: RR-2023-01\ntitle: sealedreview\nform: rapid-review\npanel: marked\n"
    )
    told = str(answers(mixed.root, audience))
    assert [word for word in HIDDEN[audience] if word in told] == []
    whole = str(answers(mixed.root))
    assert [word for word in HIDDEN[audience] if word not in whole] == []


def test_an_audience_is_not_told_how_much_is_withheld(mixed: Tree) -> None:
    public, whole = answers(mixed.root, "public"), answers(mixed.root)
    for table, column in (("records", "path"), ("records", "line"), ("meetings", "present")):
        at = public[table].columns.index(column)
        assert {row[at] for row in public[table].rows} == {None}
        assert {row[at] for row in whole[table].rows} - {None}
    assert public["findings"].rows == ()
    assert whole["findings"].rows


def test_the_functions_know_only_what_the_audience_may_see(run: Run, mixed: Tree) -> None:
    sql = f"SELECT name_of('{SECRET}-post') AS name, name_of('open-board') AS open"
    assert ask(run, mixed.root, sql, "--audience", "public") == [
        {"name": None, "open": "Open Board"}
    ]
    assert ask(run, mixed.root, sql)[0]["name"] == f"Post {SECRET}"


def test_now_is_the_day_reckoned_from_and_never_the_machines(run: Run) -> None:
    sql = (
        "SELECT date() AS a, date('now') AS b, date(' NOW ', '-30 days') AS c, current_date AS d,"
        " strftime('%Y') AS e, datetime('now', 'localtime') AS f, as_of() AS g, julianday() AS h,"
        " current_timestamp AS i, current_time AS j, date('2023-05-01', '+1 month') AS k,"
        " date('n' || 'ow') AS l, date(NULL) AS m, date('nonsense') AS n"
    )
    assert ask(run, TREES / "quarter", sql) == [
        {
            "a": "2023-06-30",
            "b": "2023-06-30",
            "c": "2023-05-31",
            "d": "2023-06-30",
            "e": "2023",
            "f": "2023-06-30 00:00:00",
            "g": "2023-06-30",
            "h": 2460125.5,
            "i": "2023-06-30 00:00:00",
            "j": "00:00:00",
            "k": "2023-06-01",
            "l": "2023-06-30",
            "m": None,
            "n": None,
        }
    ]


def test_a_list_is_searched_item_by_item(run: Run, tree: Tree) -> None:
    tree.write("groups/g.yaml", "id: a\nname: A\nseats: [Chair, Deputy chair]\n")
    tests = "has(seats, 'Chair') AS a, has(seats, 'chair') AS b, has(purpose, 'x') AS c"
    sql = f"SELECT {tests} FROM groups"
    assert ask(run, tree.root, sql) == [{"a": 1, "b": 0, "c": None}]


def test_columns_of_one_name_are_told_apart(run: Run) -> None:
    assert ask(run, TREES / "quarter", "SELECT 1 AS id, 2 AS id, 3 AS id_2") == [
        {"id": 1, "id_2": 2, "id_2_2": 3}
    ]


def test_odd_values_become_plain_ones(run: Run) -> None:
    sql = "SELECT x'00ff' AS a, 9e999 AS b, CAST(x'ff' AS TEXT) AS c, 0.1 AS d, NULL AS e"
    assert ask(run, TREES / "quarter", sql) == [
        {"a": "00ff", "b": None, "c": "\ufffd", "d": 0.1, "e": None}
    ]


def test_a_query_can_be_read_and_an_answer_written(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT id\nFROM meetings\n"))
    said = run("-C", TREES / "quarter", "query", "-", "-o", tmp_path / "a.csv")
    assert (said.status, said.out) == (0, "")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid\r\n")
    words = ("-C", TREES / "quarter", "--as-of", "2023-06-30", "query", "SELECT id FROM meetings")
    assert run(*words, "-o", tmp_path / "a.txt").out == ""
    assert (tmp_path / "a.txt").read_text() == run(*words).out


def test_a_formula_in_an_answer_stays_a_text(run: Run, tree: Tree) -> None:
    tree.write("groups/g.yaml", 'id: g\nname: "=1+1"\n')
    said = run("-C", tree.root, "--format", "csv", "query", "SELECT name, -1 AS n FROM groups")
    assert list(csv.reader(io.StringIO(said.out))) == [["name", "n"], ["'=1+1", "-1"]]


def test_records_that_cannot_be_read_are_spoken_of(run: Run, tree: Tree) -> None:
    tree.write("groups/g.yaml", "id: [\n")
    said = run("-C", tree.root, "query", "SELECT count(*) FROM groups")
    assert said.err == "Some records cannot be read as they should; `sscp validate` tells which.\n"


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("SELECT coutn(*) FROM actions", "There is no function coutn. Did you mean count"),
        ("SELECT readfile('x')", "There is no function readfile."),
        ("SELECT round()", "round() needs other values in its brackets than it has here."),
        ("SELECT 1 ORDER BY 9", "A number after ORDER BY or GROUP BY counts the columns"),
        (
            "SELECT 1 UNION SELECT 1, 2",
            "The parts that UNION joins must have as many columns each.",
        ),
        ("SELECT (SELECT 1, 2)", "A query in brackets that stands for a value has one column."),
        ("SELECT 1 LIMIT 'x'", "A number is needed where the query has something else"),
        ("UPDATE sqlite_master SET sql = ''", "A query only reads"),
        ("PRAGMA writable_schema = ON", "A query only reads"),
        ("ATTACH DATABASE 'x.db' AS x", "A query only reads"),
        ("SELECT load_extension('x')", "A query cannot use the function load_extension."),
        ("SELECT id FROM actoins", "There is no table actoins. Did you mean actions"),
        ("SELECT ownr FROM actions", "There is no column ownr in actions. Did you mean owner?"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_plain_words(
    sql: str, sentence: str, run: Run
) -> None:
    said = run("-C", TREES / "quarter", "query", sql)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"sscp: {sentence}")


@pytest.mark.parametrize("option", ["--owner", "--group", "--agency", "--state", "--source"])
def test_a_list_narrowed_to_nothing_at_all_is_not_a_whole_list(option: str, run: Run) -> None:
    for words in ("", "  "):
        said = run("-C", TREES / "quarter", "list", "action", option, words)
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith(f"sscp: {option} is empty; leave it out")
