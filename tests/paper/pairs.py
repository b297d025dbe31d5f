# SPDX-License-Identifier: MIT
"""Each kind of page beside its reference, as one picture each, to be looked at by a person."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image

from desk_app.letters import page, render
from desk_app.letters.samples import samples
from desk_app.records.desk.people import Language
from desk_app.records.pages import CaseSlipPage, Envelope, LedgerPage, Page
from tests.letters import case_samples, ledger_samples, own_samples, postal_samples
from tests.letters.published import APPLICATIONS, CODES, drawn
from tests.workbench.processes import ROOT, tell

REFERENCES = ROOT.parent / "shared" / "letters"
"""Where the reference pages lie, beside the clone."""

Kept = Page | CaseSlipPage | LedgerPage
"""The facts of a page that the desk keeps."""

_DOTS = 110
_BETWEEN = 24
_GREY = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """A page of the program: its name, its document, which page, and its reference, if any."""

    name: str
    made: Callable[[], bytes]
    page: int = 1
    reference: str = ""


def write(folder: Path, references: Path = REFERENCES) -> str:
    """Write a picture of each kind of page; return how many have their reference beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = alone = 0
    for kind in kinds():
        own = _picture(kind)
        path = references / f"{kind.reference}.png"
        found = bool(kind.reference) and path.exists()
        picture = _beside(own, Image.open(path)) if found else own
        picture.save(folder / _file(kind))
        tell(f"{_file(kind)}: {'beside its reference' if found else 'without a reference'}")
        beside, alone = beside + found, alone + (not found)
    return f"{beside} pages beside their reference, {alone} without one, in {folder}"


def _file(kind: Kind) -> str:
    return f"{kind.reference or kind.name}.png"


def _picture(kind: Kind) -> Image.Image:
    number = str(kind.page)
    command = ["pdftoppm", "-r", str(_DOTS), "-png", "-f", number, "-l", number, "-"]
    made = subprocess.run(command, input=kind.made(), capture_output=True, check=True).stdout
    return Image.open(BytesIO(made)).convert("RGB")


def _beside(own: Image.Image, reference: Image.Image) -> Image.Image:
    size = (own.width + _BETWEEN + reference.width, max(own.height, reference.height))
    pair = Image.new("RGB", size, (_GREY, _GREY, _GREY))
    pair.paste(own, (0, 0))
    pair.paste(reference.convert("RGB"), (own.width + _BETWEEN, 0))
    return pair


def kinds() -> Iterator[Kind]:
    """Return every kind of page the program prints, the letters in both languages."""
    yield Kind("P0", partial(render, dict(samples(Language.JA))["L2"]), 1, "P0-letter-geometry")
    yield from _letters()
    yield from _forms()
    yield from _post()
    yield from _own()


_LETTERS: tuple[tuple[str, int, str], ...] = (
    ("L1", 1, "L1-acknowledgement"),
    ("L2", 1, "L2-deficiencies-1"),
    ("L2", 2, "L2-deficiencies-2"),
    ("L3", 1, "L3-lapse"),
    ("L4-part", 1, "L4-disclosure-1"),
    ("L4-part", 2, "L4-disclosure-2"),
    ("L5-PR-G5", 1, "L5-refusal"),
    ("L5b-PR-G1", 1, "L5b-refusal-existence-not-stated"),
    ("L6", 1, "L6-no-such-data"),
    ("L7", 1, "L7-purpose-of-use"),
    ("L8", 1, "L8-correction"),
    ("L9", 1, "L9-cessation"),
    ("L10", 1, "L10-third-party-records"),
    ("L11", 1, "L11-referral"),
    ("L12", 1, "L12-returned-items"),
    ("L13", 1, "L13-withdrawal"),
    ("L14", 1, "L14-resending"),
    ("L15", 1, ""),
    ("L16", 1, ""),
)
_ENGLISH = {
    ("L2", 1): "L2-en-deficiencies-1",
    ("L2", 2): "L2-en-deficiencies-2",
    ("L5-PR-G5", 1): "L5-en-refusal",
}


def _letters() -> Iterator[Kind]:
    for language in Language:
        facts = dict(samples(language))
        for name, number, reference in _LETTERS:
            of = reference if language is Language.JA else _ENGLISH.get((name, number), "")
            made = partial(render, facts[name])
            yield Kind(f"{name}-{language.value}-{number}", made, number, of)


_FORMS = {
    ("A-1", 1): "A1-form-disclosure-1",
    ("A-1", 3): "A1-form-disclosure-2",
    ("A-2", 1): "A2-form-correction",
    ("A-3", 1): "A3-form-cessation",
    ("A-1E", 1): "A1E-form-disclosure-en",
    ("B-1", 1): "B1-form-letter-of-proxy",
}


def _forms() -> Iterator[Kind]:
    for code in CODES:
        # An application form has its instructions on further pages.
        for number in (1, 2, 3, 4) if code[:3] in APPLICATIONS else (1,):
            of = _FORMS.get((code, number), "")
            yield Kind(f"{code}-{number}", partial(drawn, code), number, of)


def _post() -> Iterator[Kind]:
    window = postal_samples.envelopes(Envelope.WINDOW)
    yield Kind("P1-window", partial(page, window), 1, "P1-envelope-window")
    for envelope in (Envelope.LONG_3, Envelope.SQUARE_2):
        yield Kind(f"P1-{envelope.value}", partial(page, postal_samples.envelopes(envelope)))
    yield Kind("P2", partial(page, postal_samples.labels()), 1, "P2-address-labels")
    slip = partial(page, postal_samples.mail_slip())
    yield Kind("P3", slip, 1, "P3-registered-mail-slip")


_OWN: tuple[tuple[str, Callable[[Language], Kept], str], ...] = (
    ("P4", case_samples.case_slip, "P4-case-slip"),
    ("R1", ledger_samples.applications, "R1-ledger-applications"),
    ("R2", ledger_samples.stamps, "R2-stamp-book"),
    ("R3", own_samples.disposal, "R3-disposal-report"),
    ("day", own_samples.day, ""),
    ("recovery", own_samples.recovery, ""),
    ("drill", own_samples.drill, ""),
    ("inquiry", own_samples.inquiry, ""),
)


def _own() -> Iterator[Kind]:
    for name, facts, reference in _OWN:
        yield Kind(name, partial(page, facts(Language.JA)), 1, reference)
        yield Kind(f"{name}-en", partial(page, facts(Language.EN)))
