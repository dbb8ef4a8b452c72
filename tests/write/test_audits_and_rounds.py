"""Audits stage by stage, Section 11 returns standard by standard, and what people attest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Golden
from tests.write.story import Story

StoryAfter = Callable[[str], Story]

SCOPED = """
2024-04-17 audit event AUD-2024-01 --event scoped --agencies smallbridge-council \
 --agencies north-icb
"""
AUDITED = (
    SCOPED
    + """
2024-05-02 audit event AUD-2024-01 --event tools-issued --returns-due 2024-06-05
2024-06-04 audit event AUD-2024-01 --event return-received --audit-return AUR-2024-001
2024-06-10 audit event AUD-2024-01 --event return-received --audit-return AUR-2024-002
2024-06-10 audit event AUD-2024-01 --event returns-in
2024-06-19 audit event AUD-2024-01 --event moderated
2024-07-03 audit event AUD-2024-01 --event report-drafted --right-service mostly \
 --right-service-found "For two of ten too late." --overview-report audit-overview-2024-01
2024-07-10 audit event AUD-2024-01 --event tabled
2024-07-22 decision record --title "Overview report on neglect approved" --item 1 \
 --meeting executive-group-2024-07-17 --resolution "It is approved." --outcome agreed \
 --agreement council=yes --agreement icb=yes --agreement police=yes
2024-07-22 audit event AUD-2024-01 --event approved --on 2024-07-17 --approval DEC-2024-001
"""
)
RETURNED = """
2024-04-10 section-11 return S11-2024 north-icb --completed-by "Designated nurse" \
 --signed-off-by "Chief nurse" --ratings leadership=met --ratings training=partly-met \
 --ratings contracted-services=not-applicable --why-not contracted="Nothing is contracted out." \
 --evidence leadership="The board hears of it twice a year." \
 --wanted training="Train the night staff" --wanted-from training=chief-nurse \
 --wanted-by training=28/6/2024 --feedback-answered
2024-04-15 section-11 return S11-2024 council --ratings leadership=met --ratings training=met \
 --ratings contracted-services=met --feedback-answered --contracted-services-covered
2024-07-01 section-11 assure S11-2024-north-icb --assurance "Rotas and certificates were seen."
2024-07-02 section-11 event S11-2024 --event closed
"""


def test_an_audit_is_told_from_its_scope_to_its_approval(
    story_after: StoryAfter, golden: Golden
) -> None:
    story = story_after("").tell(AUDITED)
    story.files("audits/AUD-2024-01.yaml", "audit-returns/AUR-2024-002.yaml")
    golden.check("write/audit.txt", story.told)
    assert story.is_clean("2024-07-22")


def test_an_audit_can_be_given_up_at_any_stage_and_then_ends(story_after: StoryAfter) -> None:
    story = story_after(SCOPED).tell(
        """
        2024-04-18 audit event AUD-2024-01 --event cancelled
        2024-04-19 audit event AUD-2024-01 --event tools-issued --returns-due 2024-06-05
        """
    )
    assert "Nothing more comes in this life cycle." in story.told
    assert "'Cancelled' was on 18 April 2024; nothing more can come." in story.told


def test_a_round_is_told_return_by_return(story_after: StoryAfter, golden: Golden) -> None:
    story = story_after("").tell(RETURNED)
    story.files(
        "section-11-returns/S11-2024-north-icb.yaml",
        "section-11-returns/S11-2024-smallbridge-council.yaml",
        "actions/ACT-2024-001.yaml",
    )
    golden.check("write/section-11.txt", story.told)


@pytest.mark.parametrize(
    ("words", "says", "status"),
    [
        (
            "return S11-2024 north-icb --ratings leadership=met --ratings training=not-met",
            "needs --wanted KEY=TEXT for training as well",
            2,
        ),
        (
            "return S11-2024 north-icb --ratings training=not-met --wanted training=Train",
            "needs --wanted-from KEY=ID for training, --wanted-by KEY=DATE for training as well",
            2,
        ),
        (
            "return S11-2024 north-icb --ratings training=not-applicable",
            "needs --why-not KEY=TEXT for training as well",
            2,
        ),
        ("return S11-2024 north-police --ratings training=met", "S11-07", 1),
        ("return S11-2024 north-icb --ratings other=met", "The keys here are: leadership,", 2),
        ("assure S11-2024-north-icb --assurance X", "needs --standard as well", 2),
        (
            "assure S11-2024-north-icb --standard training --assurance X",
            "training is no open weak area of S11-2024-north-icb; there are: none.",
            2,
        ),
    ],
)
def test_what_a_return_cannot_say_is_refused(
    story_after: StoryAfter, words: str, says: str, status: int
) -> None:
    story = story_after("").tell("2024-04-10 section-11 " + words)
    assert says in story.told
    assert story.told.endswith(f"(exit status {status})\n\n")
    assert story.register.git("status", "--short") == ""


def test_a_return_comes_once(story_after: StoryAfter) -> None:
    line = "2024-04-10 section-11 return S11-2024 north-icb --ratings leadership=met"
    story = story_after(line).tell(line)
    assert "came on 10 April 2024 already." in story.told


def test_what_a_person_attests_holds_for_a_year(story_after: StoryAfter, golden: Golden) -> None:
    story = story_after("").tell(
        """
        2024-04-02 attest 1.1 --statement "Nothing stood in the way of talking."
        2024-04-03 attest 1.2 --by scrutineer --statement "They are frank." --on 2/4/2024 \
            --holds-until 2024-12-31
        """.replace("\\\n", "")
    )
    golden.check("write/attest.txt", story.files("clauses/clauses.yaml").told)
    assert story.is_clean("2024-04-03")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("2.1 --by scrutineer --statement X", "2.1 is not for a person to attest (computed by a"),
        ("1.2 --statement X", "needs --by as well"),
        (
            "1.2 --by scrutineer --statement X --holds-until 2024-04-01",
            "Monday 1 April 2024 is before it begins, Tuesday 2 April 2024.",
        ),
        ("1.2 --by scrutineer --statement X --on 2024-04-03", "3 April 2024 is yet to come"),
    ],
)
def test_what_cannot_be_attested_is_refused(story_after: StoryAfter, words: str, says: str) -> None:
    story = story_after("").tell(f"2024-04-02 attest {words}")
    assert says in story.told
    assert story.told.endswith("(exit status 2)\n\n")
