# SPDX-License-Identifier: MIT
"""Pads with one Tab stop: stamps counted and typed, claims ticked, answers chosen by digits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.fields.choices import Option, OptionTiles
from desk_app.gui.kit.fields.stamp_pad import IN_SEN, MOST_PIECES, StampPad, StampTile
from desk_app.gui.kit.layout.boxes import in_column
from desk_app.gui.kit.layout.buttons import CheckBox
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.pages.intake.claims import ClaimsPad
from tests.gui.accessibility import reachable, unnamed
from tests.gui.pages import press_keys, show_active

VALUES = (500, 350, 320, 180, 140, 110, 100, 85, 84, 50)


@pytest.fixture
def pad(qtbot: QtBot) -> StampPad:
    return show_active(qtbot, StampPad(VALUES))


@pytest.fixture
def tiles(qtbot: QtBot) -> OptionTiles:
    options = OptionTiles(columns=2)
    options.set_options(
        [
            Option("same", "同じ"),
            Option("other", "違う", "不備になります"),
            Option("later", "あとで", offered=False),
        ]
    )
    return show_active(qtbot, options)


def test_the_pad_is_one_tab_stop_with_names(pad: StampPad) -> None:
    assert len(reachable(pad)) == 1
    assert unnamed(pad) == []


def test_arrows_move_and_plus_and_minus_count(pad: StampPad) -> None:
    press_keys("++")
    QTest.keyClick(_focus(pad), Qt.Key.Key_Right)
    press_keys("+")
    QTest.keyClick(_focus(pad), Qt.Key.Key_Down)
    press_keys(" +-")
    assert pad.counts() == ((500, 2), (350, 1), (84, 1))


@pytest.mark.parametrize(
    ("keys", "counts"),
    [
        ("62\r", ((62, 1),)),
        ("62\r62\r", ((62, 2),)),
        ("84*10\r", ((84, 10),)),
        ("84x3\r", ((84, 3),)),
        ("500+", ((500, 1),)),
        ("50\b\r", ((5, 1),)),
        ("0\r", ()),
        ("1234567\r", ((123456, 1),)),
        ("84*\r", ((84, 1),)),
    ],
)
def test_any_other_value_can_be_typed(
    pad: StampPad, keys: str, counts: tuple[tuple[int, int], ...]
) -> None:
    press_keys(keys)
    assert tuple(sorted(pad.counts())) == counts


@pytest.mark.parametrize(
    ("keys", "counts"),
    [
        ("0.5\r", ((50, 1),)),
        ("1.50*4\r", ((150, 4),)),
        ("84*10\r", ((8_400, 10),)),
        ("2.\r", ((200, 1),)),
        ("0.505\r", ((50, 1),)),
        ("0.0\r", ()),
    ],
)
def test_sen_are_typed_behind_a_point(
    qtbot: QtBot, keys: str, counts: tuple[tuple[int, int], ...]
) -> None:
    pad = show_active(qtbot, StampPad((50_000, 8_400), unit=IN_SEN))
    press_keys(keys)
    assert pad.counts() == counts


def test_a_value_of_nothing_is_refused_in_words(pad: StampPad) -> None:
    press_keys("0\r")
    assert pad._trouble.isVisible()
    press_keys("8")
    assert not pad._trouble.isVisible()


def test_times_on_a_tile_sets_its_count(pad: StampPad) -> None:
    press_keys("*7\r")
    assert pad.counts() == ((500, 7),)


def test_escape_forgets_the_digits_and_delete_all_of_a_value(pad: StampPad) -> None:
    press_keys("84")
    QTest.keyClick(_focus(pad), Qt.Key.Key_Escape)
    press_keys("\r+++")
    assert pad.counts() == ((500, 3),)
    QTest.keyClick(_focus(pad), Qt.Key.Key_Delete)
    assert pad.counts() == ()


def test_a_count_never_leaves_its_range(pad: StampPad) -> None:
    press_keys("-")
    assert pad.counts() == ()
    press_keys("*9999\r+")
    assert pad.counts() == ((500, MOST_PIECES),)


def test_each_change_is_told_once(pad: StampPad) -> None:
    told: list[int] = []
    pad.changed.connect(lambda: told.append(1))
    press_keys("+-84*2\r")
    assert len(told) == 3
    pad.set_counts({500: 2, 62: 1})
    assert len(told) == 3
    assert pad.counts() == ((500, 2), (62, 1))


def test_the_tiles_of_the_envelope_before_go_with_it(pad: StampPad) -> None:
    press_keys("62*3\r84*2\r")
    pad.set_counts({41: 1})
    pad.begin()
    assert _focus(pad).objectName() != "stamps.62"
    tiles = [each.objectName() for each in pad.findChildren(StampTile) if each.isVisible()]
    assert tiles == [f"stamps.{value}" for value in (*VALUES, 41)]
    press_keys("62*3\r")
    assert pad.counts() == ((41, 1), (62, 3))


def test_a_click_counts_up_and_the_other_button_down(pad: StampPad) -> None:
    tile = pad._tiles[110]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    QTest.mouseClick(tile, Qt.MouseButton.RightButton)
    assert pad.counts() == ((110, 1),)


def test_claims_are_one_stop_and_stay_ticked_in_another_language(qtbot: QtBot) -> None:
    pad = ClaimsPad()
    pad.set_groups([("有料", [("d", "開示"), ("p", "利用目的")]), ("無料", [("c", "訂正")])])
    show_active(qtbot, pad)
    assert len(reachable(pad)) == 1
    QTest.keyClick(_focus(pad), Qt.Key.Key_Space)
    QTest.keyClick(_focus(pad), Qt.Key.Key_Down)
    QTest.keyClick(_focus(pad), Qt.Key.Key_Space)
    assert pad.ticked() == ("d", "c")
    pad.set_groups([("Fee", [("d", "Disclosure")]), ("Free", [("c", "Correction")])])
    assert pad.ticked() == ("d", "c")


def test_plus_ticks_a_claim_and_goes_to_the_next(qtbot: QtBot) -> None:
    pad = _claims(qtbot)
    press_keys("++")
    assert pad.ticked() == ("d", "p")
    assert _focus(pad) is pad.findChildren(CheckBox)[2]
    press_keys("++")
    assert pad.ticked() == ("d", "p", "c")


def test_equals_ticks_the_usual_claims_beside_those_that_are_ticked(qtbot: QtBot) -> None:
    pad = _claims(qtbot)
    press_keys("=")
    assert pad.ticked() == ()
    pad.set_usual(("d", "c"))
    QTest.keyClick(_focus(pad), Qt.Key.Key_Right)
    press_keys(" =")
    assert pad.ticked() == ("d", "p", "c")


def test_equals_counts_as_many_as_make_up_what_is_short(pad: StampPad) -> None:
    press_keys("=")
    assert pad.counts() == ()
    pad.set_short(1000)
    press_keys("=")
    assert pad.counts() == ((500, 2),)
    pad.set_short(200)
    press_keys("=")
    assert pad.counts() == ((500, 2),)


def test_digits_choose_an_answer(tiles: OptionTiles) -> None:
    told: list[object] = []
    tiles.chosen.connect(told.append)
    press_keys("2")
    press_keys("3")
    press_keys("9")
    assert tiles.value() == "other"
    assert told == ["other"]
    assert unnamed(tiles) == []


def test_space_chooses_where_the_focus_is(tiles: OptionTiles) -> None:
    QTest.keyClick(_focus(tiles), Qt.Key.Key_Space)
    assert tiles.value() == "same"


def test_an_answer_that_is_not_offered_is_never_chosen(tiles: OptionTiles) -> None:
    tiles.set_value("later")
    assert tiles.value() is None


def test_tab_comes_to_the_first_answer_that_can_be_given_and_passes_by_where_none_can(
    qtbot: QtBot,
) -> None:
    root, options, behind = QWidget(), OptionTiles(), QLineEdit()
    in_column(root, options, behind)
    first, second = Option("same", "同じ", offered=False), Option("other", "違う")
    options.set_options([first, second])
    show_active(qtbot, root)
    options.setFocus()
    assert _focus(root).accessibleName() == "2 違う"
    options.set_options([first])
    options.setFocus()
    assert _focus(root) is behind


def test_what_follows_from_an_answer_has_room_for_all_its_lines(qtbot: QtBot) -> None:
    options = OptionTiles()
    effect = "市町村の合併や通称など。理由を書き、管理者が確認します"
    options.set_options([Option("ask", "管理者に聞く", effect)])
    options.setFixedWidth(theme.px(220))
    show_active(qtbot, options)
    (tile,) = options.findChildren(QToolButton)
    above = painting.line_height(theme.font(bold=True))
    below = painting.text_height(effect, theme.font(Size.LABEL), tile.width() - theme.px(52))
    assert below > 2 * painting.line_height(theme.font(Size.LABEL)), "one line proves nothing"
    assert tile.height() >= above + below


def _claims(qtbot: QtBot) -> ClaimsPad:
    pad = ClaimsPad()
    pad.set_groups([("有料", [("d", "開示"), ("p", "利用目的")]), ("無料", [("c", "訂正")])])
    return show_active(qtbot, pad)


def _focus(root: QWidget) -> QWidget:
    widget = root.focusWidget()
    assert widget is not None
    return widget
