# SPDX-License-Identifier: MIT
"""Which operating system this is: the one place that asks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from desk_app.system.chosen import use

if TYPE_CHECKING:
    from desk_app.system.ports import System


def system_of(platform: str) -> System:
    """Return the system that Python calls so; what it calls otherwise is taken for Linux."""
    if platform == "win32":
        from desk_app.system.windows import windows

        return windows()
    if platform == "darwin":
        from desk_app.system.macos import MACOS

        return MACOS
    from desk_app.system.linux import LINUX

    return LINUX


def choose() -> None:
    """Let everybody ask the system that this process runs on."""
    use(system_of(sys.platform))
