"""The folder in which git keeps what belongs to a working copy and is never shared with others."""

from __future__ import annotations

import os
from typing import NamedTuple


class GitFolders(NamedTuple):
    """Where git keeps its own.

    Attributes:
        top: the working folder.
        own: git's folder for this working folder.
        common: git's folder for all branches and working folders of the repository.
    """

    top: str
    own: str
    common: str


def find_git_folders(root: str) -> GitFolders | None:
    """The folders of the repository that a folder lies in; None where it lies in none.

    Raises:
        OSError: git's folder can't be looked at.
    """
    top = os.path.realpath(root)
    while not os.path.exists(os.path.join(top, ".git")):
        above = os.path.dirname(top)
        if above == top:
            return None
        top = above
    own = common = os.path.join(top, ".git")
    if os.path.isfile(own):
        # A second working folder of the repository names the first one's folder here.
        own = common = os.path.join(top, _first_line(own).removeprefix("gitdir:").strip())
        shared = os.path.join(own, "commondir")
        if os.path.isfile(shared):
            common = os.path.join(own, _first_line(shared))
    return GitFolders(top, own, common)


def _first_line(path: str) -> str:
    with open(path, encoding="utf-8") as stream:
        return stream.read().strip()
