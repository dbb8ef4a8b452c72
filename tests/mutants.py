"""Changes the code on purpose, one small thing at a time, and asks whether a test notices.

    python tests/mutants.py sscp/timing sscp/governance

Each change runs the tests of its room in a process of its own, with the changed
module in memory; no file is touched. A change that no test notices is listed and
fails the run, unless `docs/explanation/mutants.md` says why it changes nothing.
"""

from __future__ import annotations

import argparse
import ast
import copy
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import multiprocessing
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple

CHECKOUT = Path(__file__).resolve().parent.parent
PAGE = CHECKOUT / "docs" / "explanation" / "mutants.md"
COMPILED = CHECKOUT / ".mutants"
ROOMS_LOADED_BEFORE = ("sscp/load", "sscp/model")
DEFAULT_ROOMS = ("sscp/timing", "sscp/governance")
TESTS_PASSED, TESTS_FAILED, TESTS_MISSING = 0, 1, 5

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}


class Change(NamedTuple):
    """One small change to a module.

    Attributes:
        path: the module's file, from the top of the checkout.
        function: the function or class it lies in; empty for the module itself.
        line: the number of the line.
        shown: the line as it stands.
        before: the expression that is changed.
        after: what it becomes.
        spot: the place of the expression, counted in the order of `ast.walk`.
        node: what stands there after the change.
    """

    path: str
    function: str
    line: int
    shown: str
    before: str
    after: str
    spot: int
    node: ast.AST

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names the change on the page of those that change nothing."""
        place = f"{self.path} {self.function}".strip()
        return place, self.shown, self.before, self.after


def changes_of(path: str) -> list[Change]:
    """Every change to make in a module, in the order of its lines."""
    source = (CHECKOUT / path).read_text(encoding="utf-8")
    lines = source.splitlines()
    tree = ast.parse(source)
    spots = {id(node): number for number, node in enumerate(ast.walk(tree))}
    found = []
    for node, function in _walk(tree, ""):
        for after in _replacements(node):
            number = getattr(node, "lineno", 1)
            before, new = ast.unparse(node), ast.unparse(after)
            shown = lines[number - 1].strip()
            spot = spots[id(node)]
            found.append(Change(path, function, number, shown, before, new, spot, after))
    found.sort(key=lambda each: each.line)
    return found


def _walk(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, str]]:
    """The nodes that do something, each with the function it lies in: no types, no docstrings."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, ast.AST) or _says_nothing_to_python(each):
                continue
            inner = function
            if isinstance(each, (ast.FunctionDef, ast.ClassDef)):
                inner = f"{function}.{each.name}".lstrip(".")
            yield each, inner
            yield from _walk(each, inner)


def _says_nothing_to_python(node: ast.AST) -> bool:
    """True for docstrings, imports and names for types."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.Assign):
        return ast.unparse(node.value).startswith(("Literal[", "TypeVar("))
    return isinstance(node, (ast.Import, ast.ImportFrom))


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    """What a node may become, one change each."""
    change = _CHANGES.get(type(node))
    return iter(()) if change is None else change(node)


def _other_comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for number, operator in enumerate(node.ops):
        for other in _COMPARISONS[type(operator)]:
            changed = copy.deepcopy(node)
            changed.ops[number] = other()
            yield changed


def _other_conditions(node: ast.BoolOp) -> Iterator[ast.AST]:
    """And for or, and each of the conditions left out in turn."""
    other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield ast.BoolOp(other, node.values)
    for number in range(len(node.values)):
        kept = [each for index, each in enumerate(node.values) if index != number]
        yield kept[0] if len(kept) == 1 else ast.BoolOp(node.op, kept)


def _without_not(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not):
        yield node.operand


def _other_arithmetic(node: ast.BinOp) -> Iterator[ast.AST]:
    other = _ARITHMETIC.get(type(node.op))
    if other is not None:
        yield ast.BinOp(node.left, other(), node.right)


def _other_branches(node: ast.If | ast.While) -> Iterator[ast.AST]:
    changed = copy.deepcopy(node)
    changed.test = ast.UnaryOp(ast.Not(), changed.test)
    yield changed


def _without_filters(node: ast.comprehension) -> Iterator[ast.AST]:
    for number in range(len(node.ifs)):
        changed = copy.deepcopy(node)
        del changed.ifs[number]
        yield changed


def _without_effect(node: ast.Expr) -> Iterator[ast.AST]:
    if isinstance(node.value, ast.Call):
        yield ast.Pass()


def _other_constants(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, str):
        yield ast.Constant(f"{value}XX")


def _other_calls(node: ast.Call) -> Iterator[ast.AST]:
    """Another aggregate of the same values, or the other order; `sort` is called for its effect."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in _CALLS:
        yield ast.Call(ast.Name(_CALLS[name], ast.Load()), node.args, node.keywords)
    is_sort = isinstance(node.func, ast.Attribute) and node.func.attr == "sort"
    if name == "sorted" or is_sort:
        backwards = ast.keyword("reverse", ast.Constant(True))
        yield ast.Call(node.func, node.args, [*node.keywords, backwards])
        if any(each.arg == "key" for each in node.keywords):
            rest = [each for each in node.keywords if each.arg != "key"]
            yield ast.Call(node.func, node.args, rest)


