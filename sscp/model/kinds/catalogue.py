"""The one list of all kinds, with look-up by name and by folder."""

from __future__ import annotations

from sscp.model.kind import Kind
from sscp.model.kinds import assurance, bodies, clocks, documents, measures, meetings, reviews
from sscp.model.kinds.settings import REGISTER

KINDS: tuple[Kind, ...] = (
    *bodies.KINDS,
    *meetings.KINDS,
    *documents.KINDS,
    *reviews.KINDS,
    *assurance.KINDS,
    *measures.KINDS,
    *clocks.KINDS,
)

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
BY_FOLDER: dict[str, Kind] = {kind.folder: kind for kind in KINDS}
SETTINGS: Kind = REGISTER


def find_kind(words: str) -> Kind | None:
    """The kind a person means: its name, plural or folder, in any case; None if there is none."""
    wanted = words.strip().lower().replace("_", "-")
    for kind in KINDS:
        if wanted in (
            kind.name,
            kind.folder,
            kind.plural,
            kind.plural.replace(" ", "-"),
        ):
            return kind
    return None
