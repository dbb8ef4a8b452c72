"""What an audience may not see is left out everywhere, and nobody is told how much it is."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Run, Tree

SECRET = "zebracrossing"


@pytest.fixture
def mixed(tree: Tree) -> Tree:
    """A register with a public, a partners' and a narrower record of several kinds."""
    return (
        tree.write(
            "groups/groups.yaml",
            f"""\
            - id: open-board
              name: Open Board
              function: subgroup
              audience: public
              cadence: {{interval: P1M, mode: fixed}}
              reports_to: [{SECRET}-board]
            - id: {SECRET}-board
              name: Board {SECRET}
              function: subgroup
              cadence: {{interval: P1M, mode: fixed}}
              quorum: {{least: 1}}
            """,
        )
        .write("posts/posts.yaml", f"- id: {SECRET}-post\n  title: Post {SECRET}\n")
        .write(
            "meetings/meetings.yaml",
            f"""\
            - id: open-board-2023-05-01
              title: Open Board, 1 May 2023
              group: open-board
              date: 2023-05-01
              status: held
              audience: public
              chaired_by: {SECRET}-post
              attendance:
                - post: {SECRET}-post
                  status: present
              items:
                - number: 1
                  title: Business
                  discussion: What anyone may read.
                  lead: {SECRET}-post
                  decisions: [DEC-2023-001]
                  actions: [ACT-2023-001, ACT-2023-002]
            - id: open-board-2023-06-01
              title: Meeting {SECRET}
              group: open-board
              date: 2023-06-01
              status: held
              items:
                - number: 1
                  title: Minutes
                  approves_minutes_of: open-board-2023-05-01
                  corrections: [Correction {SECRET}]
            - id: closed-board-2023-05-02
              title: Public meeting of a closed board
              group: {SECRET}-board
              date: 2023-05-02
              status: held
              audience: public
              attendance:
                - post: {SECRET}-post
                  status: present
            """,
        )
        .write(
            "decisions/decisions.yaml",
            f"- id: DEC-2023-001\n  title: Decision {SECRET}\n  date: 2023-05-01\n",
        )
        .write(
            "actions/actions.yaml",
            f"""\
            - id: ACT-2023-001
              title: Action {SECRET}
              owner: {SECRET}-post
              due: 2023-05-09
              monitored_by: open-board
            - id: ACT-2023-002
              title: Open action
              due: 2023-05-09
              audience: public
              owner: {SECRET}-post
              agency: {SECRET}-agency
              monitored_by: {SECRET}-board
            - id: ACT-2023-003
              title: Marked {SECRET}
              due: 2023-05-09
              audience: public
              classification: OFFICIAL-SENSITIVE
            - id: ACT-2023-004
              title: Misspelt {SECRET}
              due: 2023-05-09
              audience: publik
            """,
        )
        .write(
            "clauses/clauses.yaml",
            f"""\
            - id: masa-1
              ref: "1"
              title: Decisions are taken
              document: {SECRET}-masa
              owners: [{SECRET}-post]
              disposition: clock
              cadence: {{interval: P2M, mode: fixed}}
              proof: {{form: recurring, kind: decision, date: date}}
              audience: public
              source: {SECRET}-masa 1
            - id: masa-2
              ref: "2"
              title: Actions are done
              disposition: rule
              proof:
                form: each
                kind: action
                needs: [{{what: done, field: completed_on}}]
                due: due
              audience: public
            - id: masa-3
              ref: "3"
              title: Attested
              disposition: attested
              attestations:
                - by: {SECRET}-post
                  on: 2023-05-01
                  holds_until: 2024-05-01
                  statement: All is well.
                  records: [DEC-2023-001]
              audience: public
            - id: masa-4
              ref: "4"
              title: Rules are kept
              disposition: rule
              proof: {{form: rules, rules: [LK-01]}}
              audience: public
            """,
        )
        .write("agencies/a.yaml", f"id: {SECRET}-agency\nname: Agency {SECRET}\n")
        .write("documents/d.yaml", f"id: d\ntitle: {SECRET}\nstatus: current\nreview_due: 2023\n")
    )


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["overdue"],
        ["due"],
        ["list", "group"],
        ["list", "action"],
        ["list", "document"],
        ["search", "open"],
        ["search", SECRET[:5]],
    ],
)
def test_no_screen_for_the_public_names_what_is_withheld(
    words: list[str], form: str, run: Run, mixed: Tree
) -> None:
    said = run(
        *("-C", mixed.root, "--as-of", "2023-06-30", "--audience", "public"),
        *("--format", form, *words),
    )
    assert said.status == 0
    assert SECRET not in said.out.replace(f"Records with: {SECRET[:5]}", "")
    if form == "text":
        assert "Material for narrower audiences is withheld.\n" in said.out
    else:
        assert json.loads(said.out)["withheld"] is True


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "words",
    [["assurance"], *(["assurance", ref] for ref in "1234"), ["clocks"], ["clocks", "masa-1"]],
)
def test_no_evidence_owner_or_source_that_is_withheld_is_named(
    words: list[str], form: str, run: Run, mixed: Tree
) -> None:
    said = run(
        *("-C", mixed.root, "--as-of", "2023-06-30", "--audience", "public"),
        *("--format", form, *words),
    )
    assert said.status == 0
    assert SECRET not in said.out
    assert "DEC-2023-001" not in said.out


