"""Who came to a meeting, by options and at the prompts, in a real register under git."""

from __future__ import annotations

import re

import pytest

from sscp.work.attendance import Entry, Sheet, quorum_words, trial_meeting
from sscp.work.places import Place, find_place, places_of
from tests.builders import build, group, meeting, member, one, post, present
from tests.conftest import Golden, Run
from tests.repositories import Repository
from tests.terminal import INTERRUPT, Terminal

MEETING = "meetings/leads-2024-04-03.yaml"
ATTENDANCE = """\
chaired_by: care-board-chief   # in turn
attendance:
  - post: council-chief
    agency: council
    status: present-remotely
  - post: care-board-chief
    agency: care-board
    status: present
    role: chair
  - post: force-chief
    agency: force
    status: apologies
    deputy_title: Deputy Chief
    deputy_authorised: true
  - post: scrutineer
    status: present
    role: adviser
  - post: clerk
    agency: council
    status: present
    role: minute-taker
  - post: director
    agency: council
    status: present
    role: invited
    for_items:
      - 3
items:
"""
SAID = (
    *("meeting", "attend", "leads-2024-04-03", "--invited", "director=3"),
    *("--minute-taker", "clerk", "--adviser", "scrutineer", "--remote", "council"),
    *("--deputy", "force=Deputy Chief", "--authorised", "police", "--present", "care board"),
)


def _attendance(register: Repository) -> str:
    text = (register.top / MEETING).read_text("utf-8")
    return text[text.index("chaired_by:") : text.index("\nitems:\n") + len("\nitems:\n")]


def test_options_in_any_order_note_everyone_in_the_order_of_the_seats(
    leads: Repository, run: Run
) -> None:
    outcome = run("-C", leads.top, *SAID)
    assert (outcome.status, outcome.err) == (0, "")
    assert _attendance(leads) == ATTENDANCE
    assert outcome.out.splitlines()[:-1] == [
        "Attendance at Lead partners, 3 April 2024: 6 people noted.",
        "  by link    Chief of the Council, Council",
        "  present    Chief of the Care Board, Care Board; chair",
        "  apologies  Chief of the Police Force, Police Force; deputy: Deputy Chief, may",
        "             decide",
        "  present    Independent Scrutineer; member without recorded decision",
        "  present    Clerk to the partnership, Council; minutes",
        "  present    Director, Council; invited for an item; for item 3",
        "  Quorum not set for the Lead partners; 2 members there. All lead partners can",
        "  agree.",
        "  `sscp meeting minute leads-2024-04-03` writes down what was said.",
    ]
    assert leads.git("log", "-1", "--format=%b").splitlines() == [
        "Sscp-Command: meeting attend",
        "Sscp-Record: leads-2024-04-03",
    ]


def test_the_walk_round_the_table_leaves_the_same_bytes(leads: Repository) -> None:
    screen = Terminal("-C", leads.top, "meeting", "attend", "leads-2024-04-03")
    screen.answer("1/5  Chief of the Council, Council:", "q", "r")
    screen.wait_for("Quorum not set for the Lead partners; 1 member there. Nobody yet to agree a")
    screen.answer("2/5", "b")
    screen.answer("[remote]:", "")
    screen.answer("Care Board:", "present")
    screen.answer("3/5", "d")
    screen.answer("Who came?", "Deputy Chief")
    screen.answer("may decide?", "y")
    screen.wait_for("All lead partners can agree.")
    screen.answer("Independent Scrutineer:", "p")
    screen.answer("5/5", "p")
    screen.answer("Their post", "director")
    screen.answer("Director, Council")
    screen.answer("i invited for items", "i")
    screen.answer("For which items", "3")
    screen.answer("Their post", "")
    screen.answer("chair [care-board-chief]:", "")
    screen.answer("minutes [clerk]:", "")
    screen.answer("Save this? [Y/n]", "")
    assert screen.end() == 0, screen.shown
    assert _attendance(leads) == ATTENDANCE
    assert leads.git("status", "--short") == ""


def test_a_walk_that_was_broken_off_is_offered_again(leads: Repository) -> None:
    words = ("-C", leads.top, "meeting", "attend", "leads-2024-04-03")
    screen = Terminal(*words)
    screen.answer("1/5", "p")
    screen.answer("2/5", INTERRUPT)
    screen.wait_for("What you noted is kept; `sscp meeting attend leads-2024-04-03` offers it")
    assert screen.end() == 130
    assert leads.git("diff", "--stat") == ""
    screen = Terminal(*words)
    screen.answer("An earlier walk was not finished, with 1 noted. Go on with that?", "y")
    screen.answer("[present]:", INTERRUPT)
    assert screen.end() == 130


