# SPDX-License-Identifier: MIT
"""What a clerk chose at this place, as text and back; a bad value falls back by itself."""

from __future__ import annotations

import json
from dataclasses import asdict

from desk_app.gui.entrance import TEXT_PERCENTS, Choices, PaperPrinter, Widths, WindowPlace
from desk_app.records.people import Language
from desk_app.records.printers import PaperUse, PrinterChoice

_USUAL = Choices()
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_FARTHEST = 100_000
"""No screen reaches as far, in pixels."""


def written(choices: Choices) -> bytes:
    """Return the choices as a file holds them."""
    printers = [{"use": each.use.value, **asdict(each.choice)} for each in choices.printers]
    kept = asdict(choices) | {"language": choices.language.value, "printers": printers}
    return json.dumps(kept).encode("ascii")


def read(text: str) -> Choices:
    """Return the choices of a file, the usual ones where nothing can be read."""
    try:
        kept = json.loads(text)
        language, dark = Language(kept["language"]), kept["dark"]
        percent = kept.get("text_percent", _USUAL.text_percent)
    except _BROKEN:
        return _USUAL
    return Choices(
        language,
        dark if isinstance(dark, bool) else None,
        percent if percent in TEXT_PERCENTS else _USUAL.text_percent,
        _widths(kept.get("widths")),
        _place(kept.get("window")),
        _printers(kept.get("printers")),
    )


def _widths(kept: object) -> tuple[Widths, ...]:
    if not isinstance(kept, list):
        return ()
    try:
        found = (Widths(str(each["name"]), tuple(each["widths"])) for each in kept)
        return tuple(each for each in found if all(map(_is_measure, each.widths)))
    except _BROKEN:
        return ()


def _place(kept: object) -> WindowPlace | None:
    if not isinstance(kept, dict):
        return None
    try:
        place = WindowPlace(**kept)
    except _BROKEN:
        return None
    measures = (place.x, place.y, place.width, place.height)
    near = all(type(each) is int and abs(each) <= _FARTHEST for each in measures)
    fits = near and min(measures[2:]) > 0
    return place if fits and isinstance(place.maximized, bool) else None


def _printers(kept: object) -> tuple[PaperPrinter, ...]:
    found = (_printer(each) for each in kept) if isinstance(kept, list) else ()
    return tuple(each for each in found if each is not None)


def _printer(kept: object) -> PaperPrinter | None:
    """Return a printer as it was kept; one that no print system could be told is none."""
    if not isinstance(kept, dict):
        return None
    try:
        choice = PrinterChoice(str(kept["printer"]), str(kept["tray"]), int(kept["copies"]))
        use = PaperUse(kept["use"])
    except _BROKEN:
        return None
    return PaperPrinter(use, choice) if choice.sound else None


def _is_measure(value: object) -> bool:
    return type(value) is int and 0 <= value <= _FARTHEST
