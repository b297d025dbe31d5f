# SPDX-License-Identifier: MIT
"""What was chosen of the screen: kept whole, read whole, or the usual."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.bootstrap import LocalEntrance
from desk_app.desk.errors import DiskFull
from desk_app.gui.session.entrance import Choices, PaperPrinter, Widths, WindowPlace
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import PaperUse, PrinterChoice
from desk_app.store.disk import places

CHOSEN = Choices(Language.EN, dark=True, text_percent=125, lock_minutes=15, last_user="u7")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where they are kept."""
    path = tmp_path / "config" / "screen.json"
    monkeypatch.setattr(places, "choices_file", lambda: path)
    return path


def entrance(folder: Path) -> LocalEntrance:
    return LocalEntrance(folder / "desk", folder / "keys")


def test_they_are_read_as_they_were_kept(tmp_path: Path, file: Path) -> None:
    assert entrance(tmp_path).choices() == Choices()
    for choices in (CHOSEN, Choices(Language.JA, dark=False), Choices()):
        entrance(tmp_path).keep_choices(choices)
        assert entrance(tmp_path).choices() == choices
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_no_bit_that_turns_makes_another_choice(tmp_path: Path, file: Path) -> None:
    entrance(tmp_path).keep_choices(CHOSEN)
    kept = file.read_bytes()
    for place in range(len(kept) * 8):
        turned = bytearray(kept)
        turned[place // 8] ^= 1 << place % 8
        file.write_bytes(turned)
        assert entrance(tmp_path).choices() in (CHOSEN, Choices()), place
    file.write_bytes(kept.replace(b'"lock_minutes": 15', b'"lock_minutes": 10'))
    assert entrance(tmp_path).choices() == Choices()


def test_a_full_disk_keeps_those_from_before(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise DiskFull

    entrance(tmp_path).keep_choices(CHOSEN)
    monkeypatch.setattr("desk_app.bootstrap.entrance.replace_file", full)
    entrance(tmp_path).keep_choices(Choices())
    assert entrance(tmp_path).choices() == CHOSEN
    assert file.exists()


@pytest.mark.parametrize("percent", ["101", "null", '"150"', "[]", "1e9"])
def test_a_size_of_text_that_is_none_is_the_usual(tmp_path: Path, file: Path, percent: str) -> None:
    file.parent.mkdir()
    file.write_text(f'{{"language": "en", "dark": null, "text_percent": {percent}}}')
    assert entrance(tmp_path).choices() == Choices(Language.EN)


@pytest.mark.parametrize("minutes", ["0", "60", "null", '"5"', "[]", "1e9"])
def test_a_wait_that_is_none_is_the_usual(tmp_path: Path, file: Path, minutes: str) -> None:
    file.parent.mkdir()
    file.write_text(f'{{"language": "en", "dark": null, "lock_minutes": {minutes}}}')
    assert entrance(tmp_path).choices() == Choices(Language.EN)


@pytest.mark.parametrize("dark", ["3", '"yes"', "[]", "{}", "1.5"])
def test_a_look_that_is_none_is_left_to_the_system(tmp_path: Path, file: Path, dark: str) -> None:
    file.parent.mkdir()
    file.write_text(f'{{"language": "en", "dark": {dark}}}')
    assert entrance(tmp_path).choices() == Choices(Language.EN)


def test_widths_and_the_place_of_the_window_are_kept(tmp_path: Path, file: Path) -> None:
    drawn = (Widths("mail", (900, 420)), Widths("applicationTable", (88, 176)))
    chosen = CHOSEN._replace(widths=drawn, window=WindowPlace(-1200, 40, 1440, 900, maximized=True))
    entrance(tmp_path).keep_choices(chosen)
    assert entrance(tmp_path).choices() == chosen


def test_the_printer_of_each_kind_of_page_is_kept(tmp_path: Path, file: Path) -> None:
    slot = PrinterChoice("office", "InputSlot=Upper", 2)
    printers = (
        PaperPrinter(PaperUse.WINDOW_LETTER, slot),
        PaperPrinter(PaperUse.LABELS, PrinterChoice("2階の複合機")),
    )
    chosen = CHOSEN._replace(printers=printers)
    entrance(tmp_path).keep_choices(chosen)
    assert entrance(tmp_path).choices() == chosen


@pytest.mark.parametrize(
    "bad",
    [
        '"printers": 3',
        '"printers": [3]',
        '"printers": [{"use": "labels"}]',
        '"printers": [{"use": "walls", "printer": "office", "tray": "", "copies": 1}]',
        '"printers": [{"use": "labels", "printer": "-o", "tray": "", "copies": 1}]',
        '"printers": [{"use": "labels", "printer": "office", "tray": "", "copies": 0}]',
        '"printers": [{"use": "labels", "printer": "office", "tray": "raw", "copies": 1}]',
        '"scans": ["/scans"]',
        '"orders": 3',
        '"orders": [{"name": "mail"}]',
        '"orders": [{"name": "mail", "column": 3, "ascending": true}]',
        '"orders": [{"name": "mail", "column": "kana", "ascending": 1}]',
        '"widths": 3',
        '"widths": [{"name": "mail"}]',
        '"widths": [{"name": "mail", "widths": ["9"]}]',
        '"widths": [{"name": "mail", "widths": [-4]}]',
        '"widths": [{"name": "mail", "widths": [true]}]',
        '"window": 7',
        '"window": {"x": 1}',
        '"window": {"x": 1, "y": 1, "width": 0, "height": 900}',
        '"window": {"x": 1, "y": 1, "width": 1440.5, "height": 900}',
        '"window": {"x": 1, "y": 1e9, "width": 1440, "height": 900}',
        '"window": {"x": 1, "y": 1, "width": 1440, "height": 900, "maximized": "yes"}',
        '"window": {"x": 1, "y": 1, "width": 1440, "height": 900, "colour": "red"}',
        '"window": {"x": "1", "y": 1, "width": 1440, "height": 900}',
    ],
)
def test_a_bad_width_or_place_is_the_usual_and_spoils_nothing_else(
    tmp_path: Path, file: Path, bad: str
) -> None:
    file.parent.mkdir()
    good = (
        '"language": "en", "dark": true, "text_percent": 125, "lock_minutes": 15, "last_user": "u7"'
    )
    file.write_text(f"{{{good}, {bad}}}")
    assert entrance(tmp_path).choices() == CHOSEN
