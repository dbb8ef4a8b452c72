"""Actions given up or extended by decision, and what else of an action is asked or doubted."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Run
from tests.repositories import Repository

_DECISION = """\
id: DEC-2023-00{number}
title: {title}
body: {body}
date: {day}
route: virtual
resolution: Agreed.
outcome: agreed
source: council
"""


@pytest.fixture
def decided(register: Repository) -> Repository:
    """Decisions of which one names the action, one is too old and one is another group's."""
    register.write("groups/others.yaml", "id: others\nname: Others\nform: group\nsource: council\n")
    for number, (title, body, day) in enumerate(
        (
            ("ACT-2023-001 is not needed any more", "executive", "2023-05-31"),
            ("The colour of the page", "executive", "2023-05-31"),
            ("The year's plan", "executive", "2023-04-12"),
            ("Other pages", "others", "2023-05-31"),
        ),
        1,
    ):
        text = _DECISION.format(number=number, title=title, body=body, day=day)
        register.write(f"decisions/DEC-2023-00{number}.yaml", text)
    register.commit("2023-05-31T12:00:00+00:00")
    return register


def _cancel(register: Repository, run: Run, *more: str) -> tuple[int, str, str]:
    outcome = run("-C", register.top, "action", "cancel", "page", "--reason", "Enough", *more)
    return outcome.status, outcome.out, outcome.err


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ([], "`sscp action cancel` needs --decision as well."),
        (
            ["--decision", "DEC-2023-003"],
            (
                "DEC-2023-003 was taken on Wednesday 12 April 2023, before ACT-2023-001 was raised,"
                " Wednesday 17 May 2023."
            ),
        ),
        (
            ["--decision", "DEC-2023-004"],
            (
                "DEC-2023-004 is a decision of the Others, not of the Executive, which watches"
                " over the action."
            ),
        ),
        (
            ["--decision", "DEC-2023-001", "--on", "30/5/2023"],
            "Tuesday 30 May 2023 is before DEC-2023-001 was taken, Wednesday 31 May 2023.",
        ),
    ],
)
def test_an_action_is_given_up_by_a_decision_about_it(
    decided: Repository, run: Run, more: list[str], says: str
) -> None:
    status, _, err = _cancel(decided, run, *more)
    assert (status, err) == (2, f"sscp: {says}\n")
    assert decided.git("status", "--short") == ""


def test_a_decision_that_does_not_name_the_action_is_doubted(decided: Repository, run: Run) -> None:
    status, out, _ = _cancel(decided, run, "--decision", "DEC-2023-001", "--dry-run")
    assert (status, "Doubtful" in out) == (0, False)
    status, out, _ = _cancel(decided, run, "--decision", "DEC-2023-002", "--format", "json")
    assert status == 0
    assert json.loads(out)["doubts"] == [
        "DEC-2023-002 (The colour of the page) does not name ACT-2023-001; is it the one?"
    ]


def test_a_partnership_may_do_without_the_decision(decided: Repository, run: Run) -> None:
    settings = (decided.top / "register.yaml").read_text("utf-8")
    policy = "policies:\n  give_up_without_decision: true\n"
    decided.write("register.yaml", f"{settings}{policy}")
    status, out, err = _cancel(decided, run)
    assert (status, "Warning" in out) == (0, False), err
    assert "ACT-10" not in run("-C", decided.top, "validate").out


@pytest.mark.parametrize(
    ("more", "status", "says"),
    [
        (
            [],
            2,
            "--decision (so often, only the body that watches over it gives more time) as well.",
        ),
        (["--decision", "DEC-2023-004"], 2, "DEC-2023-004 is a decision of the Others, not of the"),
        (["--decision", "DEC-2023-003"], 2, "DEC-2023-003 was taken on Wednesday 12 April 2023,"),
        (["--decision", "DEC-2023-002"], 0, "Doubtful: DEC-2023-002 (The colour of the page) does"),
        (["--decision", "DEC-2023-001"], 0, "It is due by Monday 31 July 2023 now"),
    ],
)
def test_more_time_after_that_is_decided_about_the_action(
    decided: Repository, run: Run, more: list[str], status: int, says: str
) -> None:
    settings = (decided.top / "register.yaml").read_text("utf-8")
    policy = "policies:\n  extensions_before_decision: 0\n"
    decided.write("register.yaml", f"{settings}{policy}")
    words = ("--to", "31 July", "--reason", "Ill", "--agreed-at", "executive-2023-05-17", *more)
    outcome = run("-C", decided.top, "action", "extend", "page", *words)
    assert outcome.status == status
    assert says in " ".join(f"{outcome.out} {outcome.err}".split())


