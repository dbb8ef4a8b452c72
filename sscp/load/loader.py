"""Files to a portfolio: every file is read, every problem is kept, none hides another."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from sscp.load.parse import LONGEST_FILE_BYTES, Flaw, Parsed, parse
from sscp.load.place import SETTINGS_FILE
from sscp.load.shape import check_shape
from sscp.load.source import FileSource, is_read
from sscp.model.finding import Location
from sscp.model.kind import Kind
from sscp.model.kinds.catalogue import BY_FOLDER, SETTINGS
from sscp.model.portfolio import Portfolio
from sscp.model.position import count_nodes, unpack
from sscp.model.problem import Problem
from sscp.model.record import Record, SourceFile
from sscp.model.words import an


class LoadResult(NamedTuple):
    """What was read: the portfolio and every problem met on the way, in file order."""

    portfolio: Portfolio
    problems: tuple[Problem, ...]
    files: int


def load(source: FileSource) -> LoadResult:
    """Read a register. Bad files and records become problems, never exceptions.

    The collector rests meanwhile: nothing made here is garbage, and its
    passes over many live values would double the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return _load(source)
    finally:
        if was_on:
            gc.enable()


def _load(source: FileSource) -> LoadResult:
    paths, unreadable = source.paths()
    problems = [
        Problem(bad.rule, Location(source.prefix + bad.path), {"why": bad.why})
        for bad in unreadable
    ]
    records: list[Record] = []
    settings: Record | None = None
    for path in paths:
        try:
            content = source.read(path)
        except OSError as error:
            where = Location(source.prefix + path)
            problems.append(Problem("unreadable", where, {"why": error.strerror or "unknown"}))
            continue
        kind, found = _read_file(path, source.prefix + path, content, problems)
        if kind is SETTINGS:
            settings = found[0] if found else None
        else:
            records += found
    return LoadResult(Portfolio(records, settings), tuple(problems), len(paths))


def reload(before: LoadResult, prefix: str, files: Mapping[str, bytes | None]) -> LoadResult:
    """The register as it would be read if some of its files held these bytes.

    Args:
        before: the register as it was read.
        prefix: what stands before a path when it is shown.
        files: the files that differ, by their path below the register; None for one that is gone.
    """
    shown = {prefix + path for path in files}
    records = [record for record in before.portfolio.records if record.file.path not in shown]
    problems = [each for each in before.problems if each.location.path not in shown]
    settings = before.portfolio.settings
    for path, content in sorted(files.items()):
        if path == SETTINGS_FILE:
            settings = None
        if content is not None and is_read(path):
            kind, found = _read_file(path, prefix + path, content, problems)
            if kind is not SETTINGS:
                records += found
            elif found:
                settings = found[0]
    records.sort(key=lambda record: record.file.path)
    count = len({record.file.path for record in records}) + 1
    return LoadResult(Portfolio(records, settings), tuple(problems), count)


def _read_file(
    path: str, shown: str, content: bytes, problems: list[Problem]
) -> tuple[Kind | None, list[Record]]:
    """The kind and the records of one file; what is wrong with it joins the problems."""
    parsed = parse(content)
    problems += [_flaw_problem(shown, flaw) for flaw in parsed.flaws]
    kind = _kind_of(path, shown, problems)
    if kind is None or any(flaw.fatal for flaw in parsed.flaws):
        return kind, []
    found = records_in(kind, parsed, SourceFile(shown, parsed.positions), problems)
    for record in found:
        problems += check_shape(record)
    return kind, found


def _kind_of(path: str, shown: str, problems: list[Problem]) -> Kind | None:
    """The kind of the records in a file, told by its folder."""
    if path == SETTINGS_FILE:
        return SETTINGS
    folder, slash, _ = path.partition("/")
    kind = BY_FOLDER.get(folder) if slash else None
    if kind is None:
        near = get_close_matches(folder, BY_FOLDER, 1, 0.6)
        problems.append(
            Problem(
                "unknown-folder",
                Location(shown),
                {
                    "folder": folder if slash else "the register's top folder",
                    "nearest": f"Did you mean `{near[0]}`?"
                    if slash and near
                    else "`sscp schema` lists the kinds and their folders.",
                },
            )
        )
    return kind


def records_in(
    kind: Kind, parsed: Parsed, file: SourceFile, problems: list[Problem]
) -> list[Record]:
    """The records of one file: a single one, or each item of a list."""
    value: Any = parsed.value
    if value is None:
        problems.append(Problem("empty-file", Location(file.path), {}))
        return []
    if isinstance(value, dict):
        return [Record(kind, value, file, 0)]
    if not isinstance(value, list) or kind is SETTINGS:
        place = unpack(file.positions[0])
        problems.append(_not_a_record(kind, Location(file.path, *place)))
        return []
    found: list[Record] = []
    start = 1
    for item in value:
        if isinstance(item, dict):
            found.append(Record(kind, item, file, start))
        else:
            line, column = unpack(file.positions[start])
            problems.append(_not_a_record(kind, Location(file.path, line, column)))
        start += count_nodes(item)
    return found


def _not_a_record(kind: Kind, place: Location) -> Problem:
    words = "the settings" if kind is SETTINGS else an(kind.name)
    return Problem("not-a-record", place, {"a_kind": words})


def _flaw_problem(path: str, flaw: Flaw) -> Problem:
    words = {"detail": flaw.detail, "limit": f"{LONGEST_FILE_BYTES // 1_000_000} MB"}
    return Problem(flaw.name, Location(path, flaw.line, flaw.column), words)
