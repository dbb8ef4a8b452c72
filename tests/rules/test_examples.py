"""Every rule has an example: the bad one trips the rule, the good one keeps it."""

from __future__ import annotations

import pytest

from sscp.model.finding import Finding
from sscp.rules.catalogue import RULES, find_rule
from sscp.rules.examples import Side, example_codes, load_example, read_example
from sscp.rules.rule import Rule
from sscp.rules.runner import run_rules

each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])


def _findings(rule: Rule, side: Side) -> list[Finding]:
    example = read_example(rule.code)
    loaded = load_example(example, side)
    found = run_rules(loaded.portfolio, loaded.problems, example.as_of).findings
    return [each for each in found if each.code == rule.code]


@each_rule
def test_the_bad_example_trips_its_rule_just_once(rule: Rule) -> None:
    expected = 2 if rule.code in ("ST-17", "ACT-04") else 1
    assert len(_findings(rule, "bad")) == expected


@each_rule
def test_the_good_example_keeps_its_rule(rule: Rule) -> None:
    assert _findings(rule, "good") == []


@each_rule
def test_both_examples_hold_something_to_check(rule: Rule) -> None:
    example = read_example(rule.code)
    assert load_example(example, "good").portfolio.records
    bad = load_example(example, "bad")
    assert bad.portfolio.records or bad.problems


def test_no_example_is_left_without_its_rule() -> None:
    assert example_codes() == tuple(sorted(rule.code for rule in RULES))


def test_codes_and_names_stand_once() -> None:
    words = [word for rule in RULES for word in (rule.code, rule.name)]
    assert len(words) == len(set(words))


@each_rule
def test_every_rule_says_what_why_whence_and_what_to_do(rule: Rule) -> None:
    for words in (rule.title, rule.why, rule.remedy):
        assert words.endswith("."), words
        assert words[0].isupper() or words[0] == "`", words
    assert rule.source


def test_a_rule_is_found_by_code_or_name_in_any_case() -> None:
    rule = find_rule("mtg-02")
    assert rule is not None
    assert rule is find_rule(" Self-Approving-Minutes ")
    assert find_rule("nothing-of-the-kind") is None


def test_an_example_tells_its_text_without_the_frame_around_it() -> None:
    example = read_example("LK-07")
    assert example.bad_text.startswith("groups:\n  - id: board\n")
    assert "good" not in example.bad_text
    assert "[board]" in example.good_text
