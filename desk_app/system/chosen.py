# SPDX-License-Identifier: MIT
"""The operating system that was chosen, which everybody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.system.ports import System

_chosen: list[System] = []


def use(system: System) -> None:
    """Choose the system, for as long as the process lives; `bootstrap` does."""
    _chosen[:] = [system]


def here() -> System:
    """Return the system that was chosen, Linux where nobody did.

    A tool that runs a room of its own, without `bootstrap`, runs on Linux; elsewhere it stops here.
    """
    if not _chosen:
        from desk_app.system.linux import LINUX  # noqa: PLC0415  it can be loaded on Linux alone

        use(LINUX)
    return _chosen[0]
