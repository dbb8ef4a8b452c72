"""Files to a portfolio: every file is read, every problem is kept, none hides another."""

from __future__ import annotations

import gc
from array import array
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, NamedTuple

from sscp.load.beside import read_all
from sscp.load.kept import FileReading, KeptReadings, Stamp, stamp_of
from sscp.load.parse import LONGEST_FILE_BYTES, Flaw, Parsed, parse
from sscp.load.place import SETTINGS_FILE
from sscp.load.shape import check_shape
from sscp.load.source import FileSource, FolderSource, is_read
from sscp.model.finding import Location
from sscp.model.kind import Kind
from sscp.model.kinds.catalogue import BY_FOLDER, SETTINGS
from sscp.model.portfolio import Portfolio
from sscp.model.position import count_nodes, unpack
from sscp.model.problem import Problem
from sscp.model.record import Record, SourceFile
from sscp.model.words import an


class LoadResult(NamedTuple):
    """What was read: the portfolio and every problem met on the way, in file order.

    `stamps` tells of the files of a folder what they looked like; None for one that may just
    have been changing.
    """

    portfolio: Portfolio
    problems: tuple[Problem, ...]
    stamps: Mapping[str, Stamp | None] = MappingProxyType({})


def load_folder(source: FolderSource) -> LoadResult:
    """Read a register's folder; files that have not changed since last time are not read again."""
    if source.has_pending:
        return load(source)
    kept = KeptReadings(source.root)
    result = load(source, kept)
    kept.keep()
    return result._replace(stamps=kept.stamps())


def refresh(before: LoadResult, source: FolderSource) -> LoadResult:
    """A register's folder as it is now, after it was read a moment before.

    Only files that look different are read again; where none does, it is the same result.
    """
    paths, unreadable = source.paths()
    known = {source.prefix + path for path in before.stamps}
    is_plain = not unreadable and all(each.location.path in known for each in before.problems)
    if source.has_pending or not before.stamps or not is_plain:
        return load_folder(source)
    changed: dict[str, bytes | None] = dict.fromkeys(before.stamps.keys() - set(paths))
    try:
        for path in paths:
            stamp = before.stamps.get(path)
            if stamp is None or stamp != stamp_of(source.root, path):
                changed[path] = source.read(path)
    except OSError:
        return load_folder(source)
    return reload(before, source.prefix, changed) if changed else before


def load(source: FileSource, kept: KeptReadings | None = None) -> LoadResult:
    """Read a register. Bad files and records become problems, never exceptions.

    The collector rests meanwhile: nothing made here is garbage, and its
    passes over many live values would double the time.

    Args:
        source: where the files are.
        kept: what was read last time, for files that have not changed since; it is
            told what is read anew.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return _load(source, kept)
    finally:
        if was_on:
            gc.enable()


def _load(source: FileSource, kept: KeptReadings | None) -> LoadResult:
    paths, unreadable = source.paths()
    problems = [
        Problem(bad.rule, Location(source.prefix + bad.path), {"why": bad.why})
        for bad in unreadable
    ]
    records: list[Record] = []
    settings: Record | None = None
    for path, reading in zip(paths, _readings(source, paths, kept), strict=True):
        shown = source.prefix + path
        if isinstance(reading, OSError):
            why = {"why": reading.strerror or "unknown"}
            problems.append(Problem("unreadable", Location(shown), why))
            continue
        problems += reading.problems
        kind = _kind_of(path)
        if kind is SETTINGS:
            settings = next(iter(_records(kind, reading, shown)), None)
        elif kind is not None:
            records += _records(kind, reading, shown)
    return LoadResult(Portfolio(records, settings), tuple(problems))


def _readings(
    source: FileSource, paths: list[str], kept: KeptReadings | None
) -> list[FileReading | OSError]:
    """What each file holds, from the last time where it has not changed since."""

    def read(path: str) -> FileReading | OSError:
        try:
            return _read_file(path, source.prefix + path, source.read(path))
        except OSError as error:
            return error

    found: dict[str, FileReading | OSError] = {}
    if kept is not None:
        found = {path: old for path in paths if (old := kept.find(path, source.prefix + path))}
    missing = [path for path in paths if path not in found]
    # Files in a folder can be read by two processes; git hands out its objects to one.
    if isinstance(source, FolderSource):
        fresh = read_all(missing, source.prefix, read)
    else:
        fresh = [read(path) for path in missing]
    for path, reading in zip(missing, fresh, strict=True):
        found[path] = reading
        if kept is not None and not isinstance(reading, OSError):
            kept.note(path, reading)
    return [found[path] for path in paths]


def _records(kind: Kind, reading: FileReading, shown: str) -> list[Record]:
    file = SourceFile(shown, reading.positions)
    return [Record(kind, values, file, start) for start, values in reading.records]


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
            reading = _read_file(path, prefix + path, content)
            problems += reading.problems
            kind = _kind_of(path)
            if kind is SETTINGS:
                settings = next(iter(_records(kind, reading, prefix + path)), None)
            elif kind is not None:
                records += _records(kind, reading, prefix + path)
    records.sort(key=lambda record: record.file.path)
    return LoadResult(Portfolio(records, settings), tuple(problems))


def _read_file(path: str, shown: str, content: bytes) -> FileReading:
    """The records of one file and what is wrong with it."""
    parsed = parse(content)
    problems = [_flaw_problem(shown, flaw) for flaw in parsed.flaws]
    kind = _kind_of(path)
    if kind is None:
        problems.append(_unknown_folder(path, shown))
    if kind is None or any(flaw.fatal for flaw in parsed.flaws):
        return FileReading((), array("Q"), tuple(problems))
    found = records_in(kind, parsed, SourceFile(shown, parsed.positions), problems)
    for record in found:
        problems += check_shape(record)
    held = tuple((record.start, record.values) for record in found)
    return FileReading(held, parsed.positions, tuple(problems))


def _kind_of(path: str) -> Kind | None:
    """The kind of the records in a file, told by its folder; None where no kind has that folder."""
    if path == SETTINGS_FILE:
        return SETTINGS
    folder, slash, _ = path.partition("/")
    return BY_FOLDER.get(folder) if slash else None


def _unknown_folder(path: str, shown: str) -> Problem:
    folder, slash, _ = path.partition("/")
    near = get_close_matches(folder, BY_FOLDER, 1, 0.6)
    return Problem(
        "unknown-folder",
        Location(shown),
        {
            "folder": folder if slash else "the register's top folder",
            "nearest": f"Did you mean `{near[0]}`?"
            if slash and near
            else "`sscp schema` lists the kinds and their folders.",
        },
    )


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
