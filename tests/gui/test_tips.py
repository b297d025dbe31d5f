# SPDX-License-Identifier: MIT
"""Whatever an action's label does not say its tip does; why it cannot be is told by keys too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.fields.fields import LongText, PasswordEdit, TrailingNoteLineEdit
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.actions import ActionTable
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.kit.layout.shortcuts import without_letter
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.disposal.page import DisposalView
from desk_app.gui.shell.help import tip_of
from desk_app.i18n import vocabulary
from desk_app.records.people import Language
from tests.gui.case_pages import Case, Cases
from tests.gui.walk import FullDesk

pytestmark = pytest.mark.once(under="second")

PLAIN = frozenset(
    {
        *("undo", "cut", "copy", "paste", "selectAll", "quit", "language", "larger", "smaller"),
        *("look", "fullScreen", "back", "forward", "zoomIn", "zoomOut"),
        *("sortNext", "sortPrevious", "sortTurn", "previousApplication", "nextApplication"),
        *("previousVerdict", "nextVerdict", "previousClaim", "nextClaim", "besideBefore"),
        *("besideNext", "nextFinding", "previousFinding", "toNumber", "toInside", "openRequest"),
        *("tick", "enterNumber", "chooseAll", "lapse", *(f"section{n}" for n in range(1, 8))),
    }
)
"""What its label says whole: editing, size, the next one, the previous one, the way to a field."""


@pytest.fixture(params=Place)
def case(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, full: FullDesk
) -> Iterator[Case]:
    """A window at each page, on the desk that shows most there."""
    place: Place = request.param
    cases = Cases(qtbot, qapp, full.of(place))
    opened = cases.open()
    opened.go(place, full.thing(place), SectionView)
    yield opened
    cases.close()


def _said(action: QAction) -> str:
    """Return what an action tells beyond its words."""
    tip = action.toolTip()
    return "" if tip == without_letter(action.text()) else tip


def test_every_action_and_button_of_a_page_has_a_tip_or_a_label_that_says_all(case: Case) -> None:
    tables = case.window.shell.findChildren(ActionTable)
    bare = {
        f"{type(table.parent()).__name__}.{name}"
        for table in tables
        for name in table.names()
        if name not in PLAIN and not _said(table[name])
    }
    assert len(tables) > 1
    assert bare == set(), "say in i18n/sentences/tips.toml what it does"
    buttons = case.window.shell.findChildren(KeyButton)
    assert len(buttons) > 3
    assert [each.objectName() for each in buttons if _is_mute(each)] == []
    assert [each.text() for each in buttons if each.text() and each.text() == each.toolTip()] == []
    grey = [each for each in buttons if each.isVisible() and not each.isEnabled()]
    assert [each.objectName() for each in grey if not each.statusTip()] == [], "say why it is grey"


def _is_mute(button: KeyButton) -> bool:
    """Say whether a button in sight says nothing: neither words nor a tip."""
    return button.isVisible() and not button.text() and not button.toolTip()


@pytest.mark.parametrize("case", [Place.DISPOSAL], indirect=True)
def test_the_key_of_a_grey_action_says_why_it_cannot_be(case: Case) -> None:
    view = case.view(DisposalView)
    action = view.doing["next"]
    assert not action.isEnabled()
    assert action.toolTip() == action.statusTip(), "the reason stands in the place of the tip"
    assert view.doing.why_not(QKeySequence("Ctrl+Shift+F12")) == ""
    case.main()
    assert case.window.status.said() == action.statusTip()


def test_a_tip_is_a_sentence_in_both_languages_and_of_an_action_there_is() -> None:
    tips = vocabulary.table("tips")["Tip"]
    assert len(tips) > 120
    for name, texts in tips.items():
        japanese, english = (vocabulary.text("tips", "Tip", name, each) for each in Language)
        assert japanese, name
        assert japanese.endswith(("。", "）")), name
        assert english, name
        assert english.endswith("."), name
        assert len(texts) == 2


UNSAID = frozenset({"ManualView", "InquiriesView", "RegistersView"})
"""Pages whose fields tell nothing by name: a search, or what their own hints say."""


def _typed(case: Case) -> list[TrailingNoteLineEdit | LongText]:
    """Return what is typed into on the page, searches apart: their own words say what for."""
    view = case.window.shell.view
    assert view is not None
    lines = [
        each
        for each in view.findChildren(TrailingNoteLineEdit)
        if not isinstance(each, SearchField | PasswordEdit)
    ]
    return [*lines, *view.findChildren(LongText)]


def test_every_typed_field_says_what_to_type_with_an_example_or_a_reason(case: Case) -> None:
    view = case.window.shell.view
    language = case.window.shell.session.language
    if type(view).__name__ in UNSAID:
        return
    fields = [each for each in _typed(case) if each.objectName() and not each.isReadOnly()]
    mute = {each.objectName() for each in fields if not tip_of(each.objectName(), each, language)}
    assert mute == set(), "say under [Field] in i18n/sentences/tips.toml what is typed there"
    for each in fields:
        if each.isVisible():
            assert each.toolTip().startswith(tip_of(each.objectName(), each, language))


def test_what_a_field_says_is_a_sentence_in_both_languages() -> None:
    said = vocabulary.table("tips")["Field"]
    assert len(said) > 90
    for name in said:
        japanese, english = (vocabulary.text("tips", "Field", name, each) for each in Language)
        assert japanese, name
        assert japanese.endswith("。"), name
        assert english, name
        assert english.endswith("."), name
