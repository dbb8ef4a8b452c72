"""Writes the packaged calendars from the `holidays` library: python tools/calendars.py CHECKED."""

from __future__ import annotations

import json
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import holidays

FIRST_YEAR, LAST_YEAR = 2010, 2027
REGIONS = {"GB-ENG": ("GB", "ENG"), "GB-WLS": ("GB", "WLS")}
FOLDER = Path(__file__).parent.parent / "sscp" / "timing" / "calendars"


def calendar(country: str, subdivision: str, checked: str) -> dict[str, object]:
    """One region's bank holidays that fall from Monday to Friday."""
    found = holidays.country_holidays(
        country, subdiv=subdivision, years=range(FIRST_YEAR, LAST_YEAR + 1), language="en_GB"
    )
    return {
        "region": f"{country}-{subdivision}",
        "source": f"holidays {version('holidays')}",
        "checked": checked,
        "known_from": date(FIRST_YEAR, 1, 1).isoformat(),
        "known_to": date(LAST_YEAR, 12, 31).isoformat(),
        "days": {day.isoformat(): name for day, name in sorted(found.items()) if day.weekday() < 5},
    }


def main() -> None:
    """Write every region's file."""
    for region, (country, subdivision) in REGIONS.items():
        text = json.dumps(calendar(country, subdivision, sys.argv[1]), indent=1)
        (FOLDER / f"{region}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
