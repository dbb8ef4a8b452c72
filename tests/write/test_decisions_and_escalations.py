"""Decisions recorded with who agreed, and what was not agreed taken up to the lead partners."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Golden
from tests.write.story import Story

StoryAfter = Callable[[str], Story]

OPEN = """
2024-04-02 decision record --title "Share of the analyst" --meeting executive-group-2024-03-20 \
 --item 1 --resolution "No share could be agreed." --outcome not-agreed \
 --agreement council=yes --agreement icb=no --agreement police=no
"""
RAISED = (
    OPEN
    + """
2024-04-02 escalate --title "Share of the analyst" --form disagreement --about DEC-2024-001 \
 --positions council="Equal thirds" --positions police="One fifth at most"
"""
)
SETTLED = (
    RAISED
    + """
2024-04-04 escalation event ESC-2024-01 --step "Options sent to the lead partners"
2024-04-05 escalation settle ESC-2024-01 --outcome deferred --deferred-to 2024-04-17 \
 --note "The figures are awaited"
2024-04-17 decision record --title "Share of the analyst settled" --body lsp-group \
 --resolution "Equal thirds." --outcome agreed --agreement council=yes --agreement icb=yes \
 --agreement police=yes --agreed-on police=2024-04-16 --answers ESC-2024-01 --date 2024-04-15
2024-04-17 escalation settle ESC-2024-01 --outcome decided --decided-by DEC-2024-002
"""
)
CALLS = (
    "decision record --title Calls --meeting executive-group-2024-03-20 --item 2"
    ' --resolution "Each Monday." --outcome agreed'
)
ALL = " --agreement council=yes --agreement icb=yes --agreement police=yes"


def test_a_disagreement_is_told_until_it_is_settled(
    story_after: StoryAfter, golden: Golden
) -> None:
    story = story_after("").tell(SETTLED)
    story.files(
        "decisions/DEC-2024-001.yaml",
        "decisions/DEC-2024-002.yaml",
        "escalations/ESC-2024-01.yaml",
        "meetings/executive-group-2024-03-20.yaml",
    )
    golden.check("write/disagreement-settled.txt", story.told)
    assert story.is_clean("2024-04-17")


def test_a_yearly_decision_stops_its_clock_and_starts_the_next(
    story_after: StoryAfter, golden: Golden
) -> None:
    story = story_after("").tell(
        "2024-04-02 decision record --title Priorities --body lsp-group"
        ' --resolution "Neglect and early help." --outcome agreed --matters rm-priorities' + ALL
    )
    golden.check("write/decision-on-priorities.txt", story.told)


@pytest.mark.parametrize(
    ("words", "says", "status"),
    [
        (CALLS.replace(" --item 2", "") + ALL, "needs --item as well", 2),
        (CALLS.replace("--item 2", "--item 7") + ALL, "its items are: 1, 2.", 2),
        (CALLS + ALL + " --body lsp-group", "is a meeting of the Executive Group, not of", 2),
        (CALLS + " --agreement nobody=yes", "The keys here are: smallbridge-council,", 2),
        (CALLS + " --agreement council", "write it as KEY=VALUE", 2),
        (CALLS + " --agreement council=maybe", "maybe is not one of: yes (agreed), no", 2),
        (
            CALLS.replace("executive-group-2024-03-20 --item 2", "lsp-group-2024-04-10"),
            "lsp-group-2024-04-10 has not been held; it is on Wednesday 10 April 2024.",
            2,
        ),
        (CALLS + ALL + " --matters rm-priorities", "`sscp explain DEC-04` says why.", 1),
        (
            'decision record --title X --body lsp-group --resolution "Y." --outcome agreed',
            "`sscp explain DEC-03` says why.",
            1,
        ),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    story_after: StoryAfter, words: str, says: str, status: int
) -> None:
    story = story_after("").tell("2024-04-02 " + words)
    assert says in story.told
    assert story.told.endswith(f"(exit status {status})\n\n")
    assert story.register.git("status", "--short") == ""


def test_an_action_names_where_it_was_escalated(story_after: StoryAfter) -> None:
    story = story_after(
        "2024-04-02 action add --title Plan --raised-at executive-group-2024-03-20"
        " --owner business-manager --due 2024-04-03"
    ).tell(
        '2024-04-05 escalate --title "The plan is late" --form risk --about ACT-2024-001'
        " --from-body executive-group"
    )
    action = (story.register.top / "actions/ACT-2024-001.yaml").read_text(encoding="utf-8")
    assert "\nescalations:\n  - ESC-2024-01\n" in action
    assert "It is to be heard on Wednesday 10 April 2024 (lsp-group-2024-04-10)." in story.told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("--outcome decided", "needs --decided-by as well"),
        ("--outcome deferred", "needs --deferred-to as well"),
        ("--outcome returned", "needs --returned-to as well"),
        ("--outcome accepted --returned-to Somebody", "--returned-to is not asked of 'Accepted'"),
    ],
)
def test_an_end_without_what_it_needs_is_refused(
    story_after: StoryAfter, words: str, says: str
) -> None:
    story = story_after(RAISED).tell(f"2024-04-05 escalation settle ESC-2024-01 {words}")
    assert says in story.told
    assert story.told.endswith("(exit status 2)\n\n")


@pytest.mark.parametrize(("joint", "post"), [("", "director"), (" --joint", "chief-executive")])
def test_for_a_joint_decision_the_lead_partners_speak(
    story_after: StoryAfter, joint: str, post: str
) -> None:
    story = story_after("").tell("2024-04-02 " + CALLS + ALL + joint)
    decision = (story.register.top / "decisions/DEC-2024-001.yaml").read_text(encoding="utf-8")
    assert f"post: {post}" in decision
