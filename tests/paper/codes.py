# SPDX-License-Identifier: MIT
"""The codes on paper, scanned as a cheap scanner sees them and read by a reader not ours."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import NamedTuple

from PIL import Image

from desk_app.letters import page, render
from desk_app.letters.samples import samples
from desk_app.records.case.letters import LetterFacts
from desk_app.records.desk.people import Language
from desk_app.rules.codes import receipt_code, receipt_number
from tests.letters.case_samples import case_slip
from tests.letters.random_facts import random_facts
from tests.paper.windows import WHITE, letters_loaded, page_picture, scanned
from tests.workbench.processes import cut, spread
from tests.workbench.report import Context, Control, Goal, Outcome, Tally, Work

CODES = 500
NOISE = 20.0
"""Standard deviation of 256 levels of grey."""

SKEW = 3.0
"""So many degrees at most does a page lie askew."""

BLUR, TOO_MUCH_BLUR = 0.6, 2.0
"""Standard deviation in dots: what must be read, and what is too much for some codes."""

_DOTS = 150
_SHARE = 25
_MIDDLE = 128
_CONTROL_EVERY = 5


@dataclass(frozen=True, slots=True)
class Codes(Tally):
    """Codes scanned: how many, how many were read wrongly or not at all.

    Some were also scanned with too much blur: ``unread`` of these ``controls`` could not be read.
    """

    done: int = 0
    wrong: int = 0
    controls: int = 0
    unread: int = 0


class Spot(NamedTuple):
    """A code on a page and what it must say: the page, and the part that is cut out, in mm."""

    pages: bytes
    page: int
    corner: tuple[float, float]
    size: tuple[float, float]
    text: str


def codes(runs: int, seed: int) -> Codes:
    """Print, scan and read random codes, of letters and of slips."""
    return sum(spread(partial(_read_all, seed), cut(runs, _SHARE), letters_loaded), Codes())


def try_codes(context: Context) -> Outcome:
    """Scan codes; then some with a lens that is out of focus."""
    wanted = context.share(CODES, 6)
    found = codes(wanted, context.seed)
    return Outcome(
        reached=f"{found.done - found.wrong:,} of {found.done:,} codes read",
        held=found.wrong == 0,
        work=(Work("codes", found.done, wanted),),
        control=Control(
            f"blur of {TOO_MUCH_BLUR:g} dots",
            f"{found.unread:,} of {found.controls:,} not read",
            failed=found.unread > 0,
        ),
    )


def _read_all(seed: int, numbers: range) -> Codes:
    found = Codes()
    for number in numbers:
        luck = Random(f"{seed}, code {number}")  # noqa: S311  examples, no secrets
        spot = SPOTS[number % len(SPOTS)](luck)
        clean = page_picture(spot.pages, spot.page, _DOTS, spot.size, spot.corner)
        skew = luck.uniform(-SKEW, SKEW)
        seen = scanned(clean, luck, noise=NOISE, skew=skew, blur=BLUR)
        found += Codes(done=1, wrong=not says(seen, spot.text))
        if number // len(SPOTS) % _CONTROL_EVERY == 0:
            dim = scanned(clean, luck, noise=NOISE, skew=skew, blur=TOO_MUCH_BLUR)
            found += Codes(controls=1, unread=not says(dim, spot.text))
    return found


def _of_letter(luck: Random) -> Spot:
    """Return the square code at the foot of a letter."""
    facts = _numbered(random_facts(luck.randrange(10**9)), luck)
    return Spot(render(facts), 1, (150, 268), (58, 29), f"{facts.receipt_code}/{facts.number}")


def _of_return_slip(luck: Random) -> Spot:
    """Return the bar code at the head of a notice's return slip."""
    facts = _numbered(dict(samples(luck.choice(list(Language))))["L2"], luck)
    return Spot(render(facts), 2, (118, 34), (80, 32), facts.receipt_code)


def _of_case_slip(luck: Random) -> Spot:
    """Return the bar code at the head of a case slip."""
    facts = _numbered(random_facts(luck.randrange(10**9)), luck)
    slip = case_slip(luck.choice(list(Language)), facts.receipt_number)
    return Spot(page(slip), 1, (118, 8), (80, 28), facts.receipt_code)


def _numbered(facts: LetterFacts, luck: Random) -> LetterFacts:
    """Return a letter with the numbers of a small desk or a large one, in any year to come."""
    running = luck.choice((luck.randrange(1, 9_999), luck.randrange(1, 200_000)))
    year = luck.randrange(8, 30)
    receipt = receipt_number("R", year, running)
    number = f"{year}-{luck.randrange(1, 50_000)}"
    return replace(facts, receipt_number=receipt, receipt_code=receipt_code(receipt), number=number)


SPOTS: tuple[Callable[[Random], Spot], ...] = (_of_letter, _of_return_slip, _of_case_slip)


def says(picture: Image.Image, text: str) -> bool:
    """Tell whether a reader finds this code alone: as scanned, larger, or in black and white."""
    return any(_read(view) == [text] for view in _views(picture))


def _views(picture: Image.Image) -> Iterator[Image.Image]:
    yield picture
    yield picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.BICUBIC)
    yield picture.point(lambda value: WHITE if value >= _MIDDLE else 0)


def _read(picture: Image.Image) -> list[str]:
    written = io.BytesIO()
    picture.save(written, "PPM")
    command = ["zbarimg", "--quiet", "--raw", "-"]
    found = subprocess.run(command, input=written.getvalue(), capture_output=True, check=False)
    return found.stdout.decode().split()


RUN = Goal(
    "codes",
    f"{CODES} of {CODES} codes read at {_DOTS} dpi, noise {NOISE:g}, skew {SKEW:g}°, blur {BLUR:g}",
    try_codes,
    tools=("pdftoppm", "zbarimg"),
)
