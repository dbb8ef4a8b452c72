"""What a register has chosen otherwise in a clock, as its dates say it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sscp.model.portfolio import Portfolio
from sscp.timing.catalogue import clocks_of, force_of, is_third_party, national_clocks
from sscp.timing.choices import differences, local_choices
from sscp.timing.clocks import clock_deadlines
from sscp.timing.deadline import Deadline
from tests.builders import Row, build

NOTICE: Row = {"id": "SIN-2024-01", "aware_on": "2024-01-02", "panel_notified_on": "2024-01-08"}
RAPID: Row = {
    "id": "RR-2024-01",
    "form": "rapid-review",
    "notification": "SIN-2024-01",
    "events": [
        {"event": "signed-off", "on": "2024-01-19"},
        {"event": "sent-to-panel", "on": "2024-01-22"},
    ],
}
GROUPS: list[Row] = [{"id": "lsp-group", "name": "Lead partners"}]


def register(settings: Row | None = None, **more: Any) -> Portfolio:
    return build(settings, groups=GROUPS, incident_notifications=[NOTICE], reviews=[RAPID], **more)


def packaged(identity: str, **fields: Any) -> Row:
    clock = next(each for each in national_clocks() if each.id == identity)
    return {**clock.values, **fields}


def choices(portfolio: Portfolio, identity: str) -> list[str]:
    clock = next(each for each in clocks_of(portfolio) if each.id == identity)
    return [choice.words for choice in local_choices(portfolio, clock)]


def deadline(portfolio: Portfolio, clock: str, as_of: str = "2024-02-20") -> Deadline:
    (found,) = (
        row for row in clock_deadlines(portfolio, date.fromisoformat(as_of)) if row.clock == clock
    )
    return found


AWARE: Row = {"policies": {"rapid_review_starts": "aware"}}
STARTS = "it starts with 'aware' instead of 'notified' (`rapid_review_starts`); "


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (None, "neither the reason nor who agreed to it is recorded"),
        ({"agreed_by": "lsp-group"}, "no reason is recorded; agreed: Lead partners"),
        ({"because": "Late."}, "because: Late; who agreed to it is not recorded"),
        ({"because": "Late", "agreed_by": "lsp-group"}, "because: Late; agreed: Lead partners"),
        (
            {"because": "Late", "agreed_by": "lsp-group", "decision": "DEC-2024-001"},
            "because: Late; agreed: Lead partners, DEC-2024-001",
        ),
    ],
)
def test_a_switch_is_told_with_its_reason(row: Row | None, said: str) -> None:
    other = {"setting": "review_progress_every", "because": "Else.", "agreed_by": "else"}
    rows = [other, {"setting": "rapid_review_starts", **row}] if row else [other]
    portfolio = register({**AWARE, "local_choices": rows})
    assert choices(portfolio, "RR-01") == [STARTS + said]
    found = deadline(portfolio, "RR-01")
    assert found.local == STARTS + said
    assert found.start == date(2024, 1, 2)
    assert deadline(portfolio, "RR-02").local == ""


def test_what_is_as_usual_is_no_choice() -> None:
    assert choices(register({"policies": {"rapid_review_starts": "notified"}}), "RR-01") == []
    assert choices(register(), "RR-01") == []
    assert choices(register(clocks=[packaged("RR-01")]), "RR-01") == []
    assert choices(register({"review_progress_every": "P14D"}), "RR-01") == []
    own = {**packaged("RR-02"), "id": "LOC-01"}
    assert choices(register(clocks=[own]), "LOC-01") == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("notified", []),
        ("aware", ["it starts with 'signed off' instead of 'notified' (`rapid_review_starts`)"]),
    ],
)
def test_of_several_options_the_one_chosen_is_told_unless_it_is_the_usual_one(
    value: str, said: list[str]
) -> None:
    options = [
        {"policy": "rapid_review_starts", "value": "notified", "event": "notified"},
        {"policy": "rapid_review_starts", "value": "aware", "event": "signed-off"},
    ]
    portfolio = register(
        {"policies": {"rapid_review_starts": value}},
        clocks=[packaged("RR-01", starts_by_policy=options)],
    )
    clock = next(each for each in clocks_of(portfolio) if each.id == "RR-01")
    own, *others = local_choices(portfolio, clock)
    assert (own.setting, own.what[-20:]) == ("", " in: starts by policy"[-20:])
    assert [choice.what for choice in others] == said


@pytest.mark.parametrize(
    ("setting", "clock"),
    [("review_progress_every", "LCSPR-05"), ("minutes_drafted_within", "MIN-01")],
)
def test_a_length_of_the_settings_is_a_choice(setting: str, clock: str) -> None:
    (said,) = choices(register({setting: "P14D"}), clock)
    assert said.startswith(f"it runs for 14 days (`{setting}`); neither the reason nor")
    assert choices(register({setting: "soon"}), clock) == []


def test_an_own_version_names_what_it_does_otherwise() -> None:
    own = packaged(
        "RR-01", length=10, title="Else", only_after="opened", replaced_because="So.", basis="B"
    ) | {"notes": "Said at length.", "reason": "No field."}
    portfolio = register(clocks=[own])
    (said,) = choices(portfolio, "RR-01")
    assert said == (
        "this register's own version of the clock, which differs in: length and only after;"
        " because: So; who agreed to it is not recorded"
    )
    first, second = (
        next(each for each in clocks_of(one) if each.id == "RR-01") for one in (portfolio, build())
    )
    assert differences(first, second) == ["length", "only after"]
    assert differences(second, second) == []


@pytest.mark.parametrize(
    ("identity", "fields", "force", "third"),
    [
        ("PAN-01", {"third_party": None, "force": "duty"}, "information", True),
        ("PAN-01", {"third_party": False, "force": "local"}, "information", True),
        ("RR-01", {"force": "duty"}, "expectation", False),
        ("RR-01", {"force": "local"}, "local", False),
        ("RR-01", {"force": "expectation", "third_party": True}, "information", True),
        ("RR-01", {"force": "else"}, "else", False),
        ("RR-01", {"force": None}, "", False),
    ],
)
def test_an_own_version_is_never_told_as_more_than_the_packaged_one(
    identity: str, fields: Row, force: str, third: bool
) -> None:
    portfolio = register(clocks=[packaged(identity, **fields)])
    clock = next(each for each in clocks_of(portfolio) if each.id == identity)
    assert (force_of(clock), is_third_party(clock)) == (force, third)
    assert deadline(portfolio, identity).force == force


def test_a_clock_of_the_registers_own_is_as_strong_as_it_says() -> None:
    own = {**packaged("RR-02"), "id": "LOC-01", "force": "duty"}
    assert deadline(register(clocks=[own]), "LOC-01").force == "duty"


def test_a_clock_that_waits_tells_every_choice_as_one_that_runs() -> None:
    own = packaged("RR-01", length=10, replaced_because="Agreed locally")
    settings = {**AWARE, "reviews": []}
    started = build(
        settings, groups=GROUPS, incident_notifications=[NOTICE], reviews=[RAPID], clocks=[own]
    )
    notice = {"id": NOTICE["id"]}
    waiting = build(
        settings, groups=GROUPS, incident_notifications=[notice], reviews=[RAPID], clocks=[own]
    )
    rows = clock_deadlines(waiting, date(2024, 2, 20), unstarted=True)
    (row,) = (each for each in rows if each.clock == "RR-01")
    assert (row.start, row.local.count("; it ")) == (None, 1)
    assert row.local == deadline(started, "RR-01").local
