"""Reminders: who gets one and why, the drafts as a mail program reads them, what is recorded."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from sscp.exchange.mail import draft_message, is_address
from tests.conftest import Golden, Run
from tests.repositories import Repository


def action(number: int, due: str, **fields: str) -> str:
    more = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return (
        f"id: ACT-2023-{number:03}\ntitle: Task {number} *bold* =1+1\nowner: manager\n"
        f"raised_on: 2023-04-01\ndue: {due}\nraised_by: meeting\n"
        "raised_at: executive-2023-05-17\nscope: single-agency\nmonitored_by: executive\n"
        f"{more}source: executive-2023-05-17\n"
    )


@pytest.fixture
def chased(register: Repository) -> Repository:
    """On 1 June 2023: the day before, the 28th day ahead, one further; silent for 56 days, 57."""
    register.write("posts/manager.yaml", "id: manager\ntitle: Manager\nsource: council\n")
    for number, due, fields in (
        (1, "2023-05-31", {}),
        (2, "2023-06-01", {}),
        (3, "2023-06-29", {"classification": "OFFICIAL-SENSITIVE"}),
        (4, "2023-06-30", {}),
        (5, "2023-09-30", {"completed_on": "2023-05-30"}),
        (6, "2023-05-01", {"audience": "lead-partners"}),
    ):
        register.write(f"actions/ACT-2023-{number:03}.yaml", action(number, due, **fields))
    register.write(
        "actions/ACT-2023-007.yaml",
        action(7, "2023-09-30") + "progress:\n  - on: 2023-04-06\n    note: Begun\n",
    )
    register.write(
        "actions/ACT-2023-008.yaml",
        action(8, "2023-09-30") + "progress:\n  - on: 2023-04-05\n    note: Begun\n",
    )
    register.commit("2023-05-21T12:00:00+00:00")
    return register


def test_one_message_for_each_owner(
    chased: Repository, run: Run, tmp_path: Path, golden: Golden
) -> None:
    outcome = run("-C", chased.top, "chase", "-o", tmp_path / "out")
    assert outcome.status == 0, outcome.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "manager.eml",
        "manager.md",
    ]
    golden.check("chased/reminder.md", (tmp_path / "out/manager.md").read_text("utf-8"))
    content = (tmp_path / "out/manager.eml").read_bytes()
    message = message_from_bytes(content, policy=default)
    assert message["X-Unsent"] == "1"
    assert message["To"] is None
    golden.check("chased/message.txt", message.get_content().replace("\r\n", "\n"))
    assert not message.is_multipart()


def test_what_was_drafted_is_recorded_once_a_day(
    chased: Repository, run: Run, tmp_path: Path
) -> None:
    for _ in range(2):
        assert run("-C", chased.top, "chase", "-o", tmp_path / "out").status == 0
    assert chased.git("log", "--format=%s", "-2").splitlines() == [
        "Reminders drafted for 1 owner",
        "records",
    ]
    assert chased.git("diff", "HEAD~1", "--unified=0", "--", "actions/ACT-2023-001.yaml").endswith(
        "+reminders:\n+  - on: 2023-06-01\n+    to: manager\n+    why: overdue"
    )
    changed = chased.git("show", "--format=", "--name-only").splitlines()
    assert [path[-8:-5] for path in changed] == ["001", "002", "003", "004", "008"]


def test_a_trial_writes_nothing(chased: Repository, run: Run, tmp_path: Path) -> None:
    outcome = run("-C", chased.top, "chase", "--dry-run", "-o", tmp_path / "out")
    assert outcome.status == 0
    assert "1 overdue, 2 due within four weeks, 2 to be asked for news" in " ".join(
        outcome.out.split()
    )
    assert not (tmp_path / "out").exists()
    assert chased.git("status", "--short") == ""


def test_the_text_of_what_is_sensitive_stays_in_the_register(
    chased: Repository, run: Run, tmp_path: Path
) -> None:
    outcome = run("-C", chased.top, "chase", "-o", tmp_path / "out")
    for text in (outcome.out, *(path.read_text() for path in (tmp_path / "out").iterdir())):
        assert "ACT-2023-003" in text
        assert "Task 3" not in text
        assert "ACT-2023-006" not in text, "for the lead partners alone"


def test_addresses_come_from_a_book_outside_the_register(
    chased: Repository, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "book.csv"
    book.write_text("post,address\nmanager,manager@example.org\n", "utf-8-sig")
    monkeypatch.setenv("SSCP_ADDRESS_BOOK", str(book))
    assert run("-C", chased.top, "chase", "-o", tmp_path / "out").status == 0
    message = message_from_bytes((tmp_path / "out/manager.eml").read_bytes(), policy=default)
    assert message["To"] == "manager@example.org"
    inside = chased.top / "book.csv"
    inside.write_text(book.read_text("utf-8"), "utf-8")
    monkeypatch.setenv("SSCP_ADDRESS_BOOK", str(inside))
    outcome = run("-C", chased.top, "chase")
    assert outcome.status == 2
    assert "personal addresses don't belong there" in outcome.err


def test_a_post_is_found_by_its_name_and_a_bad_row_is_told_by_its_number(
    chased: Repository, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "book.csv"
    book.write_bytes(
        'Post,Address,Note\nMANAGER,"Büro <manager@example.org>",\n\nnobody,x@example.org\n'
        "manager,again@example.org\nManager,\nmanager,not an address\n".encode("cp1252")
    )
    monkeypatch.setenv("SSCP_ADDRESS_BOOK", str(book))
    outcome = run("-C", chased.top, "chase", "-o", tmp_path / "out")
    assert outcome.status == 0
    assert "Manager <manager@example.org>: 1 overdue" in outcome.out
    assert outcome.err.splitlines() == [
        "Row 4 of the address book: there is no post nobody.",
        "Row 5 of the address book: manager has an address above.",
        "Row 7 of the address book: not an address is no e-mail address.",
    ]
    message = message_from_bytes((tmp_path / "out/manager.eml").read_bytes(), policy=default)
    assert message["To"] == "manager@example.org"
    monkeypatch.setenv("SSCP_ADDRESS_BOOK", str(tmp_path / "none.csv"))
    outcome = run("-C", chased.top, "chase", "--dry-run")
    assert outcome.status == 2
    assert outcome.err.startswith("sscp: There is no address book ")
    assert "Errno" not in outcome.err


def test_news_can_be_asked_for_of_one_action(chased: Repository, run: Run, tmp_path: Path) -> None:
    outcome = run("-C", chased.top, "chase", "--action", "Task 7", "-o", tmp_path / "out")
    assert outcome.status == 0, outcome.err
    assert outcome.out.splitlines()[:2] == [
        "Manager (no address known): 1 to be asked for news",
        "  ACT-2023-007  Task 7 *bold* =1+1",
    ]
    text = (chased.top / "actions/ACT-2023-007.yaml").read_text("utf-8")
    assert "reminders:\n  - on: 2023-06-01\n    to: manager\n    why: update\n" in text
    refused = run("-C", chased.top, "chase", "--action", "ACT-2023-005")
    assert refused.status == 2
    assert "ACT-2023-005 is closed; nothing is to be asked of it." in refused.err


def test_a_second_message_says_when_the_first_was_drafted(
    chased: Repository, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "second"
    assert run("-C", chased.top, "chase", "-o", tmp_path / "first").status == 0
    outcome = run("-C", chased.top, "--as-of", "2023-06-08", "chase", "-o", out)
    assert (outcome.status, outcome.err) == (0, "")
    assert "(reminded on 1 June 2023)" in " ".join(outcome.out.split())
    content = message_from_bytes((out / "manager.eml").read_bytes(), policy=default).get_content()
    assert content.count("  You were reminded on 1 June 2023.") == 5
    assert "| 1 June 2023 |" in (out / "manager.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("a@example.org", True),
        ("a@b", True),
        ("a", False),
        ("a@example.org, b@example.org", False),
        ("a@example.org\nBcc: b@example.org", False),
        ("", False),
    ],
)
def test_only_one_plain_address_is_an_address(words: str, is_one: bool) -> None:
    assert is_address(words) is is_one
    message = message_from_bytes(draft_message(words, "Hello\nthere", "é"), policy=default)
    assert message["To"] == (words if is_one else None)
    assert message["Subject"] == "Hello there"
    assert message["Bcc"] is None


def test_nobody_to_remind(register: Repository, run: Run) -> None:
    outcome = run("-C", register.top, "--as-of", "2023-05-18", "chase")
    assert outcome.out == "Nobody needs to be reminded of anything.\n"


def read_mail(path: Path) -> tuple[dict[str, str], str]:
    """The headers and the text of a draft, as Python's own mail library reads them."""
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert message.defects == []
    text = message.get_content()
    return {name: str(value) for name, value in message.items()}, text.replace("\r\n", "\n")


