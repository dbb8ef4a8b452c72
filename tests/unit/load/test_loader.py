"""Files to a portfolio: every problem of every file in one run, each at its own place."""

from __future__ import annotations

import gc
import itertools
from pathlib import Path

import pytest

from sscp.load.loader import load
from sscp.load.source import FolderSource, Unreadable
from sscp.model.finding import Location
from sscp.model.problem import Problem
from tests.builders import MemorySource, load_files
from tests.conftest import Tree

POST = "id: {0}\ntitle: {0}\nsource: masa 1\n"


def places(problems: tuple[Problem, ...]) -> list[tuple[str, str, int, int]]:
    return [(each.rule, *each.location) for each in problems]


def test_a_file_holds_one_record_or_a_list_of_them() -> None:
    result = load_files(
        {
            "posts/one.yaml": POST.format("clerk"),
            "posts/two.yaml": "- {id: chair, title: Chair, source: a}\n"
            "- {id: usher, title: Usher, source: a}\n",
        }
    )
    assert result.problems == ()
    assert [each.id for each in result.portfolio.records] == ["clerk", "chair", "usher"]
    assert {each.kind.name for each in result.portfolio.records} == {"post"}


def test_the_settings_are_no_record_among_the_others() -> None:
    result = load_files({"register.yaml": "id: x\nname: X\narea: Y\n"})
    assert result.problems == ()
    assert result.portfolio.records == ()
    assert result.portfolio.settings is not None
    assert result.portfolio.settings.title == "X"


def test_settings_are_read_from_the_top_folder_only() -> None:
    result = load_files({"posts/register.yaml": POST.format("clerk")})
    assert result.portfolio.settings is None
    assert [each.id for each in result.portfolio.records] == ["clerk"]


def test_a_folder_that_no_kind_has_gets_the_nearest_one_that_is() -> None:
    (problem,) = load_files({"action/a.yaml": "id: x\n"}).problems
    assert places((problem,)) == [("unknown-folder", "records/action/a.yaml", 1, 1)]
    assert problem.words["folder"] == "action"
    assert problem.words["nearest"] == "Did you mean `actions`?"


def test_a_folder_like_no_other_gets_the_way_to_the_list() -> None:
    (problem,) = load_files({"zzzzz/a.yaml": "id: x\n"}).problems
    assert "sscp schema" in problem.words["nearest"]


def test_a_stray_file_at_the_top_is_told() -> None:
    (problem,) = load_files({"actions.yaml": "id: x\n"}).problems
    assert problem.rule == "unknown-folder"
    assert problem.words["folder"] == "the register's top folder"


def test_records_in_folders_below_belong_to_the_kind_above() -> None:
    result = load_files({"posts/council/a.yaml": POST.format("clerk")})
    assert result.problems == ()
    assert result.portfolio.records[0].kind.name == "post"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "~\n"])
def test_a_file_without_a_record_is_told(text: str) -> None:
    result = load_files({"posts/a.yaml": text})
    assert places(result.problems) == [("empty-file", "records/posts/a.yaml", 1, 1)]


def test_a_text_where_a_record_should_be_is_told_where_it_stands() -> None:
    result = load_files({"posts/a.yaml": "# top\n\n  just words\n"})
    assert places(result.problems) == [("not-a-record", "records/posts/a.yaml", 3, 3)]
    assert result.problems[0].words["a_kind"] == "a post"


def test_a_list_of_settings_is_told() -> None:
    result = load_files({"register.yaml": "- id: x\n  name: X\n  area: Y\n"})
    assert places(result.problems) == [("not-a-record", "records/register.yaml", 1, 1)]
    assert result.problems[0].words["a_kind"] == "the settings"
    assert result.portfolio.settings is None


def test_an_item_that_is_no_record_is_told_and_the_rest_of_the_list_is_read() -> None:
    text = """\
- id: clerk
  title: Clerk
  source: a
- just words
- [a, b]
-
- id: chair
  title: Chair
  sauce: a
"""
    result = load_files({"posts/a.yaml": text})
    file = "records/posts/a.yaml"
    assert places(result.problems) == [
        ("not-a-record", file, 4, 3),
        ("not-a-record", file, 5, 3),
        ("not-a-record", file, 6, 2),
        ("missing-field", file, 7, 3),
        ("unknown-field", file, 9, 3),
    ]
    assert [each.id for each in result.portfolio.records] == ["clerk", "chair"]


MANY: dict[str, str | bytes] = {
    "register.yaml": "id: x\nname: X\narea: Y\nas_of: 2023-02-30\n",
    "posts/a.yaml": "id: clerk\ntitle: Clerk\nsource: a\ncolour: red\n",
    "posts/b.yaml": "id: &x usher\n",
    "posts/c.yaml": "id: chair\ntitle: 'never closed\n",
    "posts/d.yaml": b"id: caf\xe9\n",
    "posts/e.yaml": "\tid: x\n",
    "posts/f.yaml": "id: Judge\ntitle: Judge\nsource: a\ntitle: Again\n",
    "posts/g.yaml": "",
    "stray.yaml": "id: y\n",
    "actions/h.yaml": "- id: ACT-1\n- no record\n",
    "groups/i.yaml": "id: g\nname: G\nfunction: nonsense\nsource: a\n",
}


