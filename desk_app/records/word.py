# SPDX-License-Identifier: MIT
"""A word out of a closed list, as the records keep it."""

from __future__ import annotations

from enum import Enum


class Word(Enum):
    """A member of a closed list.

    It is hashed as what it is, one object of its kind: `Enum` hashes its name anew each time, and
    the rules ask in sets for words hundreds of times for each application.
    """

    __hash__ = object.__hash__
