"""Wrong usage ends with status 2 and one sentence that says what would be right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import TREES, Run, Tree

QUARTER = ("-C", str(TREES / "quarter"), "--as-of", "2023-06-30")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["status", "--as-of", "2023-02-30"],
            "2023-02-30 is no date. Write it like 2023-05-17, 17/5/2023 or '17 May 2023'.",
        ),
        *(
            (
                [command, "--as-of", day],
                f"{day} is too far off to reckon from. Name a day in the years 1900 to 2999.",
            )
            for command in ("status", "assurance", "validate")
            for day in ("0001-01-02", "1899-12-31", "3000-01-01", "9999-12-31")
        ),
        (
            ["status", "--audience", "everybody"],
            "There is no audience everybody; there are: public, partners, executive, lead",
        ),
        (
            ["status", "--format", "xml"],
            "This command has no format xml; it has: text, json.",
        ),
        (
            ["status", "--fail-on", "rain"],
            "--fail-on cannot be rain; it can be: overdue, breached.",
        ),
        (["status", "--as-of"], "The option --as-of needs a value after it."),
        (["due", "--within", "soon"], "soon is no length of time. Write it like 14d or 2w."),
        (
            ["due", "--within", "14 months"],
            "14 months is no length of time. Write it like 14d or 2w.",
        ),
        (
            ["validate", "--fail-on", "note"],
            "--fail-on cannot be note; it can be: error, warning.",
        ),
        (["validate", "nowhere"], "There is no file or folder nowhere."),
        (
            ["list", "grupe"],
            "There is no kind of record called grupe. Did you mean group?",
        ),
        (
            ["list", "zebra"],
            "There is no kind of record called zebra. `sscp schema` lists the kinds.",
        ),
        (
            ["show", "executive-grup"],
            "There is no record executive-grup. Did you mean executive-group?",
        ),
        (["show", "zebra"], "There is no record zebra. Try `sscp search zebra`."),
        (["mine", "executive-group"], "There is no post executive-group."),
        (
            ["show", "audit"],
            "audit fits 3 records: ACT-2023-008, arrangements-2.4, audit-group. Name one of them.",
        ),
        (["overdue", "--owner", "chief"], "chief fits 4 records: chief-constable, "),
        (["schema", "zebra"], "There is no kind of record called zebra. `sscp schema` lists"),
        (["explain", "XX-99"], "There is no rule and no clock XX-99."),
        (["explain", "2.1"], "2.1 is a paragraph. `sscp assurance 2.1` shows what it says"),
        (["render"], "Say which document. There are: agenda, agenda-pack, minutes,"),
        (["render", "poem"], "There is no document poem. There are: agenda, agenda-pack,"),
        (["render", "minutes"], "Say whose minutes: sscp render minutes MEETING."),
        (["render", "action-log", "x"], "The action log takes no id: sscp render action-log."),
        (["render", "minutes", "executive-group"], "executive-group fits 3 records: "),
        (
            ["render", "minutes", "executive-group-2023-07-12"],
            "executive-group-2023-07-12 was not held by 30 June 2023, so there are no minutes",
        ),
        (
            ["render", "minutes", "executive-group-2023-06-21", "--as-of", "20 June 2023"],
            "executive-group-2023-06-21 was not held by 20 June 2023, so there are no minutes",
        ),
        (
            ["render", "minutes", "lsp-group-2023-04-12", "--to", "pages"],
            "There is no format pages; there are: md, html.",
        ),
        (
            ["render", "minutes", "lsp-group-2023-04-12", "--to", "docx"],
            "There is no format docx; there are: md, html. Word opens the page of --to html.",
        ),
        (["action", "list"], "There is no `sscp action list`. Did you mean `sscp list action`?"),
        (["meeting", "show"], "There is no `sscp meeting show`. Did you mean `sscp show`?"),
        (
            ["meeting", "isue"],
            "There is no `sscp meeting isue`. Did you mean",
        ),
        (["meeting", "zebra"], "There is no `sscp meeting zebra`. `sscp meeting --help` lists"),
        (["export", "actions.csv", "-o", "x.xlsx"], "actions.csv and x.xlsx are two formats"),
        (["--zebra"], "No such option: --zebra"),
        (["status", "--zebra"], "No such option: --zebra"),
        (["zebra"], "No such command 'zebra'."),
        (["show"], "Missing argument 'ID'."),
    ],
)
def test_wrong_usage_is_told_in_one_sentence(words: list[str], sentence: str, run: Run) -> None:
    said = run(*QUARTER, *words)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"sscp: {sentence}")
    assert said.err.count("\n") == 1


def test_a_file_outside_the_register_cannot_be_validated(run: Run, tmp_path: Path) -> None:
    stray = tmp_path / "stray.yaml"
    stray.write_text("id: x\n")
    said = run(*QUARTER, "validate", stray)
    assert (said.status, said.out) == (2, "")
    assert said.err == (f"sscp: {stray} does not lie in the register {TREES / 'quarter'}.\n")


def test_a_fragment_that_fits_many_records_names_only_the_first_eight(run: Run, tree: Tree) -> None:
    names = [f"group-{letter}" for letter in "abcdefghijkl"]
    tree.write("groups/all.yaml", "".join(f"- id: {name}\n" for name in names))
    said = run("-C", tree.root, "show", "group")
    assert said.err == (
        "sscp: group fits 12 records: " + ", ".join(names[:8]) + " and 4 more. Name one of them.\n"
    )


def test_only_posts_are_meant_where_a_post_is_asked_for(run: Run) -> None:
    assert run(*QUARTER, "mine", "business").out.startswith("Open actions of Business Manager on")


def test_the_date_may_be_typed_as_people_write_it(run: Run) -> None:
    expected = run(*QUARTER, "overdue").out
    for written in ("30/6/2023", "30 June 2023", "30th jun 2023", "30.6.2023"):
        assert run("-C", TREES / "quarter", "overdue", "--as-of", written).out == expected


def test_global_options_stand_before_or_after_the_command(run: Run) -> None:
    root = str(TREES / "quarter")
    expected = run(*QUARTER, "--format", "json", "overdue")
    assert run("overdue", "--format=json", f"--root={root}", "--as-of=2023-06-30") == expected
    assert run("overdue", "-C", root, "--format", "json", "--as-of", "2023-06-30") == expected


def test_nothing_after_two_hyphens_is_an_option(run: Run) -> None:
    said = run(*QUARTER, "search", "--", "--version")
    assert said.out == "Records with: --version\nNone.\n"


@pytest.mark.parametrize(
    ("as_of", "status"), [("2023-05-20", 0), ("2023-06-20", 0), ("2023-06-21", 1)]
)
def test_status_fails_on_demand_only_once_something_is_overdue(
    as_of: str, status: int, run: Run, tree: Tree
) -> None:
    tree.write(
        "actions/one.yaml",
        """\
        id: ACT-2023-001
        title: Something
        raised_on: 2023-05-01
        due: 2023-06-20
        """,
    )
    words = ("-C", tree.root, "--as-of", as_of, "status")
    failed = run(*words, "--fail-on", "overdue")
    assert failed.status == status
    told = (
        "Status 1, as --fail-on overdue asks, because of:\n"
        "  ACT-2023-001 Something: was due 20 June 2023\n"
    )
    assert failed.err == (told if status else "")
    assert run(*words).status == 0


def test_a_run_that_fails_on_what_was_done_late_says_what_and_by_whose_rule(
    run: Run, tree: Tree
) -> None:
    tree.write(
        "groups/a.yaml",
        "id: board\nname: Board\nfunction: subgroup\ncadence: {interval: P1M, mode: fixed}\n",
    )
    meeting = "- id: board-{day}\n  group: board\n  date: {day}\n  status: held\n"
    days = ("2023-04-10", "2023-05-20")
    tree.write("meetings/a.yaml", "".join(meeting.format(day=day) for day in days))
    words = ("-C", tree.root, "--as-of", "2023-06-01", "status", "--fail-on", "breached")
    failed = run(*words)
    assert failed.status == 1
    assert failed.err == (
        "Status 1, as --fail-on breached asks, because of:\n"
        "  Board: next meeting: was due 10 May 2023, done 20 May 2023; done late (local)\n"
    )
    assert run(*words, "--quiet").err == ""


def test_a_clock_and_a_rule_are_explained_as_json_too(run: Run, tree: Tree) -> None:
    tree.write("groups/a.yaml", "id: board\nname: Board\nfunction: subgroup\n")
    clock = json.loads(run("-C", tree.root, "explain", "YR-03", "--format", "json").out)
    assert (clock["schema"], clock["id"]) == ("sscp.clock/1", "YR-03")
    assert clock["valid"] == "starts before 15 December 2023"
    rule = json.loads(run("-C", tree.root, "explain", "CAL-01", "--format", "json").out)
    assert (rule["schema"], rule["code"]) == ("sscp.rule/1", "CAL-01")
    assert "subdivision: XXX" in rule["bad"]


def test_a_breach_of_somebody_elses_clock_does_not_fail_status(run: Run, tree: Tree) -> None:
    group = """\
        id: {name}
        name: {name}
        function: {function}
        cadence: {{interval: P1M, mode: fixed}}
        """
    meeting = "id: {name}-2023-01-10\ngroup: {name}\ndate: 2023-01-10\nstatus: held\n"
    tree.write("groups/a.yaml", group.format(name="network", function="network"))
    tree.write("meetings/a.yaml", meeting.format(name="network"))
    words = ("-C", tree.root, "--as-of", "2023-06-30", "status", "--fail-on", "overdue")
    assert run(*words).status == 0
    tree.write("groups/b.yaml", group.format(name="board", function="subgroup"))
    tree.write("meetings/b.yaml", meeting.format(name="board"))
    assert run(*words).status == 1


def test_validate_fails_on_warnings_only_when_asked(run: Run, tree: Tree) -> None:
    tree.write_bytes("groups/a.yaml", b"\xef\xbb\xbfid: a\nname: A\nfunction: team\n")
    tree.write_bytes(
        "groups/a.yaml",
        b"\xef\xbb\xbfid: a\nname: A\nfunction: team\npurpose: P\nsource: a\n",
    )
    said = run("-C", tree.root, "validate")
    assert (said.status, said.err) == (0, "2 records checked: 0 errors, 1 warning, 0 notes.\n")
    assert run("-C", tree.root, "validate", "--fail-on", "warning").status == 1


def test_validate_shows_the_findings_of_the_files_named_and_no_others(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TREES / "wrong")
    one = run("validate", "groups/executive-group.yaml")
    assert one.status == 1
    assert {line.partition(":")[0] for line in one.out.splitlines() if ": error " in line} == {
        "groups/executive-group.yaml"
    }
    folder = run("validate", "groups")
    assert "groups/audit-group.yaml:3:1: error ST-08" in folder.out
    assert "posts/" not in folder.out
    assert "grups/" not in folder.out
    everything = run("validate", ".")
    assert everything.out == run("validate").out


def test_a_result_goes_to_a_file_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "minutes.md"
    words = (*QUARTER, "render", "minutes", "lsp-group-2023-04-12")
    said = run(*words, "-o", target)
    assert said == (0, "", f"Written to {target}.\n")
    assert target.read_text(encoding="utf-8") == run(*words).out
    assert run("-q", *words, "-o", target).err == ""
    gone = tmp_path / "gone" / "minutes.md"
    said = run(*words, "-o", gone)
    assert (said.status, said.out) == (3, "")
    assert said.err == f"sscp: {gone} cannot be written: No such file or directory.\n"
    said = run(*words, "-o", tmp_path)
    assert said.status == 3
    assert [file.name for file in tmp_path.iterdir() if "minutes" not in file.name] == []


def test_all_schemas_are_written_into_a_folder(run: Run, tmp_path: Path) -> None:
    import json

    from sscp.model.kinds.catalogue import KINDS

    said = run("schema", "-o", tmp_path / "schemas")
    assert said.status == 0
    files = {file.name for file in (tmp_path / "schemas").iterdir()}
    assert files == {f"{kind.name}.schema.json" for kind in KINDS} | {"register.schema.json"}
    one = json.loads((tmp_path / "schemas" / "group.schema.json").read_text())
    assert one == json.loads(run("schema", "group").out)
    (tmp_path / "file").write_text("")
    said = run("schema", "-o", tmp_path / "file")
    assert said.status == 3
    assert said.err.startswith("sscp: The schemas cannot be written to ")


def test_something_broken_inside_is_one_sentence_unless_its_place_is_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sscp.cli.show

    def broken(*_: object) -> None:
        raise ZeroDivisionError("at the test's wish")

    monkeypatch.setattr(sscp.cli.show, "view_overdue", broken)
    said = run(*QUARTER, "overdue")
    assert (said.status, said.out) == (3, "")
    assert said.err.startswith(
        "sscp: Something broke inside sscp (ZeroDivisionError: at the test's wish). Please report"
    )
    monkeypatch.setenv("SSCP_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(*QUARTER, "overdue")


def test_an_interrupted_run_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import sscp.cli.show

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sscp.cli.show, "view_overdue", interrupted)
    said = run(*QUARTER, "overdue")
    assert (said.status, said.out) == (130, "")


@pytest.mark.parametrize("since", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("command", ["status", "clocks", "assurance", "calendar"])
def test_a_register_kept_since_the_ends_of_time_is_reckoned_with(
    command: str, since: str, run: Run, tree: Tree
) -> None:
    settings = tree.root / "register.yaml"
    settings.write_text(settings.read_text("utf-8") + f"kept_since: {since}\n", "utf-8")
    outcome = run("-C", tree.root, "--as-of", "2023-06-30", command)
    assert (outcome.status, outcome.err) == (0, "")
