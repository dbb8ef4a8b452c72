"""How a kind of record is declared: one table of fields that everything else derives from.

Validation, the JSON Schema, the record reference page and the help inside
messages all read these tables. Nothing about a field is written anywhere else.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Shape(Enum):
    """The form a field's value takes in a file."""

    TEXT = "text"
    PROSE = "long text"
    DATE = "date"
    MONTH = "month"
    TIME = "time of day"
    YEAR = "reporting year"
    FLAG = "yes or no"
    WHOLE = "whole number"
    NUMBER = "number"
    INTERVAL = "interval"
    CHOICE = "choice"
    LINK = "link"
    SOURCE = "source"
    ID = "id"
    PART = "group of fields"


class Audience(Enum):
    """Who may read a record, from the widest circle to the narrowest."""

    PUBLIC = "public"
    PARTNERS = "partners"
    EXECUTIVE = "executive"
    LEAD_PARTNERS = "lead-partners"


class Choice(NamedTuple):
    """One allowed value with the label a reader sees."""

    value: str
    label: str


class Field(NamedTuple):
    """One field of a kind.

    `many` makes the value a list of the shape. `links` names the kinds that a
    link may point to (empty: any kind). `fields` holds the inner table of a
    group of fields.
    """

    name: str
    shape: Shape
    help: str
    required: bool = False
    many: bool = False
    choices: tuple[Choice, ...] = ()
    links: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    least: int | None = None

    def label_of(self, value: object) -> str:
        """The plain-English label of an allowed value; the value itself when it is not one."""
        for choice in self.choices:
            if choice.value == value:
                return choice.label
        return str(value)


class IdForm(NamedTuple):
    """The form the ids of a kind take: a pattern (whole match) and an example to show."""

    pattern: str
    example: str
    words: str


class Kind(NamedTuple):
    """A kind of record: its name, folder, id form, default audience and fields.

    `title_field` names the field that serves as a record's title on screen.
    """

    name: str
    plural: str
    folder: str
    help: str
    id_form: IdForm
    audience: Audience
    title_field: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        for field in self.fields:
            if field.name == name:
                return field
        return None


SLUG = IdForm(
    r"[a-z0-9]+(-[a-z0-9]+)*",
    "executive-group",
    "small letters, digits and single hyphens",
)


def serial(prefix: str, width: int) -> IdForm:
    """Ids that count happenings within a year, such as ACT-2023-014."""
    number = "1".zfill(width)
    return IdForm(
        rf"{prefix}-[0-9]{{4}}-[0-9]{{{width},}}",
        f"{prefix}-2023-{number}",
        f"{prefix}, the year and a number of at least {width} digits",
    )


def text(name: str, help: str, required: bool = False, many: bool = False) -> Field:
    """A short text on one line."""
    return Field(name, Shape.TEXT, help, required, many)


def prose(name: str, help: str, required: bool = False) -> Field:
    """Long text: plain paragraphs and `-` lists, never markup."""
    return Field(name, Shape.PROSE, help, required)


def date(name: str, help: str, required: bool = False, many: bool = False) -> Field:
    """A calendar date (Europe/London), written 2023-05-17."""
    return Field(name, Shape.DATE, help, required, many)


def month(name: str, help: str, required: bool = False) -> Field:
    """A date known to the month (2022-12) or the year (2019), or a full date."""
    return Field(name, Shape.MONTH, help, required)


def time(name: str, help: str) -> Field:
    """A time of day, written 14:00."""
    return Field(name, Shape.TIME, help)


def year(name: str, help: str, required: bool = False) -> Field:
    """A reporting year, written 2023-24."""
    return Field(name, Shape.YEAR, help, required)


def flag(name: str, help: str, required: bool = False) -> Field:
    """True or false."""
    return Field(name, Shape.FLAG, help, required)


def whole(name: str, help: str, required: bool = False, least: int = 0) -> Field:
    """A whole number, `least` or above (inclusive)."""
    return Field(name, Shape.WHOLE, help, required, least=least)


def number(name: str, help: str, required: bool = False) -> Field:
    """A decimal number; sums of money are in pounds."""
    return Field(name, Shape.NUMBER, help, required)


def interval(name: str, help: str) -> Field:
    """A length of time such as P2M (two months), P1Y, P15D."""
    return Field(name, Shape.INTERVAL, help)


def one_of(
    name: str,
    choices: tuple[Choice, ...],
    help: str,
    required: bool = False,
    many: bool = False,
) -> Field:
    """A value from a fixed list."""
    return Field(name, Shape.CHOICE, help, required, many, choices=choices)


def link(name: str, to: str, help: str, required: bool = False) -> Field:
    """The id of another record; `to` lists the kinds it may be, separated by blanks."""
    return Field(name, Shape.LINK, help, required, links=tuple(to.split()))


def links(name: str, to: str, help: str, required: bool = False) -> Field:
    """A list of ids of other records."""
    return Field(name, Shape.LINK, help, required, many=True, links=tuple(to.split()))


def part(name: str, help: str, *fields: Field, required: bool = False) -> Field:
    """One inner group of fields."""
    return Field(name, Shape.PART, help, required, fields=fields)


def rows(name: str, help: str, *fields: Field, required: bool = False) -> Field:
    """A list of inner groups of fields."""
    return Field(name, Shape.PART, help, required, many=True, fields=fields)


CLASSIFICATIONS = (
    Choice("OFFICIAL", "Official"),
    Choice("OFFICIAL-SENSITIVE", "Official-sensitive"),
)
AUDIENCES = (
    Choice("public", "Anyone"),
    Choice("partners", "The safeguarding partners and relevant agencies"),
    Choice("executive", "The executive and the lead partners"),
    Choice("lead-partners", "The lead partners"),
)

COMMON_FIELDS: tuple[Field, ...] = (
    Field(
        "id",
        Shape.ID,
        "The record's name for ever: never changed by hand, never used again.",
        required=True,
    ),
    text("formerly", "Ids this record had before; they keep leading here.", many=True),
    Field(
        "source",
        Shape.SOURCE,
        "Where the record comes from: the id of a document, meeting, review or other"
        " record, then the paragraph or item if there is one, such as `masa 2.1.6`.",
        required=True,
        many=True,
    ),
    flag(
        "illustrative",
        "True for an invented example; every screen and page then says so.",
    ),
    one_of(
        "classification",
        CLASSIFICATIONS,
        "The protective marking; OFFICIAL when nothing is said.",
    ),
    one_of(
        "audience",
        AUDIENCES,
        "Who may read the record; when nothing is said, the kind's default.",
    ),
    prose("notes", "Anything a reader should know that has no field of its own."),
)
"""Fields that every kind has, before or after its own."""


def declare(
    name: str,
    plural: str,
    help: str,
    *fields: Field,
    id_form: IdForm = SLUG,
    audience: Audience = Audience.PARTNERS,
    title_field: str = "title",
    folder: str = "",
) -> Kind:
    """Declare a kind: its own fields follow the id and come before the other common ones."""
    return Kind(
        name,
        plural,
        folder or plural.replace(" ", "-"),
        help,
        id_form,
        audience,
        title_field,
        (COMMON_FIELDS[0], *fields, *COMMON_FIELDS[1:]),
    )
