"""The yearly report beyond the examples: order, sections, impact, delivery."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import ALL_PARTNERS, Row, build, count, find, three_partners

SIGNED = [{"post": f"{each}-chief", "on": "2023-10-18"} for each in ALL_PARTNERS]
REVIEWED = {"on": "2023-10-11", "outcome": "An honest report."}


def _report(**fields: Any) -> Row:
    return {
        "id": "yearly-report-2022-23",
        "title": "Yearly report 2022-23",
        "form": "yearly-report",
        "year": "2022-23",
        "from": "2022-04-01",
        "until": "2023-04-01",
        **fields,
    }


def _on_website(day: str, **fields: Any) -> Row:
    return {
        "id": "PUB-2023-01",
        "of": "yearly-report-2022-23",
        "channel": "website",
        "on": day,
        **fields,
    }


@pytest.mark.parametrize(("day", "hits"), [("2023-10-18", 0), ("2023-10-19", 1)])
def test_scrutiny_comes_by_the_day_of_the_first_signature(day: str, hits: int) -> None:
    signatures = [{"post": "b", "on": "2023-10-25"}, {"post": "a", "on": "2023-10-18"}]
    report = _report(scrutiny_review={"on": day}, sign_offs=signatures)
    assert count(build(reports=[report]), "YR-04") == hits


def test_a_signature_without_any_scrutiny_is_found_from_its_day() -> None:
    register = build(reports=[_report(sign_offs=SIGNED)])
    assert count(register, "YR-04", "2023-10-17") == 0
    assert count(register, "YR-04", "2023-10-18") == 1


def test_another_report_needs_no_scrutineer() -> None:
    register = build(reports=[_report(form="executive-report", sign_offs=SIGNED)])
    assert count(register, "YR-04") == 0


def _issued(day: str, sign_offs: list[Row], as_of: str = "2023-11-15") -> list[str]:
    register = build(
        reports=[_report(scrutiny_review=REVIEWED, sign_offs=sign_offs)],
        publications=[_on_website(day)],
        **three_partners(),
    )
    return [each.message for each in find(register, "YR-04", as_of)]


def test_a_report_may_go_out_on_the_day_of_the_last_signature() -> None:
    assert _issued("2023-10-18", SIGNED) == []
    assert len(_issued("2023-10-17", SIGNED)) == 1
    assert _issued("2023-10-17", SIGNED, "2023-10-16") == []


def test_the_partners_who_have_not_signed_are_named() -> None:
    (message,) = _issued("2023-11-01", [SIGNED[0], {**SIGNED[1], "on": "2023-11-02"}])
    assert "lead partner of care-board, force had not" in message


def _sections(*keys: str, **fields: Any) -> list[Row]:
    return [{"key": key, "title": key, **(fields or {"summary": "Said."})} for key in keys]


NATIONAL = ("actions-done", "practice-reviews", "effectiveness")


@pytest.mark.parametrize("missing", NATIONAL)
def test_each_national_section_is_asked_for(missing: str) -> None:
    keys = [key for key in NATIONAL if key != missing]
    register = build(reports=[_report(sign_offs=SIGNED, sections=_sections(*keys))])
    assert count(register, "YR-06") == 1
    assert count(register, "YR-06", "2023-10-17") == 0


def test_further_sections_are_those_that_the_document_names() -> None:
    report = _report(sign_offs=SIGNED, sections=_sections(*NATIONAL), document="yearly-report")
    for named, hits in (([], 0), (["effectiveness"], 0), (["budget", "governance-model"], 1)):
        document = {"id": "yearly-report", "sections": named}
        assert count(build(reports=[report], documents=[document]), "YR-06") == hits


def test_missing_sections_are_told_in_words() -> None:
    keys = ["budget", "arrangement-changes", "governance-model"]
    register = build(
        reports=[_report(sign_offs=SIGNED, sections=_sections(*NATIONAL), document="own")],
        documents=[{"id": "own", "sections": keys}],
    )
    (found,) = find(register, "YR-06")
    assert found.message.endswith(
        "has no section on the budget, changes to the arrangements and governance model."
    )


@pytest.mark.parametrize(
    ("said", "hits"),
    [
        ({"summary": "Little changed."}, 0),
        ({"records": ["masa"]}, 0),
        ({"summary": " "}, 1),
        ({"records": []}, 1),
        ({"accountabilities": ["trends"]}, 1),
        ({}, 1),
    ],
)
@pytest.mark.parametrize("key", ["effectiveness", "feedback"])
def test_a_heading_is_no_section(key: str, said: Row, hits: int) -> None:
    others = [each for each in NATIONAL if each != key]
    sections = [*_sections(*others), {"key": key, "title": "Last", **said}]
    register = build(reports=[_report(sign_offs=SIGNED, sections=sections)])
    found = find(register, "YR-06", "2023-10-18")
    assert [each.message for each in found] == [
        'Yearly report 2022-23 is signed; its section "Last" says nothing and rests on nothing.'
    ] * hits
    assert count(register, "YR-06", "2023-10-17") == 0


def _impact(code: str, until: str, progress: list[Row], as_of: str, **fields: Any) -> int:
    priority = {"id": "neglect", "title": "Neglect", "year": "2022-23", "progress": progress}
    report = _report(until=until, drafted_on=as_of, **fields)
    return count(build(reports=[report], priorities=[priority]), code, as_of)


@pytest.mark.parametrize(
    ("until", "code"),
    [("2026-03-18", "YR-07"), ("2026-03-19", "YR-05"), ("2024-04-01", "YR-07")],
)
def test_impact_is_an_error_for_years_that_end_under_the_guidance_of_2026(
    until: str, code: str
) -> None:
    other = {"YR-05": "YR-07", "YR-07": "YR-05"}[code]
    assert _impact(code, until, [], "2026-10-01") == 1
    assert _impact(other, until, [], "2026-10-01") == 0


def test_an_effect_noted_later_was_not_there_for_the_report() -> None:
    note = {"on": "2023-09-02", "effect": "None."}
    assert _impact("YR-07", "2023-04-01", [note], "2023-09-01") == 1
    assert _impact("YR-07", "2023-04-01", [note], "2023-09-02") == 0
    assert _impact("YR-07", "2023-04-01", [{"on": "2023-09-02"}], "2023-09-02") == 1


def test_impact_is_asked_for_priorities_of_the_year_once_the_report_is_written() -> None:
    assert _impact("YR-07", "2023-04-01", [], "2023-09-01", year="2021-22") == 0
    priority = {"id": "neglect", "title": "Neglect", "year": "2022-23"}
    for written, day, hits in (
        ({}, "2023-11-15", 0),
        ({"drafted_on": "2023-09-22"}, "2023-09-21", 0),
        ({"drafted_on": "2023-09-22"}, "2023-09-22", 1),
        ({"sign_offs": SIGNED}, "2023-10-18", 1),
    ):
        register = build(reports=[_report(**written)], priorities=[priority])
        assert count(register, "YR-07", day) == hits


def test_a_budget_of_another_year_is_not_asked_for() -> None:
    report = _report(drafted_on="2023-09-22", sections=_sections("budget"))
    for year, hits in (("2022-23", 1), ("2023-24", 0)):
        register = build(reports=[report], budgets=[{"id": f"BUD-{year}", "year": year}])
        assert count(register, "YR-08") == hits
        assert count(register, "YR-08", "2023-09-21") == 0


def _versions(summary: str, *versions: tuple[str, str], as_of: str = "2023-11-15") -> int:
    document = {
        "id": "arrangements",
        "title": "Arrangements",
        "versions": [{"version": number, "date": day} for number, day in versions],
    }
    (section,) = _sections("arrangement-changes", summary=summary, records=["arrangements"])
    report = _report(drafted_on="2023-09-22", sections=[section])
    return count(build(reports=[report], documents=[document]), "YR-09", as_of)


@pytest.mark.parametrize(
    ("day", "hits"),
    [("2022-03-31", 0), ("2022-04-01", 1), ("2023-03-31", 1), ("2023-04-01", 0)],
)
def test_versions_dated_within_the_year_are_asked_for(day: str, hits: int) -> None:
    assert _versions("Nothing of note.", ("1.2", day)) == hits
    assert _versions("Nothing of note.", ("1.2", day), as_of="2023-09-21") == 0


@pytest.mark.parametrize(
    ("summary", "hits"),
    [
        ("Version 1.2.", 0),
        ("1.2 of March", 0),
        ("Version 1.20", 1),
        ("Version 11.2", 1),
        ("Version 1.2.1", 1),
        ("Version 2.1.2", 1),
    ],
)
def test_a_version_is_not_taken_for_another(summary: str, hits: int) -> None:
    assert _versions(summary, ("1.2", "2023-03-24")) == hits


NEXT = {
    "id": "yearly-report-2023-24",
    "title": "Yearly report 2023-24",
    "form": "yearly-report",
    "until": "2024-04-01",
    "sign_offs": [{"post": "council-chief", "on": "2024-10-16"}],
}


@pytest.mark.parametrize(("as_of", "hits"), [("2024-10-15", 0), ("2024-10-16", 1)])
def test_delivery_is_missed_from_the_signature_of_the_next_report(as_of: str, hits: int) -> None:
    register = build(reports=[_report(sign_offs=SIGNED), NEXT])
    found = find(register, "YR-10", as_of)
    assert [each.record for each in found] == ["yearly-report-2022-23"] * hits


def test_a_board_that_is_reported_to_must_have_the_report() -> None:
    board = {
        "id": "reports-to-the-board",
        "form": "reports-to",
        "to_body": "board",
        "document": "yearly-report",
    }
    chairs = _on_website("2023-12-12", id="PUB-2023-03", channel="chairs", to="board")
    told = _on_website(
        "2023-12-12", id="PUB-2023-02", channel="board", form="presented", to="board"
    )
    report = _report(sign_offs=SIGNED, document="yearly-report")
    website = _on_website("2023-11-22")
    for publications, changes, hits in (
        ([website], {}, 1),
        ([website, chairs], {}, 1),
        ([website, chairs, told], {}, 0),
        ([website, told], {}, 1),
        ([chairs, told], {}, 1),
        ([website, chairs], {"to_body": None}, 0),
        ([website, chairs], {"document": "another-report"}, 0),
        ([website, chairs], {"form": "works-with"}, 0),
        ([website, chairs], {"until": "2024-10-16"}, 0),
        ([website, chairs, {**told, "on": "2024-11-02"}], {}, 1),
        ([website, chairs, {**told, "form": "circulated"}], {}, 1),
    ):
        register = build(
            reports=[report, NEXT],
            publications=publications,
            relationships=[{**board, **changes}],
        )
        assert count(register, "YR-10", "2024-11-01") == hits


@pytest.mark.parametrize("until", ["0001-01-01", "9999-12-31"])
def test_periods_at_the_ends_of_the_calendar_stop_nothing(until: str) -> None:
    codes = ("YR-05", "YR-07", "YR-09", "YR-10")
    assert sum(_impact(code, until, [], "2023-11-15") for code in codes) == 1
