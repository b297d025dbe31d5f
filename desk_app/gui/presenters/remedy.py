# SPDX-License-Identifier: MIT
"""What failed, and what can be done about it at once, where it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.errors import KnownError
    from desk_app.gui.presenters.question import Question


@dataclass(frozen=True, slots=True)
class Remedy:
    """Letters not printed, and what prints them: ``then``, after the question if there is one.

    It is carried by the signal ``remedied`` of the workplace.
    """

    error: KnownError
    then: Callable[[], None]
    question: Callable[[], Question] | None = None
