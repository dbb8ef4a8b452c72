"""How far ahead something is called due soon, as the register's settings say."""

from __future__ import annotations

from typing import NamedTuple

from sscp.model.portfolio import Portfolio

DEFAULT_DAYS = 14


class Windows(NamedTuple):
    """Warning windows in calendar days, the due date itself included."""

    actions: int = DEFAULT_DAYS
    clocks: int = DEFAULT_DAYS
    documents: int = DEFAULT_DAYS


def windows_of(portfolio: Portfolio) -> Windows:
    """The register's warning windows; a fortnight where it sets none."""
    warning = portfolio.settings.part("warning") if portfolio.settings else None
    if warning is None:
        return Windows()
    days = {name: warning.whole(name) for name in Windows._fields}
    return Windows(**{name: value for name, value in days.items() if value is not None})