def test_a_walk_is_thrown_away_only_when_that_is_said_twice(leads: Repository) -> None:
    words = ("-C", leads.top, "meeting", "attend", "leads-2024-04-03")
    screen = Terminal(*words)
    screen.answer("1/5", "p")
    screen.answer("2/5", INTERRUPT)
    assert screen.end() == 130
    screen = Terminal(*words)
    screen.answer("Go on with that?", "n")
    screen.answer("Throw away what was noted? [y/N]", "")
    screen.answer("[present]:", INTERRUPT)
    assert screen.end() == 130
    screen = Terminal(*words)
    screen.answer("Go on with that?", "n")
    screen.answer("Throw away what was noted? [y/N]", "y")
    screen.answer("Chief of the Council, Council:", INTERRUPT)
    assert screen.end() == 130
    assert "[present]" not in screen.shown


def test_what_looks_like_a_name_is_asked_about_and_whoever_was_passed_over_took_the_minutes(
    leads: Repository, golden: Golden
) -> None:
    screen = Terminal("-C", leads.top, "meeting", "attend", "leads-2024-04-03")
    screen.answer("1/5", "d")
    screen.answer("Who came?", "Robin Example")
    screen.answer("Is that a title? [y/N]", "")
    screen.answer("Who came?", "Deputy Chief")
    screen.answer("may decide?", "n")
    screen.answer("2/5", "p")
    screen.answer("3/5", "p")
    screen.answer("4/5", "a")
    screen.answer("5/5", "")
    screen.answer("Their post", "")
    screen.answer("chair [care-board-chief]:", "")
    screen.answer("minutes (Enter for none):", "scrutineer")
    screen.answer("is noted as away, so can't have taken the minutes.")
    screen.answer("minutes (Enter for none):", "clerk")
    screen.answer("Save this?", "")
    assert screen.end() == 0
    shown = re.sub("as [0-9a-f]{7,}", "as COMMIT", screen.scroll())
    golden.check("terminal/attend-taker.txt", shown)
    assert _attendance(leads).endswith("    status: present\n    role: minute-taker\nitems:\n")


def test_the_same_said_twice_is_said_once(leads: Repository, run: Run) -> None:
    words = ("-C", leads.top, "meeting", "attend", "leads-2024-04-03")
    deputy = ("--deputy", "police=Robin Example")
    twice = (*("--present", "council") * 2, *("--observer", "director") * 2, *deputy, *deputy)
    outcome = run(*words, *twice)
    assert (outcome.status, outcome.err) == (0, "")
    assert "3 people noted" in outcome.out
    assert (
        "Doubtful: Robin Example holds no word of any post. A deputy is named by post or by"
        " title, never by name."
    ) in " ".join(outcome.out.split())


def test_a_later_word_changes_one_row_and_leaves_the_others(leads: Repository, run: Run) -> None:
    run("-C", leads.top, *SAID)
    outcome = run(
        "-C", leads.top, "meeting", "attend", "leads-2024-04-03", "--present", "police",
        "--chair", "police",
    )  # fmt: skip
    assert (outcome.status, outcome.err) == (0, "")
    assert leads.git("diff", "HEAD~1", "--unified=0", "--format=").splitlines()[4:] == [
        "@@ -7 +7 @@ status: planned",
        "-chaired_by: care-board-chief   # in turn",
        "+chaired_by: force-chief   # in turn",
        "@@ -15 +14,0 @@ attendance:",
        "-    role: chair",
        "@@ -18,3 +17,2 @@ attendance:",
        "-    status: apologies",
        "-    deputy_title: Deputy Chief",
        "-    deputy_authorised: true",
        "+    status: present",
        "+    role: chair",
    ]
    again = run("-C", leads.top, "meeting", "attend", "leads-2024-04-03", "--present", "police")
    assert again.out == "Nothing to change: the register says so already.\n"


def test_the_rest_are_those_of_whom_nothing_is_said(leads: Repository, run: Run) -> None:
    outcome = run(
        *("-C", leads.top, "meeting", "attend", "leads-2024-04-03"),
        *("--apologies", "force-chief", "--rest", "present"),
    )
    assert outcome.out.splitlines()[1:4] == [
        "  present    Chief of the Council, Council",
        "  present    Chief of the Care Board, Care Board; chair",
        "  apologies  Chief of the Police Force, Police Force",
    ]
    assert "agree a joint decision for: Police Force." in " ".join(outcome.out.split())


