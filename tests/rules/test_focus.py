"""Rules that look at each record by itself: around a change they find what they find everywhere."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from sscp.load.loader import LoadResult, load, reload
from sscp.load.source import FolderSource
from sscp.model.portfolio import Portfolio
from sscp.model.record import Record
from sscp.rules.catalogue import RULES
from sscp.rules.examples import load_example, read_example
from sscp.rules.focus import Focus, focus_both, names_in
from sscp.rules.rule import Hit, Rule
from sscp.rules.runner import run_rules
from sscp.write.layout import Habits, block
from tests.conftest import CHECKOUT

AS_OF = date(2023, 11, 15)
OF_EACH = [rule for rule in RULES if rule.of_each]


@cache
def solihull() -> LoadResult:
    return load(FolderSource(str(CHECKOUT / "records")))


class Watched(Focus):
    """One record in focus; remembers what else was looked up."""

    def __init__(self, whole: Portfolio, record: Record) -> None:
        super().__init__(whole, (record,))
        self.looked_up: set[Record] = set()

    def get(self, identity: str | None) -> Record | None:
        found = super().get(identity)
        if found is not None:
            self.looked_up.add(found)
        return found


def neighbours(portfolio: Portfolio) -> dict[Record, set[Record]]:
    """Of each record: those it names and those that name it."""
    beside: dict[Record, set[Record]] = {record: {record} for record in portfolio.records}
    for record in portfolio.records:
        for name in names_in(record):
            named = portfolio.get(name)
            if named is not None:
                beside[record].add(named)
                beside[named].add(record)
    return beside


def hits(rule: Rule, portfolio: Portfolio, as_of: date) -> list[Hit]:
    assert rule.check is not None
    return list(rule.check(portfolio, as_of))


def alone(rule: Rule, portfolio: Portfolio, as_of: date) -> list[Hit]:
    """What a rule finds at each record by itself, looking no further than its neighbours."""
    beside = neighbours(portfolio)
    found: list[Hit] = []
    for record in portfolio.records:
        watched = Watched(portfolio, record)
        found += hits(rule, watched, as_of)
        strange = {each.id for each in watched.looked_up - beside[record]}
        assert not strange, f"{rule.code} at {record.id} looks at {strange}"
    return found


@pytest.mark.parametrize("rule", OF_EACH, ids=lambda rule: rule.code)
def test_such_a_rule_looks_at_a_record_and_its_neighbours_only(rule: Rule) -> None:
    whole = solihull().portfolio
    assert sorted(alone(rule, whole, AS_OF)) == sorted(hits(rule, whole, AS_OF))


@pytest.mark.parametrize("rule", OF_EACH, ids=lambda rule: rule.code)
def test_such_a_rule_does_so_on_the_examples_of_every_rule(rule: Rule) -> None:
    for other in RULES:
        example = read_example(other.code)
        for side in ("bad", "good"):
            portfolio = load_example(example, side).portfolio
            of_settings = [
                each for each in hits(rule, portfolio, example.as_of) if each.record is None
            ]
            seen = [each for each in alone(rule, portfolio, example.as_of) if each.record]
            everywhere = hits(rule, portfolio, example.as_of)
            assert Counter(seen + of_settings) == Counter(everywhere), (other.code, side)


def changed(record: Record, chance: random.Random, ids: list[str]) -> dict[str, Any]:
    """The values of a record with one of them changed, taken out, or leading elsewhere."""
    values = dict(record.values)
    name = chance.choice([each for each in values if each != "id"])
    value = values[name]
    how = chance.choice(["gone", "other", "other"])
    if how == "gone":
        del values[name]
    elif isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        moved = date.fromisoformat(value) + timedelta(days=chance.choice([-400, -1, 1, 400]))
        values[name] = moved.isoformat()
    elif isinstance(value, list):
        values[name] = value[:-1] or [chance.choice(ids)]
    else:
        values[name] = chance.choice(ids)
    return values


def loud(result: LoadResult, focus: Focus | None) -> Counter[tuple[object, ...]]:
    found = run_rules(result.portfolio, result.problems, AS_OF, focus=focus).findings
    return Counter((each.code, each.location.path, each.record, each.message) for each in found)


@pytest.mark.parametrize("seed", range(12))
def test_around_a_change_everything_new_is_found(seed: int) -> None:
    """What a change brings and what it takes away is the same, looked for around it or anywhere."""
    chance = random.Random(seed)
    before = solihull()
    ids = sorted(before.portfolio.by_id)
    singles = [each for each in before.portfolio.records if each.start == 0]
    files: dict[str, bytes | None] = {}
    for record in chance.sample(singles, 3):
        path = record.file.path.removeprefix("records/")
        text = block(changed(record, chance, ids), Habits()) + "\n"
        files[path] = None if chance.random() < 0.2 else text.encode()
    after = reload(before, "records/", files)
    around_was, around_now = focus_both(before.portfolio, after.portfolio)
    was, now = loud(before, None), loud(after, None)
    seen_was, seen_now = loud(before, around_was), loud(after, around_now)
    assert seen_now - seen_was == now - was
    assert seen_was - seen_now == was - now
    assert len(around_now.records) < len(after.portfolio.records)


def test_one_record_of_a_list_that_changed_is_told_from_the_others() -> None:
    whole = solihull()
    shown = next(each.file.path for each in whole.portfolio.records if each.start > 1)
    path = shown.removeprefix("records/")
    content = FolderSource(str(CHECKOUT / "records")).read(path)
    after = reload(whole, "records/", {path: content + b"# seen\n"})
    was, now = focus_both(whole.portfolio, after.portfolio)
    assert was.records == now.records == ()
