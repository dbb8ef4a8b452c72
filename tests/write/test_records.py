"""Records as such: added, renamed, edited as text, laid out."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscp.load.parse import parse
from sscp.model.kinds.meetings import ACTION
from sscp.write.excerpt import put_back, take_out
from sscp.write.tidy import tidy
from tests.conftest import Run
from tests.repositories import Repository
from tests.write.styles import Hand, records
from tests.write.test_splice import COMMENT

TRIES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_a_rename_takes_every_link_along_and_keeps_the_old_id(
    register: Repository, run: Run
) -> None:
    outcome = run("-C", register.top, "rename", "manager", "partnership-manager")
    assert outcome.status == 0, outcome.err
    assert outcome.out.splitlines()[:2] == [
        "manager is called partnership-manager now.",
        "  1 other record follows; manager still leads to it.",
    ]
    assert (register.top / "posts/partnership-manager.yaml").read_text("utf-8") == (
        "id: partnership-manager\n"
        "title: Manager\n"
        "organisation: council\n"
        "formerly:\n  - manager\n"
        "source: council\n"
    )
    assert register.git("diff", "HEAD~1", "--unified=0", "--", "actions").splitlines()[-2:] == [
        "-owner: manager",
        "+owner: partnership-manager",
    ]
    assert run("-C", register.top, "show", "manager").out.startswith("Manager")
    assert register.git("status", "--short") == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["manager", "Partnership Manager"], "can't be the id of a post: it is small letters"),
        (["manager", "executive"], "executive is taken: it leads to Executive"),
        (["manager", "manager"], "manager has that id already"),
        (["nobody", "somebody"], "There is no record nobody"),
    ],
)
def test_an_id_that_cannot_be_changes_nothing(
    register: Repository, run: Run, words: list[str], sentence: str
) -> None:
    outcome = run("-C", register.top, "rename", *words)
    assert outcome.status == 2
    assert sentence in outcome.err
    assert register.git("status", "--short") == ""


def test_a_source_keeps_its_paragraph_when_its_record_is_renamed(
    register: Repository, run: Run
) -> None:
    path = "actions/ACT-2023-001.yaml"
    text = (register.top / path).read_text("utf-8")
    register.write(path, text.replace("source: executive-2023-05-17", "source: council 2.1"))
    assert run("-C", register.top, "rename", "council", "city-council").status == 0
    assert "source: city-council 2.1\n" in (register.top / path).read_text("utf-8")


def test_a_new_record_is_made_from_the_fields_of_its_kind(register: Repository, run: Run) -> None:
    outcome = run(
        *("-C", register.top, "new", "post", "--set", "id=clerk", "--set", "title=Clerk: minutes"),
        *("--set", "organisation=council", "--set", "source=council"),
    )
    assert outcome.status == 0, outcome.err
    assert (register.top / "posts/clerk.yaml").read_text("utf-8") == (
        "id: clerk\ntitle: 'Clerk: minutes'\norganisation: council\nsource: council\n"
    )


def test_a_new_record_may_be_written_as_a_whole(
    register: Repository, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "clerk.yaml"
    file.write_text("id: clerk  # new\ntitle: Clerk\nsource: council\n", "utf-8")
    assert run("-C", register.top, "new", "post", "--from", file).status == 0
    assert (register.top / "posts/clerk.yaml").read_bytes() == file.read_bytes()
    file.write_text("id: ../clerk\ntitle: Clerk\nsource: council\n", "utf-8")
    outcome = run("-C", register.top, "new", "post", "--from", file)
    assert outcome.status == 2
    assert not (register.top / "clerk.yaml").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nothing"], "There is no kind of record nothing"),
        (["post"], "needs --set id=, --set title=, --set source= as well"),
        (
            ["post", "--set", "colour=red"],
            "A post has no field colour that can be set so. Its fields are: id, title,",
        ),
        (
            ["decision", "--set", "title=x", "--set", "date=2023-06-02"],
            "Friday 2 June 2023 is yet to come, reckoned from Thursday 1 June 2023;",
        ),
        (["post", "--set", "colour"], "--set colour can't be read; write it as FIELD=VALUE."),
        (
            ["post", "--set", "id=A B", "--set", "title=x", "--set", "source=council"],
            "A B can't be the id of a post",
        ),
    ],
)
def test_a_new_record_that_cannot_be_changes_nothing(
    register: Repository, run: Run, words: list[str], sentence: str
) -> None:
    outcome = run("-C", register.top, "new", *words)
    assert outcome.status == 2
    assert sentence in outcome.err
    assert register.git("status", "--short") == ""


def test_an_edited_text_takes_the_place_of_the_record(
    register: Repository, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "text.yaml"
    before = (register.top / "actions/ACT-2023-001.yaml").read_text("utf-8")
    file.write_text(before.replace("Write the page", "Write two pages"), "utf-8")
    outcome = run("-C", register.top, "edit", "page", "--from", file)
    assert outcome.status == 0, outcome.err
    assert register.git("show", "--format=%b", "--unified=0").splitlines()[-2:] == [
        '-title: "Write the page"   # as minuted',
        '+title: "Write two pages"   # as minuted',
    ]
    assert "Sscp-Record: ACT-2023-001" in register.git("log", "-1", "--format=%b")


def test_an_edited_text_that_is_wrong_is_refused_with_its_findings(
    register: Repository, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "text.yaml"
    for wrong in ("id: ACT-2023-001\ntitle: [\n", "id: another\n", "due: soon\n", ""):
        file.write_text(wrong, "utf-8")
        outcome = run("-C", register.top, "edit", "page", "--from", file)
        assert outcome.status == 1
        assert "nothing was changed" in outcome.err.lower()
    assert register.git("status", "--short") == ""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_record_in_a_list_is_taken_out_and_put_back_without_a_trace(newline: str) -> None:
    text = newline.join(
        [
            "# all",
            "- id: one",
            "  title: One  # x",
            "",
            "# two",
            "-   id: two",
            "    title: >-",
            "      a",
            "",
        ]
    )
    content = text.encode("utf-8")
    for identity in ("one", "two"):
        assert put_back(content, identity, take_out(content, identity)) == content
    assert take_out(content, "two") == "id: two\ntitle: >-\n  a\n"
    fresh = put_back(content, "one", "id: one\ntitle: |\n  A\n\n  B\n")
    assert parse(fresh).value == [{"id": "one", "title": "A\n\nB\n"}, {"id": "two", "title": "a"}]
    assert b"\n" not in fresh.replace(newline.encode(), b"")


def test_a_tidy_file_has_its_fields_in_order_with_their_comments() -> None:
    text = (
        "id: ACT-2023-001   \r\n"
        "due: 2023-06-30\r\n"
        "# said twice\r\n"
        "title: Write  # soon \r\n"
        "progress:\r\n"
        "  - note: |-\r\n"
        "      one  \r\n"
        "      two\r\n"
        "    on: 2023-06-01\r\n"
        "\r\n\r\n"
    )
    assert tidy(text.encode(), ACTION).content.decode() == (
        "id: ACT-2023-001\n"
        "# said twice\n"
        "title: Write  # soon\n"
        "due: 2023-06-30\n"
        "progress:\n"
        "  - on: 2023-06-01\n"
        "    note: |-\n"
        "      one  \n"
        "      two\n"
    )


@TRIES
@given(records(), st.integers(0, 2**32))
def test_tidying_changes_no_value_and_no_comment_and_needs_no_second_time(
    record: dict[str, object], seed: int
) -> None:
    content = Hand(seed).write(record).encode("utf-8")
    once, why = tidy(content, ACTION)
    assert why == ""
    assert not once.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in once
    assert parse(once).value == record
    assert sorted(COMMENT.findall(once.decode())) == sorted(COMMENT.findall(content.decode()))
    assert tidy(once, ACTION) == (once, "")


def test_tidy_says_which_files_and_then_lays_them_out(register: Repository, run: Run) -> None:
    path = register.top / "posts/manager.yaml"
    path.write_bytes(b"id: manager\r\nsource: council\r\ntitle: Manager\r\n")
    outcome = run("-C", register.top, "tidy", "--check", path)
    assert (outcome.status, outcome.out) == (1, "posts/manager.yaml\n")
    assert run("-C", register.top, "tidy", path).out.startswith(
        "1 file laid out, no value changed.\n"
    )
    assert path.read_bytes() == b"id: manager\ntitle: Manager\nsource: council\n"
    assert run("-C", register.top, "tidy", "--check", path).status == 0


def test_what_tidying_would_do_is_shown_and_not_done(register: Repository, run: Run) -> None:
    path = register.top / "posts/manager.yaml"
    path.write_bytes(b"\xef\xbb\xbfid: manager\r\nsource: council\r\ntitle: Manager  ")
    before = path.read_bytes()
    outcome = run("-C", register.top, "tidy", "--dry-run")
    assert outcome.status == 0
    assert "posts/manager.yaml\n" in outcome.out
    assert outcome.out.endswith("Nothing was changed.\n")
    told = json.loads(run("-C", register.top, "--format=json", "tidy", "--dry-run").out)
    assert (told["done"], "posts/manager.yaml" in told["paths"]) == (False, True)
    told = json.loads(run("-C", register.top, "--format=json", "tidy", "--check").out)
    assert "posts/manager.yaml" in told["untidy"]
    assert path.read_bytes() == before
    assert run("-C", register.top, "tidy", path).status == 0
    assert path.read_bytes() == b"id: manager\ntitle: Manager\nsource: council\n"


@pytest.mark.parametrize(
    ("name", "content", "why", "status"),
    [
        ("groups/a.yaml", b"id: a\nname: caf\xe9\n", "line 2 can't be read as it should", 1),
        ("groups/a.yaml", b"\xff\xfei\0", "line 1 can't be read as it should", 1),
        ("groups/a.yaml", b"id: a\n\tname: b\n", "line 2 can't be read as it should", 1),
        ("groups/a.yaml", b"id: a\r\n\r\nid: b\r\n", "line 3 can't be read as it should", 1),
        ("groups/a.yaml", b"id: &a b\nname: *a\n", "line 1 can't be read as it should", 1),
        ("groups/a.yaml", b"words\n", "it holds no records", 1),
        ("groups/a.yaml", b"", "it is empty", 0),
        ("groups/a.yaml", b"\xef\xbb\xbf# nothing yet\n", "it is empty", 0),
        (
            "groups/a.yaml",
            'name: "a\u2028b"\nid: a\n'.encode(),
            "a text in it has a line end that nobody sees",
            1,
        ),
        (
            "groups/a.yaml",
            b"purpose: |+\n  a\n\n\nid: a\n",
            "laid out, a text would lose the empty lines at its end",
            1,
        ),
        ("choirs/a.yaml", b"id: a\n", "no kind of record has this folder", 1),
        ("groups/a.txt", b"id: a\n", "it is no file of records", 1),
    ],
)
def test_a_file_that_can_not_be_laid_out_is_named_with_the_reason(
    name: str, content: bytes, why: str, status: int, register: Repository, run: Run
) -> None:
    path = register.top / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    for more in ([], ["--check"], ["--dry-run"]):
        outcome = run("-C", register.top, "tidy", path, *more)
        assert outcome.status == status
        assert f"sscp: {name} is left as it is: {why}.\n" in outcome.err
    assert path.read_bytes() == content


def test_a_file_that_leads_elsewhere_is_named_too(register: Repository, run: Run) -> None:
    (register.top / "groups/away.yaml").symlink_to(Path(__file__))
    outcome = run("-C", register.top, "tidy", "--check")
    assert outcome.status == 1
    assert "groups/away.yaml is left as it is: it can't be read (it leads out" in outcome.err


@pytest.mark.parametrize(
    "content",
    [
        "owner: manager\r\nid: a\ntitle: x\r",
        "title:\tx\t\nid:\ta \t\n",
        "# top\n\n# two\ntitle: x # t\n# above id\nid: a # i\n# end",
        "title: x\nprogress:\n  # one\n  - on: 2023-01-01\n    note: y # two\n  # three\nid: a\n",
        "- title: x\n  id: a\n# c\n- title: y\n  # d\n  id: b\n\n\n",
        "---\ntitle: 'a\n  b  \n\n  c'\nid: z\n...\n",
        "{title: x, id: a}",
        "detail: >+\n  a\n\n",
    ],
)
def test_tidying_twice_is_tidying_once(content: str) -> None:
    once = tidy(content.encode(), ACTION)
    assert once.why == ""
    assert parse(once.content).value == parse(content.encode()).value
    found = re.findall(r"# ?\w+", once.content.decode())
    assert sorted(found) == sorted(re.findall(r"# ?\w+", content))
    assert tidy(once.content, ACTION) == once


@pytest.mark.skipif(sys.platform == "win32", reason="the editor is a shell script")
def test_an_edit_needs_a_terminal(register: Repository, run: Run) -> None:
    outcome = run("-C", register.top, "edit", "page")
    assert outcome.status == 2
    assert "asks at a terminal; from a script" in outcome.err
