# SPDX-License-Identifier: MIT
"""What the parts of the registers page are: each has its line in the list at the left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desk_app.gui.page import PagePart

if TYPE_CHECKING:
    from collections.abc import Sequence


class RegisterGroup(Enum):
    """What the list is divided into: what the desk keeps up to date, and ledgers by subject."""

    REGISTERS = "registers"
    CASES = "cases"
    POST = "post"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of the list: what a part calls it by, its name, what it is in a few words."""

    key: object
    name: str
    detail: str = ""
    group: RegisterGroup = RegisterGroup.REGISTERS


class RegisterPart(PagePart):
    """A part at the right of the page; one part may stand behind several lines.

    ``refreshed`` says that other keys do something now.
    """

    refreshed = Signal()

    def lines(self) -> Sequence[RegisterLine]:
        """Return the lines it stands behind, for whoever is signed in."""
        # Every heir has its own; no abstract method, since Qt's classes have a metaclass already.
        raise NotImplementedError

    def choose(self, key: object) -> None:
        """Show what stands behind one of its lines, read from the desk."""
        # As above.
        raise NotImplementedError

    def go_to(self, entry: object) -> None:
        """Show this entry of what is read next, or those in which a text stands."""

    def read_again(self) -> None:
        """Read everything shown from the desk again (F5)."""

    def to_search(self) -> bool:
        """Put the cursor into a search field, and say whether there is one."""
        return False

    def close_level(self) -> bool:
        """Close what is open over the part (Esc) and say whether anything was."""
        return False

    def leave(self) -> None:
        """Save what is being typed: the clerk goes elsewhere, or the desk is being locked."""
