"""Templates: a register's own come first, and a wrong one is one sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, TREES, Run


@pytest.fixture
def quarter(tmp_path: Path) -> Path:
    """A copy of the quarter's register that can be given templates."""
    return Path(shutil.copytree(TREES / "quarter", tmp_path / "quarter"))


def put(register: Path, name: str, text: str) -> None:
    file = register / "templates" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def render(run: Run, register: Path, *words: str) -> tuple[int, str, str]:
    return run("-C", register, "--as-of", "2023-06-30", "render", *words)


MINUTES = ("minutes", "executive-group-2023-05-17")


def test_a_registers_own_template_comes_first(run: Run, quarter: Path) -> None:
    put(quarter, "minutes.md.j2", "# Our minutes of {{ view.day }}\n")
    assert render(run, quarter, *MINUTES) == (0, "# Our minutes of Wednesday 17 May 2023\n", "")


def test_other_documents_keep_the_template_of_the_program(run: Run, quarter: Path) -> None:
    before = render(run, quarter, "action-log")
    put(quarter, "minutes.md.j2", "# Ours\n")
    assert render(run, quarter, "action-log") == before


def test_an_own_template_may_build_on_another(run: Run, quarter: Path) -> None:
    before = render(run, quarter, *MINUTES)
    put(quarter, "base.md.j2", (CHECKOUT / "templates" / "minutes.md.j2").read_text())
    put(quarter, "minutes.md.j2", "{% extends 'base.md.j2' %}")
    assert render(run, quarter, *MINUTES) == before


PACK = ("agenda-pack", "lsp-group-2023-06-14")


def test_a_registers_own_template_serves_where_its_document_is_part_of_another(
    run: Run, quarter: Path
) -> None:
    put(quarter, "minutes.md.j2", "# Ours\n\n## Within\n")
    put(quarter, "agenda-pack.md.j2", "# Pack\n\n{{ part('minutes', view.minutes[0]) }}")
    assert render(run, quarter, *PACK) == (0, "# Pack\n\n## Ours\n\n### Within\n", "")


@pytest.mark.parametrize("name", ["agenda-pack", "nowhere", "../groups/board"])
def test_a_part_that_cannot_be_is_told_in_a_sentence(run: Run, quarter: Path, name: str) -> None:
    put(quarter, "agenda-pack.md.j2", f"{{{{ part('{name}', view) }}}}")
    status, out, err = render(run, quarter, *PACK)
    assert (status, out) == (3, "")
    assert err.startswith("sscp: The template agenda-pack.md.j2 cannot be used: ")
    assert len(err.splitlines()) == 1


def test_templates_are_no_records(run: Run, quarter: Path) -> None:
    put(quarter, "notes.yaml", "- not\n- records\n")
    assert run("-C", quarter, "validate").status == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ view.nothing }}", "has no attribute 'nothing'"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("line one\n{% for %}\n", "breaks in line 2"),
        ("{% include 'gone.md.j2' %}", "gone.md.j2"),
        ("{% include 'minutes.md.j2' %}", "cannot be used"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ view.day + 1 }}", "cannot be used"),
        ("{{ ''.__class__.__mro__ }}", "cannot be used"),
        ("{{ view._replace(day='x').__init__.__globals__ }}", "cannot be used"),
        ("{{ range(10000000) | list }}", "cannot be used"),
        ("{{ 'x' | nosuchfilter }}", "breaks in line 1: No filter named 'nosuchfilter'."),
    ],
)
def test_a_wrong_template_fails_in_one_sentence(
    text: str, words: str, run: Run, quarter: Path
) -> None:
    put(quarter, "minutes.md.j2", text)
    status, out, err = render(run, quarter, *MINUTES)
    assert (status, out) == (3, "")
    assert err.startswith("sscp: The template ")
    assert words in err
    assert err.count("\n") == 1
    assert ".." not in err.removesuffix("\n")


def test_a_template_in_the_wrong_encoding_fails_in_one_sentence(run: Run, quarter: Path) -> None:
    put(quarter, "minutes.md.j2", "")
    (quarter / "templates" / "minutes.md.j2").write_bytes(b"caf\xe9")
    status, out, err = render(run, quarter, *MINUTES)
    assert (status, out) == (3, "")
    assert err.startswith("sscp: The template minutes.md.j2 cannot be used: ")


def test_a_template_cannot_reach_a_file_above_the_templates(run: Run, quarter: Path) -> None:
    put(quarter, "minutes.md.j2", "{% include '../register.yaml' %}")
    status, out, err = render(run, quarter, *MINUTES)
    assert (status, out) == (3, "")
    assert "register.yaml" in err


def test_text_in_a_record_is_no_template(run: Run) -> None:
    said = run("-C", TREES / "hostile", "--as-of", "2023-06-30", "render", "action-log")
    assert "{{ view }}" in said.out
