"""Checking: validate, rules, explain, schema."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from sscp.cli.session import Session
from sscp.errors import ExitCode, RunError, SscpError, UsageError
from sscp.model.finding import Severity
from sscp.model.kinds.catalogue import KINDS, SETTINGS, find_kind
from sscp.model.portfolio import Portfolio
from sscp.model.schema import file_schema
from sscp.render import findings, lookup, machine
from sscp.render.clocks import clock_page_lines
from sscp.rules.catalogue import RULES, find_rule
from sscp.rules.rule import Rule
from sscp.rules.runner import CheckResult
from sscp.views.clocks import find_clock, typed_ref, view_clock


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (validate, rules, explain, schema):
        app.command()(command)


def validate(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATHS]", help="Show findings of these files or folders only."),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(metavar="SEVERITY", help="End with status 1 from here on: error or warning."),
    ] = "error",
) -> int:
    """Check every record: shape, links and the rules of governance."""
    session: Session = context.obj
    session.require_format("text", "json")
    if fail_on not in ("error", "warning"):
        raise UsageError(f"--fail-on cannot be {fail_on}; it can be: error, warning.")
    session.reads_every_file = True
    result = session.checked
    if paths:
        result = _narrow(session, result, paths)
    session.emit(
        lambda: findings.check_lines(result, _source_line(session), session.quiet),
        lambda: machine.check_json(result, session.as_of),
    )
    session.note(findings.check_summary(result))
    bad = result.count(Severity.ERROR)
    if fail_on == "warning":
        bad += result.count(Severity.WARNING)
    return int(ExitCode.FINDINGS if bad else ExitCode.FINE)


def _narrow(session: Session, result: CheckResult, paths: list[str]) -> CheckResult:
    """The findings of some files; every rule has still looked at the whole register."""
    home = Path(session.source.root)
    wanted = []
    for path in paths:
        found = Path(path).resolve()
        if session.moment is None and not found.exists():
            raise UsageError(f"There is no file or folder {path}.")
        if found != home and home not in found.parents:
            raise UsageError(f"{path} does not lie in the register {home}.")
        below = found.relative_to(home).as_posix()
        if session.moment is not None and not _was_there(session, below):
            raise UsageError(f"There was no file or folder {path} then.")
        wanted.append("" if below == "." else session.source.prefix + below)

    def is_wanted(path: str) -> bool:
        return any(not want or path == want or path.startswith(want + "/") for want in wanted)

    return result._replace(
        findings=tuple(row for row in result.findings if is_wanted(row.location.path)),
        not_checked=tuple(row for row in result.not_checked if is_wanted(row.what)),
    )


def _was_there(session: Session, below: str) -> bool:
    """True when a file or a folder stood in the register at the commit that is read."""
    files, refused = session.source.paths()
    held = (*files, *(each.path for each in refused))
    return below == "." or any(path == below or path.startswith(f"{below}/") for path in held)


def _source_line(session: Session) -> findings.SourceLine:
    """Reads lines of the register's files, each file once."""
    files: dict[str, list[str]] = {}
    prefix = session.source.prefix

    def line(path: str, number: int) -> str | None:
        if path not in files:
            try:
                content = session.source.read(path.removeprefix(prefix))
                files[path] = content.decode("utf-8", "replace").splitlines()
            except OSError:
                files[path] = []
        lines = files[path]
        return lines[number - 1] if 0 < number <= len(lines) else None

    return line


def rules(context: typer.Context) -> int:
    """All rules, with code, severity and name."""
    session: Session = context.obj
    session.require_format("text", "json")
    session.emit(
        lambda: findings.rule_list_lines(RULES),
        lambda: machine.to_json(
            "rules/1",
            {"rules": [_rule_fields(rule) for rule in RULES]},
        ),
    )
    return int(ExitCode.FINE)


def _rule_fields(rule: Rule) -> dict[str, object]:
    """A rule as other programs read it."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "title": rule.title,
        "why": rule.why,
        "source": rule.source,
        "remedy": rule.remedy,
        "limits": rule.limits,
    }


def explain(
    context: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="A rule's code or name, or a clock's id.")
    ],
) -> int:
    """One rule or one clock: what it says, why, and what to do."""
    session: Session = context.obj
    session.require_format("text", "json")
    rule = find_rule(code)
    if rule is not None:
        from sscp.rules.examples import read_example

        example = read_example(rule.code)
        if session.format == "json":
            texts = {"bad": example.bad_text, "good": example.good_text}
            sys.stdout.write(machine.to_json("rule/1", {**_rule_fields(rule), **texts}))
        else:
            session.print(findings.rule_lines(rule, example.bad_text, example.good_text))
        return int(ExitCode.FINE)
    portfolio = _portfolio_if_any(session)
    clock = find_clock(portfolio, code)
    if clock is None:
        if any(clause.text("ref") == code for clause in portfolio.of_kind("clause")):
            ref = typed_ref(code)
            raise UsageError(
                f"{code} is a paragraph. `sscp assurance {ref}` shows what it says and how it"
                f" stands, `sscp clocks {ref}` its clocks."
            )
        raise UsageError(
            f"There is no rule and no clock {code}."
            " `sscp rules` lists the rules, `sscp clocks` the clocks that run."
        )
    page = view_clock(portfolio, clock)
    if session.format == "json":
        sys.stdout.write(machine.to_json("clock/1", page))
    else:
        session.print(clock_page_lines(page))
    return int(ExitCode.FINE)


def _portfolio_if_any(session: Session) -> Portfolio:
    """The register's records; none where there is no register, since national clocks need none."""
    try:
        return session.portfolio
    except SscpError:
        return Portfolio((), None)


def schema(
    context: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help="The kind, or register.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Write all schemas into this folder."),
    ] = None,
) -> int:
    """The kinds of record. The JSON Schema of one, or of all into a folder."""
    session: Session = context.obj
    if output is not None:
        return _write_schemas(session, output)
    if kind is None:
        session.require_format("text")
        session.print(lookup.kind_list_lines(KINDS))
        return int(ExitCode.FINE)
    found = SETTINGS if kind == SETTINGS.name else find_kind(kind)
    if found is None:
        raise UsageError(f"There is no kind of record called {kind}. `sscp schema` lists them.")
    sys.stdout.write(json.dumps(file_schema(found), indent=2) + "\n")
    return int(ExitCode.FINE)


def _write_schemas(session: Session, folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in (*KINDS, SETTINGS):
            text = json.dumps(file_schema(kind), indent=2) + "\n"
            (folder / f"{kind.name}.schema.json").write_text(text, encoding="utf-8")
    except OSError as error:
        raise RunError(f"The schemas cannot be written to {folder}: {error.strerror}.") from error
    session.note(f"{len(KINDS) + 1} schemas written to {folder}.")
    return int(ExitCode.FINE)
