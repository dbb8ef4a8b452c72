"""Series of meetings planned, meetings moved and cancelled, in a real register under git."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.repositories import Repository

AS_OF = ("--as-of", "2024-04-02")


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@example.org")
    repository = Repository(tmp_path / "register")
    group = "function: executive\npurpose: Meets.\nsource: leads\n"
    for path, text in {
        "register.yaml": "id: testing\nname: Test\narea: Testshire\n",
        "groups/leads.yaml": (
            "id: leads\nname: Lead partners\nfunction: lead-partners\npurpose: Decide.\n"
            "cadence:\n  interval: P2M\n  mode: fixed\nsource: leads\n"
        ),
        "groups/executive.yaml": "id: executive\nname: Executive\n" + group,
        "meetings/leads-2024-02-07.yaml": """\
            id: leads-2024-02-07
            title: Lead partners, 7 February 2024
            group: leads
            date: 2024-02-07
            starts: 14:00
            ends: 16:00
            place: Town Hall
            status: held
            source: leads
            """,
        "meetings/leads-2024-04-03.yaml": """\
            # the first of the year
            id: leads-2024-04-03
            title: Lead partners, 3 April 2024
            group: leads
            date: 2024-04-03
            status: planned
            papers:
              - title: Report   # every time
                due: 2024-03-27
              - title: Budget
                due: 2024-03-27
                received_on: 2024-03-26
            agenda_issued_on: 2024-03-28
            source: leads
            """,
    }.items():
        repository.write(path, text)
    repository.commit("2024-03-30T12:00:00+00:00")
    return repository


def test_a_series_follows_the_cadence_and_the_habits_of_the_group(
    register: Repository, run: Run
) -> None:
    words = ("meeting", "schedule", "leads", "--from", "4/4/2024", "--until", "2024-10-01")
    outcome = run("-C", register.top, *AS_OF, *words)
    assert (outcome.status, outcome.err) == (0, "")
    shown = outcome.out.splitlines()
    assert shown[:4] == [
        "3 meetings of the Lead partners planned.",
        "  Wednesday 29 May 2024        14:00 to 16:00, Town Hall",
        "  Wednesday 24 July 2024       14:00 to 16:00, Town Hall",
        "  Wednesday 18 September 2024  14:00 to 16:00, Town Hall",
    ]
    assert (register.top / "meetings/leads-2024-05-29.yaml").read_text("utf-8") == (
        "id: leads-2024-05-29\n"
        "title: Lead partners, 29 May 2024\n"
        "group: leads\n"
        "date: 2024-05-29\n"
        "starts: 14:00\n"
        "ends: 16:00\n"
        "place: Town Hall\n"
        "status: planned\n"
        "source: leads\n"
    )
    assert register.git("log", "-1", "--format=%(trailers:key=Sscp-Record,valueonly)").split() == [
        "leads-2024-05-29",
        "leads-2024-07-24",
        "leads-2024-09-18",
    ]
    again = run("-C", register.top, *AS_OF, *words)
    assert again.status == 2
    assert "meets on Wednesday 29 May 2024 already (leads-2024-05-29)" in again.err


def test_a_dry_run_shows_the_days_and_plans_nothing(register: Repository, run: Run) -> None:
    outcome = run(
        *("-C", register.top, *AS_OF, "meeting", "schedule", "executive", "--dry-run"),
        *("--from", "2024-05-01", "--until", "2024-08-01", "--every", "4 weeks"),
        *("--weekday", "Monday", "--starts", "9.30"),
    )
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        "",
        "3 meetings of the Executive planned.",
        "  Monday 13 May 2024   09:30",
        "  Monday 10 June 2024  09:30",
        "  Monday 8 July 2024   09:30",
        "",
        "Nothing was changed.",
    ]
    assert register.git("status", "--short") == ""


def test_meetings_planned_before_are_named_beside_the_series(
    register: Repository, run: Run
) -> None:
    outcome = run(
        *("-C", register.top, *AS_OF, "meeting", "schedule", "leads", "--weekday", "friday"),
        *("--from", "2024-04-01", "--until", "2024-05-01"),
    )
    assert outcome.status == 0
    assert "Friday 5 April 2024  14:00 to 16:00, Town Hall" in outcome.out
    assert "The group also meets on 3 April 2024, as planned before." in outcome.out


def test_a_second_meeting_on_a_day_that_was_cancelled_has_a_number(
    register: Repository, run: Run
) -> None:
    at = ("-C", register.top, *AS_OF)
    assert run(*at, "meeting", "cancel", "leads-2024-04-03", "--reason", "Ill").status == 0
    outcome = run(
        *at, "meeting", "schedule", "leads", "--from", "2024-04-01", "--until", "1/5/2024"
    )
    assert outcome.status == 0, outcome.err
    assert (register.top / "meetings/leads-2024-04-03-2.yaml").is_file()


def test_a_move_keeps_the_id_and_the_first_day_and_takes_the_papers_along(
    register: Repository, run: Run
) -> None:
    outcome = run(
        *("-C", register.top, *AS_OF, "meeting", "move", "leads-2024-04-03"),
        *("--to", "5 April 2024", "--reason", "Two are away", "--starts", "10am"),
    )
    assert (outcome.status, outcome.err) == (0, "")
    assert (register.top / "meetings/leads-2024-04-03.yaml").read_text("utf-8") == (
        "# the first of the year\n"
        "id: leads-2024-04-03\n"
        "title: Lead partners, 5 April 2024\n"
        "group: leads\n"
        "date: 2024-04-05\n"
        "originally_planned_for: 2024-04-03\n"
        "starts: 10:00\n"
        "status: planned\n"
        "reason: Two are away\n"
        "earlier_plans:\n"
        "  - changed_on: 2024-04-02\n"
        "    date: 2024-04-03\n"
        "papers:\n"
        "  - title: Report   # every time\n"
        "    due: 2024-03-28\n"
        "  - title: Budget\n"
        "    due: 2024-03-27\n"
        "    received_on: 2024-03-26\n"
        "agenda_issued_on: 2024-03-28\n"
        "source: leads\n"
    )
    assert outcome.out.splitlines()[:5] == [
        "leads-2024-04-03 moved from Wednesday 3 April 2024 to Friday 5 April 2024.",
        "  In time: the Lead partners must meet by Sunday 7 April 2024, counted from 7",
        "  February 2024.",
        "  Papers still to come are now owed as long before the new day.",
        "  The agenda went out on 28 March 2024 with the old day; tell those invited.",
    ]


def _sequence(register: Repository, run: Run) -> int:
    at = ("-C", register.top, *AS_OF)
    outcome = run(*at, "calendar", "leads-2024-04-03", "--format", "ics")
    assert outcome.status == 0, outcome.err
    (line,) = (each for each in outcome.out.splitlines() if each.startswith("SEQUENCE:"))
    return int(line.removeprefix("SEQUENCE:"))


def test_each_change_of_day_time_or_place_gives_diaries_a_higher_number(
    register: Repository, run: Run
) -> None:
    at = ("-C", register.top, *AS_OF, "meeting", "move", "leads-2024-04-03", "--reason", "Ill")
    edit = ("-C", register.top, *AS_OF, "edit", "leads-2024-04-03")
    seen = [_sequence(register, run)]
    for words in (
        (*at, "--to", "2024-04-05"),
        (*at, "--to", "2024-04-03"),
        (*at, "--to", "2024-04-03", "--starts", "10:00"),
        (*at, "--to", "2024-04-03", "--starts", "10:00", "--place", "Town Hall"),
        (*edit, "--set", "place=Old Library"),
        (*edit, "--clear", "place"),
    ):
        outcome = run(*words)
        assert outcome.status == 0, outcome.err
        seen.append(_sequence(register, run))
    assert seen == [0, 1, 2, 3, 4, 5, 6]
    text = (register.top / "meetings/leads-2024-04-03.yaml").read_text("utf-8")
    assert text.count("  - changed_on: 2024-04-02\n") == 6
    assert "    date: 2024-04-03\n    starts: 10:00\n    place: Old Library\n" in text


def test_another_time_on_the_same_day_is_told_as_such(register: Repository, run: Run) -> None:
    at = ("-C", register.top, *AS_OF, "meeting", "move", "leads-2024-04-03", "--reason", "Ill")
    outcome = run(*at, "--to", "2024-04-03", "--starts", "10:00")
    assert outcome.out.splitlines()[0] == (
        "leads-2024-04-03 at another time or place, on the same day."
    )
    assert "The agenda went out on 28 March 2024 with the old time or place;" in outcome.out
    text = (register.top / "meetings/leads-2024-04-03.yaml").read_text("utf-8")
    assert "originally_planned_for" not in text
    again = run(*at, "--to", "2024-04-03", "--starts", "10:00")
    assert (again.status, "on Wednesday 3 April 2024 already" in again.err) == (2, True)


def test_an_edit_that_leaves_the_plan_as_it_is_keeps_no_row(register: Repository, run: Run) -> None:
    edit = ("-C", register.top, *AS_OF, "edit", "leads-2024-04-03")
    assert run(*edit, "--set", "reason=Said again").status == 0
    text = (register.top / "meetings/leads-2024-04-03.yaml").read_text("utf-8")
    assert "earlier_plans" not in text
    refused = run(*edit, "--add", "earlier_plans.changed_on=2024-03-01")
    assert "meeting move" in refused.err


def test_a_move_to_a_day_whose_holidays_are_not_known_is_told(
    register: Repository, run: Run
) -> None:
    outcome = run(
        *("-C", register.top, *AS_OF, "meeting", "move", "leads-2024-04-03"),
        *("--to", "2028-04-17", "--reason", "Ill"),
    )
    told = " ".join(outcome.out.split())
    assert "Bank holidays are known only to 31 December 2027; look again at the day." in told


def test_a_move_past_the_interval_is_told(register: Repository, run: Run) -> None:
    outcome = run(
        *("-C", register.top, *AS_OF, "meeting", "move", "leads-2024-04-03"),
        *("--to", "2024-04-10", "--reason", "Ill"),
    )
    assert "must meet by Sunday 7 April 2024, counted from 7" in outcome.out
    assert "so this is too late." in outcome.out


def test_the_interval_is_counted_from_the_meeting_before_even_if_it_is_still_to_come(
    register: Repository, run: Run
) -> None:
    at = ("-C", register.top, *AS_OF, "meeting")
    assert run(*at, "schedule", "leads", "--until", "2024-08-15").status == 0
    moved = run(*at, "move", "leads-2024-05-29", "--to", "2024-06-05", "--reason", "Half-term")
    assert "must meet by Monday 3 June 2024, counted from 3" in moved.out
    assert "so this is too late." in moved.out
    cancelled = run(*at, "cancel", "leads-2024-07-24", "--reason", "x")
    assert "It must meet by Monday 5 August 2024, counted from 5 June 2024." in cancelled.out
    early = run(*at, "cancel", "leads-2024-05-29", "--reason", "x")
    assert "It must meet by Monday 3 June 2024, counted from 3 April 2024." in early.out


def test_a_series_needs_nothing_but_its_group(register: Repository, run: Run) -> None:
    at = ("-C", register.top, *AS_OF, "meeting", "schedule", "leads")
    outcome = run(*at)
    assert outcome.status == 0, outcome.err
    days = sorted(path.stem for path in (register.top / "meetings").glob("leads-2024-*"))
    days += sorted(path.stem for path in (register.top / "meetings").glob("leads-2025-*"))
    # The day after the last meeting planned, 3 April 2024, and a year from there.
    assert days[2] == "leads-2024-05-29"
    assert "leads-2025-02-01" < days[-1] < "leads-2025-04-04"


def test_a_cancelled_meeting_says_why_and_when_the_group_must_meet(
    register: Repository, run: Run
) -> None:
    at = ("-C", register.top, *AS_OF)
    outcome = run(*at, "meeting", "cancel", "leads-2024-04-03", "--reason", "No business")
    assert (outcome.status, outcome.err) == (0, "")
    assert register.git("diff", "HEAD~1", "--unified=0").splitlines()[5:] == [
        "-status: planned",
        "+status: cancelled",
        "+reason: No business",
    ]
    assert outcome.out.splitlines()[:3] == [
        "leads-2024-04-03 cancelled, Wednesday 3 April 2024.",
        "  No later meeting of the Lead partners is planned.",
        "  It must meet by Sunday 7 April 2024, counted from 7 February 2024.",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("schedule executive --from 2024-04-01 --until 2024-09-01", "needs --every as well"),
        ("schedule leads --from 2024-04-01 --until 2024-04-01", "before it begins"),
        ("schedule leads --from 2024-04-01 --until 2024-04-02", "No meeting falls from"),
        ("schedule leads --from 2024-04-04 --until 2044-04-02", "at most 60 at a time"),
        ("schedule leads --from 2024-04-04 --until 2024-12-01 --every 6d", "a week at least"),
        ("schedule leads --from 2024-04-04 --until 2024-12-01 --every often", "no length of time"),
        ("schedule leads --from 2024-04-01 --until 2024-12-01", "with --from 2024-04-04."),
        (
            "schedule leads --from 2024-04-04 --until 2024-12-01 --weekday sunday",
            "not one of: monday, tuesday, wed",
        ),
        ("move leads-2024-04-03 --to 2024-04-03 --reason x", "on Wednesday 3 April 2024 already"),
        ("move leads-2024-04-03 --to 2024-05-06 --reason x", "no working day (May Day)"),
        ("move leads-2024-04-03 --to 2024-04-06 --reason x", "Saturday 6 April 2024 is no working"),
        ("move leads-2024-04-03 --to 2024-02-07 --reason x", "already (leads-2024-02-07)"),
        ("move leads-2024-04-03 --to 2024-03-22 --reason x", "Friday 22 March 2024 has passed"),
        (
            "schedule leads --from 2023-06-01 --until 2023-09-01",
            "2023 has passed",
        ),
        ("move leads-2024-04-03 --to 2024-04-05", "needs --reason"),
        (
            "move leads-2024-02-07 --to 2024-04-05 --reason x",
            "leads-2024-02-07 is put down as held;",
        ),
        ("cancel leads-2024-02-07 --reason x", "leads-2024-02-07 is put down as held;"),
        ("cancel leads-2024-04-03", "needs --reason"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    register: Repository, run: Run, words: str, sentence: str
) -> None:
    outcome = run("-C", register.top, *AS_OF, "meeting", *words.split())
    assert outcome.status == 2
    assert sentence in outcome.err
    assert register.git("rev-list", "--count", "HEAD") == "1"
    assert register.git("status", "--short") == ""


def test_a_cancelled_meeting_is_neither_moved_nor_cancelled_again(
    register: Repository, run: Run
) -> None:
    at = ("-C", register.top, *AS_OF, "meeting")
    assert run(*at, "cancel", "leads-2024-04-03", "--reason", "Ill").status == 0
    for words in (("cancel",), ("move", "--to", "2024-04-05")):
        outcome = run(*at, *words, "leads-2024-04-03", "--reason", "x")
        assert outcome.status == 2
        assert "`sscp meeting schedule` plans another one" in outcome.err
