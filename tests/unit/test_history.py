"""Reading a register as git had it: which commit is meant, and which files it holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sscp.errors import ExitCode, RunError, SscpError, UsageError
from sscp.history import GitSource, open_history
from sscp.load.loader import load
from sscp.load.parse import LONGEST_FILE_BYTES
from sscp.load.source import FolderSource, Unreadable
from tests.repositories import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "work")


def read(repository: Repository, asked: date | str, folder: str = "") -> GitSource:
    return open_history(str(repository.top / folder), given=False, asked=asked)


def name_in(source: GitSource) -> str:
    settings = load(source).portfolio.settings
    return (settings.text("name") if settings else None) or ""


def refusal(repository: Repository, asked: date | str, folder: str = "") -> SscpError:
    with pytest.raises(SscpError) as caught:
        read(repository, asked, folder)
    return caught.value


# Which commit


def test_a_day_means_the_last_commit_by_its_end(repository: Repository) -> None:
    repository.name_register("Monday", "2023-10-02T09:00:00+01:00")
    noon = repository.name_register("Tuesday noon", "2023-10-03T12:00:00+01:00")
    night = repository.name_register("Tuesday night", "2023-10-03T23:59:59+01:00")
    repository.name_register("Wednesday", "2023-10-04T00:00:00+01:00")
    assert read(repository, date(2023, 10, 2)).moment.committed_on == date(2023, 10, 2)
    assert name_in(read(repository, date(2023, 10, 3))) == "Tuesday night"
    assert read(repository, date(2023, 10, 3)).moment.commit == night != noon
    assert name_in(read(repository, date(2023, 10, 4))) == "Wednesday"
    assert name_in(read(repository, date(2030, 1, 1))) == "Wednesday"


def test_a_day_without_a_commit_keeps_its_own_date(repository: Repository) -> None:
    commit = repository.name_register("Monday", "2023-10-02T09:00:00+01:00")
    moment = read(repository, date(2023, 10, 5)).moment
    assert moment == (date(2023, 10, 5), commit, date(2023, 10, 2))


@pytest.mark.parametrize(
    ("committed", "day_in_london"),
    [
        ("2023-07-01T22:59:59+00:00", date(2023, 7, 1)),
        ("2023-07-01T23:30:00+00:00", date(2023, 7, 2)),
        ("2023-12-01T23:30:00+00:00", date(2023, 12, 1)),
        ("2023-12-01T20:30:00-05:00", date(2023, 12, 2)),
        ("2023-12-02T08:00:00+10:00", date(2023, 12, 1)),
    ],
)
def test_days_are_londons_whatever_the_zone_of_the_commit(
    repository: Repository, committed: str, day_in_london: date
) -> None:
    repository.name_register("First", "2023-01-02T09:00:00+00:00")
    repository.name_register("Second", committed)
    before = date.fromordinal(day_in_london.toordinal() - 1)
    assert name_in(read(repository, before)) == "First"
    assert name_in(read(repository, day_in_london)) == "Second"
    assert read(repository, "HEAD").moment.date == day_in_london


def test_what_a_merge_brought_in_counts_from_the_merge(repository: Repository) -> None:
    repository.name_register("Main", "2023-09-01T09:00:00+01:00")
    repository.git("checkout", "--quiet", "-b", "proposal")
    repository.name_register("Proposal", "2023-09-05T09:00:00+01:00")
    repository.git("checkout", "--quiet", "main")
    merging = ("merge", "--quiet", "--no-ff", "--no-edit", "proposal")
    repository.git(*merging, at="2023-09-20T09:00:00+01:00")
    assert name_in(read(repository, date(2023, 9, 19))) == "Main"
    assert name_in(read(repository, date(2023, 9, 20))) == "Proposal"
    assert name_in(read(repository, "proposal")) == "Proposal"


@pytest.mark.parametrize("main_branch", ["main", "master"])
def test_the_main_line_is_read_while_another_branch_is_checked_out(
    tmp_path: Path, main_branch: str
) -> None:
    repository = Repository(tmp_path / "work", main_branch)
    repository.name_register("Main", "2023-09-01T09:00:00+01:00")
    repository.git("checkout", "--quiet", "-b", "proposal")
    repository.name_register("Proposal", "2023-09-02T09:00:00+01:00")
    assert name_in(read(repository, date(2023, 9, 30))) == "Main"


def test_without_main_or_master_the_branch_checked_out_is_the_main_line(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "work", "trunk")
    repository.name_register("Trunk", "2023-09-01T09:00:00+01:00")
    assert name_in(read(repository, date(2023, 9, 30))) == "Trunk"


def test_commit_dates_that_run_backwards_are_told(repository: Repository) -> None:
    repository.name_register("December", "2023-12-01T09:00:00+00:00")
    backdated = repository.name_register("Backdated", "2023-09-01T09:00:00+01:00")
    found = read(repository, date(2023, 10, 1))
    assert found.moment.commit == backdated
    assert found.warning == (
        f"The commit dates run backwards: commit {backdated[:7]} of 1 September 2023"
        " follows one of 1 December 2023."
    )
    assert read(repository, date(2023, 12, 1)).warning == ""


@pytest.mark.parametrize("revision", ["HEAD~1", "v1", "annotated", "main^", ":/the first"])
def test_any_name_of_a_commit_will_do(repository: Repository, revision: str) -> None:
    first = repository.name_register("First", "2023-09-01T09:00:00+01:00")
    repository.git("commit", "--amend", "--quiet", "--message=the first")
    first = repository.git("rev-parse", "HEAD")
    repository.git("tag", "v1")
    repository.git("tag", "--annotate", "--message=x", "annotated")
    repository.name_register("Second", "2023-09-02T09:00:00+01:00")
    assert read(repository, revision).moment.commit == first
    assert read(repository, first[:9]).moment.commit == first


@pytest.mark.parametrize(
    "words",
    ["nowhere", "--all", "-h", "--output=written", "", "HEAD:records", "HEAD~1..HEAD", "a\nb"],
)
def test_what_names_no_commit_is_wrong_usage_and_no_option_of_git(
    repository: Repository, words: str
) -> None:
    repository.name_register("First", "2023-09-01T09:00:00+01:00")
    repository.name_register("Second", "2023-09-02T09:00:00+01:00")
    before = sorted(repository.top.iterdir())
    said = refusal(repository, words)
    assert said.exit_code == ExitCode.USAGE
    assert "names no date and no commit" in str(said)
    assert "\n" not in str(said)
    assert sorted(repository.top.iterdir()) == before


def test_a_branch_whose_name_looks_like_an_option_is_never_reached(repository: Repository) -> None:
    commit = repository.name_register("First", "2023-09-01T09:00:00+01:00")
    repository.git("update-ref", "refs/heads/--all", commit)
    assert isinstance(refusal(repository, "--all"), UsageError)
    assert read(repository, "refs/heads/--all").moment.commit == commit


def test_a_day_before_the_first_commit_says_when_that_was(repository: Repository) -> None:
    repository.name_register("First", "2023-09-01T09:00:00+01:00")
    said = refusal(repository, date(2023, 8, 31))
    assert said.exit_code == ExitCode.USAGE
    assert str(said) == (
        "Nothing had been committed by 31 August 2023: the first commit is of 1 September 2023."
        " Ask for that day or a later one."
    )


def test_a_shallow_clone_says_that_it_lacks_the_rest(
    repository: Repository, tmp_path: Path
) -> None:
    repository.name_register("First", "2023-09-01T09:00:00+01:00")
    repository.name_register("Second", "2023-10-01T09:00:00+01:00")
    repository.git("clone", "--quiet", "--depth=1", repository.top.as_uri(), str(tmp_path / "copy"))
    said = refusal(Repository(tmp_path / "copy"), date(2023, 9, 15))
    assert "holds the history from 1 October 2023 on only" in str(said)
    assert "--unshallow" in str(said)


def test_a_repository_without_a_commit_says_so(repository: Repository) -> None:
    assert "no commit yet" in str(refusal(repository, date(2023, 9, 1)))


def test_a_folder_outside_any_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="is in no git repository") as caught:
        open_history(str(tmp_path), given=True, asked="HEAD")
    assert caught.value.exit_code == ExitCode.FAILED


def test_a_repository_of_another_user_is_refused_in_gits_words(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.name_register("First", "2023-09-01T09:00:00+01:00")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = refusal(repository, "HEAD")
    assert said.exit_code == ExitCode.FAILED
    assert "dubious ownership" in str(said)
    assert "safe.directory" in str(said)
    assert "\n" not in str(said)


def test_a_replaced_commit_is_read_as_it_was_committed(repository: Repository) -> None:
    first = repository.name_register("First", "2023-09-01T09:00:00+01:00")
    second = repository.name_register("Second", "2023-09-02T09:00:00+01:00")
    repository.git("replace", second, first)
    assert name_in(read(repository, second)) == "Second"


def test_a_hook_of_another_repository_does_not_change_what_is_read(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.name_register("Here", "2023-09-01T09:00:00+01:00")
    other = Repository(tmp_path / "other")
    other.name_register("There", "2023-09-01T09:00:00+01:00")
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    assert name_in(read(repository, "HEAD")) == "Here"


# Which register


def test_a_register_deleted_since_is_still_found(repository: Repository) -> None:
    repository.name_register("Gone", "2023-09-01T09:00:00+01:00")
    repository.git("rm", "--quiet", "-r", "records")
    repository.commit("2023-10-01T09:00:00+01:00")
    assert not (repository.top / "records").exists()
    assert name_in(read(repository, date(2023, 9, 1))) == "Gone"
    given = open_history(str(repository.top / "records"), given=True, asked=date(2023, 9, 1))
    assert name_in(given) == "Gone"
    said = refusal(repository, date(2023, 10, 1))
    assert said.exit_code == ExitCode.USAGE
    assert "There was no register here or in any folder above on 1 October 2023" in str(said)
    assert "register.yaml" in str(said)


def test_a_register_that_came_later_is_not_there_yet(repository: Repository) -> None:
    repository.write("README", "x")
    repository.commit("2023-09-01T09:00:00+01:00")
    repository.name_register("Later", "2023-10-01T09:00:00+01:00")
    start = str(repository.top / "records")
    with pytest.raises(UsageError, match=r"There was no register in .*records on 1 September 2023"):
        open_history(start, given=True, asked=date(2023, 9, 1))


@pytest.mark.parametrize("start", ["", "records", "records/groups", "papers"])
def test_the_register_is_found_from_any_folder_of_the_repository(
    repository: Repository, start: str
) -> None:
    repository.write("records/groups/a.yaml", "id: a\n").write("papers/note.txt", "x")
    repository.name_register("Here", "2023-09-01T09:00:00+01:00")
    source = read(repository, "HEAD", start)
    assert (source.root, source.prefix) == (str(repository.top / "records"), "records/")
    assert source.paths() == (["groups/a.yaml", "register.yaml"], [])


def test_nothing_above_a_folder_that_was_named_is_tried(repository: Repository) -> None:
    repository.write("papers/note.txt", "x")
    repository.name_register("Here", "2023-09-01T09:00:00+01:00")
    with pytest.raises(UsageError):
        open_history(str(repository.top / "papers"), given=True, asked="HEAD")


def test_a_register_may_fill_the_whole_repository(repository: Repository) -> None:
    repository.write("groups/a.yaml", "id: a\n")
    repository.name_register("Top", "2023-09-01T09:00:00+01:00", folder=".")
    source = read(repository, "HEAD")
    assert (source.root, source.prefix) == (str(repository.top), "")
    assert source.paths() == (["groups/a.yaml", "register.yaml"], [])


# Which files


def test_a_commit_gives_the_same_files_as_the_folder_it_was_made_from(
    repository: Repository,
) -> None:
    repository.write("records/posts/b.yaml", "id: b\n").write("records/groups/z.yml", "id: z\n")
    repository.write("records/posts/a/c.yaml", "id: ü\n").write("records/posts/notes.md", "x")
    repository.write("records/.hidden.yaml", "id: h\n").write("records/posts/.swap.yaml", "x")
    repository.write("records/templates/t.yaml", "x").write("records/posts/templates/k.yaml", "x")
    repository.write("records/.old/x.yaml", "x").write("records-2/y.yaml", "x")
    repository.name_register("Here", "2023-09-01T09:00:00+01:00")
    folder, commit = FolderSource(str(repository.top / "records")), read(repository, "HEAD")
    assert commit.paths() == folder.paths()
    assert commit.prefix == folder.prefix
    for path in folder.paths()[0]:
        assert commit.read(path) == folder.read(path)


def test_what_was_changed_since_is_not_seen(repository: Repository) -> None:
    repository.name_register("Committed", "2023-09-01T09:00:00+01:00")
    repository.write("records/register.yaml", "name: Changed\n")
    repository.write("records/groups/new.yaml", "id: new\n")
    source = read(repository, "HEAD")
    assert name_in(source) == "Committed"
    assert source.paths() == (["register.yaml"], [])
    with pytest.raises(OSError, match="no such file"):
        source.read("groups/new.yaml")


def test_links_and_repositories_within_are_refused(repository: Repository) -> None:
    commit = repository.name_register("Here", "2023-09-01T09:00:00+01:00")
    link = repository.git("hash-object", "-w", "--stdin", given="../../etc/passwd")
    for mode, identity, path in (
        ("120000", link, "records/posts/out.yaml"),
        ("120000", link, "records/posts/folder"),
        ("120000", link, "records/.hidden"),
        ("160000", commit, "records/groups/other"),
    ):
        repository.git("update-index", "--add", "--cacheinfo", f"{mode},{identity},{path}")
    repository.git("commit", "--quiet", "--message=links")
    found, refused = read(repository, "HEAD").paths()
    assert found == ["register.yaml"]
    assert sorted(refused) == [
        Unreadable("groups/other", "leaves-register", ""),
        Unreadable("posts/folder", "leaves-register", ""),
        Unreadable("posts/out.yaml", "leaves-register", ""),
    ]


def test_a_name_that_no_screen_can_show_is_refused_and_masked(repository: Repository) -> None:
    repository.name_register("Here", "2023-09-01T09:00:00+01:00")
    file = repository.git("rev-parse", "HEAD:records/register.yaml")
    names = ("a\x1b[31m.yaml", "\udcff.yaml", "new\nline.yaml")
    rows = "".join(f"100644 {file}\trecords/posts/{name}\0" for name in names)
    repository.git("update-index", "-z", "--index-info", given=rows)
    repository.git("commit", "--quiet", "--message=names")
    found, refused = read(repository, "HEAD").paths()
    assert found == ["register.yaml"]
    assert sorted((each.path, each.rule) for each in refused) == [
        ("posts/?.yaml", "unreadable"),
        ("posts/a?[31m.yaml", "unreadable"),
        ("posts/new?line.yaml", "unreadable"),
    ]


def test_a_huge_file_is_cut_just_past_the_limit_and_the_next_one_is_whole(
    repository: Repository,
) -> None:
    huge = "x" * (3 * LONGEST_FILE_BYTES)
    repository.write("records/a.yaml", huge).write("records/b.yaml", "id: b\n")
    repository.write("records/c.yaml", "").write("records/d.yaml", "x" * LONGEST_FILE_BYTES)
    repository.name_register("Here", "2023-09-01T09:00:00+01:00")
    source = read(repository, "HEAD")
    assert len(source.read("a.yaml")) == LONGEST_FILE_BYTES + 1
    assert source.read("b.yaml") == b"id: b\n"
    assert source.read("c.yaml") == b""
    assert len(source.read("d.yaml")) == LONGEST_FILE_BYTES
    assert source.read("b.yaml") == b"id: b\n"


def test_a_content_that_git_has_lost_is_a_problem_of_that_file_alone(
    repository: Repository,
) -> None:
    repository.write("records/groups/a.yaml", "id: lost\n").write("records/groups/b.yaml", "id: b")
    repository.name_register("Here", "2023-09-01T09:00:00+01:00")
    lost = repository.git("rev-parse", "HEAD:records/groups/a.yaml")
    (repository.top / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    result = load(read(repository, "HEAD"))
    assert [record.id for record in result.portfolio.records] == ["b"]
    problem = next(each for each in result.problems if each.rule == "unreadable")
    assert problem.location.path == "records/groups/a.yaml"
    assert problem.words == {"why": "git does not hold its content"}
