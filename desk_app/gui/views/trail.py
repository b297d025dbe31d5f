# SPDX-License-Identifier: MIT
"""The places a clerk came through: back, and forward again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk_app.gui.views.section import Place


class Trail:
    """Remembers places alone; what stands in each, its view knows."""

    def __init__(self, behind: Iterable[Place] = (), ahead: Iterable[Place] = ()) -> None:
        """Take the places behind, the last one last, and those ahead, the next one last."""
        self._behind = list(behind)
        self._ahead = list(ahead)

    @property
    def behind(self) -> tuple[Place, ...]:
        """The places the clerk came through, the last one last."""
        return tuple(self._behind)

    @property
    def ahead(self) -> tuple[Place, ...]:
        """The places the clerk came back from, the next one last."""
        return tuple(self._ahead)

    def leave(self, place: Place) -> None:
        """Note a place that the clerk leaves for another: nothing is ahead any more."""
        self._behind.append(place)
        self._ahead.clear()

    def back(self, here: Place | None) -> Place | None:
        """Return the place to go back to, and have this one ahead; None where there is none."""
        return _step(self._behind, self._ahead, here)

    def forward(self, here: Place | None) -> Place | None:
        """Return the place to go forward to, and have this one behind; None where there is none."""
        return _step(self._ahead, self._behind, here)


def _step(source: list[Place], target: list[Place], here: Place | None) -> Place | None:
    if not source:
        return None
    if here is not None:
        target.append(here)
    return source.pop()