@pytest.mark.parametrize("to", ["md", "html"])
@pytest.mark.parametrize(
    "document",
    [["action-log"], ["minutes", "open-board-2023-05-01"], ["minutes", "public meeting"]],
)
def test_no_document_for_the_public_names_what_is_withheld(
    document: list[str], to: str, run: Run, mixed: Tree
) -> None:
    said = run(
        *("-C", mixed.root, "--as-of", "2023-06-30", "--audience", "public"),
        *("render", *document, "--to", to),
    )
    assert said.status == 0
    assert SECRET not in said.out
    assert "Some material is withheld from this version." in said.out


def test_minutes_for_the_public_hold_what_is_public(run: Run, mixed: Tree) -> None:
    told = run(
        *("-C", mixed.root, "--as-of", "2023-06-30", "--audience", "public"),
        *("render", "minutes", "open-board-2023-05-01"),
    ).out
    assert "What anyone may read." in told
    assert "Open action" in told
    assert "DEC-2023-001" not in told
    assert "### Present" not in told


def test_minutes_are_reckoned_from_the_whole_register_whoever_reads(run: Run, mixed: Tree) -> None:
    public = ("-C", mixed.root, "--as-of", "2023-06-30", "--audience", "public", "render")
    agreed = run(*public, "minutes", "open-board-2023-05-01").out
    assert "Draft" not in agreed
    assert "Status on 30 June 2023: Agreed at a later meeting." in agreed
    assert "The meeting was quorate." in run(*public, "minutes", "public meeting").out


def test_a_withheld_record_is_as_if_it_were_not_there(run: Run, mixed: Tree) -> None:
    public = ("-C", mixed.root, "--audience", "public")
    for name in (f"{SECRET}-board", "ACT-2023-001", "ACT-2023-003", "ACT-2023-004"):
        said = run(*public, "show", name)
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith(f"sscp: There is no record {name}.")
    assert run(*public, "show", "ACT-2023-002").status == 0


def test_a_wider_circle_never_sees_more_than_a_narrower_one(run: Run, mixed: Tree) -> None:
    seen: set[str] = set()
    for audience in ("public", "partners", "executive", "lead-partners"):
        said = run("-C", mixed.root, "--audience", audience, "list", "action", "--format", "json")
        now = {row["id"] for row in json.loads(said.out)["records"]}
        assert seen <= now
        seen = now
    whole = run("-C", mixed.root, "list", "action", "--format", "json")
    assert seen == {row["id"] for row in json.loads(whole.out)["records"]}
    assert json.loads(whole.out)["withheld"] is False


def test_nothing_is_said_to_be_calm_when_it_is_only_not_shown(run: Run, mixed: Tree) -> None:
    (mixed.root / "actions" / "actions.yaml").write_text("# none\n")
    mixed.write("groups/groups.yaml", "id: a\nname: A\n")
    words = ("-C", mixed.root, "--as-of", "2023-04-01", "status")
    assert "Nothing needs doing today." not in run(*words, "--audience", "public").out