def test_all_problems_of_all_files_come_in_one_run_and_none_hides_another() -> None:
    result = load_files(MANY)
    assert {
        (each.location.path.removeprefix("records/"), each.rule) for each in result.problems
    } == {
        ("register.yaml", "date-cannot-be"),
        ("posts/a.yaml", "unknown-field"),
        ("posts/b.yaml", "anchor"),
        ("posts/c.yaml", "syntax"),
        ("posts/d.yaml", "encoding"),
        ("posts/e.yaml", "tab"),
        ("posts/f.yaml", "duplicate-key"),
        ("posts/f.yaml", "id-form"),
        ("posts/g.yaml", "empty-file"),
        ("stray.yaml", "unknown-folder"),
        ("actions/h.yaml", "id-form"),
        ("actions/h.yaml", "missing-field"),
        ("actions/h.yaml", "not-a-record"),
        ("groups/i.yaml", "value-not-allowed"),
        ("groups/i.yaml", "missing-field"),
    }
    assert [each.id for each in result.portfolio.records] == ["ACT-1", "g", "clerk", "Judge"]


def test_the_order_in_which_files_come_does_not_matter_to_what_is_found() -> None:
    class Backwards(MemorySource):
        def paths(self) -> tuple[list[str], list[Unreadable]]:
            found, bad = super().paths()
            return found[::-1], bad

    forwards, backwards = load(MemorySource(MANY)), load(Backwards(MANY))
    assert sorted(forwards.problems, key=repr) == sorted(backwards.problems, key=repr)
    assert {each.id for each in forwards.portfolio.records} == {
        each.id for each in backwards.portfolio.records
    }


def test_a_bad_file_takes_nothing_from_the_others() -> None:
    good = {"posts/a.yaml": POST.format("clerk"), "posts/z.yaml": POST.format("chair")}
    for bad in ("a: [", "\ta: 1\n", "a: *x\n", "a: 1\n---\nb: 2\n", "[" * 50):
        result = load_files({**good, "posts/m.yaml": bad})
        assert len(result.problems) == 1
        assert [each.id for each in result.portfolio.records] == ["clerk", "chair"]


def test_a_file_that_is_refused_gives_no_record_even_where_one_could_be_seen() -> None:
    result = load_files({"posts/a.yaml": POST.format("clerk") + "---\n" + POST.format("chair")})
    assert result.portfolio.records == ()
    assert [each.rule for each in result.problems] == ["second-document"]


def test_the_place_of_each_record_in_a_list_is_its_own() -> None:
    rows = "".join(
        f"- id: post-{n}\n  title: {{a: [1, 2]}}\n  duties: [x, y]\n  source: a\n" for n in range(5)
    )
    result = load_files({"posts/a.yaml": rows})
    assert [each.location.line for each in result.problems] == [2, 6, 10, 14, 18]
    for number, record in enumerate(result.portfolio.records):
        assert record.location(("duties", 1)) == Location(
            "records/posts/a.yaml", number * 4 + 3, 15
        )


def test_a_file_that_cannot_be_opened_is_told_and_the_rest_is_read() -> None:
    class Failing(MemorySource):
        def read(self, path: str) -> bytes:
            if path == "posts/b.yaml":
                raise PermissionError(13, "Permission denied")
            return super().read(path)

    files = {f"posts/{name}.yaml": POST.format(name) for name in "abc"}
    result = load(Failing(files))
    assert places(result.problems) == [("unreadable", "records/posts/b.yaml", 1, 1)]
    assert result.problems[0].words == {"why": "Permission denied"}
    assert [each.id for each in result.portfolio.records] == ["a", "c"]


def test_links_that_leave_or_lead_nowhere_are_told_with_their_paths(
    tree: Tree, tmp_path: Path
) -> None:
    tree.write("posts/a.yaml", POST.format("clerk"))
    (tmp_path / "outside.yaml").write_text(POST.format("spy"))
    (tree.root / "posts" / "out.yaml").symlink_to(tmp_path / "outside.yaml")
    (tree.root / "posts" / "gone.yaml").symlink_to("nowhere.yaml")
    (tree.root / "posts" / "loop.yaml").symlink_to("loop.yaml")
    result = load(FolderSource(str(tree.root)))
    assert sorted(places(result.problems)) == [
        ("leaves-register", "posts/out.yaml", 1, 1),
        ("unreadable", "posts/gone.yaml", 1, 1),
        ("unreadable", "posts/loop.yaml", 1, 1),
    ]
    assert [each.id for each in result.portfolio.records] == ["clerk"]


def test_an_empty_register_is_no_problem() -> None:
    result = load_files({})
    assert result.problems == ()
    assert result.portfolio.records == ()


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_left_as_it_was_found(was_on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        load_files({"posts/a.yaml": POST.format("clerk")})
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()


def test_each_kind_of_bad_file_is_one_problem() -> None:
    bad: dict[str, str | bytes] = {
        "anchor": "id: &x a\n",
        "tag": "id: !!str a\n",
        "tab": "\tid: a\n",
        "syntax": "id: [\n",
        "encoding": b"id: \xff\n",
        "control-character": "id: \x07\n",
        "yaml-header": "%YAML 1.1\n---\nid: a\n",
        "second-document": "id: a\n---\nid: b\n",
        "too-deep": "id: " + "[" * 30 + "]" * 30,
        "too-large": "#" * 2_000_001,
        "key-not-text": "? [a]\n: b\n",
        "empty-file": "",
        "not-a-record": "words\n",
    }
    for first, second in itertools.pairwise(bad):
        result = load_files({"posts/a.yaml": bad[first], "posts/b.yaml": bad[second]})
        assert [each.rule for each in result.problems] == [first, second]
