# SPDX-License-Identifier: MIT
"""The window envelope: wherever the sheet lies, name and address show and nothing else."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import product
from random import Random
from statistics import NormalDist

from PIL import Image, ImageChops, ImageFilter

from desk_app.letters import page, render
from desk_app.letters.errors import AddressTooLong
from desk_app.letters.samples import samples
from desk_app.records.case.letters import Addressee, LetterFacts
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile, EnvelopeWindow, Offset, PrintOffsets
from desk_app.records.pages import Addressed, LabelsPage
from tests.letters.random_facts import random_facts
from tests.letters.reading import Word, poppler_words, squeezed
from tests.paper import vocabulary
from tests.workbench.processes import cut, spread
from tests.workbench.report import Context, Control, Goal, Outcome, Tally, Work

WHITE = 255
MILLIMETRES = 25.4
_PAPER = 250
"""A point of a picture that is not darker than this is paper."""

_LEVELS = 256
_HALF = 128


def page_picture(
    pdf: bytes,
    page: int,
    dots: int,
    size: tuple[float, float],
    corner: tuple[float, float] = (0, 0),
) -> Image.Image:
    """Draw a part of a page in grey, so many dots to the inch; its size and corner in mm."""
    (width, height), (left, top) = (
        [round(each * dots / MILLIMETRES) for each in pair] for pair in (size, corner)
    )
    place = ("-x", left, "-y", top, "-W", width, "-H", height)
    command = ["pdftoppm", "-r", dots, "-gray", "-f", page, "-l", page, *place, "-"]
    made = subprocess.run(list(map(str, command)), input=pdf, capture_output=True, check=True)
    return Image.open(io.BytesIO(made.stdout)).convert("L")


def ink(picture: Image.Image) -> Image.Image:
    """Return the picture with all that is printed at full strength on zero."""
    return picture.point(lambda value: 0 if value >= _PAPER else WHITE)


def scanned(
    picture: Image.Image, luck: Random, *, noise: float, skew: float, blur: float
) -> Image.Image:
    """Lay a page askew on a scanner (degrees) with a lens (blur in dots) that adds noise.

    ``blur`` and ``noise`` are standard deviations, of dots and of the 256 levels of grey.
    """
    turned = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=WHITE)
    seen = turned.filter(ImageFilter.GaussianBlur(blur))
    once, again = (_noise(seen.size, luck, noise / 2**0.5) for _ in range(2))
    return ImageChops.add(ImageChops.add(seen, once, 1, -_HALF), again, 1, -_HALF)


def _noise(size: tuple[int, int], luck: Random, deviation: float) -> Image.Image:
    """Return normal noise around the middle grey; a sum of two reaches four deviations."""
    bell = NormalDist(_HALF, deviation)
    table = bytes(
        max(0, min(WHITE, round(bell.inv_cdf((level + 0.5) / _LEVELS)))) for level in range(_LEVELS)
    )
    dots = luck.randbytes(size[0] * size[1]).translate(table)
    return Image.frombytes("L", size, dots)


LETTERS = 1_000
PLAY_RIGHT, PLAY_DOWN = 25, 21
"""So many millimetres does a folded sheet move in its envelope, 210 × 99 in 235 × 120."""

_FREE = (112, 57)

PLACES = tuple(product(range(PLAY_RIGHT + 1), range(PLAY_DOWN + 1)))
"""Every place of the sheet in its envelope, in whole millimetres right and down."""

_SHARE = 50
_CONTROL_EVERY = 4
_DOTS = 127
"""Dots to the inch: five to the millimetre, so that every shift is a whole number of them."""

_TO_THE_MILLIMETRE = 5
_EDGE = 0.35
"""Boxes of words reach a little beyond their ink, in millimetres."""

WINDOWS = (
    EnvelopeWindow(),
    EnvelopeWindow(),
    EnvelopeWindow(200, 130, 900, 450),
    EnvelopeWindow(220, 120, 910, 500),
)
"""Windows of envelopes as they are sold; every other letter goes into the usual one."""

LARGER = EnvelopeWindow(220, 120, 1100, 570)
"""One through which sender and title would be seen."""

MISPRINTED = DeskProfile(offsets=PrintOffsets(a4=Offset(right=-30)))
"""A printer that prints three millimetres too far to the left."""


@dataclass(frozen=True, slots=True)
class Windows(Tally):
    """Letters folded into envelopes: how many, how many wrong, how many too long for the window.

    Some were also printed amiss, and put behind too large a window; ``missed`` of these
    ``controls`` looked well all the same.
    """

    done: int = 0
    wrong: int = 0
    refused: int = 0
    places: int = 0
    controls: int = 0
    missed: int = 0


def windows(runs: int, seed: int) -> Windows:
    """Fold random letters of every kind, to long addresses and short, and look at each."""
    return sum(spread(partial(_folded, seed), cut(runs, _SHARE), letters_loaded), Windows())


def try_windows(context: Context) -> Outcome:
    """Fold letters, move them to every place; then print them amiss and show more of them."""
    wanted = context.share(LETTERS, 5)
    found = windows(wanted, context.seed)
    return Outcome(
        reached=f"{found.wrong} of {found.done:,} letters show too little or too much",
        held=found.wrong == 0,
        work=(
            Work("letters", found.done, wanted * 9 // 10),
            Work("places of the sheet", found.places, 500 * found.done),
            Work("letters with an address too long", found.refused, wanted // 200),
        ),
        control=Control(
            "printed 3 mm amiss, and behind too large a window",
            f"{found.controls - found.missed:,} of {found.controls:,} found",
            failed=found.controls > 0 and not found.missed,
        ),
    )


def _folded(seed: int, numbers: range) -> Windows:
    found = Windows()
    for number in numbers:
        luck = Random(f"{seed}, window {number}")  # noqa: S311  examples, no secrets
        profile = DeskProfile(window=luck.choice(WINDOWS))
        facts = replace(_letter(luck), profile=profile)
        try:
            pages = render(facts)
        except AddressTooLong:
            found += Windows(refused=1, wrong=not goes_under_a_label(facts))
            continue
        well = shows_all_and_nothing_else(facts, pages, profile.window)
        found += Windows(done=1, wrong=not well, places=len(PLACES))
        if number % _CONTROL_EVERY == 0:
            found += _controls(facts, pages, profile.window)
    return found


def _controls(facts: LetterFacts, pages: bytes, window: EnvelopeWindow) -> Windows:
    amiss = render(replace(facts, profile=replace(MISPRINTED, window=window)))
    seeming_well = (
        shows_all_and_nothing_else(facts, amiss, window),
        shows_all_and_nothing_else(facts, pages, LARGER),
    )
    return Windows(controls=len(seeming_well), missed=sum(seeming_well))


def _letter(luck: Random) -> LetterFacts:
    """Return a letter of any kind in either language; an address in five is a long one."""
    facts = random_facts(luck.randrange(10**9))
    english = facts.language is Language.EN and luck.random() < 0.8
    name = (vocabulary.latin_person if english else vocabulary.person)(luck)
    address = (vocabulary.latin_address if english else vocabulary.address)(luck)
    if luck.random() < 0.2:
        houses = vocabulary.LATIN_PLACES if english else vocabulary.BUILDINGS
        between = " " if english else ""
        joined = between.join(luck.choice(houses) for _ in range(luck.randint(1, 6)))
        address = f"{address}\n{joined} {luck.randint(101, 1999)}"
    return replace(facts, addressee=Addressee(name, vocabulary.postal_code(luck), address))


def goes_under_a_label(facts: LetterFacts) -> bool:
    """Tell whether an address too long for the window stands whole on a label and on its letter."""
    label = page(LabelsPage(facts.profile, (Addressed(facts.addressee, facts.language),)))
    letter = [word for word in poppler_words(render(replace(facts, labelled=True))) if _free(word)]
    return all(
        sorted(_text(words)) == sorted(_address(facts)) for words in (poppler_words(label), letter)
    )


def _free(word: Word) -> bool:
    """Tell whether a word begins in the part of a letter that is kept free for the address."""
    return word.left < _FREE[0] and word.top < _FREE[1]


def shows_all_and_nothing_else(facts: LetterFacts, pages: bytes, window: EnvelopeWindow) -> bool:
    """Tell whether a window shows the whole address and no other ink, wherever the sheet lies."""
    right, down = (window.left + window.width) / 10, (window.top + window.height) / 10
    words = [word for word in poppler_words(pages) if word.left < right and word.top < down]
    if sorted(_text(words)) != sorted(_address(facts)):
        return False
    printed = ink(page_picture(pages, 1, _DOTS, (right, down)))
    whole = printed.getbbox()
    return (
        whole is not None
        and _lies_in(whole, _reaching(words))
        and all(_seen(printed, window, place) == whole for place in PLACES)
    )


def _text(words: list[Word]) -> str:
    return squeezed("".join(word.text for word in words))


def _address(facts: LetterFacts) -> str:
    to = facts.addressee
    if facts.language is Language.JA:
        return squeezed(f"〒{to.postal_code}{to.address}{to.name}様")
    return squeezed(f"{to.name}{to.address}{to.postal_code}")


Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in dots."""


