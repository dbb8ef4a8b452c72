"""A register's own version of a packaged clock: what it may say of its force, and what not."""

from __future__ import annotations

import pytest

from sscp.model.record import Record
from sscp.timing.catalogue import force_of, is_third_party, national_clocks, raises_force
from tests.builders import build

WEAKEST_FIRST = ["information", "local", "expectation", "guidance", "duty"]
BY_FORCE = {
    force: next(
        clock.words("id")
        for clock in national_clocks()
        if clock.text("force") == force and not clock.flag("third_party")
    )
    for force in ("expectation", "guidance", "duty")
}


def own(identity: str, force: str | None, **fields: object) -> Record:
    """A clock of a register with that id and force."""
    (clock,) = build(clocks=[{"id": identity, "force": force, **fields}]).of_kind("clock")
    return clock


@pytest.mark.parametrize("force", WEAKEST_FIRST)
@pytest.mark.parametrize("packaged", BY_FORCE)
def test_a_version_raises_the_force_when_it_says_more_than_law_and_guidance(
    packaged: str, force: str
) -> None:
    is_more = WEAKEST_FIRST.index(force) > WEAKEST_FIRST.index(packaged)
    clock = own(BY_FORCE[packaged], force)
    assert raises_force(clock) is is_more
    assert force_of(clock) == (packaged if is_more else force)


@pytest.mark.parametrize("force", [None, "sacred"])
def test_what_is_no_force_raises_none(force: str | None) -> None:
    assert not raises_force(own(BY_FORCE["expectation"], force))


@pytest.mark.parametrize("force", WEAKEST_FIRST)
def test_more_than_for_information_is_more(force: str) -> None:
    """A register's version of another body's clock is found out even where it says little more."""
    theirs = next(clock for clock in national_clocks() if clock.text("force") == "information")
    assert raises_force(own(theirs.words("id"), force)) is (force != "information")


def test_a_clock_of_a_registers_own_is_as_strong_as_it_says() -> None:
    clock = own("LOC-01", "duty")
    assert not raises_force(clock)
    assert force_of(clock) == "duty"
    assert not is_third_party(clock)


def test_another_bodys_clock_stays_that_whatever_a_register_says() -> None:
    theirs = next(clock for clock in national_clocks() if clock.flag("third_party"))
    version = own(theirs.words("id"), "duty", third_party=False)
    assert is_third_party(version)
    assert force_of(version) == "information"
    local = own("LOC-02", "duty", third_party=True)
    assert (is_third_party(local), force_of(local)) == (True, "information")
