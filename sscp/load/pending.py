"""Files of a write that was settled but not yet put in place, so that a reader sees all or nothing.

A write of several files is settled by one rename: `.sscp/pending` appears with
every new file and the list of where they belong. Whoever reads the register
while it is there reads those files in the place of the old ones, so a run that
was killed in between leaves the new register and never a mixture.
"""

from __future__ import annotations

import json
import os
import re

from sscp.errors import RunError

WORKSHOP = ".sscp"
"""The hidden folder in a register for the lock, writes under way and drafts; never in git."""
FOLDER = "pending"
LIST = "files.json"


_NEW = re.compile(r"[0-9]+\.new\Z")


def pending_files(root: str) -> dict[str, str | None]:
    """Paths below the register that wait to be replaced, and the file that holds the new bytes.

    None stands for a file that is to go. Empty when no write was interrupted. The list may
    have been damaged, or put there by someone else, so nothing in it is taken on trust.

    Raises:
        RunError: the list can't be read, or names what no write of this program would.
    """
    try:
        return read_pending(root)
    except OSError as error:
        place = os.path.join(root, WORKSHOP, FOLDER, LIST)
        raise _broken(place, error.strerror or "it can't be read") from None


def read_pending(root: str) -> dict[str, str | None]:
    """The same for a writer, who tells a failing disk from a damaged list.

    Raises:
        OSError: the list can't be read.
        RunError: it names what no write of this program would.
    """
    folder = os.path.join(root, WORKSHOP, FOLDER)
    place = os.path.join(folder, LIST)
    try:
        with open(place, encoding="utf-8") as stream:
            listed = json.load(stream)
    except FileNotFoundError:
        return {}
    except NotADirectoryError:
        raise _broken(place, f"{WORKSHOP} is not as a command leaves it") from None
    except (IsADirectoryError, ValueError, RecursionError):
        raise _broken(place, "it can't be read") from None
    if not isinstance(listed, dict):
        raise _broken(place, "it is no list of files")
    for each in (os.path.join(root, WORKSHOP), folder, place):
        if os.path.islink(each):
            raise _broken(place, f"{os.path.basename(each)} leads elsewhere")
    for path, name in listed.items():
        why = _why_not(root, folder, path, name)
        if why:
            raise _broken(place, f"{path!r} {why}")
    return {
        path: None if name is None else os.path.join(folder, name) for path, name in listed.items()
    }


def _broken(place: str, why: str) -> RunError:
    return RunError(
        f"The list of a write that was cut off is damaged ({place}: {why});"
        " `sscp doctor --repair` puts it aside, and the files stay as they are."
    )


def _why_not(root: str, folder: str, path: str, name: object) -> str:
    """Why an entry of the list can't be one of a write; empty when it can."""
    target = os.path.join(root, path)
    if not is_place(path):
        return "is no place in the register"
    if not os.path.realpath(target).startswith(os.path.realpath(root) + os.sep):
        return "leads out of the register"
    if os.path.isdir(target):
        return "is a folder"
    if name is not None and not _is_new_content(folder, name, target):
        return "has no new content"
    return ""


def is_place(path: str) -> bool:
    """True for a path below the register as a write spells it: no way up, nothing hidden."""
    steps = path.split("/")
    return (
        path.isprintable()
        and not ("\\" in path or ":" in steps[0])
        and all(step and not step.startswith(".") for step in steps)
    )


def _is_new_content(folder: str, name: object, target: str) -> bool:
    """True for the name of a file that holds new content, or held it until it was put in place."""
    if not isinstance(name, str) or not _NEW.match(name):
        return False
    new = os.path.join(folder, name)
    if os.path.islink(new) or os.path.isdir(new):
        return False
    return os.path.exists(new) or os.path.exists(target)
