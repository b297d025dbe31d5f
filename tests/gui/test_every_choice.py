# SPDX-License-Identifier: MIT
"""What stands only at times is whole too: every word of a choice, and a proposal that waits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.look import theme
from desk_app.gui.page import Place
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.intake.stamps import HeldList, OddPiecesList
from desk_app.records.case.application import ProxyKind
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from tests.gui.case_desk import ready
from tests.gui.case_pages import Cases
from tests.gui.geometry import cut
from tests.gui.intake_desk import Intake, Keys, shown
from tests.gui.painted import painted
from tests.gui.walk import LAYOUT_ROUNDS, come_to_rest, faults

pytestmark = pytest.mark.once(under="second")

NARROWEST = 1230
"""The page in the smallest window, beside the folded navigation."""

LEAST_CHOICES = 15


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Intake]:
    with shown(qtbot, 640) as made:
        yield made


def test_every_word_of_a_choice_has_room_and_nothing_moves_at_the_first_key(
    page: Intake, qapp: QApplication
) -> None:
    """In English, whose words and findings are the longer ones."""
    theme.apply(qapp, theme.Appearance(japanese=False))
    page.view.resize(NARROWEST, 640)
    page.view.book.put("proxy.kind", ProxyKind.PARENT)
    page.speak(Language.EN)
    page.view.findChildren(OddPiecesList)[0].open_line()
    page.view.findChildren(HeldList)[0]._line.show()
    QApplication.processEvents()
    width = page.edit("sheet.code").width()
    boxes = page.view.findChildren(ChoiceBox)
    of_papers = [box for box in boxes if box.objectName().startswith(("paper.", "mask."))]
    for box in of_papers:
        box.resize(width, box.height())
    told = [(box.objectName(), word) for box in of_papers for word in box.without_room()]
    told += [("", each) for each in cut(page.view) if each.startswith(("choice", "Trailing"))]
    assert told == []
    assert len(boxes) > LEAST_CHOICES
    _nothing_moves_at_the_first_key(page)
    page.view.book.begin_anew()
    _what_is_needed_says_so_until_it_is_chosen(page)


def _what_is_needed_says_so_until_it_is_chosen(page: Intake) -> None:
    page.speak(Language.JA)
    box = page.edit("envelope.kind")
    assert isinstance(box, ChoiceBox)
    (hint,) = painted(box).runs
    ink = QColor(theme.tokens(box.palette()).text3)
    assert (hint.text, hint.ink) == ("必須", ink), "it does not look chosen"
    box.set_value(MailKind.ORDINARY)
    assert "必須" not in [run.text for run in painted(box).runs]


def _nothing_moves_at_the_first_key(page: Intake) -> None:
    for size in ((1232, 640), (1392, 900)):
        page.view.book.begin_anew()
        page.view.resize(*size)
        page.go("principal.name")
        _come_to_rest()
        places = [_place(page, name) for name in ("principal.name", "proxy.kind", "method")]
        Keys().write("髙")
        page.view.book.look()
        _come_to_rest()
        after = [_place(page, name) for name in ("principal.name", "proxy.kind", "method")]
        assert after == places


def _come_to_rest() -> None:
    """Wait for the layouts that ask for one another."""
    for _ in range(LAYOUT_ROUNDS):
        QApplication.processEvents()


def _place(page: Intake, name: str) -> QPoint:
    return page.edit(name).mapTo(page.view, QPoint())


def test_a_proposal_is_whole_while_it_is_written_and_while_it_waits(cases: Cases) -> None:
    """In English, which is the longer one, and in the smallest window."""
    id_ = ready(cases.desk)
    case = cases.open()
    case.window.speak(Language.EN)
    case.window.window.resize(1280, 720)
    view = case.go(Place.DECISION, id_, DecisionView)
    case.press(view.editor.outcomes, Qt.Key.Key_1)
    come_to_rest(case)
    assert view.doing["takeOver"].isVisible()
    assert faults(case.window.window) == []
    case.annex(view, {"group": "", "item": "氏名", "content": "髙橋 花子", "source": "本人"})
    case.main()
    come_to_rest(case)
    assert view.doing["send_back"].isVisible()
    assert view.doing["take_back"].isVisible()
    assert faults(case.window.window) == []
