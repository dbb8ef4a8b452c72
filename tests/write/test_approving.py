"""Minutes sent out as a draft, and agreed by a later meeting, in a real register under git."""

from __future__ import annotations

import pytest

from tests.conftest import Run
from tests.repositories import Repository

EARLIER, LATER, LAST = "leads-2024-02-07", "leads-2024-04-03", "leads-2024-06-05"


def _changed(register: Repository) -> list[str]:
    lines = register.git("show", "--format=", "--unified=0").splitlines()
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def _hold(register: Repository, run: Run, meeting: str, as_of: str, *away: str) -> None:
    """Note attendance and minutes of a meeting."""
    words = [word for each in away for word in ("--apologies", each)]
    common = ("-C", register.top, "--as-of", as_of, "meeting")
    assert run(*common, "attend", meeting, *words, "--rest", "present").status == 0
    notes = register.top.parent / "notes.txt"
    notes.write_text("ITEM 1: Welcome\nHello.\n", "utf-8")
    outcome = run(*common, "minute", meeting, "--notes", notes)
    assert outcome.status == 0, outcome.err


def test_a_draft_goes_out_once_and_again_only_when_that_is_said(
    leads: Repository, run: Run
) -> None:
    _hold(leads, run, LATER, "2024-04-03")
    words = ("-C", leads.top, "--as-of", "2024-04-12", "meeting", "issue", LATER)
    outcome = run(*words, "--on", "10 April 2024")
    assert (outcome.status, outcome.err) == (0, "")
    assert _changed(leads) == ["+  issued_on: 2024-04-10"]
    assert outcome.out.splitlines()[1:-1] == [
        f"  `sscp render minutes {LATER}` gives the page to send; it is marked a",
        "  draft until a later meeting agrees it.",
        f"  The group meets next on Wednesday 5 June 2024 ({LAST}).",
    ]
    assert "already; say --again when a corrected draft" in run(*words, "--on", "11/4/2024").err
    assert run(*words, "--on", "11/4/2024", "--again").status == 0
    assert _changed(leads) == ["-  issued_on: 2024-04-10", "+  issued_on: 2024-04-11"]


def test_minutes_without_a_table_of_their_own_get_one(leads: Repository, run: Run) -> None:
    file = leads.top / f"meetings/{EARLIER}.yaml"
    text = file.read_text("utf-8")
    start, end = text.index("minutes:\n"), text.index("source:")
    file.write_text(text[:start] + text[end:], "utf-8")
    leads.commit("2024-04-02T13:00:00+00:00")
    assert run("-C", leads.top, "meeting", "issue", EARLIER, "--on", "2024-02-14").status == 0
    assert _changed(leads) == [
        "+minutes:",
        "+  drafted_on: 2024-02-14",
        "+  issued_on: 2024-02-14",
    ]


def test_the_item_for_the_minutes_agrees_them_with_corrections(leads: Repository, run: Run) -> None:
    _hold(leads, run, LATER, "2024-04-03")
    words = ("-C", leads.top, "meeting", "approve", EARLIER, "--at", LATER)
    outcome = run(*words, "--correction", "For all read some.", "--correction", "Item 1: later")
    assert (outcome.status, outcome.err) == (0, "")
    assert _changed(leads) == [
        f"+    approves_minutes_of: {EARLIER}",
        "+    corrections:",
        "+      - For all read some.",
        "+      - 'Item 1: later'",
    ]
    assert outcome.out.splitlines()[:-1] == [
        "Minutes of Lead partners, 7 February 2024 agreed on 3 April 2024 with 2",
        "  corrections.",
        "  No quorum is set for the Lead partners; this approval stands on the assumption",
        "  that enough members were there.",
        "  They are no draft any more; attendance and decisions are closed with them.",
        "  MIN-02 stops: Agree the minutes at the next meeting (leads-2024-02-07), met",
        "  (due 3 April 2024).",
    ]
    page = run("-C", leads.top, "render", "minutes", EARLIER).out
    assert "Draft - not yet agreed" not in page
    assert "- For all read some." in page
    again = run(*words, "--correction", "For all read some.")
    assert again.out == "Nothing to change: the register says so already.\n"


