# SPDX-License-Identifier: MIT
"""Every page of a full desk is whole, stands out, can be reached, named, typed into and is told.

One round over the pages is looked at by all checkers at once; what each of them finds that shall
not be is tested beside it (`test_geometry.py`, `test_look.py`, `test_hands_and_eyes.py`,
`test_tips.py`, `test_pseudo.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.layout.actions import ActionTable, MenuBar
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import Place, SectionView
from desk_app.gui.session.entrance import Choices
from desk_app.records.desk.people import Language
from tests.gui.accessibility import fields, not_composing, shown_words, unnamed
from tests.gui.belonging import in_rings
from tests.gui.by_keys import astray, left_out, out_of_order, stops, unseen
from tests.gui.case_desk import CaseEntrance
from tests.gui.case_pages import Case, Cases
from tests.gui.contrast import Pair, pairs
from tests.gui.dressing import dressed_too_often
from tests.gui.geometry import overlapping
from tests.gui.painted import painted
from tests.gui.tips import bare_clauses, mute_actions, mute_buttons, mute_fields
from tests.gui.walk import (
    FullDesk,
    blues,
    come_to_rest,
    dialogs,
    faults,
    other_dates,
    uneven_bars,
)

_HIRAGANA = re.compile("[ぁ-ん]")
"""What a sentence in Japanese has, and no name of the desk's."""
DIVIDED = frozenset({Place.INTAKE, Place.COMPARISON, Place.DECISION, Place.DISPOSAL})
PAIRS_IN_USE = 20
STOPS_WALKED = 140
FIELDS_COMPOSED = 24
TABLES = 15
PAGES_WITH_WORDS = 100


@pytest.fixture
def cases(qtbot: QtBot, qapp: QApplication, full: FullDesk) -> Iterator[Cases]:
    """Return windows on the full desk."""
    made = Cases(qtbot, qapp, full.desk)
    yield made
    made.close()


def _looked_at(case: Case, place: Place, used: set[Pair]) -> list[str]:
    """Return what is cut, covered or hard to see on the page that is shown, or of no form."""
    window = case.window.window
    come_to_rest(case)
    painting = painted(window)
    seen = pairs(window, painting)
    used.update(seen)
    return [
        *faults(window, painting),
        *blues(window, place),
        *uneven_bars(window),
        *other_dates(painting.runs, place),
        *(f"{pair}: {each}" for pair, each in seen.items() if pair.weak),
    ]


def _walked(case: Case, view: SectionView) -> tuple[int, list[str]]:
    """Go round a page by Tab; how many stops there are, and what hand, eye or ear do without."""
    window = case.window.window
    begun = astray(window)
    walked = stops(case.window.focus())
    return len(walked), [
        *(f"the keys begin where Tab never comes: {each}" for each in begun),
        *(f"Tab leaves out {each}" for each in left_out(window, walked)),
        *(f"Tab goes back {each}" for each in out_of_order(view, walked)),
        *(f"has the keys unseen: {each}" for each in unseen(walked)),
        *(f"no name: {each}" for each in unnamed(window)),
        *(f"does not compose: {each}" for each in not_composing(window)),
        *(f"in a ring: {each}" for each in in_rings()),
        *(f"several times: {each}" for each in _keys_of_several_actions(window)),
    ]


def _keys_of_several_actions(window: QWidget) -> list[str]:
    """Return the keys that would do more than one thing here, and the letters of menus."""
    within = (each for each in window.findChildren(QAction) if _is_within_reach(each))
    keys = [key.toString() for action in within for key in action.shortcuts()]
    bar = window.findChildren(MenuBar)[0]
    titles = [action.text() for action in bar.actions() if action.isVisible()]
    keys += [f"Alt+{title[title.index('&') + 1].upper()}" for title in titles]
    return sorted(key for key, count in Counter(keys).items() if count > 1)


def _is_within_reach(action: QAction) -> bool:
    parent, everywhere = action.parent(), Qt.ShortcutContext.WindowShortcut
    seen = isinstance(parent, QWidget) and parent.isVisible()
    return seen and action.isEnabled() and action.shortcutContext() is everywhere


def _a_divider_is_kept(case: Case, place: Place) -> None:
    """Draw the divider of a page of several parts elsewhere."""
    window = case.window
    divider = window.part(QSplitter, place.value)
    divider.moveSplitter(divider.sizes()[0] - theme.px(40), 1)
    kept = divider.sizes()
    window.qtbot.waitUntil(lambda: bool(window.screen.widths(place.value)))
    assert [theme.px(each) for each in window.screen.widths(place.value)] == kept, place


