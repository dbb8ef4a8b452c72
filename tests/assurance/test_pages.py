"""The page of a statement says what was attested, by whom, until when, and on what it rests."""

from __future__ import annotations

from datetime import date

import pytest

from sscp.assurance.duties import assess
from sscp.render.assurance import duty_lines
from sscp.views.assurance import view_duty
from tests.builders import Row, build, post

ATTESTED: Row = {
    "id": "masa-1.3",
    "ref": "1.3",
    "title": "Seven results",
    "disposition": "attested",
    "attestations": [
        {
            "by": "scrutineer",
            "on": "2023-08-23",
            "holds_until": "2024-08-22",
            "statement": "Movement was seen in six of the seven.",
            "records": ["AUD-2023-01"],
        }
    ],
}


def page(as_of: str) -> str:
    """The page of that statement on a day, as one text."""
    portfolio = build(
        clauses=[ATTESTED],
        posts=[post("scrutineer")],
        audits=[{"id": "AUD-2023-01", "title": "Neglect audit"}],
    )
    day = date.fromisoformat(as_of)
    (found,) = assess(portfolio, day, ())
    return "\n".join(line.text for line in duty_lines(view_duty(portfolio, found, day)))


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        ("2024-08-22", "Stands: attested, holds until 22 August 2024"),
        ("2024-08-23", "Stands: attested, held only until 22 August 2024"),
    ],
)
def test_it_says_what_was_attested_and_on_what_it_rests(as_of: str, words: str) -> None:
    text = page(as_of)
    assert words in text
    assert "Attested by scrutineer on 23 August 2023, until 22 August 2024." in text
    assert "Movement was seen in six of the seven." in text.replace("\n", " ")
    assert "Rests on: Neglect audit (AUD-2023-01)" in text


def test_before_anybody_attests_it_says_so() -> None:
    text = page("2023-08-22")
    assert "Stands: not attested yet" in text
    assert "Rests on" not in text


ADVISED: Row = {
    "form": "coverage",
    "kind": "scrutiny",
    "date": "on",
    "covers": "themes",
    "values": ["one-team", "priorities"],
}


@pytest.mark.parametrize(
    ("disposition", "stands"), [("attested", "not attested yet"), ("context", "context")]
)
def test_what_nobody_reckons_shows_what_is_on_record_and_stands_as_it_did(
    disposition: str, stands: str
) -> None:
    clause = {**ATTESTED, "disposition": disposition, "proof": ADVISED, "attestations": []}
    portfolio = build(
        clauses=[clause],
        scrutiny=[
            {"id": "SCR-2023-01", "on": "2023-05-10", "themes": ["one-team"]},
            {"id": "SCR-2023-02", "on": "2023-06-10", "themes": ["one-team"]},
            {"id": "SCR-2022-01", "on": "2022-06-10", "themes": ["priorities"]},
        ],
    )
    day = date(2023, 11, 15)
    (found,) = assess(portfolio, day, ())
    assert (found.standing, found.periods, found.next_due) == (disposition, (), None)
    text = "\n".join(line.text for line in duty_lines(view_duty(portfolio, found, day)))
    assert f"Stands: {stands}" in text
    assert text.endswith(
        "What the register shows\n"
        "  Acting as one team: 2 records\n"
        "    SCR-2023-01, SCR-2023-02\n"
        "  Priorities and the reasons for them: none"
    )
    assert "Periods" not in text
