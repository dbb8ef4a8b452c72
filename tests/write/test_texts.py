"""Whatever is typed as a text comes back as it was typed, or is refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sscp.load.loader import load
from sscp.load.source import FolderSource
from sscp.model.letters import find_barred
from sscp.model.record import Record
from tests.conftest import Run
from tests.repositories import Repository

ACTION = "ACT-2023-001"
TEXTS = (
    *("'", '"', "it's", '"q"', "$x ${y}", "{}", "{a}", "[]", "[a", "]", ",", "a, b", "\\", "a\\nb"),
    *(
        ": ",
        "a: b",
        "a:",
        "#",
        "a #b",
        "# c",
        " # x",
        "a\n# b",
        "# a\nb",
        "a: " * 60,
        "key: |\n  x",
    ),
    *("-", "- a", "--", "---", "--- a", "-\n- a", "...", "a...", "a ...", "word " * 30 + "..."),
    *("a\n...\nb", "a\n---\nb", "a\n...", "...\na", "? a", "?", "&a", "& a", "*a", "* a", "!a"),
    *("%a", "%YAML 1.2", "a\n%YAML 1.2", "@a", "`a`", "<<", "=", "|", ">", "|\na", ">-\n a"),
    *("yes", "no", "null", "~", "true", "2023-05-17", "1e3", "0x1F", "012", "12", "-5", ".inf"),
    *(
        "\u00e9",
        "e\u0301",
        "\U0001f389 \U0001f469\u200d\U0001f52c",
        "\u00a0a",
        "a\u00a0b",
        "\u2019",
    ),
    *("x" * 10_000, "word " * 2_000, ("w" * 200 + " ") * 3, "x" * 89 + " " + "y" * 89),
    *("word  word " * 30, ("word " * 17 + "- ") * 3, ("word " * 17 + "# ") * 3, "a  b"),
    *(" lead", "trail ", "  both  ", "a\n", "a\n\n", "\na", "a\n b\n  c\n", "a \nb"),
    *("w" * 75 + "  word", "A sentence.  Another sentence.  " * 9 + "End.", "x" * 75 + "   y"),
    *("a\tb", "\ta", "a\t", "a\n\tb", "long words " * 20 + "\n" + "long words " * 20),
)
"""Texts that a file could take for something else than a text, or lose a part of."""

BARRED = (
    *("\x01", "a\x00b", "\x1b[31m", "a\rb", "\x0c", "\x7f", "\x85", "a\u2028b", "\u2029", "\ufffe"),
    *("a\u202eb", "\u2066a", "\ufeffa", "a\ufeffb", "\ud800", "a\udcffb"),
)


class Field(NamedTuple):
    """Texts typed as options of one command, and where they are found again."""

    words: tuple[str, ...]
    typed: tuple[str, ...]
    read: Callable[[Callable[[str], Record]], list[str | None]]

    def command(self, *texts: str) -> list[str]:
        """The words of the command with these texts, or with one text in every place."""
        several = texts * len(self.typed) if len(texts) == 1 else texts
        return [
            *self.words,
            *(f"{name}{text}" for name, text in zip(self.typed, several, strict=True)),
        ]


UPDATE = Field(
    ("action", "update", ACTION),
    ("--note=", "--evidence="),
    lambda at: [
        at(ACTION).rows("progress")[-1].text("note"),
        at(ACTION).rows("evidence")[-1].text("what"),
    ],
)
COMPLETE = Field(
    ("action", "complete", ACTION),
    ("--effect=", "--evidence="),
    lambda at: [at(ACTION).text("effect"), at(ACTION).rows("evidence")[-1].text("what")],
)
ADD = Field(
    (
        *("action", "add", "--raised-at=executive-2023-05-17", "--owner=manager"),
        *("--due=2023-08-01", "--monitored-by=executive"),
    ),
    ("--title=", "--detail="),
    lambda at: [at("ACT-2023-002").text("title"), at("ACT-2023-002").text("detail")],
)
NEW = Field(
    ("new", "group", "--set=id=other", "--set=function=other", "--set=source=council"),
    ("--set=name=", "--set=purpose=", "--set=notes="),
    lambda at: [at("other").text(name) for name in ("name", "purpose", "notes")],
)


@pytest.fixture
def plain(register: Repository) -> Callable[[], Path]:
    """Makes the same small register again and again; its changes are not kept in git."""
    files = {
        str(path.relative_to(register.top)): path.read_bytes()
        for path in register.top.rglob("*.yaml")
    }
    files["register.yaml"] += b"commits: false\n"

    def make() -> Path:
        for path, content in files.items():
            (register.top / path).write_bytes(content)
        rmtree(register.top / ".sscp", ignore_errors=True)
        (register.top / ".git/sscp-serials.json").unlink(missing_ok=True)
        for made in ("actions/ACT-2023-002.yaml", "groups/other.yaml"):
            (register.top / made).unlink(missing_ok=True)
        return register.top

    return make


def _at(root: Path) -> Callable[[str], Record]:
    loaded = load(FolderSource(str(root)))
    return lambda identity: loaded.portfolio.by_id[identity]


@pytest.mark.parametrize("field", [UPDATE, COMPLETE, ADD, NEW], ids=lambda each: each.words[1])
def test_what_comes_back_is_what_was_typed(
    field: Field, plain: Callable[[], Path], run: Run
) -> None:
    several = len(field.typed)
    for start in range(0, len(TEXTS), several):
        texts = (*TEXTS[start : start + several], *TEXTS)[:several]
        root = plain()
        outcome = run("-C", root, *field.command(*texts))
        assert outcome.status == 0, (texts, outcome.err)
        assert field.read(_at(root)) == list(texts)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(("...", "---", "- ", ": ", " #", "\n", "  ", "'", '"', "\\", "%", "|")),
            st.characters(codec="utf-8"),
            st.sampled_from(("word", "w" * 60)),
        ),
        min_size=1,
        max_size=30,
    ).map("".join)
)
@example(": \n...")
@example(" #" + "w" * 120 + "\\- ...")
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_comes_back_or_is_refused(plain: Callable[[], Path], run: Run, text: str) -> None:
    root = plain()
    before = (root / f"actions/{ACTION}.yaml").read_bytes()
    outcome = run("-C", root, *UPDATE.command(text))
    typed = text.replace("\r\n", "\n")
    if find_barred(typed) is not None or not typed.strip():
        assert outcome.status == 2
        assert (root / f"actions/{ACTION}.yaml").read_bytes() == before
    else:
        assert outcome.status == 0, outcome.err
        assert UPDATE.read(_at(root)) == [typed, typed]


@pytest.mark.parametrize("text", BARRED)
def test_what_no_file_can_keep_is_refused_with_the_name_of_its_option(
    text: str, plain: Callable[[], Path], run: Run
) -> None:
    root = plain()
    before = (root / f"actions/{ACTION}.yaml").read_bytes()
    for field, option in ((UPDATE, "--note"), (COMPLETE, "--evidence"), (NEW, "--set name=")):
        outcome = run("-C", root, *field.command(text))
        assert (outcome.status, outcome.out) == (2, "")
        assert outcome.err.startswith(f"sscp: {option} holds a")
        assert outcome.err.endswith("), which no record can keep; take it out.\n")
        assert outcome.err.count("\n") == 1
        assert outcome.err[:-1].isprintable()
    assert (root / f"actions/{ACTION}.yaml").read_bytes() == before
    assert not (root / "groups/other.yaml").exists()


@pytest.mark.parametrize("text", [" ", "   ", "\t", "\n", "\u00a0"])
def test_a_text_of_blanks_says_nothing(text: str, plain: Callable[[], Path], run: Run) -> None:
    outcome = run("-C", plain(), "action", "update", ACTION, "--note=x", f"--evidence={text}")
    assert outcome.status == 2
    assert outcome.err == "sscp: --evidence says nothing: it holds only blanks.\n"


def test_an_empty_option_is_as_one_not_given(plain: Callable[[], Path], run: Run) -> None:
    at = ("-C", plain(), "action", "update", ACTION)
    needs = "sscp: `sscp action update` needs --note, --percent or --evidence as well.\n"
    assert run(*at, "--note=").err == needs
    assert run(*at, "--note=", "--evidence=", "--percent=").err == needs
    assert run(*at, "--note=x", "--evidence=", "--percent=").status == 0


def test_line_ends_of_windows_become_those_of_the_file(plain: Callable[[], Path], run: Run) -> None:
    root = plain()
    assert run("-C", root, *UPDATE.command("a\r\nb")).status == 0
    assert _at(root)(ACTION).rows("progress")[0].text("note") == "a\nb"


def test_a_line_end_in_a_title_can_not_pass_for_words_of_the_program(
    register: Repository, run: Run
) -> None:
    title = "Write\n\nSscp-Record: ACT-2099-001\nSigned-off-by: Nobody"
    assert run("-C", register.top, *ADD.command(title, "x")).status == 0
    trailers = register.git("log", "-1", "--format=%(trailers)").splitlines()
    assert [each for each in trailers if each] == [
        "Sscp-Command: action add",
        "Sscp-Record: ACT-2023-002",
    ]


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("They spoke\x01.", "a control character (U+0001)"),
        ("They spoke\u202e.", "a sign that turns the order of letters about (U+202E)"),
        ("They spoke\u2028.", "a line end that nobody sees (U+2028)"),
        ("DECISION: Yes\ufeff", "a byte-order mark (U+FEFF)"),
    ],
)
def test_notes_with_such_a_sign_are_sent_back_with_the_line(
    line: str, sign: str, register: Repository, run: Run, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(f"ITEM 1: The page\n\n{line}\n", "utf-8")
    at = ("-C", register.top, "meeting", "minute", "executive", "--notes", notes)
    outcome = run(*at)
    assert outcome.status == 1
    told = f"notes.txt:3: The line holds {sign}, which no record can keep; take it out."
    assert told in " ".join(outcome.out.split())
    assert json.loads(run(*at, "--format", "json").out)["mistakes"][0]["line"] == 3
    assert register.git("status", "--short") == ""


def test_a_record_from_a_file_is_looked_at_too(
    register: Repository, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "group.yaml"
    file.write_text("id: other\nname: Oth\u202eer\nfunction: other\nsource: council\n", "utf-8")
    outcome = run("-C", register.top, "new", "group", "--from", file)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"sscp: {file}, line 2, holds a sign that turns the order")


def test_nothing_typed_steers_the_screen_when_it_is_said_back(
    register: Repository, run: Run
) -> None:
    at = ("-C", register.top)
    for words in (
        ("show", "\x1b[31m"),
        ("list", "\x1b[31m"),
        ("rename", ACTION, "A\x01B"),
        ("list", "action", "--state", "\u202e"),
        ("--as-of", "\x07", "status"),
    ):
        outcome = run(*at, *words)
        assert outcome.status == 2
        assert outcome.err[:-1].isprintable()


def test_a_half_answer_of_broken_letters_is_kept_all_the_same() -> None:
    from sscp.write.drafts import keep_draft, read_draft

    with TemporaryDirectory() as root:
        assert keep_draft(root, "action update", {"note": "caf\udce9"})
        assert read_draft(root, "action update") == {"note": "caf\udce9"}