def test_before_the_day_only_those_who_will_be_away_are_noted(leads: Repository, run: Run) -> None:
    words = ("-C", leads.top, "meeting", "attend", "leads-2024-06-05")
    early = run(*words, "--present", "council")
    assert early.status == 2
    assert "before the day only apologies and deputies can be noted" in early.err
    outcome = run(*words, "--apologies", "council")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.splitlines()[1:-1] == ["  apologies  Chief of the Council, Council"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--present", "police", "--remote", "force-chief"], "noted in two ways: --present and"),
        (["--present", "chief"], "chief fits 3 places: council-chief:council; care-board-chief:"),
        (["--present", "director"], "Director has no seat on the Lead partners on 3 April 2024;"),
        (["--present", "nobody"], "There is no post nobody."),
        (["--authorised", "police"], "No deputy is noted for police; name one with --deputy"),
        (["--deputy", "police"], "--deputy police can't be read; write --deputy POST=POST"),
        (["--rest", "ill"], "--rest ill can't be; it is one of: present, remote, apologies,"),
        (["--apologies", "council", "--chair", "council"], "away, so can't have taken the chair"),
        ([], "Say who came, with --present, --remote, --apologies"),
    ],
)
def test_what_cannot_be_changes_nothing(
    leads: Repository, run: Run, words: list[str], sentence: str
) -> None:
    outcome = run("-C", leads.top, "meeting", "attend", "leads-2024-04-03", *words)
    assert outcome.status == 2
    assert sentence in outcome.err
    assert leads.git("rev-list", "--count", "HEAD") == "1"


def test_quorum_is_told_as_met_and_not_met() -> None:
    asked = {"least": 2, "all_of": ["nurse"], "deputies_count": True}
    portfolio = build(
        groups=[group("board", quorum=asked)],
        posts=[post("nurse", "trust"), post("head", "school"), post("guest", "school")],
        agencies=[{"id": "trust", "name": "Trust"}, {"id": "school", "name": "School"}],
        memberships=[
            member("board", "nurse", agency="trust"),
            member("board", "head", agency="school"),
        ],
        meetings=[meeting("board", "2024-04-03", attendance=[present("guest", role="observer")])],
    )
    sitting = one(portfolio, "board-2024-04-03")
    places = places_of(portfolio, sitting)
    nurse, head, _ = places
    deputy = Entry(nurse, "apologies", deputy_title="Matron", is_authorised=True)

    def said(*entries: Entry) -> str:
        return quorum_words(portfolio, trial_meeting(portfolio, sitting, Sheet(entries), places))

    assert said() == "Quorum not met: 0 members there of at least 2, and without nurse."
    assert said(Entry(head, "present")) == (
        "Quorum not met: 1 member there of at least 2, and without nurse."
    )
    assert said(Entry(head, "present"), deputy._replace(is_authorised=False)) == (
        "Quorum not met: 1 member there of at least 2, and without nurse."
    )
    assert said(Entry(head, "present-remotely"), deputy) == (
        "Quorum met: 2 members there of at least 2."
    )


def test_seats_of_one_post_and_organisation_are_told_apart() -> None:
    portfolio = build(
        groups=[group("board")],
        posts=[post("teacher", generic=True), post("clerk", "school")],
        agencies=[{"id": "school", "name": "School"}],
        memberships=[
            {**member("board", "teacher", agency="school", seat=seat), "id": f"board-{seat}"}
            for seat in ("Primary", "Secondary")
        ],
        meetings=[
            meeting("board", "2024-01-03", attendance=[present("clerk", role="support")]),
            meeting(
                "board",
                "2024-04-03",
                status="planned",
                attendance=[present("teacher", agency="school", note="Seat: Secondary")],
            ),
        ],
    )
    sitting = one(portfolio, "board-2024-04-03")
    places = places_of(portfolio, sitting)
    assert places == (
        Place("teacher", "school", "member", "Seat: Primary"),
        Place("teacher", "school", "member", "Seat: Secondary"),
        Place("clerk", "", "support", is_seat=False),
    )
    assert find_place(portfolio, places, "secondary") == places[1]
    after = trial_meeting(
        portfolio,
        sitting,
        Sheet((Entry(places[1], "absent"), Entry(places[0], "present"))),
        places,
    )
    assert [(row.text("note"), row.text("status")) for row in after.rows("attendance")] == [
        ("Seat: Secondary", "absent"),
        ("Seat: Primary", "present"),
    ]


def test_attendance_is_closed_with_the_minutes(leads: Repository, run: Run) -> None:
    later = leads.top / MEETING
    text = later.read_text("utf-8").replace("planned", "held", 1)
    later.write_text(
        text.replace("form: minutes", "form: minutes\n    approves_minutes_of: leads-2024-02-07"),
        "utf-8",
    )
    outcome = run("-C", leads.top, "meeting", "attend", "leads-2024-02-07", "--absent", "council")
    assert outcome.status == 2
    assert "The minutes of leads-2024-02-07 were agreed at leads-2024-04-03" in outcome.err
