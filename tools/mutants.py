"""Changes the code on purpose, one small thing at a time; a test must fail each time.

    python tools/mutants.py sscp/timing                     every module below a folder
    python tools/mutants.py sscp/timing/states.py tests/unit/timing     with some tests only

A change that no test notices is a survivor. Survivors are printed and read one by one: either a
test is missing, or the change makes no difference and the code says more than it needs to.
"""

from __future__ import annotations

import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NamedTuple

TOP = Path(__file__).resolve().parents[1]
LONGEST_SECONDS = 300

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}


class Mutant(NamedTuple):
    """A module with one thing changed: where, what it was, what it is now, the whole text."""

    module: Path
    line: int
    before: str
    after: str
    text: str


def find_mutants(module: Path) -> Iterator[Mutant]:
    """Every mutant of a module: comparisons, and/or, plus/minus, not, numbers, true/false."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for place, node in enumerate(ast.walk(tree)):
        for choice in range(_choices(node)):
            changed = copy.deepcopy(tree)
            _, target = next(pair for pair in enumerate(ast.walk(changed)) if pair[0] == place)
            assert isinstance(target, ast.expr)
            before = ast.unparse(target)
            _change(target, choice)
            after = ast.unparse(target)
            yield Mutant(module, target.lineno, before, after, ast.unparse(changed))


def _choices(node: ast.AST) -> int:
    """In how many ways a node can be changed."""
    if isinstance(node, ast.Compare):
        return sum(type(one) in _SWAPS for one in node.ops)
    if isinstance(node, ast.BoolOp | ast.BinOp):
        return int(type(node.op) in _SWAPS)
    if isinstance(node, ast.UnaryOp):
        return int(isinstance(node.op, ast.Not))
    return int(isinstance(node, ast.Constant) and isinstance(node.value, int))


def _change(node: ast.expr, choice: int) -> None:
    if isinstance(node, ast.Compare):
        swaps = [at for at, one in enumerate(node.ops) if type(one) in _SWAPS]
        node.ops[swaps[choice]] = _swapped(node.ops[swaps[choice]])
    elif isinstance(node, ast.BoolOp | ast.BinOp):
        node.op = _swapped(node.op)
    elif isinstance(node, ast.UnaryOp):
        # `not x` becomes `not not x`: the truth of x, whatever it is.
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else _next(node.value)


def _next(value: object) -> int:
    assert isinstance(value, int)
    return value + 1


def _swapped(operator: Any) -> Any:
    return _SWAPS[type(operator)]()


def survives(mutant: Mutant, room: Path, tests: list[str]) -> bool:
    """True when all tests pass although the code was changed.

    Args:
        mutant: the change.
        room: a copy of the checkout in which it is made and undone again.
        tests: the tests to run; all when empty.
    """
    file = room / mutant.module.relative_to(TOP)
    original = file.read_text(encoding="utf-8")
    file.write_text(mutant.text, encoding="utf-8")
    command = [sys.executable, "-B", *"-m pytest -x -q --no-header -p no:cacheprovider".split()]
    try:
        done = subprocess.run(
            [*command, *tests],
            cwd=room,
            env={**os.environ, "PYTHONPATH": str(room)},
            capture_output=True,
            check=False,
            timeout=LONGEST_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return False
    finally:
        file.write_text(original, encoding="utf-8")
    return done.returncode == 0


def copy_checkout(target: Path) -> Path:
    """A copy of what the tests need."""
    shutil.copytree(
        TOP,
        target,
        ignore=shutil.ignore_patterns(".git", ".venv", ".bench", "dist", "__pycache__", ".*_cache"),
    )
    return target


def main(words: list[str]) -> int:
    """Try every mutant of a module or folder.

    Returns:
        1 when any survives, 2 when the tests fail before anything is changed, else 0.
    """
    where, tests = TOP / words[0], words[1:]
    modules = sorted(where.rglob("*.py")) if where.is_dir() else [where]
    mutants = [mutant for module in modules for mutant in find_mutants(module)]
    workers = os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="sscp-mutants-") as folder:
        rooms: SimpleQueue[Path] = SimpleQueue()
        for number in range(workers):
            rooms.put(copy_checkout(Path(folder, str(number))))

        def try_one(mutant: Mutant) -> bool:
            room = rooms.get()
            try:
                return survives(mutant, room, tests)
            finally:
                rooms.put(room)

        first = modules[0]
        unchanged = Mutant(first, 0, "", "", first.read_text(encoding="utf-8"))
        if not try_one(unchanged):
            print("The tests fail before anything is changed.")
            return 2
        with ThreadPoolExecutor(workers) as pool:
            outcomes = list(pool.map(try_one, mutants))
    survivors = [mutant for mutant, alive in zip(mutants, outcomes, strict=True) if alive]
    for mutant in survivors:
        path = mutant.module.relative_to(TOP).as_posix()
        print(f"{path}:{mutant.line}: {mutant.before}  ->  {mutant.after}")
    print(f"{len(mutants)} changes, {len(survivors)} not noticed by any test.")
    return int(bool(survivors))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["sscp/timing"]))
