"""From a finding to learning that took hold, told in commands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Golden
from tests.write.story import Story
from tests.write.test_reviews import OPENED

StoryAfter = Callable[[str], Story]

FOUND = (
    OPENED
    + """
2024-04-25 review event RR-2024-01 --event panel-met
2024-04-25 finding add RR-2024-01 --finding "Notes of home visits came late."
2024-04-25 finding add RR-2024-01 --finding "Two teams answered each other at once." \
 --no-action-because "It is good practice, and was fed back."
2024-04-26 recommendation add RR-2024-01 --finding F1 --title "Notes within two days" \
 --recommendation "Notes of home visits reach all agencies within two working days." \
 --to executive-group --target 2024-09-30
"""
)
ANSWERED = (
    FOUND
    + """
2024-05-13 recommendation event REC-2024-001 --event answered --response accepted-in-part \
 --reasons "In three days, not in two." --action "Set up one inbox for notes of home visits" \
 --owner business-manager --due 2024-07-31
"""
)
SPREAD = (
    ANSWERED
    + """
2024-05-14 learning add RR-2024-01 --title "Write it down at once" \
 --message "A note of a home visit is written on the day." --for-readers practitioners
2024-05-15 learning plan LM-2024-01 --to smallbridge-council --to north-icb --channel email \
 --channel briefing --due 2024-06-14 --plan-by business-manager
2024-05-20 learning sent DIS-2024-01 --channel email
2024-06-14 learning sent DIS-2024-01
2024-06-28 learning answer LM-2024-01 --agency north-icb --statement "Read in all teams."
2024-07-18 learning event LM-2024-01 --event tabled --meeting executive-group-2024-07-17
2024-07-18 recommendation event REC-2024-001 --event tabled --meeting executive-group-2024-07-17
2024-09-30 learning event LM-2024-01 --event effect-shown --shown-by practitioner-survey \
 --what "Nine in ten notes are there on the day."
2024-09-30 learning event LM-2024-01 --event closed
2024-09-30 recommendation event REC-2024-001 --event closed
"""
)


def test_learning_is_told_from_the_finding_to_its_effect(
    story_after: StoryAfter, golden: Golden
) -> None:
    story = story_after(OPENED).tell(SPREAD.removeprefix(OPENED))
    assert "exit status" not in story.told
    story.files(
        *("reviews/RR-2024-01.yaml", "recommendations/REC-2024-001.yaml"),
        *("actions/ACT-2024-001.yaml", "learning-messages/LM-2024-01.yaml"),
        *("disseminations/DIS-2024-01.yaml", "assurance-returns/ASR-2024-001.yaml"),
    )
    golden.check("write/learning.txt", story.told)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (
            "recommendation event REC-2024-001 --event answered --response not-accepted",
            "`sscp recommendation event` needs --reasons as well",
        ),
        (
            "recommendation event REC-2024-001 --event answered --response accepted --action x",
            "needs --owner, --due as well",
        ),
        (
            "recommendation event REC-2024-001 --event closed",
            "first comes 'It was answered'",
        ),
        ("finding add RR-2024-01 --key F1 --finding Again", "has a finding F1 already"),
        ("finding add RR-2024-01 --finding x --principle y", "--principle is not asked of"),
    ],
)
def test_what_cannot_be_is_refused(story_after: StoryAfter, command: str, says: str) -> None:
    story = story_after(FOUND).tell(f"2024-05-13 {command}")
    assert says in " ".join(story.told.split())
    assert story.told.endswith("(exit status 2)\n\n")
    assert story.register.git("status", "--short") == ""
