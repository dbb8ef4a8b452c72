"""What the reader found wrong with a file or a record's shape, before any rule is asked.

A problem carries the name of its rule and the words its message needs; the
rule catalogue turns it into a finding.
"""

from __future__ import annotations

from typing import NamedTuple

from sscp.model.finding import Location


class Problem(NamedTuple):
    """Something the reader noticed: the rule it belongs to, where, and the words to say it with."""

    rule: str
    location: Location
    words: dict[str, str]
    record: str | None = None
    field: str | None = None
