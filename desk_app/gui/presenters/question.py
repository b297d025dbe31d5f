# SPDX-License-Identifier: MIT
"""A question put to a clerk before a verb is done: its words, its fields, and the verb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.undoing import Undo
    from desk_app.gui.widgets.finding_lines import OpenedPart
    from desk_app.gui.widgets.line_fields import LineField, LineValues

Answers = Mapping[str, object]


class Shape(Enum):
    """What is typed in a line: any text, kana, a postal code, a whole number."""

    PLAIN = "plain"
    KANA = "kana"
    POSTAL_CODE = "postal_code"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class LineAsked:
    """A line of text; a number is answered as one, everything else as it was written.

    ``offered`` are the texts that can be chosen instead of typed, ``offers`` says which those are
    and the key that opens them.
    """

    name: str
    label: str
    value: str = ""
    shape: Shape = Shape.PLAIN
    offered: tuple[str, ...] = ()
    offers: str = ""


@dataclass(frozen=True, slots=True)
class LongAsked:
    """Several lines of text."""

    name: str
    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class SecretAsked:
    """A password."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class DayAsked:
    """A day in any written form."""

    name: str
    label: str
    value: date | None = None


@dataclass(frozen=True, slots=True)
class ChoiceAsked:
    """One of several values, each with its word."""

    name: str
    label: str
    choices: tuple[tuple[object, str], ...]
    value: object | None = None


@dataclass(frozen=True, slots=True)
class TicksAsked:
    """Any of several values; those of ``value`` are ticked at first."""

    name: str
    label: str
    choices: tuple[tuple[object, str], ...]
    value: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class LinesAsked:
    """Any number of lines of fields."""

    name: str
    label: str
    fields: tuple[LineField, ...]
    value: tuple[LineValues, ...] = ()


@dataclass(frozen=True, slots=True)
class PilesAsked:
    """Stamps counted on a keypad: face values in sen, the first ones with a tile of their own.

    They are answered as pairs of face value and count.
    """

    name: str
    label: str
    values: tuple[int, ...]
    value: tuple[tuple[int, int], ...] = ()


Asked = (
    LineAsked
    | LongAsked
    | SecretAsked
    | DayAsked
    | ChoiceAsked
    | TicksAsked
    | LinesAsked
    | PilesAsked
)


class Weight(Enum):
    """How much it matters: with ``FINAL`` the focus is on the way back, for it cannot be undone."""

    PLAIN = "plain"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked and what follows; ``doing`` makes the verb of the answers.

    ``verb`` is the word of the button that does it; ``effect`` says what follows, ``detail`` why;
    ``said`` is the sentence for when it was done, where the title does not tell enough.
    ``draft`` is the key under which what is written is kept until it is recorded, if it is.
    ``spared`` names what need not be answered, as it is answered so far: it is not shown.
    ``remark`` says under the fields what is odd in what is answered so far; it holds nothing up.
    ``turned`` makes the question anew when the first of what is asked, a choice, is answered.
    ``undo`` is how what was answered can be taken back, if it can; ``lasting`` has it said before
    that no verb takes it back, where ``detail`` does not. ``hindered`` says why the verb cannot be
    done whatever is answered; only the first of what is asked can be answered otherwise then.
    ``clause`` is what the question rests on, to be read by F1. ``leads`` makes of the answers what
    the letters page is opened with, in the place of anything that is done.
    """

    title: str
    verb: str
    doing: Callable[[Answers], Callable[[Desk], Changes]]
    effect: str = ""
    detail: str = ""
    asked: tuple[Asked, ...] = field(default=())
    weight: Weight = Weight.PLAIN
    draft: str = ""
    turned: Callable[[Answers], Question] | None = None
    spared: Callable[[Answers], Collection[str]] | None = None
    remark: Callable[[Answers], str] | None = None
    said: str = ""
    undo: Callable[[Answers], Undo] | None = None
    lasting: bool = False
    hindered: str = ""
    clause: OpenedPart | None = None
    leads: Callable[[Answers], object] | None = None


def text(answers: Answers, name: str) -> str:
    """Return a text among the answers; empty where nothing was typed."""
    value = answers.get(name)
    return value if isinstance(value, str) else ""


def day(answers: Answers, name: str, otherwise: date) -> date:
    """Return a day among the answers, or the usual one where none was typed."""
    value = answers.get(name)
    return value if isinstance(value, date) else otherwise


def piles(answers: Answers, name: str) -> tuple[tuple[int, int], ...]:
    """Return the stamps counted, as face value in sen and count."""
    value = answers.get(name)
    return value if isinstance(value, tuple) else ()


def several(answers: Answers, name: str) -> tuple[object, ...]:
    """Return the values ticked."""
    value = answers.get(name)
    return value if isinstance(value, tuple) else ()
