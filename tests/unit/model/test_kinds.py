"""The declarations of all kinds, and the schema derived from each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from sscp.model.kind import (
    COMMON_FIELDS,
    Audience,
    Choice,
    Field,
    Kind,
    Shape,
    declare,
    serial,
    text,
)
from sscp.model.kinds.catalogue import BY_FOLDER, BY_NAME, KINDS, SETTINGS, find_kind
from sscp.model.schema import DIALECT, field_schema, file_schema, record_schema
from tests.builders import load_files

EVERY = pytest.mark.parametrize("kind", [*KINDS, SETTINGS], ids=lambda kind: kind.name)
SAMPLES: dict[Shape, Any] = {
    Shape.TEXT: "some words",
    Shape.PROSE: "A paragraph.\n\n- a point\n",
    Shape.DATE: "2023-05-17",
    Shape.MONTH: "2023-05",
    Shape.TIME: "14:00",
    Shape.YEAR: "2023-24",
    Shape.FLAG: True,
    Shape.WHOLE: 1,
    Shape.NUMBER: 12.5,
    Shape.INTERVAL: "P2M",
    Shape.LINK: "clerk",
    Shape.SOURCE: "masa 1.1",
}


def walk(fields: tuple[Field, ...], path: str = "") -> Iterator[tuple[str, Field]]:
    """Every field of a table and of the groups within it."""
    for field in fields:
        yield f"{path}{field.name}", field
        yield from walk(field.fields, f"{path}{field.name}.")


def sample(field: Field, kind: Kind, full: bool) -> Any:
    """A value that the field accepts."""
    if field.shape is Shape.ID:
        return kind.id_form.example
    if field.shape is Shape.CHOICE:
        value: Any = field.choices[0].value
    elif field.shape is Shape.PART:
        value = sample_table(field.fields, kind, full)
    else:
        value = SAMPLES[field.shape]
    return [value] if field.many else value


def sample_table(fields: tuple[Field, ...], kind: Kind, full: bool) -> dict[str, Any]:
    """A table with every field, or only with those it must have."""
    return {field.name: sample(field, kind, full) for field in fields if full or field.required}


def is_valid(schema: dict[str, Any], value: object) -> bool:
    return jsonschema_rs.validator_for(schema, validate_formats=True).is_valid(value)


@EVERY
def test_the_schema_of_a_kind_is_json_schema_2020_12(kind: Kind) -> None:
    schema = file_schema(kind)
    assert schema["$schema"] == DIALECT == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(schema)


@EVERY
def test_a_record_with_only_what_it_must_have_is_valid(kind: Kind) -> None:
    record = sample_table(kind.fields, kind, full=False)
    assert is_valid(record_schema(kind), record)
    for name in record:
        lacking = {key: value for key, value in record.items() if key != name}
        assert not is_valid(record_schema(kind), lacking), name


@EVERY
def test_a_record_with_every_field_is_valid(kind: Kind) -> None:
    assert is_valid(record_schema(kind), sample_table(kind.fields, kind, full=True))


@EVERY
def test_a_file_may_hold_one_record_or_a_list(kind: Kind) -> None:
    record = sample_table(kind.fields, kind, full=False)
    assert is_valid(file_schema(kind), record)
    assert is_valid(file_schema(kind), [record, record])
    assert not is_valid(file_schema(kind), [record, {**record, "no_such_field": 1}])
    assert not is_valid(file_schema(kind), {**record, "no_such_field": 1})
    assert not is_valid(file_schema(kind), "words")


@EVERY
def test_the_example_of_an_id_has_the_form_it_shows(kind: Kind) -> None:
    assert re.fullmatch(kind.id_form.pattern, kind.id_form.example)
    assert kind.id_form.words


@EVERY
def test_no_id_can_be_a_path_an_option_or_hold_blanks(kind: Kind) -> None:
    for bad in ("../x", "a/b", "-x", "--help", "a b", "", ".", "a\\b", "A;b", "a\n", "\u00e9"):
        assert not re.fullmatch(kind.id_form.pattern, bad), bad
        assert not is_valid(field_schema(kind.fields[0], kind.id_form.pattern), bad), bad


@EVERY
def test_every_link_leads_to_kinds_that_there_are(kind: Kind) -> None:
    for path, field in walk(kind.fields):
        assert set(field.links) <= BY_NAME.keys(), path
        assert not field.links or field.shape is Shape.LINK, path


@EVERY
def test_every_field_says_what_it_is_for(kind: Kind) -> None:
    assert kind.help.endswith(".")
    for path, field in walk(kind.fields):
        assert field.help.strip().endswith("."), path
        assert field.help[0].isupper(), path


@EVERY
def test_no_table_has_a_field_twice(kind: Kind) -> None:
    def names(fields: tuple[Field, ...]) -> None:
        found = [field.name for field in fields]
        assert len(found) == len(set(found))
        for field in fields:
            names(field.fields)

    names(kind.fields)


@EVERY
def test_field_names_are_small_letters_and_underscores(kind: Kind) -> None:
    for path, field in walk(kind.fields):
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", field.name), path


@EVERY
def test_choices_and_groups_are_never_empty(kind: Kind) -> None:
    for path, field in walk(kind.fields):
        assert bool(field.choices) == (field.shape is Shape.CHOICE), path
        assert bool(field.fields) == (field.shape is Shape.PART), path
        values = [choice.value for choice in field.choices]
        assert len(values) == len(set(values)), path
        assert all(choice.label for choice in field.choices), path


@EVERY
def test_the_field_that_titles_a_record_is_one_it_has(kind: Kind) -> None:
    field = kind.field(kind.title_field)
    assert field is not None
    assert not field.many


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_the_common_fields_and_begins_with_its_id(kind: Kind) -> None:
    assert kind.fields[0] == COMMON_FIELDS[0]
    assert set(COMMON_FIELDS) <= set(kind.fields)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_kind_is_public_unless_a_record_says_so(kind: Kind) -> None:
    assert kind.audience is not Audience.PUBLIC


def test_names_and_folders_belong_to_one_kind_each() -> None:
    assert len(BY_NAME) == len(BY_FOLDER) == len(KINDS)
    assert SETTINGS.name not in BY_NAME
    for kind in KINDS:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.folder)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_is_found_by_any_of_its_names(kind: Kind) -> None:
    for words in (kind.name, kind.plural, kind.folder, kind.folder.upper(), f" {kind.plural} "):
        assert find_kind(words) is kind
    assert find_kind(kind.folder.replace("-", "_")) is kind


def test_words_that_name_no_kind_find_none() -> None:
    for words in ("", "register", "settings", "actionss", "act"):
        assert find_kind(words) is None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_records_of_a_kind_are_read_from_its_folder(kind: Kind) -> None:
    record = sample_table(kind.fields, kind, full=True)
    result = load_files({f"{kind.folder}/x.yaml": json.dumps(record)})
    assert result.problems == ()
    assert result.portfolio.of_kind(kind.name)[0].id == kind.id_form.example


def test_a_text_may_be_written_as_a_number_and_a_choice_of_digits_too() -> None:
    assert is_valid(field_schema(text("ref", "The ref.")), 1.1)
    field = Field("n", Shape.CHOICE, "A number.", choices=(Choice("1", "One"), Choice("x", "X")))
    assert field_schema(field)["enum"] == ["1", "x", 1]


def test_a_list_is_asked_for_where_a_field_holds_many() -> None:
    schema = field_schema(text("duties", "The duties.", many=True))
    assert is_valid(schema, ["a", "b"])
    assert not is_valid(schema, [])
    assert not is_valid(schema, "a")
    assert not is_valid(schema, ["a", ""])
    assert not is_valid(schema, ["a", None])


def test_serial_ids_hold_a_year_and_a_number_of_a_least_width() -> None:
    form = serial("RR", 2)
    assert form.example == "RR-2023-01"
    for good in ("RR-2024-03", "RR-2024-103"):
        assert re.fullmatch(form.pattern, good)
    for bad in ("RR-24-03", "RR-2024-3", "rr-2024-03", "RR-2024-", "XRR-2024-03", "RR-2024-03a"):
        assert not re.fullmatch(form.pattern, bad)


def test_a_label_stands_for_an_allowed_value_and_any_other_value_for_itself() -> None:
    field = Field("form", Shape.CHOICE, "The form.", choices=(Choice("a", "First"),))
    assert field.label_of("a") == "First"
    assert field.label_of("b") == "b"
    assert field.label_of(5) == "5"


def test_a_declaration_takes_its_folder_from_its_plural_and_puts_its_fields_after_the_id() -> None:
    kind = declare("odd thing", "odd things", "A thing.", text("title", "The title."))
    assert kind.folder == "odd-things"
    assert [field.name for field in kind.fields[:3]] == ["id", "title", "formerly"]
    assert kind.audience is Audience.PARTNERS
    assert kind.field("title") is kind.fields[1]
    assert kind.field("nothing") is None
