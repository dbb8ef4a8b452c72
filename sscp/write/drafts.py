"""What a person typed, kept until it is in the register, so that nothing is typed twice."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from sscp.load.pending import WORKSHOP
from sscp.write.replace import workshop

_ENDING = ".json"


def keep_draft(root: str, command: str, answers: Mapping[str, Any]) -> bool:
    """Keep the answers given to a command; False where the folder can't be written to."""
    path = _path(root, command)
    try:
        workshop(root)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        temporary = f"{path}.{os.getpid()}"
        with open(temporary, "w", encoding="utf-8") as stream:
            json.dump(answers, stream, default=_plain, indent=2)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except OSError:
        return False
    return True


def read_draft(root: str, command: str) -> dict[str, Any] | None:
    """The answers kept for a command, dates as text and several as lists; None when none are."""
    try:
        with open(_path(root, command), encoding="utf-8") as stream:
            found = json.load(stream)
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def newest_draft(root: str, command: str) -> str | None:
    """The draft of a command about any record that was kept last; None when there is none."""
    beginning = os.path.basename(_path(root, f"{command} - "))[: -len(_ENDING)]
    try:
        kept = [
            (each.stat().st_mtime_ns, each.name)
            for each in os.scandir(os.path.join(root, WORKSHOP, "drafts"))
            if each.name.startswith(beginning) and each.name.endswith(_ENDING)
        ]
    except OSError:
        return None
    if not kept:
        return None
    return f"{command} - {max(kept)[1][len(beginning) : -len(_ENDING)]}"


def drop_draft(root: str, command: str) -> None:
    """Forget the answers kept for a command."""
    with suppress(OSError):
        os.remove(_path(root, command))


def _path(root: str, command: str) -> str:
    name = "".join(each if each.isalnum() or each == "." else "-" for each in command)
    return os.path.join(root, WORKSHOP, "drafts", name + _ENDING)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