def test_every_page_is_whole_stands_out_and_is_walked_named_composed_in_and_told(
    cases: Cases, full: FullDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CaseEntrance, "chosen", Choices(language=Language.JA, dark=True))
    case, found, used = cases.open(), list[str](), set[Pair]()
    window, passed, composed = case.window.window, 0, 0
    window.resize(1440, 900)
    for place in Place:
        wrong = dressed_too_often(case, place)
        view = case.go(place, full.thing(place), SectionView)
        wrong += _looked_at(case, place, used)
        wrong += mute_buttons(window)
        wrong += [f"no tip: {each}" for each in mute_fields(view, Language.JA)]
        if place is Place.DECISION:
            # Nobody can decide yet what has most of everything.
            view = case.go(place, full.decidable, SectionView)
        rules = view.session.desk.rulebook.on(view.session.today)
        wrong += [f"a bare clause: {each}" for each in bare_clauses(window, rules, Language.JA)]
        walked, missing = _walked(case, view)
        passed, composed = passed + walked, composed + len(fields(window))
        found += [f"{place.value} {each}" for each in (*wrong, *missing)]
        if place in DIVIDED:
            _a_divider_is_kept(case, place)
    found += [f"say in i18n/sentences/tips.toml: {each}" for each in mute_actions(window)]
    assert found == [], "\n".join(found)
    assert (passed > STOPS_WALKED, composed > FIELDS_COMPOSED) == (True, True), (passed, composed)
    assert len(window.findChildren(ActionTable)) > TABLES
    assert len(used) > PAIRS_IN_USE
    _a_grey_action_says_why_it_cannot_be(case)
    _nothing_is_covered_at_once(case, full, Place.INTAKE, Language.EN)


def test_every_page_and_question_has_room_for_its_english_in_the_smallest_window(
    cases: Cases, full: FullDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CaseEntrance, "chosen", Choices(language=Language.EN, dark=False))
    case, found, used = cases.open(), list[str](), set[Pair]()
    window = case.window.window
    window.resize(1280, 720)
    for place in Place:
        view = case.go(place, full.thing(place), SectionView)
        found += [f"{place.value} {each}" for each in _looked_at(case, place, used)]
        told = (f"{key} {word}" for key, word in view.keys_told() if word[:2].istitle())
        found += [f"{place.value} begins large: {each}" for each in told]
        found += [f"{place.value} {each}" for each in _keys_of_several_actions(window)]
    asked = set[str]()
    for name, dialog in dialogs(case, Place.APPLICATION, full.longest):
        asked.add(name)
        found += [f"{name} {each}" for each in faults(dialog)]
    assert found == [], "\n".join(found)
    assert {"ask_department", "read_paper", "correct"} <= asked
    assert len(used) > PAIRS_IN_USE
    _nothing_is_covered_at_once(case, full, Place.APPLICATION, Language.JA)
    _a_page_that_is_broken_is_found(case)


def _a_grey_action_says_why_it_cannot_be(case: Case) -> None:
    """Also to its key."""
    view = case.go(Place.POST, None, SectionView)
    action = view.doing["next"]
    assert not action.isEnabled()
    assert action.toolTip() == action.statusTip(), "the reason stands in the place of the tip"
    assert view.doing.why_not(QKeySequence("Ctrl+Shift+F12")) == ""
    case.main()
    assert case.window.status.said() == action.statusTip()


def _nothing_is_covered_at_once(
    case: Case, full: FullDesk, place: Place, language: Language
) -> None:
    """Whoever changes the language sees no words over words before the layouts come to rest.

    No sentence stands there as before: all of the window follows.
    """
    case.go(place, full.thing(place), SectionView)
    come_to_rest(case)
    before = set(shown_words(case.window.window))
    case.window.speak(language)
    assert overlapping(case.window.window) == []
    after = set(shown_words(case.window.window))
    sentences = {word for word in before | after if _HIRAGANA.search(word)}
    assert sentences & (before ^ after) != set()
    if place is Place.INTAKE:
        # Nobody has typed there; an application has sentences of its own.
        assert sentences & before & after == set()


def _a_page_that_is_broken_is_found(case: Case) -> None:
    window = case.window.window
    come_to_rest(case)
    assert len(painted(window).runs) > PAGES_WITH_WORDS
    assert faults(window) == []
    names = [w for w in window.findChildren(Text) if w.isVisible() and w.wordWrap() and w.text()]
    names[0].setFixedSize(names[0].width() // 3, names[0].height() // 2)
    assert faults(window) != []
