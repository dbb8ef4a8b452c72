"""Two processes find what one finds, and what befalls the second loses nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from sscp.load import beside
from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.finding import Location
from sscp.rules.catalogue import RULES
from sscp.rules.rule import Hit, Rule
from sscp.rules.runner import run_rules
from sscp.rules.taking_turns import look_with_each
from tests.builders import AS_OF
from tests.conftest import CHECKOUT

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="this system can't copy a process; one looks alone"
)
HERE = os.getpid()
SOME = [rule for rule in RULES if rule.check is not None][:40]


@pytest.fixture(autouse=True)
def _always_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "WORTH_IT", 10)
    monkeypatch.setattr(beside, "_processors", lambda: 2)


def _look(rule: Rule) -> Iterator[Hit]:
    """A hit that tells the rule, and whether this process found it."""
    place = Location(f"{rule.code}.yaml", 3, 5)
    yield Hit(place, str(os.getpid() == HERE), rule.code, "field", "remedy")


def _told(found: list[list[Hit]]) -> list[str | None]:
    return [each.record for hits in found for each in hits]


def test_each_rule_is_looked_with_once_and_the_order_stays() -> None:
    here, there = os.pipe(), os.pipe()
    has_met = False

    def look(rule: Rule) -> Iterator[Hit]:
        """Each process waits once for the other, so that both surely take a turn."""
        nonlocal has_met
        if not has_met:
            mine, theirs = (here, there) if os.getpid() == HERE else (there, here)
            os.write(mine[1], b"x")
            os.read(theirs[0], 1)
            has_met = True
        return _look(rule)

    found = look_with_each(SOME, look, 10)
    for end in (*here, *there):
        os.close(end)
    assert _told(found) == [rule.code for rule in SOME]
    assert {each.message for hits in found for each in hits} == {"True", "False"}
    places = [Location(f"{rule.code}.yaml", 3, 5) for rule in SOME]
    assert [each.location for hits in found for each in hits] == places
    assert {each[3:] for hits in found for each in hits} == {("field", "remedy")}


def test_the_findings_of_a_register_are_the_same_however_it_is_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded = load(FolderSource(str(CHECKOUT / "records")))
    two = run_rules(loaded.portfolio, loaded.problems, AS_OF)
    monkeypatch.setattr(beside, "WORTH_IT", 1 << 40)
    assert two == run_rules(loaded.portfolio, loaded.problems, AS_OF)
    assert two.findings


def test_what_a_second_process_took_and_did_not_bring_back_is_looked_for_here() -> None:
    def look(rule: Rule) -> Iterator[Hit]:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return _look(rule)

    found = look_with_each(SOME, look, 10)
    assert _told(found) == [rule.code for rule in SOME]
    assert {each.message for hits in found for each in hits} == {"True"}


def test_without_a_second_process_one_looks_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError

    before = set(Path("/dev/fd").iterdir())
    monkeypatch.setattr(os, "fork", refuse)
    assert _told(look_with_each(SOME, _look, 10)) == [rule.code for rule in SOME]
    assert set(Path("/dev/fd").iterdir()) == before


def test_few_records_are_looked_at_by_one() -> None:
    found = look_with_each(SOME, _look, 9)
    assert _told(found) == [rule.code for rule in SOME]
    assert {each.message for hits in found for each in hits} == {"True"}


def test_a_rule_that_breaks_is_heard_of() -> None:
    def look(rule: Rule) -> Iterator[Hit]:
        raise ValueError(rule.code)

    before = set(Path("/dev/fd").iterdir())
    with pytest.raises(ValueError, match=r"^[A-Z0-9]+-\d+$"):
        look_with_each(SOME, look, 10)
    assert set(Path("/dev/fd").iterdir()) == before
