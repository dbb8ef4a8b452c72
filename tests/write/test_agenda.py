"""Agendas made, made again and sent out, and the papers owed, in a real register under git."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.repositories import Repository

AS_OF = ("--as-of", "2024-04-02")
PLANNED = """\
# the first of the year
id: board-2024-04-10
title: Board, 10 April 2024
group: board
date: 2024-04-10
status: planned
papers:
  - title: "Budget"   # for decision
    owner: manager
    due: 2024-04-03
    record: BUD-2024-25
source: board
"""


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")
    repository = Repository(tmp_path / "register")
    for path, text in {
        "register.yaml": "id: testing\nname: Test\narea: Testshire\n",
        "posts/posts.yaml": (
            "- id: manager\n  title: Manager\n  source: board\n"
            "- id: director\n  title: Director\n  source: board\n"
        ),
        "groups/board.yaml": (
            "id: board\nname: Board\nfunction: task-and-finish\npurpose: Meets.\n"
            "chair: director\nsource: board\n"
        ),
        "budgets/BUD-2024-25.yaml": "id: BUD-2024-25\ntitle: Budget 2024-25\nsource: board\n",
        "meetings/board-2024-02-14.yaml": """\
            id: board-2024-02-14
            title: Board, 14 February 2024
            group: board
            date: 2024-02-14
            status: held
            items:
              - number: 1
                title: Welcome
                form: welcome
                discussion: All came.
            source: board
            """,
        "meetings/board-2024-04-10.yaml": PLANNED,
        "actions/ACT-2024-001.yaml": """\
            id: ACT-2024-001
            title: Write the page
            owner: manager
            raised_on: 2024-02-14
            due: 2024-03-28
            raised_by: meeting
            raised_at: board-2024-02-14
            scope: single-agency
            monitored_by: board
            source: board-2024-02-14
            """,
    }.items():
        repository.write(path, text)
    repository.commit("2024-03-30T12:00:00+00:00")
    return repository


def planned(register: Repository) -> str:
    return (register.top / "meetings/board-2024-04-10.yaml").read_text("utf-8")


MADE = (
    PLANNED.removesuffix("source: board\n")
    + """\
items:
  - number: 1
    title: Welcome and apologies
    form: welcome
    lead: director
  - number: 2
    title: Declarations of interest
    form: interests
  - number: 3
    title: Minutes of the last meeting
    form: minutes
    approves_minutes_of: board-2024-02-14
  - number: 4
    title: Matters arising and actions
    form: matters-arising
    records:
      - ACT-2024-001
  - number: 5
    title: Budget
    lead: manager
    records:
      - BUD-2024-25
  - number: 6
    title: Any other business
    form: any-other-business
  - number: 7
    title: Next meeting
    form: next-meeting
agenda_made_on: 2024-04-02
source: board
"""
)


def test_a_group_without_a_list_has_the_agenda_that_every_group_has(
    register: Repository, run: Run
) -> None:
    outcome = run("-C", register.top, *AS_OF, "meeting", "agenda", "board-2024-04-10")
    assert (outcome.status, outcome.err) == (0, "")
    assert planned(register) == MADE
    assert outcome.out.splitlines()[:14] == [
        "Agenda of board-2024-04-10 made.",
        "  1  Welcome and apologies - Director",
        "  2  Declarations of interest",
        "  3  Minutes of the last meeting",
        "     * of 14 February 2024",
        "  4  Matters arising and actions",
        "     * Write the page: Manager, due 28 March 2024, overdue 5 days",
        "  5  Budget - Manager",
        "     * Budget 2024-25",
        "  6  Any other business",
        "  7  Next meeting",
        "",
        "     Papers:",
        "     * Budget: Manager, by 3 April 2024; not received",
    ]


def test_made_again_an_agenda_stays_as_it_is(register: Repository, run: Run) -> None:
    words = ("-C", register.top, *AS_OF, "meeting", "agenda", "board-2024-04-10")
    assert run(*words).status == 0
    outcome = run(*words)
    assert outcome.status == 0
    assert outcome.out == "Nothing to change: the register says so already.\n"
    assert register.git("rev-list", "--count", "HEAD") == "2"
    assert planned(register) == MADE


HELD_MEANWHILE = """\
id: board-2024-04-04
title: Board, 4 April 2024
group: board
date: 2024-04-04
status: held
items:
  - number: 1
    title: Minutes of the last meeting
    form: minutes
    approves_minutes_of: board-2024-02-14
