"""Global options are brought to the front, wherever they stand."""

from __future__ import annotations

import pytest

from sscp.cli.options import hoist_global_options
from sscp.errors import UsageError


@pytest.mark.parametrize(
    ("words", "hoisted"),
    [
        ("status", "status"),
        ("status --as-of 2023-06-30", "--as-of 2023-06-30 status"),
        ("-C a status --format json", "-C a --format json status"),
        ("list group --format=json -q", "--format=json -q list group"),
        ("due --within 14d --root=a", "--root=a due --within 14d"),
        ("search -- --as-of", "search -- --as-of"),
        ("search -q -- -q", "-q search -- -q"),
        ("status --as-of -q", "--as-of -q status"),
        ("show --audiences", "show --audiences"),
        ("show -C=x", "-C=x show"),
        ("meeting approve a --at b -q", "-q meeting approve a --at b"),
        ("--at a meeting approve b", "--at a meeting approve b"),
        ("meeting issue a --at=b", "--at=b meeting issue a"),
    ],
)
def test_global_options_come_first_and_the_rest_keeps_its_order(words: str, hoisted: str) -> None:
    assert hoist_global_options(words.split()) == hoisted.split()


@pytest.mark.parametrize("option", ["-C", "--root", "--as-of", "--audience", "--format"])
def test_an_option_that_lacks_its_value_is_named(option: str) -> None:
    with pytest.raises(UsageError, match=f"The option {option} needs a value after it"):
        hoist_global_options(["status", option])