def test_a_meeting_without_such_an_item_gets_one(leads: Repository, run: Run) -> None:
    _hold(leads, run, LAST, "2024-06-05")
    words = ("-C", leads.top, "--as-of", "2024-06-05", "meeting", "approve", EARLIER, "--at", LAST)
    assert run(*words).status == 0
    assert _changed(leads) == [
        "+  - number: 2",
        "+    title: Minutes of the last meeting",
        "+    form: minutes",
        f"+    approves_minutes_of: {EARLIER}",
    ]


def test_a_correction_found_later_stands_beside_the_minutes(leads: Repository, run: Run) -> None:
    _hold(leads, run, LATER, "2024-04-03")
    assert run("-C", leads.top, "meeting", "approve", EARLIER, "--at", LATER).status == 0
    _hold(leads, run, LAST, "2024-06-05")
    late = ("-C", leads.top, "--as-of", "2024-06-05", "meeting", "approve")
    outcome = run(*late, EARLIER, "--at", LAST, "--correction", "Item 1 was short.")
    assert (outcome.status, outcome.err) == (0, "")
    assert _changed(leads) == [
        "+  later_corrections:",
        "+    - correction: Item 1 was short.",
        f"+      agreed_at: {LAST}",
    ]
    assert "- Item 1 was short." in run("-C", leads.top, "render", "minutes", EARLIER).out
    assert f"were agreed at {LATER} already." in run(*late, EARLIER, "--at", LAST).err


def test_a_meeting_whose_minutes_are_agreed_agrees_nothing_more(
    leads: Repository, run: Run
) -> None:
    _hold(leads, run, LATER, "2024-04-03")
    _hold(leads, run, LAST, "2024-06-05")
    late = ("-C", leads.top, "--as-of", "2024-06-05", "meeting", "approve")
    assert run(*late, LATER, "--at", LAST).status == 0
    outcome = run(*late, EARLIER, "--at", LATER)
    assert outcome.status == 2
    assert f"The minutes of {LATER} were agreed at {LAST} and say nothing of this" in outcome.err


def test_a_meeting_without_its_quorum_agrees_no_minutes(leads: Repository, run: Run) -> None:
    file = leads.top / "groups/leads.yaml"
    file.write_text(file.read_text("utf-8") + "quorum:\n  least: 3\n", "utf-8")
    leads.commit("2024-04-02T13:00:00+00:00")
    _hold(leads, run, LATER, "2024-04-03", "council")
    outcome = run("-C", leads.top, "meeting", "approve", EARLIER, "--at", LATER)
    assert outcome.status == 2
    assert f"{LATER} had no quorum, by its attendance" in outcome.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["approve", EARLIER, "--at", LATER], f"{LATER} has not been minuted as held"),
        (["approve", EARLIER, "--at", EARLIER], "A meeting can't agree its own minutes"),
        (["approve", EARLIER], "`sscp meeting approve` needs --at as well."),
        (["issue", LATER], f"There are no minutes of {LATER} yet; `sscp meeting minute {LATER}`"),
        (
            ["issue", EARLIER, "--on", "2024-02-06", "--again"],
            "6 February 2024 is before the last draft went",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    leads: Repository, run: Run, words: list[str], sentence: str
) -> None:
    outcome = run("-C", leads.top, "meeting", *words)
    assert outcome.status == 2
    assert sentence in outcome.err
    assert leads.git("rev-list", "--count", "HEAD") == "1"


def test_a_draft_of_agreed_minutes_does_not_go_out(leads: Repository, run: Run) -> None:
    _hold(leads, run, LATER, "2024-04-03")
    run("-C", leads.top, "meeting", "approve", EARLIER, "--at", LATER)
    outcome = run("-C", leads.top, "meeting", "issue", EARLIER, "--again")
    assert outcome.status == 2
    assert f"were agreed at {LATER}; a draft of them can't go out any more." in outcome.err
    item = run("-C", leads.top, "meeting", "approve", LATER, "--at", LAST)
    assert f"{LAST} has not been minuted as held" in item.err
