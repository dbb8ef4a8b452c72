"""Any field of any record changed: by options, at the prompts, and as a text in an editor."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import Golden, Run
from tests.repositories import Repository
from tests.terminal import ENTER, ERASE, INTERRUPT, Terminal

PATH = "audits/AUD-2023-01.yaml"
AUDIT = """\
# agreed in April
id: AUD-2023-01
title: "Thresholds: an audit"   # short
method: thematic
theme: Thresholds
delivered_by: executive
stages:
  - stage: planned   # by the group
    planned: 2023-04-20
    reached_on: 2023-04-20
  - stage: scoped
    planned: 2023-06-30

findings:
  # the first came late
  - key: F1
    finding: Forms were sent twice.
    no_feedback_because: 'Nobody was asked.'
  - key: "1.2"
    finding: >-
      A long finding, folded as somebody
      has laid it out.
    actions: [ACT-2023-001]   # one so far
sample_size: 12
source: executive-2023-05-17
"""
DOTS = (
    *("--set", "findings.F1.finding=Forms were sent twice: by two teams."),
    *("--set", "findings.1.2.principle=Right time"),
)


@pytest.fixture
def audited(register: Repository) -> Repository:
    """A register with an audit in it, laid out by hand."""
    register.write(PATH, AUDIT)
    register.commit("2023-05-21T12:00:00+00:00")
    return register


def text(register: Repository) -> str:
    return (register.top / PATH).read_text("utf-8")


def test_the_settings_are_changed_as_a_record_is(run: Run, register: Repository) -> None:
    settings = register.top / "register.yaml"
    before = settings.read_text("utf-8")
    done = run("-C", register.top, "edit", "settings", "--set", "kept_since=1 April 2023")
    assert (done.status, done.out.splitlines()[0]) == (0, "testing: kept since changed.")
    assert settings.read_text("utf-8") == before + "kept_since: 2023-04-01\n"
    assert run("-C", register.top, "undo").status == 0
    assert settings.read_text("utf-8") == before
    wrong = run("-C", register.top, "edit", "settings", "--set", "kept_since=never")
    assert (wrong.status, settings.read_text("utf-8")) == (2, before)


def test_all_options_make_one_change_that_touches_only_the_lines_meant(
    audited: Repository, run: Run
) -> None:
    outcome = run(
        *("-C", audited.top, "edit", "AUD-2023-01", *DOTS, "--set", "sample_size=15"),
        *("--add", "findings.key=F3", "--add", "findings.finding=One", "--add", "findings.key=F4"),
        *("--add", "findings.finding=Two", "--add", "findings.actions=ACT-2023-001"),
        *("--add", "agencies=council", "--clear", "findings.1.no_feedback_because"),
        *("--set", "stages.scoped.planned=7 July 2023", "--clear", "stages.1"),
    )
    assert outcome.status == 0, outcome.err
    assert outcome.out.startswith(
        "AUD-2023-01: findings, sample size, stages and agencies changed.\n"
    )
    assert text(audited) == (
        AUDIT.replace(
            "finding: Forms were sent twice.", "finding: 'Forms were sent twice: by two teams.'"
        )
        .replace("    no_feedback_because: 'Nobody was asked.'\n", "")
        .replace("has laid it out.\n", "has laid it out.\n    principle: Right time\n")
        .replace(
            "    actions: [ACT-2023-001]   # one so far\n",
            "    actions: [ACT-2023-001]   # one so far\n"
            "  - key: F3\n    finding: One\n"
            "  - key: F4\n    finding: Two\n    actions:\n      - ACT-2023-001\n",
        )
        .replace("sample_size: 12", "sample_size: 15")
        .replace("planned: 2023-06-30\n", "planned: 2023-07-07\nagencies:\n  - council\n")
        .replace(
            "  - stage: planned   # by the group\n    planned: 2023-04-20\n"
            "    reached_on: 2023-04-20\n",
            "  # by the group\n",
        )
    )
    assert audited.git("log", "--oneline").count("\n") == 2
    assert audited.git("status", "--short") == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--set", "colour=red"], "There is no field colour; there are: id, title, method"),
        (["--set", "findings.F9.finding=x"], "findings has no F9; the rows are: F1, 1.2."),
        (["--set", "findings.F1.colour=x"], "There is no field colour; there are: key, finding"),
        (["--set", "findings=x"], "write --add findings.key=VALUE and the like"),
        (["--set", "findings.F1=x"], "write --set findings.F1.key=VALUE"),
        (["--set", "title.first=x"], "title has no fields of its own."),
        (["--add", "theme=x"], "holds one value; --set theme=VALUE"),
        (["--set", "sample_size=many"], "many is no whole number"),
        (["--set", "sample_size="], "to empty it, write --clear sample_size"),
        (["--set", "sample_size"], "has no value: write it as FIELD=VALUE"),
        (["--set", "delivered_by=nobody"], "There is no group nobody."),
        (["--clear", "agencies.council"], "agencies has no council; it holds nothing yet."),
        (["--set", "title=x", "--editor"], "Give --editor, or --from, or fields"),
        (["--set", "id=AUD-2023-02"], "is changed with `sscp rename AUD-2023-01`"),
        (
            ["--set", "stages.scoped.reached_on=2023-05-30"],
            "'stages reached on' of AUD-2023-01 is recorded with `sscp audit event AUD-2023-01`.",
        ),
        (
            ["--add", "stages.stage=moderated", "--add", "stages.reached_on=2023-05-30"],
            "is recorded with `sscp audit event AUD-2023-01`.",
        ),
        (["--clear", "findings.F1.finding.x"], "finding has no fields of its own."),
    ],
)
def test_what_cannot_be_set_changes_nothing_and_is_told(
    audited: Repository, run: Run, words: list[str], sentence: str
) -> None:
    outcome = run("-C", audited.top, "edit", "AUD-2023-01", *words)
    assert outcome.status == 2
    assert sentence in " ".join(outcome.err.split())
    assert text(audited) == AUDIT


def test_what_the_rules_forbid_is_refused_with_their_findings(
    audited: Repository, run: Run
) -> None:
    outcome = run("-C", audited.top, "edit", "AUD-2023-01", "--clear", "theme")
    assert outcome.status == 1
    assert outcome.out.splitlines() == [
        "AUD-2023-01: The audit lacks `theme`: What it looks at.",
        "  -> Add the field.",
        "  `sscp explain ST-19` says why.",
    ]
    assert text(audited) == AUDIT


@pytest.mark.parametrize(
    ("record", "words", "sentence"),
    [
        ("page", "due=2023-07-01", "is changed with `sscp action extend ACT-2023-001`"),
        ("page", "completed_on=2023-05-30", "`sscp action complete ACT-2023-001`"),
        ("executive-2023-05-17", "date=2023-05-18", "`sscp meeting move executive-2023-05-17`"),
        ("executive-2023-05-17", "status=cancelled", "or `sscp meeting cancel executive-2023"),
    ],
)
def test_what_a_command_records_names_that_command(
    register: Repository, run: Run, record: str, words: str, sentence: str
) -> None:
    outcome = run("-C", register.top, "edit", record, "--set", words)
    assert outcome.status == 2
    assert sentence in " ".join(outcome.err.split())
    assert register.git("status", "--short") == ""


def test_a_closed_action_is_sealed_but_for_its_effect(register: Repository, run: Run) -> None:
    at = ("-C", register.top)
    assert run(*at, "action", "complete", "page", "--evidence", "The page").status == 0
    refused = run(*at, "edit", "page", "--set", "title=Another page")
    assert refused.status == 2
    assert "so it is closed; if more is to be done, `sscp action add` raises" in refused.err
    assert run(*at, "edit", "page", "--set", "effect=Fewer calls.").status == 0


def walk(register: Repository, rows: int = 24) -> Terminal:
    return Terminal("-C", register.top, "edit", "AUD-2023-01", rows=rows)


def change(terminal: Terminal, expected: str, typed: str) -> None:
    """Type over what stands at a prompt."""
    terminal.wait_for(expected)
    terminal.screen()
    terminal.keys(ERASE + typed + ENTER)


def test_rows_changed_at_the_prompts_are_the_rows_changed_by_options(
    audited: Repository, run: Run, golden: Golden
) -> None:
    terminal = walk(audited)
    terminal.wait_for("change (Enter for none):")
    golden.check("terminal/edit-fields.txt", terminal.screen())
    terminal.keys("findings" + ENTER)
    terminal.answer("do (Enter for none):", "change")
    terminal.answer("row (Enter for none):", "twice")
    terminal.answer("change (Enter for none):", "finding")
    change(terminal, "finding: Forms were sent twice.", "Forms were sent twice: by two teams.")
    terminal.answer("change (Enter for none):", "")
    terminal.answer("do (Enter for none):", "change")
    terminal.wait_for("row (Enter for none):")
    golden.check("terminal/edit-rows.txt", terminal.screen())
    terminal.keys("2" + ENTER)
    terminal.answer("change (Enter for none):", "principle")
    terminal.answer("principle (Enter for none):", "Right time")
    terminal.answer("change (Enter for none):", "")
    terminal.answer("do (Enter for none):", "")
    terminal.answer("change (Enter for none):", "")
    terminal.wait_for("Save this?")
    golden.check("terminal/edit-shown.txt", terminal.screen())
    terminal.keys(ENTER)
    assert terminal.end() == 0
    by_prompt = text(audited)
    assert audited.git("status", "--short") == ""
    audited.git("reset", "--quiet", "--hard", "HEAD~1")
    assert run("-C", audited.top, "edit", "AUD-2023-01", *DOTS).status == 0
    assert text(audited) == by_prompt


def test_rows_and_values_are_added_and_taken_out_at_the_prompts(
    audited: Repository, run: Run
) -> None:
    terminal = walk(audited, rows=60)
    terminal.answer("change (Enter for none):", "findings")
    terminal.answer("do (Enter for none):", "add")
    terminal.answer("key:", "F3")
    terminal.answer("finding:", "One")
    for asked in ("principle (", "feedback (", "no feedback because (", "actions ("):
        terminal.answer(asked, "")
    terminal.answer("do (Enter for none):", "take")
    terminal.answer("row (Enter for none):", "F1")
    terminal.answer("do (Enter for none):", "")
    terminal.answer("change (Enter for none):", "agencies")
    terminal.answer("agencies (Enter for none):", "council")
    terminal.answer("agencies, another (Enter ends):", "")
    terminal.answer("change (Enter for none):", "sample")
    change(terminal, "sample size (Enter for none): 12", "")
    terminal.answer("change (Enter for none):", "stages")
    terminal.answer("do (Enter for none):", "change")
    terminal.answer("row (Enter for none):", "scope")
    terminal.answer("change (Enter for none):", "reached")
    terminal.answer("is recorded with `sscp audit event AUD-2023-01`.", "")
    terminal.answer("do (Enter for none):", "")
    terminal.answer("change (Enter for none):", "")
    terminal.answer("Save this?", "y")
    assert terminal.end() == 0, terminal.scroll()
    by_prompt = text(audited)
    audited.git("reset", "--quiet", "--hard", "HEAD~1")
    done = run(
        *("-C", audited.top, "edit", "AUD-2023-01", "--clear", "findings.F1"),
        *("--add", "findings.key=F3", "--add", "findings.finding=One"),
        *("--add", "agencies=council", "--clear", "sample_size"),
    )
    assert done.status == 0
    assert text(audited) == by_prompt


def test_what_was_typed_before_an_interruption_is_offered_again(audited: Repository) -> None:
    terminal = walk(audited, rows=50)
    terminal.answer("change (Enter for none):", "theme")
    change(terminal, "theme: Thresholds", "Thresholds and step-down")
    terminal.answer("change (Enter for none):", "findings")
    terminal.answer("do (Enter for none):", "add")
    terminal.answer("key:", "F3")
    terminal.wait_for("finding:")
    terminal.screen()
    terminal.keys("Half a find" + INTERRUPT)
    terminal.wait_for("What you typed is kept")
    assert terminal.end() == 130
    assert text(audited) == AUDIT
    terminal = walk(audited, rows=50)
    terminal.answer("findings: key F3; finding Half a find Go on with that?", "y")
    terminal.answer("change (Enter for none):", "")
    terminal.answer("Save this?", "")
    assert terminal.end() == 0, terminal.scroll()
    assert "theme: Thresholds and step-down\n" in text(audited)
    assert "  - key: F3\n    finding: Half a find\n" in text(audited)
    assert not list((audited.top / ".sscp/drafts").iterdir())


def test_a_change_that_is_refused_can_be_mended_and_saved(audited: Repository) -> None:
    terminal = walk(audited, rows=60)
    terminal.answer("change (Enter for none):", "theme")
    change(terminal, "theme:", "The child known as NHS 943 476 5919")
    terminal.answer("change (Enter for none):", "")
    terminal.wait_for("Nothing was changed: the register would have a mistake")
    terminal.answer("change (Enter for none):", "theme")
    change(terminal, "theme:", "Step-down")
    terminal.answer("change (Enter for none):", "")
    terminal.answer("Save this?", "y")
    assert terminal.end() == 0, terminal.scroll()
    assert text(audited) == AUDIT.replace("theme: Thresholds", "theme: Step-down")


def test_what_is_declined_is_kept(audited: Repository) -> None:
    terminal = walk(audited, rows=60)
    terminal.answer("change (Enter for none):", "theme")
    change(terminal, "theme:", "Step-down")
    terminal.answer("change (Enter for none):", "")
    terminal.answer("Save this?", "n")
    terminal.wait_for("What you typed is kept; `sscp edit AUD-2023-01` offers it again.")
    assert terminal.end() == 0
    assert text(audited) == AUDIT
    terminal = walk(audited, rows=60)
    terminal.answer("theme: Step-down Go on with that?", "n")
    terminal.answer("change (Enter for none):", "")
    terminal.wait_for("Nothing was changed.")
    assert terminal.end() == 0


def editor(register: Repository, code: str) -> dict[str, str]:
    """An editor that does what a piece of code does to the file it is given."""
    script = register.top.parent / "editor.py"
    script.write_text(code, "utf-8")
    return {"EDITOR": f"{sys.executable} {script}"}


def test_the_editor_explains_itself_and_opens_again_until_the_text_fits(
    audited: Repository, golden: Golden, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    code = f"""
