"""The plan of the house holds: who imports whom, and that each module says what it is."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from subprocess import run

import pytest

from tests.conftest import CHECKOUT

PACKAGE = CHECKOUT / "sscp"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_TABLE = 600
"""Declarations of kinds are tables: they are looked up entry by entry, never read through."""

EVERY = pytest.mark.parametrize(
    "module", MODULES, ids=lambda module: str(module.relative_to(CHECKOUT))
)


def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def test_every_import_contract_holds() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = run(
        [program, "--no-cache", "--no-logo"],
        capture_output=True,
        text=True,
        check=False,
        cwd=CHECKOUT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


@EVERY
def test_every_module_says_what_it_is(module: Path) -> None:
    words = ast.get_docstring(parsed(module))
    assert words
    assert words.splitlines()[0].endswith((".", ":", "?"))


@EVERY
def test_no_module_is_too_long_to_be_read_through(module: Path) -> None:
    limit = LONGEST_TABLE if module.parent.name == "kinds" else LONGEST_MODULE
    assert len(module.read_text(encoding="utf-8").splitlines()) <= limit


@EVERY
def test_every_public_class_and_function_says_what_it_is(module: Path) -> None:
    silent = [node.name for node in _public(parsed(module)) if not ast.get_docstring(node)]
    assert silent == []


def _is_overload(node: ast.AST) -> bool:
    """True for a signature that only helps the types; the function after it says what it is."""
    return any(
        isinstance(mark, ast.Name) and mark.id == "overload"
        for mark in getattr(node, "decorator_list", [])
    )


def _public(
    tree: ast.Module | ast.ClassDef,
) -> list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Classes and functions without a leading underscore, and the methods of those classes."""
    found: list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef] = []
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            if node.name.startswith("_") or _is_overload(node):
                continue
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += _public(node)
    return found


def test_nothing_below_the_command_line_looks_at_the_clock() -> None:
    clocks = {"today", "now", "utcnow", "localtime", "gmtime"}
    found = [
        f"{module.relative_to(CHECKOUT)}:{node.lineno}"
        for module in MODULES
        if "cli" not in module.relative_to(PACKAGE).parts
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in clocks
    ]
    assert found == []


def test_nothing_but_loading_and_the_command_line_opens_files() -> None:
    rooms_without_files = {"model", "rules", "governance", "views"}
    found = [
        f"{module.relative_to(CHECKOUT)}:{node.lineno}"
        for module in MODULES
        if module.relative_to(PACKAGE).parts[0] in rooms_without_files
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"
    ]
    assert found == []


def test_no_room_imports_from_a_package_instead_of_a_module() -> None:
    packages = {
        ".".join(each.parent.relative_to(CHECKOUT).parts)
        for each in MODULES
        if each.name == "__init__.py" and len(parsed(each).body) == 1
    }
    found = [
        f"{module.relative_to(CHECKOUT)}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ImportFrom)
        and node.module in packages
        and any(not _is_module(node.module, alias.name) for alias in node.names)
    ]
    assert found == []


def _is_module(package: str, name: str) -> bool:
    place = CHECKOUT.joinpath(*package.split("."), name)
    return place.with_suffix(".py").is_file() or place.is_dir()


def test_the_package_names_no_partnership() -> None:
    found = [
        f"{module.relative_to(CHECKOUT)}:{number}"
        for module in MODULES
        for number, line in enumerate(module.read_text(encoding="utf-8").splitlines(), 1)
        if "solihull" in line.lower()
    ]
    assert found == []