def test_a_message_says_what_the_register_says_in_any_letters(
    chased: Repository, run: Run, tmp_path: Path
) -> None:
    title = "Größe “naïve” 🎉 Łódź " + "x" * 200
    chased.write("actions/ACT-2023-001.yaml", action(1, "2023-05-31").replace("Task 1", title))
    chased.write(
        "posts/manager.yaml",
        "id: manager\ntitle: Direktörin Łucja\nmailbox: post@example.org\nsource: council\n",
    )
    assert run("-C", chased.top, "chase", "-o", tmp_path / "out").status == 0
    headers, text = read_mail(tmp_path / "out/manager.eml")
    assert headers["To"] == "post@example.org"
    assert headers["Subject"] == "Your actions: 5 to look at (Test, Thursday 1 June 2023)"
    assert text.startswith("To: Direktörin Łucja")
    assert f"{title} *bold* =1+1" in " ".join(text.split())
    assert (tmp_path / "out/manager.eml").read_bytes().isascii()


def test_no_text_of_a_record_becomes_a_header(chased: Repository, run: Run, tmp_path: Path) -> None:
    evil = r'"Ann\r\nBcc: evil@example.org\u2028Cc: evil@example.org"'
    chased.write("register.yaml", f"id: testing\nname: {evil}\narea: T\nas_of: 2023-06-01\n")
    chased.write("actions/ACT-2023-001.yaml", action(1, "2023-05-31").replace("Task 1", "Task"))
    path = chased.top / "actions/ACT-2023-002.yaml"
    path.write_text(path.read_text().replace("Task 2 *bold* =1+1", evil))
    chased.write(
        "posts/manager.yaml",
        f'id: manager\ntitle: {evil}\nmailbox: "a@example.org\\nBcc: b@example.org"\n'
        "source: council\n",
    )
    outcome = run("-C", chased.top, "chase", "-o", tmp_path / "out")
    assert outcome.status == 0, outcome.err
    assert "a@example.org Bcc: b@example.org is no e-mail address" in " ".join(outcome.err.split())
    assert "(no address known)" in outcome.out
    headers, text = read_mail(tmp_path / "out/manager.eml")
    assert headers.keys() == {
        *("Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version")
    }
    assert not [line for line in text.splitlines() if line.startswith(("Bcc", "Cc"))]


