"""Actions that pass to another post: one, or all that a post has when it or its holder goes."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Run
from tests.repositories import Repository
from tests.terminal import Terminal

_ACTION = """\
id: ACT-2023-00{number}
title: Read page {number}
owner: manager
agency: council
raised_on: 2023-05-{day}
due: 2023-07-31
raised_by: meeting
raised_at: executive-2023-05-17
scope: single-agency
monitored_by: executive
source: executive-2023-05-17
"""


@pytest.fixture
def office(register: Repository) -> Repository:
    """A register in which the manager, a person, has three open actions and one that is done."""
    register.write(
        "posts/others.yaml",
        """\
        - id: deputy
          title: Deputy
          organisation: trust
          source: council
        """,
    )
    register.write("partners/trust.yaml", "id: trust\nname: Trust\nsource: council\n")
    register.write(
        "appointments/manager.yaml",
        """\
        id: manager-2020
        person: A. Clerk
        post: manager
        from: 2020-01-01
        source: council
        """,
    )
    for number, day in ((2, 17), (3, 20)):
        text = _ACTION.format(number=number, day=day)
        register.write(f"actions/ACT-2023-00{number}.yaml", text)
    done = _ACTION.format(number=4, day=17) + "completed_on: 2023-05-18\nevidence:\n  - what: It\n"
    register.write("actions/ACT-2023-004.yaml", done)
    register.commit("2023-05-21T12:00:00+00:00")
    return register


def _owners(register: Repository) -> list[str]:
    files = sorted((register.top / "actions").iterdir())
    texts = [each.read_text("utf-8") for each in files]
    return [line for text in texts for line in text.splitlines() if line.startswith("owner:")]


def test_all_open_actions_of_a_post_pass_on_in_one_commit(office: Repository, run: Run) -> None:
    words = ("action", "reassign", "--from", "manager", "--to", "deputy", "--reason", "Left")
    outcome = run("-C", office.top, *words)
    assert outcome.status == 0, outcome.err
    assert outcome.out.startswith("3 actions passed from Manager to Deputy.\n")
    assert _owners(office) == ["owner: deputy"] * 3 + ["owner: manager"]
    assert office.git("rev-list", "--count", "HEAD") == "3"
    assert office.git("log", "-1", "--format=%b").splitlines()[:2] == [
        "Left",
        "ACT-2023-001, ACT-2023-002, ACT-2023-003",
    ]
    text = (office.top / "actions/ACT-2023-003.yaml").read_text("utf-8")
    assert "agency: trust\n" in text
    assert "earlier_owners:\n  - post: manager\n    until: 2023-06-01\n    reason: Left\n" in text
    assert run("-C", office.top, "undo").status == 0
    assert _owners(office) == ["owner: manager"] * 4


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--from", "deputy", "--to", "manager"], "Deputy owns no open action."),
        (["--from", "manager", "--to", "manager"], "Manager owns them already."),
        (["page 2", "--from", "manager", "--to", "deputy"], "Name one action, or with --from"),
        (["--from", "manager"], "`sscp action reassign` needs --to as well."),
        ([], "`sscp action reassign` needs an action (or --from POST), --to as well."),
        (["page 2", "--to", "manager"], "Manager owns ACT-2023-002 already."),
        (
            ["--from", "manager", "--to", "deputy", "--on", "19/5/2023"],
            "Friday 19 May 2023 is before ACT-2023-003 was raised, Saturday 20 May 2023.",
        ),
    ],
)
def test_what_can_not_pass_on_is_said(
    office: Repository, run: Run, words: list[str], says: str
) -> None:
    outcome = run("-C", office.top, "action", "reassign", *words)
    assert outcome.status == 2
    assert says in outcome.err
    assert _owners(office) == ["owner: manager"] * 4


def test_a_person_sees_them_all_before_they_pass_on(office: Repository) -> None:
    words = ("action", "reassign", "--from", "manager", "--to", "deputy")
    terminal = Terminal("-C", office.top, *words)
    terminal.wait_for("3 actions passed from Manager to Deputy.")
    for number in (1, 2, 3):
        terminal.wait_for(f"ACT-2023-00{number}")
        terminal.wait_for("owner: deputy, was manager")
    terminal.answer("Save this?", "n")
    assert terminal.end() == 0
    assert _owners(office) == ["owner: manager"] * 4


def _edited(office: Repository, run: Run, path: str, line: str) -> tuple[str, ...]:
    """What is told after a field was added to a record."""
    text = (office.top / path).read_text("utf-8").rstrip("\n")
    identity = text.split("id: ")[1].split("\n")[0]
    source = office.top.parent / "edited.yaml"
    source.write_text(f"{text}\n{line}\n", "utf-8")
    outcome = run("-C", office.top, "edit", identity, "--from", source, "--format", "json")
    assert outcome.status == 0, outcome.err
    return tuple(json.loads(outcome.out)["then"])


def test_a_post_that_ends_offers_to_hand_over_what_it_owns(office: Repository, run: Run) -> None:
    told = (
        "Manager ends on Friday 30 June 2023 and owns 3 open actions:"
        " `sscp action reassign --from manager` hands over all of them at once."
    )
    path = "posts/manager.yaml"
    assert told in _edited(office, run, path, "until: 2023-06-30")
    assert not any("reassign" in each for each in _edited(office, run, path, "notes: So be it"))


def test_a_holder_who_goes_offers_it_where_nobody_follows(office: Repository, run: Run) -> None:
    path = "appointments/manager.yaml"
    then = _edited(office, run, path, "until: 2023-06-30")
    assert (
        "Manager is held by nobody from Friday 30 June 2023 and owns 3 open actions:"
        " `sscp action reassign --from manager` hands over all of them at once."
    ) in then
