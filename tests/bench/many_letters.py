# SPDX-License-Identifier: MIT
"""The pages of many letters drawn into one PDF, beside Typst and WeasyPrint."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from desk_app.letters.composing import letter_of
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.letter import LetterDocument, told
from desk_app.letters.places import font_folders, wording_folder
from desk_app.letters.samples import samples
from desk_app.letters.setting import Setter
from desk_app.letters.sheet import Sheet
from desk_app.letters.wording import wording
from desk_app.records.letters import LetterText
from desk_app.records.people import Language
from tests.bench.measuring import Line, Pair, Taken
from tests.bench.set_by_others import by_typst, by_weasyprint

TYPST_LETTERS, WEASYPRINT_LETTERS = 1_000, 100
"""WeasyPrint takes minutes for a thousand; both sides set the fewer, once."""

_OTHERS = Callable[[list[LetterText], list[str]], Taken]


@contextmanager
def _many(count: int, others: _OTHERS) -> Iterator[Pair]:
    """Compose the letters, each with numbers of its own; what is measured draws them."""
    faces, language = typefaces(font_folders()), Language.JA
    setter, words = Setter(faces), wording(wording_folder(), language)
    facts = dict(samples(language))["L6"]
    letters = [
        letter_of(replace(facts, receipt_number=f"R8-{number:04}"), words, setter)
        for number in range(count)
    ]
    texts = [told(letter) for letter in letters]
    fonts = sorted({str(face.face(0).path.parent) for face in faces})

    def ours() -> None:
        sheet = Sheet(faces, language.value)
        for letter in map(_with_one_code, letters):
            letter.draw(sheet, setter)
        sheet.finish()

    with _one_core():
        ours()  # The fonts are read once, before anything counts; the others' start counts neither.
        yield Pair(ours, partial(others, texts, fonts))


def _with_one_code(letter: LetterDocument) -> LetterDocument:
    """Return a letter with the code of all: the others set the same text, and draw no code."""
    return replace(letter, furniture=replace(letter.furniture, qr="DAR8-01473/8-1"))


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this process and what it starts on one processor, where the system lets it."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


LINES = tuple(
    Line(
        name=f"letters.{name}",
        what=f"the pages of {count:,} letters drawn into one PDF with shared fonts",
        bare=f"{program} setting the same text on the same core",
        prepare=partial(_many, count, others),
        turns=turns,
        budget_ratio=1 / times,
        warm_up=0,
    )
    for name, program, others, count, turns, times in (
        ("typst", "Typst", by_typst, TYPST_LETTERS, 3, 4),
        ("weasyprint", "WeasyPrint", by_weasyprint, WEASYPRINT_LETTERS, 1, 20),
    )
)
