# SPDX-License-Identifier: MIT
"""The six steps of the first start."""

from __future__ import annotations

from enum import IntEnum


class Step(IntEnum):
    """A step; the desk is made at the end of the third."""

    KIND = 1
    PROFILE = 2
    PEOPLE = 3
    SHEET = 4
    FOLDER = 5
    BEGIN = 6