source: board
"""


def test_made_again_what_is_settled_meanwhile_goes_out_and_what_was_written_stays(
    register: Repository, run: Run
) -> None:
    at = ("-C", register.top, "--as-of")
    assert run(*at, "2024-04-02", "meeting", "agenda", "board-2024-04-10").status == 0
    done = "ACT-2024-000"
    action = (register.top / "actions/ACT-2024-001.yaml").read_text("utf-8")
    closing = "completed_on: 2024-04-03\nevidence:\n  - what: The page\nsource"
    for name in ("ACT-2024-001", done):
        text = action.replace("ACT-2024-001", name).replace("\nsource", f"\n{closing}")
        if name == done:
            text = text.replace("2024-04-03", "2024-03-01")
        register.write(f"actions/{name}.yaml", text)
    register.write("meetings/board-2024-04-04.yaml", HELD_MEANWHILE)
    mine = planned(register).replace(
        "      - ACT-2024-001\n", f"      - ACT-2024-001\n      - {done}  # to be praised\n"
    )
    register.write("meetings/board-2024-04-10.yaml", mine)

    outcome = run(*at, "2024-04-08", "meeting", "agenda", "board-2024-04-10")
    assert outcome.status == 0, outcome.err
    assert outcome.out.splitlines()[:9] == [
        "Agenda of board-2024-04-10: item 3 is for the minutes of board-2024-04-04 and 1",
        "  matter taken off item 4.",
        "  1  Welcome and apologies - Director",
        "  2  Declarations of interest",
        "  3  Minutes of the last meeting",
        "     * of 4 April 2024, not written yet",
        "  4  Matters arising and actions",
        "     * Write the page: settled or put off, taken off",
        "     * Write the page: met",
    ]
    assert planned(register) == mine.replace("      - ACT-2024-001\n", "").replace(
        "board-2024-02-14", "board-2024-04-04"
    ).replace("made_on: 2024-04-02", "made_on: 2024-04-08")
    again = run(*at, "2024-04-09", "meeting", "agenda", "board-2024-04-10")
    assert again.out == "Nothing to change: the register says so already.\n"


@pytest.mark.parametrize(("own", "stays"), [("", False), ("    place: in the hall\n", True)])
def test_an_item_that_was_for_something_settled_goes_unless_somebody_wrote_into_it(
    register: Repository, run: Run, own: str, stays: bool
) -> None:
    at = ("-C", register.top, "--as-of")
    escalation = (
        "id: ESC-2024-01\ntitle: Rooms\nform: dispute\nraised_on: 2024-03-20\n"
        "from_body: director\nto_body: board\nsource: board\n"
    )
    register.write("escalations/ESC-2024-01.yaml", escalation)
    assert run(*at, "2024-04-02", "meeting", "agenda", "board-2024-04-10").status == 0
    item = "    title: Matters escalated to this group\n"
    assert item in planned(register)
    register.write(
        "meetings/board-2024-04-10.yaml",
        planned(register).replace(item, item + own.replace("place", "discussion")),
    )
    decided = "outcome: resolved\ndecided_on: 2024-04-05\nsource"
    register.write("escalations/ESC-2024-01.yaml", escalation.replace("source", decided))
    outcome = run(*at, "2024-04-08", "meeting", "agenda", "board-2024-04-10")
    assert outcome.status == 0, outcome.err
    assert (item in planned(register)) is stays
    assert "ESC-2024-01" not in planned(register)
    if not stays:
        assert "Matters escalated to this group: settled or put off, taken off" in outcome.out
        assert "1 item taken off and items 7 to 8 are 6 to 7 now." in outcome.out


def test_numbers_that_change_are_told(register: Repository, run: Run) -> None:
    words = ("-C", register.top, *AS_OF, "meeting", "agenda", "board-2024-04-10")
    assert run(*words).status == 0
    written = "  - number: 5a\n    title: A word of thanks\n  - number: 6\n"
    text = planned(register).replace("  - number: 6\n", written)
    register.write("meetings/board-2024-04-10.yaml", text)
    outcome = run(*words)
    assert outcome.out.splitlines()[0] == (
        "Agenda of board-2024-04-10: item 5a is 6 now and items 6 to 7 are 7 to 8 now."
    )


def test_a_dry_run_and_its_json_show_the_agenda_and_write_nothing(
    register: Repository, run: Run
) -> None:
    words = ("-C", register.top, *AS_OF, "meeting", "agenda", "board-2024-04-10", "--dry-run")
    outcome = run(*words, "--format", "json")
    told = json.loads(outcome.out)
    assert (outcome.status, told["done"]) == (0, False)
    assert told["shown"][0] == {"label": "1", "text": "Welcome and apologies - Director"}
    assert run(*words).out.endswith("Nothing was changed.\n")
    assert planned(register) == PLANNED


def test_what_somebody_wrote_keeps_its_place_and_its_looks(register: Repository, run: Run) -> None:
    written = PLANNED.replace(
        "source: board\n",
        "items:\n"
        "  # asked for by the chair\n"
        "  - number: 1\n"
        "    title: 'A talk'  # ten minutes\n"
        "  - {number: 2, title: Budget, lead: director}\n"
        "  - number: 3\n"
        "    title: A word of thanks\n"
        "source: board\n",
    )
    register.write("meetings/board-2024-04-10.yaml", written)
    outcome = run("-C", register.top, *AS_OF, "meeting", "agenda", "board-2024-04-10")
    assert (outcome.status, outcome.err) == (0, "")
    after = planned(register)
    assert "    title: 'A talk'  # ten minutes\n" in after
    assert "  - {number: 6, title: Budget, lead: director, records: [BUD-2024-25]}\n" in after
    shown = [line for line in outcome.out.splitlines() if line[2:3].isdigit()]
    assert shown == [
        "  1  Welcome and apologies - Director (new)",
        "  2  Declarations of interest (new)",
        "  3  Minutes of the last meeting (new)",
        "  4  Matters arising and actions (new)",
        "  5  A talk",
        "  6  Budget - Director",
        "  7  A word of thanks",
        "  8  Any other business (new)",
        "  9  Next meeting (new)",
    ]


def test_what_was_taken_out_stays_out_and_what_is_due_comes_back(
    register: Repository, run: Run
) -> None:
    words = ("-C", register.top, *AS_OF, "meeting", "agenda", "board-2024-04-10")
    assert run(*words).status == 0
    thinned = planned(register)
    for gone in (
        "  - number: 2\n    title: Declarations of interest\n    form: interests\n",
        "  - number: 5\n    title: Budget\n    lead: manager\n    records:\n      - BUD-2024-25\n",
    ):
        assert gone in thinned
        thinned = thinned.replace(gone, "")
    register.write("meetings/board-2024-04-10.yaml", thinned)
    outcome = run(*words)
    shown = [line[2:] for line in outcome.out.splitlines() if line[2:3].isdigit()]
    assert shown == [
        "1  Welcome and apologies - Director",
        "2  Minutes of the last meeting",
        "3  Matters arising and actions",
        "4  Budget - Manager (new)",
        "5  Any other business",
        "6  Next meeting",
    ]


def test_an_item_with_another_title_is_known_by_what_it_is_about(
    register: Repository, run: Run
) -> None:
    words = ("-C", register.top, *AS_OF, "meeting", "agenda", "board-2024-04-10")
    assert run(*words).status == 0
    register.write(
        "meetings/board-2024-04-10.yaml",
        planned(register).replace("    title: Budget\n", "    title: Money\n"),
    )
    assert run(*words).out == "Nothing to change: the register says so already.\n"


def test_a_standing_list_brings_its_items_and_the_paper_that_is_owed_each_time(
    register: Repository, run: Run
) -> None:
    register.write(
        "groups/board.yaml",
        """\
        id: board
        name: Board
        function: lead-partners
        purpose: Meets.
        chair: director
        standing_items:
          - title: Welcome and interests
            form: interests
          - title: Report of the team
            gathers: [delegated-report]
            paper: The team's report
            paper_from: manager
          - title: Business
            gathers: [papers]
          - title: Appeals
            gathers: [escalations]
            if_any: true
          - title: End
            form: next-meeting
        source: board
        """,
    )
    register.write(
        "matters/matters.yaml",
        "- id: acc-one\n  title: Quality\n  form: accountability\n  ref: 1\n"
        "  meaning: How good it is.\n  source: board\n",
    )
    register.write(
        "escalations/ESC-2024-01.yaml",
        "id: ESC-2024-01\ntitle: Seats\nform: risk\nfrom_body: manager\nto_body: board\n"
        "raised_on: 2024-03-01\nsource: board\n",
    )
    outcome = run("-C", register.top, *AS_OF, "meeting", "agenda", "board-2024-04-10")
    assert outcome.out.splitlines()[:17] == [
        "Agenda of board-2024-04-10 made.",
        "  1  Welcome and interests - Director",
        "  2  Minutes of the last meeting",
        "     * of 14 February 2024",
        "  3  Matters arising and actions",
        "     * Write the page: Manager, due 28 March 2024, overdue 5 days",
        "  4  Report of the team - Manager",
        "     * Quality: not reported so far",
        "  5  Budget - Manager",
        "     * Budget 2024-25",
        "  6  Appeals",
        "     * Seats: raised 1 March 2024 by Manager",
        "  7  End",
        "",
        "     Papers:",
        "     * Budget: Manager, by 3 April 2024; not received",
        "     * The team's report: Manager, by 3 April 2024; not received",
    ]
    assert "  - title: The team's report\n    owner: manager\n    due: 2024-04-03\n" in planned(
        register
    )


def test_once_sent_out_an_agenda_is_frozen(register: Repository, run: Run) -> None:
    words = ("-C", register.top, *AS_OF, "meeting", "agenda", "board-2024-04-10")
    assert run(*words).status == 0
    outcome = run(*words, "--issue")
    assert outcome.status == 0, outcome.err
    assert outcome.out.splitlines()[:3] == [
        "Agenda of board-2024-04-10 sent out on Tuesday 2 April 2024, 7 items.",
        "  Still to come: Budget.",
        "  The meeting is 8 days later.",
    ]
    assert planned(register) == MADE.replace(
        "source: board\n", "agenda_issued_on: 2024-04-02\nsource: board\n"
    )
    for again in ((), ("--issue",), ("--dry-run",)):
        refused = run(*words, *again)
        assert refused.status == 2
        assert "went out on 2 April 2024 and stands as it is" in refused.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("agenda board-2024-04-10 --issue", "has no agenda yet"),
        ("agenda board-2024-02-14", "was held; an agenda is made for a meeting still to come"),
        ("paper board-2024-04-10 --title Budget", "Say what is new of it"),
        ("paper board-2024-04-10 --title Plan --received-on 2024-04-02", "a new one needs --owner"),
        ("paper board-2024-04-10 --received-on 2024-04-02", "needs --title"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    register: Repository, run: Run, words: str, sentence: str
) -> None:
    outcome = run("-C", register.top, *AS_OF, "meeting", *words.split())
    assert outcome.status == 2
    assert sentence in outcome.err
    assert register.git("status", "--short") == ""


def test_items_that_cannot_be_read_are_mended_first(register: Repository, run: Run) -> None:
    broken = PLANNED.replace("source: board\n", "items: [oops, {title: A talk}]\nsource: board\n")
    register.write("meetings/board-2024-04-10.yaml", broken)
    refused = run("-C", register.top, *AS_OF, "meeting", "agenda", "board-2024-04-10")
    assert refused.status == 2
    assert "can't be read; `sscp validate` shows them" in refused.err


def test_an_agenda_cannot_go_out_after_the_meeting(register: Repository, run: Run) -> None:
    words = ("-C", register.top, *AS_OF, "meeting", "agenda", "board-2024-04-10")
    assert run(*words).status == 0
    refused = run(*words, "--issue", "--on", "11/4/2024")
    assert refused.status == 2
    assert "Thursday 11 April 2024 is yet to come" in refused.err
    later = ("-C", register.top, "--as-of", "2024-04-12", *words[-3:])
    refused = run(*later, "--issue", "--on", "11/4/2024")
    assert refused.status == 2
    assert "its agenda goes out before" in refused.err


def test_a_paper_is_owed_as_early_as_the_others_and_then_comes(
    register: Repository, run: Run
) -> None:
    words = ("-C", register.top, *AS_OF, "meeting", "paper", "board-2024-04-10", "--title")
    outcome = run(*words, "Plan for the year", "--owner", "Director")
    assert outcome.status == 0, outcome.err
    assert outcome.out.splitlines()[:2] == [
        "Paper for board-2024-04-10: Plan for the year.",
        "  Director owes it by Wednesday 3 April 2024.",
    ]
    outcome = run(*words, "plan", "--received-on", "2/4/2024")
    assert outcome.status == 0, outcome.err
    assert outcome.out.splitlines()[0] == (
        "Paper for board-2024-04-10 received: Plan for the year."
    )
    assert planned(register) == PLANNED.replace(
        "source: board\n",
        "  - title: Plan for the year\n"
        "    owner: director\n"
        "    due: 2024-04-03\n"
        "    received_on: 2024-04-02\n"
        "source: board\n",
    )
    assert run(*words, "A", "--owner", "manager").status == 0
    refused = run(*words, "e", "--received-on", "2/4/2024")
    assert "e fits 2 papers; say more of the title" in refused.err
