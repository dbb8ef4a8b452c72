"""From a serious incident to a published review, told in commands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Golden
from tests.write.story import Story

StoryAfter = Callable[[str], Story]

NOTICE = """
2024-04-02 incident notify --notified-by agency --aware-on 28/3/2024 --incident-month "March 2024" \
 --abuse-or-neglect yes
2024-04-05 incident event SIN-2024-01 --event partners-told --on 2024-04-04
2024-04-05 incident event SIN-2024-01 --event panel-notified
"""
OPENED = (
    NOTICE
    + """
2024-04-05 review open SIN-2024-01 --framework review-framework
"""
)
SIGNED_OFF = (
    OPENED
    + """
2024-04-08 review event RR-2024-01 --event scoped --agencies smallbridge-council \
 --agencies north-icb --returns-due 2024-04-17
2024-04-17 review event RR-2024-01 --event return-received --agency-return RET-2024-001
2024-04-18 review event RR-2024-01 --event return-received --agency-return RET-2024-002 \
 --came nothing-held
2024-04-22 review event RR-2024-01 --event not-possible --reasons "The police ask for time first."
2024-04-25 review event RR-2024-01 --event panel-met --note "All summaries were in."
2024-04-26 review event RR-2024-01 --event signed-off --outcome local-review --criteria imp \
 --criteria joint --reasons "What was known was not joined up." --no-messages
2024-04-26 incident event SIN-2024-01 --event criteria-decided --criteria-met yes \
 --reasons "Improvements are needed across agencies."
2024-04-29 review event RR-2024-01 --event sent-to-panel
2024-05-20 review event RR-2024-01 --event panel-replied --note "The panel agrees."
"""
)
BEGUN = (
    SIGNED_OFF
    + """
2024-05-20 review open RR-2024-01 --on 2024-05-02
2024-05-31 review event LCSPR-2024-01 --event reviewer-appointed --reviewer reviewer
2024-06-03 review event LCSPR-2024-01 --event method-agreed --method "A systems review."
2024-06-03 review event LCSPR-2024-01 --event progress-checked --note "Time: on course."
2024-06-10 review event LCSPR-2024-01 --event fieldwork-started
2024-06-12 review event LCSPR-2024-01 --event practitioners --note "First learning event."
2024-06-20 review event LCSPR-2024-01 --event family-invited
2024-07-03 review event LCSPR-2024-01 --event delay-known --note "Proceedings go on."
2024-07-05 review event LCSPR-2024-01 --event delay-explained --to national-panel \
 --to secretary-of-state --reasons "Proceedings keep the reviewer from some conversations."
"""
)
FINAL = (
    BEGUN
    + """
2024-09-20 review event LCSPR-2024-01 --event report-final --sections systemic-analysis \
 --sections improvements-summary --no-messages
"""
)
PUBLISHED = (
    FINAL
    + """
2024-09-24 review event LCSPR-2024-01 --event impact-considered
2024-09-24 review event LCSPR-2024-01 --event publication-planned --planned-for 2024-10-16
2024-10-01 review event LCSPR-2024-01 --event copies-sent
2024-10-16 review event LCSPR-2024-01 --event published --version-number 1.0 \
 --address https://sscp.example.org/review
2024-10-16 clocks LCSPR-2024-01
2025-11-03 review event LCSPR-2024-01 --event removed
"""
)
FILES = (
    "incident-notifications/SIN-2024-01.yaml",
    "reviews/RR-2024-01.yaml",
    "agency-returns/RET-2024-002.yaml",
    "reviews/LCSPR-2024-01.yaml",
    "notices/NOT-2024-01.yaml",
    "notices/NOT-2024-02.yaml",
    "publications/PUB-2024-01.yaml",
)


def test_an_incident_is_told_to_its_end(story_after: StoryAfter, golden: Golden) -> None:
    story = story_after("")
    golden.check("write/incident-to-publication.txt", story.tell(PUBLISHED).files(*FILES).told)
    assert story.is_clean("2025-11-03")


def test_a_review_that_is_withdrawn_says_so_in_the_notification(
    story_after: StoryAfter, golden: Golden
) -> None:
    story = story_after(OPENED).tell(
        "2024-04-19 review event RR-2024-01 --event withdrawn"
        ' --reasons "Neither abuse nor neglect is suspected any longer."'
    )
    golden.check("write/review-withdrawn.txt", story.files(*FILES[:2]).told)


def test_a_report_that_is_withheld_goes_with_its_reasons(
    story_after: StoryAfter, golden: Golden
) -> None:
    story = story_after(FINAL).tell(
        "2024-09-27 review event LCSPR-2024-01 --event not-published"
        ' --reasons "It can not be read without the family being known."'
    )
    golden.check("write/review-withheld.txt", story.files("notices/NOT-2024-02.yaml").told)


@pytest.mark.parametrize(
    ("before", "command", "says"),
    [
        (
            NOTICE,
            "2024-04-05 incident event SIN-2024-01 --event panel-notified",
            "that was on 5 April 2024; what can come: criteria-decided",
        ),
        (
            NOTICE,
            "2024-04-05 incident event SIN-2024-01 --event secretary-of-state-told",
            "this one has no such step",
        ),
        (
            "",
            "2024-04-02 incident notify --aware-on 2/4/2024 --incident-month 1/4/2024",
            "Only the month of the incident is recorded",
        ),
        (
            "",
            "2024-04-02 incident notify --notified-by agency --aware-on 2024-04-03",
            "3 April 2024 is yet to come, reckoned from Tuesday 2 April 2024",
        ),
        (OPENED, "2024-04-05 review open RR-2024-01", "RR-2024-01 is not signed off yet"),
        (
            OPENED,
            "2024-04-26 review event RR-2024-01 --event sent-to-panel",
            "first comes 'Signed off by the safeguarding partners'; what can come: scoped,",
        ),
        (
            OPENED,
            "2024-04-26 review event RR-2024-01 --event report-final",
            "a record of this form has no such step",
        ),
        (
            OPENED,
            "2024-04-26 review event RR-2024-01 --event withdrawn",
            "`sscp review event` needs --reasons as well",
        ),
        (
            OPENED,
            "2024-04-26 review event RR-2024-01 --event panel-met --outcome no-review",
            "--outcome is not asked of 'The review panel met'",
        ),
        (
            SIGNED_OFF,
            "2024-05-20 review event RR-2024-01 --event withdrawn --reasons Other",
            "'Signed off by the safeguarding partners' was on 26 April 2024",
        ),
        (
            FINAL,
            "2024-09-24 review event LCSPR-2024-01 --event published",
            "first comes 'Effect of publication considered'",
        ),
    ],
)
def test_what_cannot_come_next_is_refused_with_what_can(
    story_after: StoryAfter, before: str, command: str, says: str
) -> None:
    story = story_after(before).tell(command)
    assert says in story.told
    assert story.told.endswith("(exit status 2)\n\n")
    assert story.register.git("status", "--short") == ""


def test_what_the_rules_forbid_is_refused_with_their_findings(story_after: StoryAfter) -> None:
    story = story_after(BEGUN).tell(
        "2024-09-20 review event LCSPR-2024-01 --event report-final --sections other --no-messages"
    )
    assert "LCS-04" in story.told
    assert story.told.endswith("it has not now.\n(exit status 1)\n\n")
    assert story.register.git("status", "--short") == ""
