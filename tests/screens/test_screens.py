# SPDX-License-Identifier: MIT
"""What `screens` promises: which pictures there are, and that none of them is empty."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import suite
from PySide6.QtGui import QImage

from desk_app.store.disk import places
from tests.screens import program
from tests.screens.__main__ import walks
from tests.screens.pictures import Album, Glass, Picture, Unfit

NAME = re.compile(r"\d\d[ab]?-[a-z-]+-(ja|en)-(light|dark)-(100|150|200)")
REFERENCE = (
    *("01-today", "02-intake", "03-application", "04-comparison", "05-letters", "08-decision"),
    *("07-stamp-book", "09-disposal", "10a-sign-in", "10b-first-start", "14-intake-narrow"),
)
GREY = Picture(40, 30, bytes([200, 200, 200, 0]) * 1200)
DRAWN = Picture(40, 30, bytes(value % 251 for value in range(4800)))


def test_each_picture_has_one_name_that_says_how_it_looks() -> None:
    names = [name for walk in walks(()) for name in walk.names]
    assert [name for name in names if not NAME.fullmatch(name)] == []
    assert [name for name, count in Counter(names).items() if count > 1] == []
    for reference in REFERENCE:
        for look in ("ja-light", "ja-dark", "en-light", "en-dark"):
            assert f"{reference}-{look}-100" in names
    assert {"03-application-en-dark-150", "02-intake-ja-light-200"} <= set(names)


def test_only_the_looks_that_were_asked_for_are_walked() -> None:
    (sample, first) = walks(("en", "dark", "100"))
    assert {walk.look.name for walk in (sample, first)} == {"en-dark-100"}
    assert [walk.words for walk in (sample, first)] == [("--demo",), ()]


def test_a_picture_is_written_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Album(tmp_path).put("one", DRAWN, [])
    image = QImage(str(tmp_path / "one.png"))
    assert (image.width(), image.height()) == (40, 30)
    assert image.pixel(1, 0) & 0xFFFFFF == 6 << 16 | 5 << 8 | 4
    assert capsys.readouterr().out == f"{tmp_path / 'one.png'}\n"


def test_an_empty_picture_and_the_same_once_more_are_refused(tmp_path: Path) -> None:
    album, earlier = Album(tmp_path), [DRAWN]
    with pytest.raises(Unfit, match="blank"):
        album.put("empty", GREY, earlier)
    with pytest.raises(Unfit, match="another"):
        album.put("again", DRAWN, earlier)
    assert list(tmp_path.iterdir()) == []


def test_how_much_of_a_picture_differs() -> None:
    other = Picture(40, 30, bytes([0, 0, 0, 0]) * 12 + GREY.pixels[48:])
    assert (GREY.unlike(GREY), GREY.unlike(other)) == (0, 0.01)
    assert GREY.unlike(Picture(1, 1, bytes(4))) == 1


def test_a_fault_that_the_program_noted_is_told(tmp_path: Path) -> None:
    log = tmp_path / "state" / places.fault_log().name
    log.parent.mkdir()
    log.touch()
    program._look_for_faults(tmp_path)
    log.write_text(
        "a day AttributeError\n  desk_app/gui/pages/today/page.py:1 _show\n", encoding="utf-8"
    )
    with pytest.raises(program.Faulty, match=r"AttributeError \| desk_app/gui"):
        program._look_for_faults(tmp_path)


@pytest.mark.x11
def test_a_screen_on_which_nothing_stands_is_seen_as_that() -> None:
    with suite.screen(wanted=True, size="320x200x24") as named, Glass(named["DISPLAY"]) as glass:
        assert glass.windows() == ()
        seen = glass.look(glass._root)
    assert (seen.width, seen.height, len(seen.pixels)) == (320, 200, 320 * 200 * 4)
    assert seen.blank
