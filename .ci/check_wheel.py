"""Installs the wheel on its own, without the developers' tools, and uses it as a person would.

It runs in an empty folder, so that nothing of the checkout but the records can be found.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
LINES_SHOWN = 20
RECORDS = str(TOP / "records")


def install(folder: Path) -> Path:
    """Make an environment with the pinned libraries and the wheel; the folder of its programs."""
    venv.create(folder, with_pip=True)
    tools = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(tools / "python"), *"-m pip install -qq --disable-pip-version-check".split()]
    wheels = sorted((TOP / "dist").glob("sscp-*.whl"))
    pins = str(TOP / "requirements" / "runtime.txt")
    subprocess.run([*pip, "--require-hashes", "-r", pins], check=True)
    subprocess.run([*pip, "--no-deps", str(wheels[-1])], check=True)
    # The ranges in pyproject.toml must admit the pinned versions.
    subprocess.run([str(tools / "python"), "-m", "pip", "check"], check=True)
    return tools


def use(tools: Path, folder: Path) -> None:
    """Run the commands that need what lies beside the code: rules, schemas, templates, libraries.

    Raises:
        SystemExit: a command failed or printed something else than it should.
    """

    def run(*words: str, expect: str) -> str:
        done = subprocess.run(
            [str(tools / "sscp"), *words],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        told = done.stdout + done.stderr
        if done.returncode or expect not in told:
            last = "\n".join(told.splitlines()[-LINES_SHOWN:])
            raise SystemExit(f"sscp {' '.join(words)}: status {done.returncode}\n{last}")
        print(f"works: sscp {' '.join(words).replace(RECORDS, 'records')}")
        return done.stdout

    run("--version", expect="sscp ")
    run("schema", expect="meeting")
    run("explain", "ST-01", expect="ST-01")
    run("-C", RECORDS, "validate", expect="records checked")
    run("-C", RECORDS, "status", expect="What needs doing")
    listed = json.loads(run("-C", RECORDS, "list", "meeting", "--format", "json", expect="{"))
    first = listed["records"][0]["id"]
    run("-C", RECORDS, "render", "minutes", first, "--to", "html", expect="<html")
    run("-C", RECORDS, "render", "action-log", expect="# ")
    run("-C", RECORDS, "export", "action-log.xlsx", expect="Written to action-log.xlsx")
    answers = ("--area", "Anytown", "--board", "A Board", "--police", "A Police Force")
    run("init", "new", *answers, expect="has its register")
    run("-C", "new", "validate", expect="0 errors")
    run("-C", "new", "meeting", "agenda", "--help", expect="agenda")
    run("-C", RECORDS, "query", "SELECT count(*) AS number FROM actions", expect="1 row")


def main() -> int:
    """Install and use the wheel that `make build` left in dist/."""
    with tempfile.TemporaryDirectory(prefix="sscp-wheel-") as name:
        folder = Path(name)
        work = folder / "empty"
        work.mkdir()
        use(install(folder / "venv"), work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
