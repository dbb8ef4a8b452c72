"""New ids: the next free number of a year, and numbers that were given out once stay given out."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable

from sscp.load.git_folder import find_git_folders
from sscp.load.pending import WORKSHOP
from sscp.model.kind import Kind
from sscp.model.portfolio import Portfolio

_SERIAL = re.compile(r"([A-Z0-9]+-[0-9]{4})-([0-9]+)\Z")
_FILE = "sscp-serials.json"


def next_serial(
    portfolio: Portfolio, kind: Kind, year: int, given_out: dict[str, int], prefix: str = ""
) -> str:
    """The next free id of a kind that counts within a year, such as ACT-2023-131.

    Args:
        portfolio: the register.
        kind: the kind of record; its id form tells prefix and width.
        year: the calendar year in the id.
        given_out: the highest number given out before, by prefix and year; updated here.
        prefix: the prefix, for a kind that has several; else that of the kind.
    """
    example = _SERIAL.match(kind.id_form.example)
    assert example is not None
    series = f"{prefix or example[1].rpartition('-')[0]}-{year}"
    numbers = (_number(series, each) for each in _known(portfolio))
    taken = [given_out.get(series, 0), *(each for each in numbers if each is not None)]
    number = max(taken) + 1
    given_out[series] = number
    return f"{series}-{number:0{len(example[2])}d}"


def _known(portfolio: Portfolio) -> Iterable[str]:
    yield from portfolio.by_id
    yield from portfolio.former_ids


def _number(series: str, identity: str) -> int | None:
    found = _SERIAL.match(identity)
    return int(found[2]) if found and found[1] == series else None


def read_given_out(root: str) -> dict[str, int]:
    """The numbers given out on this machine, on any branch of the repository."""
    try:
        with open(_place(root), encoding="utf-8") as stream:
            found = json.load(stream)
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {series: number for series, number in found.items() if isinstance(number, int)}


def keep_given_out(root: str, given_out: dict[str, int]) -> None:
    """Remember the numbers given out, for every branch of the repository."""
    path = _place(root)
    temporary = f"{path}.{os.getpid()}"
    with open(temporary, "w", encoding="utf-8") as stream:
        json.dump(dict(sorted(given_out.items())), stream)
    os.replace(temporary, path)


def _place(root: str) -> str:
    """Within git's own folder, which all branches share; else in the register's."""
    folders = find_git_folders(root)
    return os.path.join(folders.common if folders else os.path.join(root, WORKSHOP), _FILE)