def _reaching(words: list[Word]) -> Box:
    """Return the box that all words fill."""
    edges = (
        min(word.left for word in words) - _EDGE,
        min(word.top for word in words) - _EDGE,
        max(word.right for word in words) + _EDGE,
        max(word.bottom for word in words) + _EDGE,
    )
    left, top, right, bottom = (round(edge * _TO_THE_MILLIMETRE) for edge in edges)
    return left, top, right, bottom


def _lies_in(inner: Box, outer: Box) -> bool:
    starts = inner[0] >= outer[0] and inner[1] >= outer[1]
    return starts and inner[2] <= outer[2] and inner[3] <= outer[3]


def _seen(printed: Image.Image, window: EnvelopeWindow, place: tuple[int, int]) -> Box | None:
    """Return the box of the ink that the window shows of a sheet in this place."""
    left, top = window.left // 10 - place[0], window.top // 10 - place[1]
    right, bottom = left + window.width // 10, top + window.height // 10
    at_left, at_top = max(0, left) * _TO_THE_MILLIMETRE, max(0, top) * _TO_THE_MILLIMETRE
    behind = (at_left, at_top, right * _TO_THE_MILLIMETRE, bottom * _TO_THE_MILLIMETRE)
    found = printed.crop(behind).getbbox()
    if found is None:
        return None
    return found[0] + at_left, found[1] + at_top, found[2] + at_left, found[3] + at_top


RUN = Goal(
    "windows",
    f"{LETTERS:,} letters: in every place of the sheet the window shows the address, nothing else",
    try_windows,
    tools=("pdftoppm", "pdftotext"),
)


@cache
def letters_loaded() -> None:
    """Have fonts, wordings and their templates loaded, once for all processes to come."""
    for language in Language:
        for _, facts in samples(language):
            render(facts)
