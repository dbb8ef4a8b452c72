"""The book of personal addresses: a CSV file outside the register, read row by row."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path
from typing import NamedTuple

from sscp.errors import UsageError
from sscp.exchange.mail import is_address
from sscp.model.portfolio import Portfolio

BOOK = "SSCP_ADDRESS_BOOK"
"""The setting that names the book; it lies outside the register."""
_COLUMNS = ("post", "address")


class AddressBook(NamedTuple):
    """Addresses by post, and what is wrong with rows, a sentence each with its row number."""

    addresses: dict[str, str]
    troubles: tuple[str, ...] = ()


def read_address_book(root: str, portfolio: Portfolio) -> AddressBook:
    """The book that the setting names; an empty one where it names none.

    A post is found by its id, its name or words from it. A row that can't be used is told by
    its number, as a spreadsheet counts them; the others count.

    Args:
        root: the register's folder.
        portfolio: the register, in which the posts are looked up.

    Raises:
        UsageError: the book lies in the register, can't be read, or has not its two columns.
    """
    named = os.environ.get(BOOK)
    if not named:
        return AddressBook({})
    path = Path(named).resolve()
    if Path(root).resolve() in path.parents:
        raise UsageError(f"{path} lies in the register; personal addresses don't belong there.")
    addresses: dict[str, str] = {}
    troubles: list[str] = []
    for number, name, words in _rows(path):
        try:
            post, address = _read_row(portfolio, name, words)
            if post in addresses:
                raise UsageError(f"{post} has an address above")
            addresses[post] = address
        except UsageError as error:
            troubles.append(f"Row {number} of the address book: {error}.")
    return AddressBook(addresses, tuple(troubles))


def _read_row(portfolio: Portfolio, name: str, words: str) -> tuple[str, str]:
    """The post and the address of a row.

    Raises:
        UsageError: the name fits no post or several, or the words are no address.
    """
    found = portfolio.find(name, "post")
    address = parseaddr(words)[1] if "<" in words else words
    if not found:
        raise UsageError(f"there is no post {name}" if name else "it names no post")
    if len(found) > 1:
        ids = ", ".join(sorted(each.id or "" for each in found)[:5])
        raise UsageError(f"{name} fits several posts: {ids}")
    if not is_address(address):
        raise UsageError(f"{words} is no e-mail address")
    return found[0].id or "", address


def _rows(path: Path) -> Iterator[tuple[int, str, str]]:
    """The number of each row that has an address, with its post and that address."""
    rows = list(csv.reader(io.StringIO(_text(path), newline="")))
    heads = [head.strip().lower() for head in rows[0]] if rows else []
    if not set(_COLUMNS) <= set(heads):
        raise UsageError(f"The address book {path} needs the columns post and address.")
    places = [heads.index(name) for name in _COLUMNS]
    for number, row in enumerate(rows[1:], 2):
        post, address = (row[at].strip() if at < len(row) else "" for at in places)
        if address:
            yield number, post, address


def _text(path: Path) -> str:
    """What the book says; Excel on a Windows desk saves CSV in cp1252.

    Raises:
        UsageError: it is not there, or can't be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no address book {path}; the setting {BOOK} names it.") from None
    except OSError as error:
        raise UsageError(f"The address book {path} can't be read: {error.strerror}.") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
