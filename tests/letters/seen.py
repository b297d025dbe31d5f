# SPDX-License-Identifier: MIT
"""What the window of an envelope shows of a page, however the sheet lies in it."""

from __future__ import annotations

from desk_app.records.case.letters import LetterFacts
from desk_app.records.desk.people import Language
from tests.letters.reading import Word, squeezed

WINDOW_LEFT, WINDOW_TOP = 22.0, 12.0
WINDOW_WIDTH, WINDOW_HEIGHT = 90.0, 45.0
PLAY_RIGHT, PLAY_DOWN = 25.0, 21.0
SEEN_RIGHT, SEEN_BOTTOM = 112.0, 57.0
TOLERANCE = 0.35
"""Boxes of words reach a little beyond their ink."""


def seen_somehow(word: Word) -> bool:
    """Whether any shift of the sheet brings a part of the word into the window."""
    return word.left < SEEN_RIGHT and word.top < SEEN_BOTTOM


def in_every_window(word: Word) -> bool:
    """Whether the word lies in the window for every shift of the sheet."""
    return (
        word.left >= WINDOW_LEFT - TOLERANCE
        and word.top >= WINDOW_TOP - TOLERANCE
        and word.right <= WINDOW_LEFT + WINDOW_WIDTH - PLAY_RIGHT + TOLERANCE
        and word.bottom <= WINDOW_TOP + WINDOW_HEIGHT - PLAY_DOWN + TOLERANCE
    )


def address_of(facts: LetterFacts) -> str:
    to = facts.addressee
    if facts.language is Language.JA:
        return squeezed(f"〒{to.postal_code}{to.address}{to.name}様")
    return squeezed(f"{to.name}{to.address}{to.postal_code}")


def window_text(words: list[Word]) -> str:
    return "".join(word.text for word in words if seen_somehow(word))


def shown_ill(facts: LetterFacts, words: list[Word]) -> list[str]:
    """What is wrong in the window: name and address are seen whole, and nothing else is."""
    seen = [word for word in words if seen_somehow(word)]
    wrong = [f"{word.text} is cut" for word in seen if not in_every_window(word)]
    if sorted(window_text(words)) != sorted(address_of(facts)):
        wrong.append(f"the window shows {window_text(words)}")
    return wrong
