"""What a verb records lies between what it follows and today; any other day changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.write.story import Story

StoryAfter = Callable[[str], Story]

NOTIFIED = (
    "2024-02-05 incident notify --notified-by agency --aware-on 2024-02-01 --incident-month"
    ' "January 2024" --abuse-or-neglect yes'
)
ESCALATED = (
    "2024-03-21 escalate --title Calls --form risk --from-body executive-group"
    " --raised-on 2024-03-20"
)
RAISED = (
    "2024-03-21 action add --title Calls --raised-at executive-group-2024-03-20 --item 1"
    " --owner business-manager --due 2024-05-01"
)
EXEC = "executive-group-2024-03-20"


@pytest.mark.parametrize(
    ("before", "command", "says"),
    [
        (
            RAISED,
            "action update calls --note x --on 2024-03-20",
            "Wednesday 20 March 2024 is before",
        ),
        (
            RAISED,
            "action update calls --note x --on 2024-04-03",
            "Wednesday 3 April 2024 is yet to",
        ),
        (RAISED, "action complete calls --evidence x --on 'next friday'", "Friday 5 April 2024 is"),
        (RAISED, "action reassign calls --to scrutineer --on 2024-03-01", "Friday 1 March 2024 is"),
        (
            "",
            f"{RAISED[11:]} --raised-on 2024-03-19",
            f"Tuesday 19 March 2024 is before {EXEC} was held, Wednesday 20 March 2024.",
        ),
        ("", f"{RAISED[11:]} --raised-on 2030-01-01", "Tuesday 1 January 2030 is yet to come"),
        (
            "",
            RAISED[11:].replace("2024-05-01", "2024-04-01"),
            "Monday 1 April 2024 is before the day it is raised, Tuesday 2 April 2024.",
        ),
        (
            "",
            RAISED[11:].replace(f"{EXEC} --item 1", "lsp-group-2024-04-10"),
            "lsp-group-2024-04-10 has not been held; it is on Wednesday 10 April 2024.",
        ),
        (
            RAISED,
            "action extend calls --to 2024-06-01 --reason x --agreed-at lsp-group-2024-04-10",
            "lsp-group-2024-04-10 has not been held; it is on Wednesday 10 April 2024.",
        ),
        (
            RAISED,
            f"action extend calls --to 2024-06-01 --reason x --agreed-at {EXEC}",
            (
                f"{EXEC} was on Wednesday 20 March 2024, before ACT-2024-001 was raised,"
                " Thursday 21 March 2024."
            ),
        ),
        (
            NOTIFIED,
            "incident event SIN-2024-01 --event panel-notified --on 2024-01-31",
            "31 January 2024 is before SIN-2024-01 became known, Thursday 1 February 2024.",
        ),
        (
            NOTIFIED,
            "review open SIN-2024-01 --on 2024-01-31 --framework review-framework",
            "Wednesday 31 January 2024 is before SIN-2024-01 became known",
        ),
        (
            "",
            (
                "incident notify --notified-by agency --aware-on 2024-02-01"
                " --panel-notified-on 2024-01-31"
            ),
            "Wednesday 31 January 2024 is before the authority became aware",
        ),
        (
            "",
            "incident notify --notified-by agency --aware-on 2024-02-01 --incident-month 3/2024",
            "The incident was by Thursday 1 February 2024, so not as late as 2024-03.",
        ),
        (
            ESCALATED,
            "escalation event ESC-2024-01 --step Heard --on 2024-03-19",
            "Tuesday 19 March 2024 is before ESC-2024-01 was raised, Wednesday 20 March 2024.",
        ),
        (
            ESCALATED,
            "escalation settle ESC-2024-01 --outcome withdrawn --on 2024-03-19",
            "Tuesday 19 March 2024 is before ESC-2024-01 was raised, Wednesday 20 March 2024.",
        ),
        (
            ESCALATED,
            "escalation settle ESC-2024-01 --outcome deferred --deferred-to 2024-04-01",
            "Monday 1 April 2024 is before the day of it, Tuesday 2 April 2024.",
        ),
        (
            "",
            f"meeting issue {EXEC} --on 2024-12-31",
            "Tuesday 31 December 2024 is yet to come",
        ),
        (
            "",
            f"meeting issue {EXEC} --on 2024-03-19",
            "Tuesday 19 March 2024 is before the last draft went out, Wednesday 27 March 2024.",
        ),
        (
            "",
            (
                "meeting paper lsp-group-2024-04-10 --title Figures --owner business-manager"
                " --received-on '1 jan 2030'"
            ),
            "Tuesday 1 January 2030 is yet to come",
        ),
        (
            "",
            "meeting agenda lsp-group-2024-04-10 --issue --on 2024-04-03",
            "Wednesday 3 April 2024 is yet to come",
        ),
    ],
)
def test_a_day_that_can_not_be_is_refused_in_one_sentence(
    story_after: StoryAfter, before: str, command: str, says: str
) -> None:
    story = story_after(before)
    commits = story.register.git("rev-list", "--count", "HEAD")
    story.tell(f"2024-04-02 {command}")
    assert says in story.told
    assert story.told.endswith("(exit status 2)\n\n")
    assert story.told.count("sscp: ") == 1
    assert story.register.git("rev-list", "--count", "HEAD") == commits


def test_a_day_without_a_year_is_one_that_can_be_and_is_said_back(story_after: StoryAfter) -> None:
    story = story_after(RAISED)
    story.tell(
        """
        2024-04-02 action update calls --note Begun --on "22 march"
        2024-04-02 action extend calls --to "3 may" --reason x --agreed-at executive-group-2024-03
        """
    )
    assert "22 march is read as Friday 22 March 2024.\n" in story.told
    assert "3 may is read as Friday 3 May 2024.\n" in story.told
    assert "  - on: 2024-03-22\n" in _action(story)


def _action(story: Story) -> str:
    return (story.register.top / "actions/ACT-2024-001.yaml").read_text("utf-8")
