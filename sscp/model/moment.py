"""The moment in its history at which a register is read."""

from __future__ import annotations

import datetime
from typing import NamedTuple


class Moment(NamedTuple):
    """A commit, and the day whose end its records stand for.

    Attributes:
        date: the day asked for; the day of the commit where a revision was asked for.
        commit: the commit's full id.
        committed_on: the day it was committed.

    Days are London's.
    """

    date: datetime.date
    commit: str
    committed_on: datetime.date

    @property
    def short_commit(self) -> str:
        """The beginning of the commit's id, as people read it."""
        return self.commit[:7]