import pathlib, sys
seen, path = pathlib.Path({str(seen)!r}), pathlib.Path(sys.argv[1])
text = path.read_text("utf-8")
if seen.exists():
    text = text.replace("theme: [", "theme: Step-down")
else:
    seen.write_text(text, "utf-8")
    text = text.replace("theme: Thresholds", "theme: [")
path.write_text(text, "utf-8")
"""
    terminal = Terminal(
        *("-C", audited.top, "edit", "AUD-2023-01"), env=editor(audited, code), rows=50
    )
    terminal.answer("change (Enter for none):", "theme")
    terminal.wait_for("theme: Thresholds")
    terminal.keys(ENTER)
    terminal.answer("change (Enter for none):", "editor")
    terminal.wait_for("The text must be one record with the id AUD-2023-01 (line 6:")
    terminal.answer("Open it again?", "y")
    terminal.answer("theme: Step-down, was Thresholds Save this?", "y")
    assert terminal.end() == 0, terminal.scroll()
    golden.check("write/edit-explained.txt", seen.read_text("utf-8"))
    assert text(audited) == AUDIT.replace("theme: Thresholds", "theme: Step-down")


def test_a_record_changed_meanwhile_is_left_alone(audited: Repository, run: Run) -> None:
    terminal = walk(audited, rows=50)
    terminal.answer("change (Enter for none):", "theme")
    change(terminal, "theme: Thresholds", "Step-down")
    terminal.wait_for("change (Enter for none):")
    assert run("-C", audited.top, "edit", "AUD-2023-01", "--set", "theme=Other").status == 0
    terminal.keys(ENTER)
    terminal.answer("was changed by someone else meanwhile", "")
    assert terminal.end() == 2
    assert "theme: Other\n" in text(audited)


def test_a_new_record_takes_rows_by_options_and_at_the_prompts(
    register: Repository, run: Run
) -> None:
    words = ("-C", register.top, "new", "audit")
    terminal = Terminal(*words, rows=60)
    terminal.answer("title:", "Step-down")
    terminal.answer("method:", "thematic")
    terminal.answer("theme:", "Step-down")
    terminal.answer("delivered by:", "executive")
    terminal.answer("source:", "executive")
    terminal.answer("another (Enter ends):", "")
    terminal.answer("change (Enter for none):", "stages")
    terminal.answer("stage:", "planned")
    terminal.answer("planned (", "1/6/2023")
    terminal.answer("reached on (", "")
    terminal.answer("meeting (", "")
    terminal.answer("change (Enter for none):", "")
    terminal.answer("Save this?", "")
    assert terminal.end() == 0, terminal.scroll()
    by_prompt = text(register)
    assert by_prompt.endswith(
        "stages:\n  - stage: planned\n    planned: 2023-06-01\nsource: executive\n"
    )
    register.git("reset", "--quiet", "--hard", "HEAD~1")
    (register.top / ".git" / "sscp-serials.json").unlink()
    done = run(
        *(*words, "--set", "title=Step-down", "--set", "method=thematic"),
        *("--set", "theme=Step-down", "--set", "delivered_by=executive"),
        *("--set", "source=executive", "--add", "stages.stage=planned"),
        *("--add", "stages.planned=2023-06-01"),
    )
    assert done.status == 0, done.err
    assert text(register) == by_prompt
