# SPDX-License-Identifier: MIT
"""How two written texts (addresses, names) relate to each other."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.records.word import Word


class Likeness(Word):
    """The verdict of a comparison; only a person may call WRITTEN_DIFFERENTLY the same."""

    EQUAL = "equal"
    WRITTEN_DIFFERENTLY = "written_differently"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in one text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One differing part: where it stands in both texts, and whether it changes the meaning.

    ``likeness`` is WRITTEN_DIFFERENTLY for another way of writing, DIFFERENT for another thing.
    A span may be empty where the part stands on one side only.
    """

    left: Span
    right: Span
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Comparison:
    """The likeness of two texts and every part in which they differ, in reading order."""

    likeness: Likeness
    parts: tuple[Part, ...] = ()