def test_a_draft_that_somebody_went_on_with_is_not_written_over(
    chased: Repository, run: Run, tmp_path: Path
) -> None:
    at = ("-C", chased.top, "chase", "-o", tmp_path / "out")
    assert run(*at).status == 0
    draft = tmp_path / "out/manager.md"
    draft.write_text("Dear all,\n")
    outcome = run(*at)
    assert outcome.status == 2
    assert outcome.err.startswith(f"sscp: {draft} is there already and says something else.")
    assert draft.read_text() == "Dear all,\n"
    draft.unlink()
    assert run(*at).status == 0


def test_a_folder_that_can_not_be_written_to_is_named_and_nothing_is_noted(
    chased: Repository, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in ("file", "file/out"):
        outcome = run("-C", chased.top, "chase", "-o", tmp_path / folder)
        assert (outcome.status, outcome.out) == (3, "")
        assert outcome.err.startswith(f"sscp: {tmp_path / folder} can't be written to: ")
    assert chased.git("rev-list", "--count", "HEAD") == "2"


def test_a_book_with_rows_that_say_nothing_is_read_all_the_same(
    chased: Repository, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "book.csv"
    monkeypatch.setenv("SSCP_ADDRESS_BOOK", str(book))
    book.write_text("post,address\nmanager\n,\nother,a@example.org\nmanager,not an address\n")
    outcome = run("-C", chased.top, "chase", "-o", tmp_path / "out")
    assert outcome.status == 0
    assert outcome.out.startswith("Manager (no address known): 1 overdue")
    assert outcome.err.splitlines() == [
        "Row 4 of the address book: there is no post other.",
        "Row 5 of the address book: not an address is no e-mail address.",
    ]
    for content, words in (
        (b"name;mail\n", "needs the columns post and address"),
        (b"post;address\nmanager;a@example.org\n", "needs the columns post and address"),
    ):
        book.write_bytes(content)
        outcome = run("-C", chased.top, "chase", "-o", tmp_path / "out")
        assert outcome.status == 2
        assert words in outcome.err
    # As Excel on a Windows desk saves it: read, and its address judged like any other.
    book.write_bytes(b"post,address\nmanager,caf\xe9@example.org\n")
    outcome = run("-C", chased.top, "chase", "-o", tmp_path / "out")
    assert outcome.status == 0
    assert outcome.err == "Row 2 of the address book: café@example.org is no e-mail address.\n"
    monkeypatch.setenv("SSCP_ADDRESS_BOOK", str(tmp_path))
    outcome = run("-C", chased.top, "chase", "-o", tmp_path / "out")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"sscp: The address book {tmp_path} can't be read: ")


@pytest.mark.parametrize("option", ["--owner", "--group"])
def test_an_empty_word_does_not_write_to_everybody(
    option: str, chased: Repository, run: Run, tmp_path: Path
) -> None:
    outcome = run("-C", chased.top, "chase", option, "", "-o", tmp_path / "out")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == f"sscp: {option} is empty; leave it out, or say what to narrow to.\n"
    assert not (tmp_path / "out").exists()
