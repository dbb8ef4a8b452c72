"""Ids and markings beyond the examples."""

from __future__ import annotations

from tests.builders import build, count, find, load_files


def test_an_id_taken_in_another_file_and_kind_is_noticed_at_the_later_one() -> None:
    register = build(groups=[{"id": "director"}], posts=[{"id": "director"}])
    (found,) = find(register, "ST-26")
    assert found.location.path == "records/posts/posts.yaml"
    assert "already taken by the group in records/groups/groups.yaml, line 3" in found.message


def test_every_further_use_of_an_id_is_noticed() -> None:
    assert count(build(posts=[{"id": "director"}] * 3), "ST-26") == 2


def test_a_former_id_is_never_used_again() -> None:
    register = build(posts=[{"id": "head", "formerly": ["director"]}, {"id": "director"}])
    (found,) = find(register, "ST-26")
    assert found.message == "The id director once belonged to head, and ids are never reused."


def test_a_record_may_list_its_own_id_among_its_former_ones() -> None:
    assert count(build(posts=[{"id": "head", "formerly": ["head"]}]), "ST-26") == 0


def test_records_without_an_id_take_none() -> None:
    loaded = load_files({"posts/a.yaml": "- title: One\n- title: Two\n"})
    assert count(loaded.portfolio, "ST-26") == 0


def test_only_the_two_markings_together_are_wrong() -> None:
    marked = {"id": "a", "classification": "OFFICIAL-SENSITIVE"}
    assert count(build(posts=[{**marked, "audience": "public"}]), "ST-27") == 1
    assert count(build(posts=[{**marked, "audience": "partners"}]), "ST-27") == 0
    assert count(build(posts=[marked]), "ST-27") == 0
    assert count(build(posts=[{"id": "a", "audience": "public"}]), "ST-27") == 0
