"""Files of a write that was settled but not yet put in place, so that a reader sees all or nothing.

A write of several files is settled by one rename: `.sscp/pending` appears with
every new file and the list of where they belong. Whoever reads the register
while it is there reads those files in the place of the old ones, so a run that
was killed in between leaves the new register and never a mixture.
"""

from __future__ import annotations

import json
import os

WORKSHOP = ".sscp"
"""The hidden folder in a register for the lock, writes under way and drafts; never in git."""
FOLDER = "pending"
LIST = "files.json"


def pending_files(root: str) -> dict[str, str | None]:
    """Paths below the register that wait to be replaced, and the file that holds the new bytes.

    None stands for a file that is to go. Empty when no write was interrupted.
    """
    folder = os.path.join(root, WORKSHOP, FOLDER)
    try:
        with open(os.path.join(folder, LIST), encoding="utf-8") as stream:
            listed: dict[str, str | None] = json.load(stream)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return {
        path: None if name is None else os.path.join(folder, name) for path, name in listed.items()
    }
