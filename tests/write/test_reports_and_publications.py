"""The yearly report from its draft to its last recipient, publications and notices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Golden
from tests.write.story import Story
from tests.write.test_reviews import PUBLISHED, SIGNED_OFF

StoryAfter = Callable[[str], Story]

REVIEWED = """
2024-06-20 report event yearly-report-2023-24 --event drafted
2024-07-01 report event yearly-report-2023-24 --event reviewed --comment "Honest about money."
"""
SIGNED = (
    REVIEWED
    + """
2024-07-03 report event yearly-report-2023-24 --event signed --by chief-executive
2024-07-03 report event yearly-report-2023-24 --event signed --by icb-chief-executive
2024-07-08 report event yearly-report-2023-24 --event signed --by chief-constable
"""
)
GIVEN_OUT = (
    SIGNED
    + """
2024-07-10 report event yearly-report-2023-24 --event published --version-number 1.0 \
 --address https://sscp.example.org/yearly-report
2024-07-10 report event yearly-report-2023-24 --event sent-to-panel --to national-panel
2024-09-12 report event yearly-report-2023-24 --event presented --to wellbeing-board
2024-09-13 publication record --of yearly-report-2023-24 --channel chairs --to wellbeing-board
2024-10-01 report event yearly-report-2023-24 --event corrected --figure "Places in training" \
 --was 612 --is-now 588 --reason "One course had been counted twice."
"""
)
REPORT = "reports/yearly-report-2023-24.yaml"


def test_a_yearly_report_is_told_to_its_last_recipient(
    story_after: StoryAfter, golden: Golden
) -> None:
    story = story_after("").tell(GIVEN_OUT)
    story.files(REPORT, *(f"publications/PUB-2024-0{number}.yaml" for number in range(1, 5)))
    golden.check("write/yearly-report.txt", story.told)
    assert story.is_clean("2024-10-01")


@pytest.mark.parametrize(
    ("before", "words", "says", "status"),
    [
        (
            "",
            "report event yearly-report-2023-24 --event signed",
            "first comes 'Reviewed by the scrutineer'",
            2,
        ),
        (
            REVIEWED,
            "report event yearly-report-2023-24 --event signed",
            "needs --by as well",
            2,
        ),
        (
            REVIEWED,
            "report event yearly-report-2023-24 --event published",
            "first comes 'Signed by the lead partners, one by one'",
            2,
        ),
        (
            SIGNED,
            "report event yearly-report-2023-24 --event signed --by chief-executive",
            "that was on 8 July 2024; what can come: published,",
            2,
        ),
        (
            REVIEWED,
            "publication record --of yearly-report-2023-24 --channel website",
            "`sscp explain YR-04` says why.",
            1,
        ),
        (
            "",
            "report event audit-overview-2024-01 --event signed",
            "a record of this form has no such step",
            2,
        ),
    ],
)
def test_a_report_goes_out_in_its_order(
    story_after: StoryAfter, before: str, words: str, says: str, status: int
) -> None:
    story = story_after(before).tell(f"2024-07-10 {words}")
    assert says in story.told
    assert story.told.endswith(f"(exit status {status})\n\n")
    assert story.register.git("status", "--short") == ""


def test_what_was_planned_to_go_out_gets_its_day(story_after: StoryAfter) -> None:
    story = story_after("").tell(
        """
        2024-04-02 publication record --of review-framework --channel website --planned
        2024-04-09 publication record --of review-framework --channel website --version-number 1.0
        """
    )
    assert "still to be done." in story.told
    assert (story.register.top / "publications/PUB-2024-01.yaml").read_text(encoding="utf-8") == (
        "id: PUB-2024-01\n"
        "title: Framework for reviews on the website\n"
        "of: review-framework\n"
        "form: published\n"
        "channel: website\n"
        "on: 2024-04-09\n"
        "version: 1.0\n"
        "source: review-framework\n"
        "illustrative: true\n"
    )
    assert story.is_clean("2024-04-09")


def test_a_comment_comes_and_is_answered(story_after: StoryAfter, golden: Golden) -> None:
    published = PUBLISHED.partition("2024-10-16 clocks")[0]
    story = story_after(published).tell(
        """
        2024-10-28 publication notice --form comment --about LCSPR-2024-01 --reasons "What next?"
        2024-11-01 publication answer NOT-2024-03 --response "An audit in spring."
        2024-11-01 publication answer NOT-2024-03 --response "An audit in spring."
        """
    )
    golden.check("write/comment-answered.txt", story.files("notices/NOT-2024-03.yaml").told)
    assert story.is_clean("2024-11-01")


def test_a_local_review_is_published_as_its_event(story_after: StoryAfter) -> None:
    begun = SIGNED_OFF + "2024-05-20 review open RR-2024-01 --on 2024-05-02"
    story = story_after(begun).tell(
        "2024-05-21 publication record --of LCSPR-2024-01 --channel website"
    )
    assert "`sscp review event LCSPR-2024-01 --event published` records both." in story.told
    assert story.told.endswith("(exit status 2)\n\n")
