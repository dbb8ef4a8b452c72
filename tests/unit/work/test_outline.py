"""What a meeting without an agenda is minuted under."""

from __future__ import annotations

from sscp.work.outline import agenda_of
from tests.builders import build, group, meeting, one


def test_without_an_agenda_the_items_that_always_stand_are_written_under() -> None:
    rows = [
        {"title": "Welcome", "form": "welcome"},
        {"title": "Appeals", "gathers": ["escalations"], "if_any": True},
        {"title": "Business of the day", "gathers": ["papers"]},
        {"title": "Minutes", "form": "minutes"},
        {"title": "Data"},
    ]
    register = build(
        groups=[group("board", standing_items=rows), group("bare")],
        meetings=[meeting("board", "2024-04-10"), meeting("bare", "2024-04-10")],
    )
    held = one(register, "board-2024-04-10")
    assert agenda_of(register, held) == [
        ("1", "Welcome", None),
        ("2", "Minutes", None),
        ("3", "Data", None),
    ]
    assert agenda_of(register, one(register, "bare-2024-04-10")) == []