_CHANGES: dict[type[ast.AST], Callable[[Any], Iterator[ast.AST]]] = {
    ast.Compare: _other_comparisons,
    ast.BoolOp: _other_conditions,
    ast.UnaryOp: _without_not,
    ast.BinOp: _other_arithmetic,
    ast.Constant: _other_constants,
    ast.IfExp: lambda node: iter((node.body, node.orelse)),
    ast.If: _other_branches,
    ast.While: _other_branches,
    ast.comprehension: _without_filters,
    ast.Continue: lambda _: iter((ast.Break(),)),
    ast.Expr: _without_effect,
    ast.Call: _other_calls,
}


def _changed(change: Change) -> ast.Module:
    """The whole module with the change made."""
    tree = ast.parse((CHECKOUT / change.path).read_text(encoding="utf-8"))
    old, new = list(ast.walk(tree))[change.spot], change.node
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                for index, each in enumerate(value):
                    if each is old:
                        value[index] = new
    return ast.fix_missing_locations(tree)


class _ChangedModule(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives Python the changed module in place of the one on disk."""

    def __init__(self, name: str, code: CodeType, file: str) -> None:
        self.name = name
        self.code = code
        self.file = file

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - the signature is Python's
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.file, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)


def _run_tests(change: Change | None, tests: Sequence[str]) -> None:
    """In a process of its own: make the change, run the tests, exit with their status."""
    import pytest

    # Two thirds of a short run went into compiling what no change touches, and into looking
    # for garbage among what is loaded before.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(COMPILED)
    gc.freeze()
    os.chdir(CHECKOUT)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    if change is not None:
        file = str(CHECKOUT / change.path)
        name = change.path.removesuffix(".py").replace("/", ".")
        sys.meta_path.insert(0, _ChangedModule(name, compile(_changed(change), file, "exec"), file))
    quiet = [
        "-x",
        "-q",
        "--tb=no",
        "--assert=plain",
        "-p",
        "no:cacheprovider",
        "--hypothesis-seed=0",
    ]
    status: int = TESTS_MISSING
    for each in tests:
        status = pytest.main([*quiet, each])
        if status != TESTS_PASSED:
            break
    os._exit(status)


def tests_of(path: str) -> list[str]:
    """The tests to run one after the other: those of the module itself, then all of its room."""
    parts = Path(path).with_suffix("").parts
    room, name = parts[1], parts[-1]
    folders = [Path("tests", "unit", room), Path("tests", room)]
    there = [each for each in folders if (CHECKOUT / each).is_dir()]
    own = [each / f"test_{name}.py" for each in there]
    return [str(each) for each in (*own, *there) if (CHECKOUT / each).exists()]


class Outcome(NamedTuple):
    """What became of a change: noticed by a test or by the clock, or not at all."""

    change: Change
    survived: bool


def try_all(
    changes: Sequence[Change], tests: Mapping[str, Sequence[str]], seconds: float, jobs: int
) -> Iterator[Outcome]:
    """Run the tests against every change, several at a time, and give each as it is known.

    Args:
        changes: what to try; the outcomes come in their order.
        tests: the tests to run, by the module that is changed.
        seconds: how long the tests of one change may take; an endless loop is noticed too.
        jobs: how many processes at a time.
    """
    context = _context()

    def attempt(change: Change) -> Outcome:
        status = _in_process(context, change, tests[change.path], seconds)
        return Outcome(change, status == TESTS_PASSED)

    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(attempt, changes)


class Progress:
    """How far a run is: at a terminal by the change, else a line after each module."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._left = Counter(each.path for each in changes)
        self._of = len(changes)
        self._done = 0

    def clear(self) -> None:
        """Make room at a terminal for a line that stays."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\033[K")

    def add(self, change: Change) -> None:
        """One more is done."""
        self._done += 1
        self._left[change.path] -= 1
        said = f"{self._done} of {self._of} changes tried"
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{said}" if self._done < self._of else "\r\033[K")
        elif not self._left[change.path]:
            sys.stderr.write(f"{said}, {change.path} done\n")
        sys.stderr.flush()


def _context() -> BaseContext:
    """A server that has loaded what no change touches and forks for each change, where it can.

    The rooms below those that are changed can't import them, so they may be loaded before.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", "hypothesis", "typer", "sscp.load.loader"])
    return context


def _in_process(
    context: Any, change: Change | None, tests: Sequence[str], seconds: float
) -> int | None:
    """The status of the tests; None when they did not end in time."""
    process: BaseProcess = context.Process(target=_run_tests, args=(change, tests))
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return process.exitcode


_ROW = re.compile(
    r"\| `(?P<place>[^`]+)` \| `(?P<shown>.+?)` \| `(?P<before>.+?)` → `(?P<after>.+?)` \| .+ \|"
)


def known_survivors() -> set[tuple[str, str, str, str]]:
    """The changes that the page says change nothing."""
    if not PAGE.is_file():
        return set()
    rows = (_ROW.fullmatch(line) for line in PAGE.read_text(encoding="utf-8").splitlines())
    found = (row.group("place", "shown", "before", "after") for row in rows if row)
    return {tuple(_unescape(cell) for cell in cells) for cells in found}  # type: ignore[misc]


def _escape(code: str) -> str:
    return " ".join(code.split()).replace("|", "\\|")


def _unescape(code: str) -> str:
    return code.replace("\\|", "|")


def modules_in(rooms: Sequence[str]) -> list[str]:
    """The modules of rooms and files, by their path from the top of the checkout."""
    found = []
    for room in rooms:
        place = CHECKOUT / room
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        found += [file.relative_to(CHECKOUT).as_posix() for file in files]
    return found


def main(words: Sequence[str] | None = None) -> int:
    """Try every change in the rooms named; 0 when each was noticed or is known to do nothing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rooms", nargs="*", default=DEFAULT_ROOMS, help="folders or files")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--tests", nargs="+", help="these alone, not those of the room")
    parser.add_argument("--rows", action="store_true", help="print survivors as rows of the page")
    options = parser.parse_args(words)
    modules = modules_in(options.rooms)
    if any(each.startswith(ROOMS_LOADED_BEFORE) for each in modules):
        parser.error("sscp/load and sscp/model can't be changed: they are loaded beforehand")
    changes = [change for module in modules for change in changes_of(module)]
    chosen = {each.path: options.tests or tests_of(each.path) for each in changes}
    took: dict[str, float] = {}
    for each in sorted({each for tests in chosen.values() for each in tests}):
        start = time.perf_counter()
        if _in_process(_context(), None, [each], 600) != TESTS_PASSED:
            sys.stderr.write(f"The tests do not pass: {each}\n")
            return 3
        took[each] = time.perf_counter() - start
    if untested := [module for module, tests in chosen.items() if not tests]:
        sys.stderr.write(f"There are no tests of {', '.join(untested)}.\n")
        return 3
    longest = max(sum(took[each] for each in tests) for tests in chosen.values())
    known = known_survivors()
    progress = Progress(changes)
    survivors, new = [], []
    for change, survived in try_all(changes, chosen, longest * 5 + 5, options.jobs):
        if survived:
            survivors.append(change)
        if survived and _shown_key(change) not in known:
            new.append(change)
            progress.clear()
            sys.stdout.write(_row(change) if options.rows else _sentence(change))
            sys.stdout.flush()
        progress.add(change)
    stale = _stale(known, survivors, modules)
    for place, _, before, after in sorted(stale):
        sys.stdout.write(f"{place}: `{before}` → `{after}` is noticed now; take it off the page.\n")
    sys.stdout.write(
        f"{len(changes)} changes: {len(changes) - len(survivors)} noticed,"
        f" {len(survivors) - len(new)} known to change nothing, {len(new)} not noticed.\n"
    )
    return 1 if new or stale else 0


def _shown_key(change: Change) -> tuple[str, str, str, str]:
    """The key as it can stand in a table."""
    place, *code = (" ".join(part.split()) for part in change.key)
    shown, before, after = code
    return place, shown, before, after


def _stale(
    known: set[tuple[str, str, str, str]], survivors: Sequence[Change], modules: Sequence[str]
) -> set[tuple[str, str, str, str]]:
    """Rows of the page about these modules that are true no longer."""
    about_these = {row for row in known if row[0].split()[0] in modules}
    return about_these - {_shown_key(each) for each in survivors}


def _sentence(change: Change) -> str:
    return (
        f"{change.path}:{change.line}: no test notices `{change.before}` → `{change.after}`"
        f"\n    {change.shown}\n"
    )


def _row(change: Change) -> str:
    place, shown, before, after = (_escape(each) for each in _shown_key(change))
    return f"| `{place}` | `{shown}` | `{before}` → `{after}` | why |\n"


if __name__ == "__main__":
    sys.path.insert(0, str(CHECKOUT))
    raise SystemExit(main())
