"""The record reference: every kind and field, from the declarations that also check records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docs.generator.markdown import NOTICE, anchor, code_block, heading, page, table
from sscp.model.kind import AUDIENCES, COMMON_FIELDS, Field, Kind, Shape
from sscp.model.kinds.catalogue import KINDS, SETTINGS

_INTRODUCTION = """\
The register is a folder of YAML files: one folder for each kind of record, and in its
top folder the settings, `register.yaml`. A file holds one record, or a list of records
of its kind; what a file is called is up to you, as long as it ends in `.yaml`.
"""
_VALUES = """\
Values stay what you typed: `1.10`, `007` and `no` are texts where a text is wanted.
"""
_FORMS: dict[Shape, tuple[str, str]] = {
    Shape.TEXT: ("Words on one line.", "title: Share the audit findings"),
    Shape.PROSE: (
        "Paragraphs, and lists whose items begin with `-`. Nothing in it is read as markup.",
        "reasons: |-\n  Two agencies had not answered.",
    ),
    Shape.DATE: ("A calendar date, in London.", "due: 2023-05-17"),
    Shape.MONTH: ("A date, or a month or a year where no more is known.", "date: 2022-12"),
    Shape.TIME: ("A time of day.", "starts: 14:00"),
    Shape.YEAR: ("A reporting year.", "year: 2023-24"),
    Shape.FLAG: ("`true` or `false`.", "joint: true"),
    Shape.WHOLE: ("A number without a fraction.", "percent: 60"),
    Shape.NUMBER: ("A number; money is in pounds.", "amount: 1250.50"),
    Shape.INTERVAL: (
        "A length of time: years Y, months M, weeks W, days D.",
        "interval: P2M",
    ),
    Shape.CHOICE: ("One of the values listed with the field.", "status: held"),
    Shape.LINK: ("The id of another record.", "owner: business-manager"),
    Shape.SOURCE: (
        "The id of a record, then the paragraph or item if there is one.",
        "source: masa 2.1.6",
    ),
    Shape.ID: ("The record's own id.", "id: executive-group"),
    Shape.PART: ("Fields of its own, indented below it.", "minutes:\n  drafted_on: 2023-05-19"),
}


def write_page(top: Path) -> str:
    """The whole page."""
    common = [field for field in COMMON_FIELDS if field.name != "id"]
    return page(
        heading(1, "Records"),
        NOTICE,
        _INTRODUCTION,
        heading(2, "The kinds"),
        table(
            ("Kind", "Folder", "What it is"),
            (
                (f"[{kind.name}](#{anchor(kind.name)})", f"`{kind.folder}/`", kind.help)
                for kind in KINDS
            ),
        ),
        f"The settings stand [at the end of this page](#{anchor(SETTINGS.name)}).",
        heading(2, "Forms of values"),
        _VALUES,
        table(
            ("Form", "What to write", "Such as"),
            (
                (shape.value, words, f"`{example.replace(chr(10), ' ⏎ ')}`")
                for shape, (words, example) in _FORMS.items()
            ),
        ),
        "A field whose form is a *list of* something takes one item a line, each after `- `.",
        heading(2, "Fields of every kind"),
        "Besides its `id`, every record may have these. They are not repeated below.",
        *_field_tables(common, ""),
        "Who each audience is:",
        table(("Audience", "Who"), ((f"`{one.value}`", one.label) for one in AUDIENCES)),
        *(part for kind in KINDS for part in _kind_parts(kind)),
        heading(2, SETTINGS.name),
        SETTINGS.help,
        *_field_tables(SETTINGS.fields, ""),
    )


def _kind_parts(kind: Kind) -> Iterator[str]:
    shared = {field.name for field in COMMON_FIELDS} - {"id"}
    yield heading(2, kind.name)
    yield kind.help
    form = kind.id_form
    example = f"id: {form.example}"
    yield table(
        ("Folder", "Id", "Read by, unless the record says otherwise"),
        [(f"`{kind.folder}/`", f"{form.words}, such as `{form.example}`", kind.audience.value)],
    )
    yield from _field_tables([field for field in kind.fields if field.name not in shared], "")
    least = [_sample(field) for field in kind.fields if field.required and field.name != "id"]
    yield "At the least:"
    yield code_block("\n".join([example, *least]), "yaml")


def _field_tables(fields: list[Field] | tuple[Field, ...], above: str) -> Iterator[str]:
    """The table of some fields, then one for each group of fields inside them."""
    if above:
        yield f"Inside `{above}`:"
    yield table(
        ("Field", "Form", "Needed", "What it says"),
        (
            (f"`{field.name}`", _form(field), "yes" if field.required else "", field.help)
            for field in fields
        ),
    )
    for field in fields:
        if field.shape is Shape.PART:
            yield from _field_tables(field.fields, f"{above}.{field.name}" if above else field.name)


def _form(field: Field) -> str:
    """The form of a field in words, with what is allowed in it."""
    words = field.shape.value
    if field.shape is Shape.CHOICE:
        allowed = ", ".join(f"`{one.value}` ({one.label})" for one in field.choices)
        words = f"one of {allowed}"
    elif field.shape is Shape.LINK:
        named = " or ".join(f"[{name}](#{anchor(name)})" for name in field.links)
        words = f"link to {named or 'any record'}"
    elif field.least:
        words = f"{words}, {field.least} or above"
    many = field.many and field.shape is not Shape.SOURCE
    return f"list of: {words}" if many else words


def _sample(field: Field) -> str:
    """A line that shows how a needed field is written."""
    lead = "  - " if field.many and field.shape is not Shape.SOURCE else "  "
    if field.shape is Shape.PART:
        inner = [_sample(one) for one in field.fields if one.required]
        body = "\n".join(f"    {line}" for text in inner for line in text.split("\n"))
        return f"{field.name}:\n{lead}{body.lstrip()}" if field.many else f"{field.name}:\n{body}"
    value = _sample_value(field)
    if field.shape is Shape.PROSE:
        return f"{field.name}: {value}"
    return f"{field.name}:\n{lead}{value}" if lead == "  - " else f"{field.name}: {value}"


def _sample_value(field: Field) -> str:
    """A value of the right form."""
    if field.shape is Shape.CHOICE:
        return field.choices[0].value
    if field.shape is Shape.LINK:
        return _sample_id(field.links[0] if field.links else "group")
    if field.shape in (Shape.TEXT, Shape.PROSE):
        return "..."
    _, example = _FORMS[field.shape]
    return example.partition(": ")[2]


def _sample_id(kind_name: str) -> str:
    return next((kind.id_form.example for kind in KINDS if kind.name == kind_name), "masa")
