"""Files replaced all together or not at all, whatever stops the machine on the way."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from sscp.errors import RunError
from sscp.load.pending import FOLDER, LIST, WORKSHOP, read_pending

WAIT_SECONDS = 10.0
_IGNORE = (
    "# sscp keeps its lock, drafts and unfinished writes here; none of it belongs in git.\n*\n"
)


@contextmanager
def only_writer(root: str) -> Iterator[None]:
    """Hold the register against other writers; a write that was cut off is finished first.

    Raises:
        RunError: another program holds it, or the folder cannot be written to.
    """
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(os.path.join(workshop(root), "lock"), timeout=WAIT_SECONDS)
        lock.acquire()
    except Timeout:
        raise RunError(
            "Another sscp is writing to this register and has not finished;"
            " nothing was changed, try again in a moment."
        ) from None
    except OSError as error:
        raise _no_write(root, error) from error
    try:
        finish(root)
        yield
    finally:
        lock.release()


def workshop(root: str) -> str:
    """The hidden folder for the lock, drafts and unfinished writes; made when it is missing.

    Raises:
        OSError: it cannot be made.
        RunError: it is a link that leads elsewhere.
    """
    folder = os.path.join(root, WORKSHOP)
    if link := link_within(root):
        raise RunError(
            f"Nothing was changed: {link} is a link that may lead elsewhere;"
            " `sscp doctor --repair` takes it away."
        )
    os.makedirs(folder, exist_ok=True)
    ignore = os.path.join(folder, ".gitignore")
    if not os.path.exists(ignore):
        with open(ignore, "w", encoding="utf-8") as stream:
            stream.write(_IGNORE)
    return folder


def link_within(root: str) -> str:
    """A link in the hidden folder, or in its place: no command makes one. Empty when there is none.

    Raises:
        OSError: the folder can't be read.
    """
    folder = os.path.join(root, WORKSHOP)
    if os.path.islink(folder):
        return folder
    if not os.path.isdir(folder):
        return ""
    with os.scandir(folder) as entries:
        return next((each.path for each in entries if each.is_symlink()), "")


def replace_files(root: str, files: Mapping[str, bytes | None]) -> None:
    """Give files of the register these bytes, all of them or none; None removes a file.

    The caller holds the register (`only_writer`).

    Raises:
        RunError: nothing was changed, or what was settled waits to be put in place;
            the message says which.
    """
    ready = os.path.join(root, WORKSHOP, FOLDER)
    draft = f"{ready}.unsettled"
    try:
        _check_places(root, files)
        shutil.rmtree(draft, ignore_errors=True)
        os.makedirs(draft)
        listed = {path: _lay_out(draft, number, files[path]) for number, path in enumerate(files)}
        _write(os.path.join(draft, LIST), json.dumps(listed).encode("utf-8"))
        _sync_folder(draft)
        os.replace(draft, ready)
        _sync_folder(os.path.dirname(ready))
    except OSError as error:
        raise _no_write(root, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    finish(root)


def finish(root: str) -> None:
    """Put what was settled in its place; done again after a cut, it comes to the same.

    Raises:
        RunError: a file cannot be put in its place; readers see it all the same.
    """
    ready = os.path.join(root, WORKSHOP, FOLDER)
    try:
        waiting = read_pending(root)
        if not waiting:
            return
        for path, new in waiting.items():
            _put_in_place(os.path.realpath(os.path.join(root, path)), new)
        os.remove(os.path.join(ready, LIST))
    except OSError as error:
        raise RunError(
            f"The change is saved, but {error.filename or 'a file'} can't be replaced"
            f" ({error.strerror}); the next command that writes puts it in its place."
        ) from error
    shutil.rmtree(ready, ignore_errors=True)


def put_aside(root: str) -> str:
    """Move an unfinished write whose list is damaged out of the way; where it lies now.

    The caller knows that it is damaged; no file it names is read or written.

    Raises:
        RunError: it can't be moved.
    """
    ready = os.path.join(root, WORKSHOP, FOLDER)
    number = 1
    while os.path.lexists(aside := f"{ready}-aside-{number}"):
        number += 1
    try:
        os.rename(ready, aside)
    except OSError as error:
        raise _no_write(root, error) from error
    return aside


def _put_in_place(target: str, new: str | None) -> None:
    if new is None:
        with suppress(FileNotFoundError):
            os.remove(target)
    elif os.path.exists(new):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if os.path.exists(target):
            shutil.copymode(target, new)
        os.replace(new, target)
    _sync_folder(os.path.dirname(target))


def _check_places(root: str, files: Mapping[str, bytes | None]) -> None:
    """Find out before anything is settled whether every folder can take its files."""
    for path in files:
        folder = os.path.dirname(os.path.realpath(os.path.join(root, path)))
        while not os.path.isdir(folder):
            folder = os.path.dirname(folder)
        if not os.access(folder, os.W_OK):
            raise PermissionError(13, "you may not write there", folder)


def _lay_out(folder: str, number: int, content: bytes | None) -> str | None:
    if content is None:
        return None
    name = f"{number}.new"
    _write(os.path.join(folder, name), content)
    return name


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: str) -> None:
    """Have the machine remember a rename, where it can be asked to; Windows does so by itself."""
    if os.name == "nt":
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _no_write(root: str, error: OSError) -> RunError:
    where = error.filename or root
    return RunError(
        f"Nothing was changed: {where} can't be written to ({error.strerror or error})."
    )
