"""A record as it would be with some edits, without anything being written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sscp.load.parse import parse
from sscp.load.source import FolderSource
from sscp.model.portfolio import Portfolio
from sscp.write.edits import Edit
from sscp.write.excerpt import take_out
from sscp.write.files import Files


def values_after(
    root: str, portfolio: Portfolio, identity: str, edits: Iterable[Edit]
) -> dict[str, Any]:
    """What a record would hold with some edits of it.

    Raises:
        UsageError: there is no such record.
        RunError: its file can't carry the change.
    """
    top = parse(_content(root, portfolio, identity, edits)).value
    records = top if isinstance(top, list) else [top]
    return next(
        each for each in records if isinstance(each, dict) and _is(each, identity, len(records))
    )


def text_after(root: str, portfolio: Portfolio, identity: str, edits: Iterable[Edit]) -> str:
    """The text of a record as it would be with some edits of it.

    Raises:
        UsageError: there is no such record, or it does not stand in lines of its own.
        RunError: its file can't carry the change.
    """
    return take_out(_content(root, portfolio, identity, edits), identity)


def _content(root: str, portfolio: Portfolio, identity: str, edits: Iterable[Edit]) -> bytes:
    files = Files(FolderSource(root), portfolio)
    files.make_all(edits)
    return files.content_of(identity)


def _is(values: dict[str, Any], identity: str, count: int) -> bool:
    return values.get("id") == identity or count == 1