@pytest.mark.parametrize(
    ("words", "added"),
    [
        (
            ["--percent", "70"],
            "progress:\n  - on: 2023-06-01\n    note: Stands at 70 %\n    percent: 70\n",
        ),
        (["--evidence", "A draft"], "evidence:\n  - what: A draft\n    on: 2023-06-01\n"),
        (["--note", "Half done"], "progress:\n  - on: 2023-06-01\n    note: Half done\n"),
    ],
)
def test_any_one_piece_of_news_is_enough(
    register: Repository, run: Run, words: list[str], added: str
) -> None:
    path = register.top / "actions/ACT-2023-001.yaml"
    head, source, end = path.read_text("utf-8").partition("source: ")
    outcome = run("-C", register.top, "action", "update", "page", *words)
    assert outcome.status == 0, outcome.err
    assert path.read_text("utf-8") == f"{head}{added}{source}{end}"


def test_no_news_is_refused_with_what_would_do(register: Repository, run: Run) -> None:
    outcome = run("-C", register.top, "action", "update", "page")
    assert (outcome.status, outcome.err) == (
        2,
        "sscp: `sscp action update` needs --note, --percent or --evidence as well.\n",
    )


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2023-06-30", "It is due by Friday 30 June 2023."),
        ("2023-07-01", "It was due by Friday 30 June 2023, 1 day ago."),
        ("2023-07-18", "It was due by Friday 30 June 2023, 18 days ago."),
    ],
)
def test_how_late_it_is_is_said(register: Repository, run: Run, day: str, says: str) -> None:
    outcome = run("-C", register.top, "--as-of", day, "action", "update", "page", "--percent", "10")
    assert says in outcome.out.splitlines()[1]


def test_the_same_action_again_is_doubted(register: Repository, run: Run) -> None:
    at = ("--raised-at", "executive-2023-05-17", "--owner", "manager", "--due", "2023-07-31")
    words = ("-C", register.top, "action", "add", *at, "--dry-run", "--title")
    assert (
        "  Doubtful: ACT-2023-001 says the same; raise another?\n"
        in run(*words, "write the  page.").out
    )
    assert "Doubtful" not in run(*words, "Write the other page").out


def test_the_group_that_watches_over_a_kind_of_action_is_understood(
    register: Repository, run: Run
) -> None:
    register.write(
        "groups/checkers.yaml",
        "id: checkers\nname: Checkers\nform: group\nmonitors: [audit-single-agency]\n"
        "source: council\n",
    )
    register.write("partners/trust.yaml", "id: trust\nname: Trust\nsource: council\n")
    register.write(
        "audits/AUD-2023-01.yaml",
        "id: AUD-2023-01\ntitle: Audit\nmethod: case-file\nsource: council\n",
    )
    words = ("-C", register.top, "action", "add", "--title", "x", "--raised-at", "AUD-2023-01")
    more = ("--owner", "manager", "--due", "2023-07-31", "--dry-run")
    outcome = run(*words, *more)
    assert "    monitored by: checkers\n" in outcome.out, outcome.err
    both = run(*words, "--responders", "council", "--responders", "trust", *more)
    assert both.err == "sscp: `sscp action add` needs --monitored-by as well.\n"
    wrong = run(*words, *more, "--monitored-by", "executive")
    assert wrong.status == 1
    assert wrong.out == (
        "Single-agency actions from audits are watched over by the Checkers, not by the\n"
        "  Executive.\n"
        "  -> Name the fitting body under --monitored-by.\n"
        "  `sscp explain ACT-09` says why.\n"
    )
