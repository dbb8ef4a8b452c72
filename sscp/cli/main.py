"""The front door: quick answers first, then the program, and one boundary for errors.

Nothing heavy is imported at the top: `sscp --version` and a repeated
`sscp status` are answered before the command line library is loaded.
"""

from __future__ import annotations

import errno
import gc
import os
import sys

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""What writing a result ends with where a disk is full, or breaks."""
_REPORT = "Please report this with the command you typed; set SSCP_DEBUG=1 to see where it broke."


def main(argv: list[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the words after the program's name; those of this process when None.

    Returns:
        The exit status (`sscp.errors.ExitCode`).
    """
    words = sys.argv[1:] if argv is None else argv
    _open_what_is_closed()
    try:
        if words == ["--version"]:
            return _print_version()
        from sscp.cli.door import answer_from_cache

        answered = answer_from_cache(words)
        return _run_undisturbed(words) if answered is None else answered
    except BrokenPipeError:
        return _end_of_pipe()
    except KeyboardInterrupt:
        return 130


def _open_what_is_closed() -> None:
    """Put an empty stream in the place of one that whoever called had closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _print_version() -> int:
    from sscp import __version__

    sys.stdout.write(f"sscp {__version__}\n")
    sys.stdout.flush()
    return 0


def _end_of_pipe() -> int:
    """Whoever was reading has gone: say nothing, and keep Python from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _run_undisturbed(words: list[str]) -> int:
    """Run the command without searches for garbage: a short run makes none worth their time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return _run(words)
    finally:
        if was_on:
            gc.enable()


def _run(words: list[str]) -> int:
    """Run the command; every failure ends as one sentence and a status."""
    from typer.exceptions import Abort, TyperException

    from sscp.cli.app import app
    from sscp.cli.options import hoist_global_options
    from sscp.errors import ExitCode, SscpError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        outcome = app(
            hoist_global_options(words), prog_name="sscp", standalone_mode=False, obj=words
        )
        sys.stdout.flush()
        return int(outcome or 0)
    except SscpError as error:
        return _say(str(error), error.exit_code)
    except TyperException as error:
        text = " ".join(error.format_message().split())
        return _say(f"{text} `sscp --help` lists the commands." if text else "", ExitCode.USAGE)
    except Abort:
        return ExitCode.INTERRUPTED
    except SystemExit as ended:
        # The command line's library turns a closed pipe into an exit of its own.
        if isinstance(ended.__context__, BrokenPipeError):
            return _end_of_pipe()
        raise
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        if os.environ.get("SSCP_DEBUG"):
            raise
        return _broken(error)


def _broken(error: Exception) -> int:
    """Say what nobody foresaw; a result that finds no room on a disk is no fault of ours."""
    from sscp.errors import ExitCode

    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        _end_of_pipe()
        return _say(f"The result can't be written: {error.strerror}.", ExitCode.FAILED)
    kind = type(error).__name__
    return _say(f"Something broke inside sscp ({kind}: {error}). {_REPORT}", ExitCode.FAILED)


def _say(sentence: str, status: int) -> int:
    from sscp.cli.session import say_aside

    if sentence:
        say_aside(f"sscp: {sentence}")
    return int(status)
