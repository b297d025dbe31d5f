# SPDX-License-Identifier: MIT
"""Whatever an action's label does not say its tip does, in a sentence of both languages.

That every action, button and field has its tip is looked at on every page (`test_every_page.py`).
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.fields.fields import TrailingNoteLineEdit
from desk_app.gui.kit.layout.actions import ActionLine, ActionTable
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.i18n import vocabulary
from desk_app.records.desk.people import Language
from tests.gui.tips import mute_actions, mute_buttons, mute_fields

pytestmark = pytest.mark.once(under="second")


@pytest.mark.parametrize(("heading", "least"), [("Tip", 120), ("Field", 90)])
def test_a_tip_is_a_sentence_in_both_languages(heading: str, least: int) -> None:
    tips = vocabulary.table("tips")[heading]
    assert len(tips) > least
    for name, texts in tips.items():
        japanese, english = (vocabulary.text("tips", heading, name, each) for each in Language)
        assert japanese, name
        assert japanese.endswith(("。", "）")), name
        assert english, name
        assert english.endswith("."), name
        assert len(texts) == 2, name


def test_what_says_nothing_of_itself_is_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    ActionTable((ActionLine("nameless", "Do it", int),), page)
    silent, grey = KeyButton(), KeyButton("Grey")
    grey.setEnabled(False)
    field = TrailingNoteLineEdit()
    field.setObjectName("nowhere.told")
    for each in (silent, grey, field):
        column.addWidget(each)
    page.show()
    assert mute_actions(page) == ["QWidget.nameless"]
    assert [each.partition(" ")[0] for each in mute_buttons(page)] == ["mute:", "why"]
    assert mute_fields(page, Language.EN) == ["nowhere.told"]
