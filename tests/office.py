"""LibreOffice, where it is found: what an office does to a file on its way there and back."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REQUIRED = "SSCP_REQUIRE_OFFICE"
"""Set to 1, it makes these tests fail where there is no LibreOffice; else they are skipped."""


def save_again(path: Path, folder: Path, form: str = "xlsx") -> Path:
    """The file as LibreOffice saves it once it has opened it."""
    office = shutil.which("soffice")
    if office is None:
        told = "LibreOffice is not installed: apt-get install libreoffice-calc-nogui"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(told)
        pytest.skip(told)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    saved = folder / f"saved-{form}"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(saved)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    return saved / f"{path.stem}.{form.partition(':')[0]}"
